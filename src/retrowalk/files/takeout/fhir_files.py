"""What of the documents other health systems understand: a FHIR bundle for each person."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from retrowalk.errors import RetrowalkError
from retrowalk.files.fhir.bundle import bundle_text
from retrowalk.files.fhir.person import FhirPerson
from retrowalk.files.fhir.plan import FhirPlan
from retrowalk.files.takeout.lines import Row
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.taken import TakenTest
from retrowalk.outcomes.taken_json import from_json
from retrowalk.training.codec.plan import plan_from_json
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.programmes.text import parse
from retrowalk.training.session import SessionRecord

FOLDER = "fhir"
PERSONS = "persons"


@dataclass(slots=True)
class _Of:
    """What one person's bundle is made of; of each run of a programme the newest version."""

    runs: dict[tuple[str, str], Row] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sessions: list[SessionRecord] = field(default_factory=list)
    tests: list[TakenTest] = field(default_factory=list)


class FhirFiles:
    """The bundles of a household while its documents are read, row by row."""

    def __init__(self) -> None:
        self._persons: list[Row] = []
        self._people: dict[str, _Of] = defaultdict(_Of)

    def needs(self, document: str) -> bool:
        """Return whether anything of a document goes into a bundle."""
        return document == PERSONS or document in _TAKE

    def take(self, document: str, row: Row) -> None:
        """Keep what a bundle needs of a row; a document's rows come in their order."""
        if document == PERSONS:
            self._persons.append(row)
        elif document in _TAKE:
            _TAKE[document](self._people[row["person"]], row)

    def write(self, folder: Path) -> dict[str, Path]:
        """Write a bundle for each person; return where each is, by its path in the archive."""
        made: dict[str, Path] = {}
        for person in self._persons:
            path = _written(person, self._people[person["id"]], folder)
            made[f"{FOLDER}/{path.name}"] = path
        return made


def _written(person: Row, of: _Of, folder: Path) -> Path:
    path = folder / f"{person['id']}.json"
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_bundle(person, of))
    except RetrowalkError as error:
        # One way for others must not bar the way for all the rest.
        path.unlink()
        path = path.with_suffix(".txt")
        path.write_text(f"Not written as FHIR: {error}\n", encoding="utf-8")
    return path


def _bundle(person: Row, of: _Of) -> Iterator[str]:
    plans = []
    for body in of.runs.values():
        plan = plan_from_json(body)
        plans.append(FhirPlan(plan, _programme(plan.programme, of)))
    return bundle_text(
        FhirPerson(key=person["id"], simulated=person["simulated"]),
        plans=plans,
        sessions=sorted(of.sessions, key=lambda one: (one.started_at, one.session_id)),
        tests=of.tests,
    )


def _programme(key: str, of: _Of) -> Programme | None:
    try:
        return parse(of.texts[key], key) if key in of.texts else PROGRAMMES.get(key)
    except RetrowalkError:
        return None


def _plan(of: _Of, row: Row) -> None:
    of.runs[row["programme"], row["body"]["started_on"]] = row["body"]


def _text(of: _Of, row: Row) -> None:
    of.texts[row["key"]] = row["text"]


def _session(of: _Of, row: Row) -> None:
    if row["record"] is not None:
        of.sessions.append(record_from_json(row["record"]))


def _test(of: _Of, row: Row) -> None:
    if row["protocol"] in PROTOCOLS:
        of.tests.append(from_json(row["document"]))


_TAKE: Mapping[str, Callable[[_Of, Row], None]] = {
    "plans": _plan,
    "own_programmes": _text,
    "sessions": _session,
    "tests": _test,
}
