"""A FHIR bundle for each person of an archive; where one cannot be written, it says why."""

import json
from pathlib import Path

from retrowalk.files.takeout.fhir_files import write_fhir
from retrowalk.files.takeout.lines import Row, line_of


def a_document(folder: Path, name: str, *rows: Row) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_bytes(b"".join(line_of(row) + b"\n" for row in rows))
    return path


def test_one_person_who_cannot_be_written_does_not_bar_the_others(tmp_path: Path) -> None:
    body = {"started_on": "2026-11-01", "programme": 7}
    documents = {
        "persons": a_document(
            tmp_path,
            "persons",
            {"id": "anna", "simulated": True},
            {"id": "boris", "simulated": False},
        ),
        "plans": a_document(
            tmp_path, "plans", {"person": "boris", "programme": "x", "body": body}
        ),
    }
    folder = tmp_path / "made"
    folder.mkdir()
    made = write_fhir(documents, folder)
    assert sorted(made) == ["fhir/anna.json", "fhir/boris.txt"]
    assert sorted(path.name for path in folder.iterdir()) == ["anna.json", "boris.txt"]
    bundle = json.loads(made["fhir/anna.json"].read_text(encoding="utf-8"))
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["CodeSystem", "Patient"]
    assert bundle["meta"]["security"][0]["code"] == "HTEST"
    said = made["fhir/boris.txt"].read_text(encoding="utf-8")
    assert said.startswith("Not written as FHIR: ")
