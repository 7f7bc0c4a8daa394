"""A FHIR bundle for each person of an archive; where one cannot be written, it says why."""

import json
from pathlib import Path

from retrowalk.files.takeout.fhir_files import FhirFiles


def test_one_person_who_cannot_be_written_does_not_bar_the_others(tmp_path: Path) -> None:
    body = {"started_on": "2026-11-01", "programme": 7}
    bundles = FhirFiles()
    bundles.take("persons", {"id": "anna", "simulated": True})
    bundles.take("persons", {"id": "boris", "simulated": False})
    bundles.take("plans", {"person": "boris", "programme": "x", "body": body})
    folder = tmp_path / "made"
    folder.mkdir()
    made = bundles.write(folder)
    assert sorted(made) == ["fhir/anna.json", "fhir/boris.txt"]
    assert sorted(path.name for path in folder.iterdir()) == ["anna.json", "boris.txt"]
    bundle = json.loads(made["fhir/anna.json"].read_text(encoding="utf-8"))
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["CodeSystem", "Patient"]
    assert bundle["meta"]["security"][0]["code"] == "HTEST"
    said = made["fhir/boris.txt"].read_text(encoding="utf-8")
    assert said.startswith("Not written as FHIR: ")
