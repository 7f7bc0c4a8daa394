"""Everything of one person as one FHIR R4 bundle, after the HL7 Physical Activity guide.

Plain JSON, the same bytes for the same data. The guide: HL7 US Physical Activity 1.0.0,
hl7.org/fhir/us/physical-activity. What of it is kept and what is not stands in the record
of decisions (docs/adr).
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from retrowalk.files.fhir.code_system import code_system
from retrowalk.files.fhir.guided_test import guided_test_observations
from retrowalk.files.fhir.naming import address, id_of
from retrowalk.files.fhir.parts import Json, meta
from retrowalk.files.fhir.person import FhirPerson, patient
from retrowalk.files.fhir.plan import FhirPlan, care_plan, goal
from retrowalk.files.fhir.session import session_observations
from retrowalk.outcomes.taken import TakenTest
from retrowalk.training.session import SessionRecord


def bundle_text(
    person: FhirPerson,
    plans: Iterable[FhirPlan] = (),
    sessions: Iterable[SessionRecord] = (),
    tests: Iterable[TakenTest] = (),
) -> Iterator[str]:
    """Yield a bundle of type collection piece by piece: years need no more memory than a day.

    The pieces together are one line of JSON, letters as they are: a line for each value
    takes ten times as long to write. Of several versions of a plan the newest is written.
    Resources stand in the order of plans, sessions and tests as they are given; each is
    there once.
    """
    about = {
        "resourceType": "Bundle",
        "id": id_of("bundle", person.key),
        "type": "collection",
    }
    yield _text(about).removesuffix("}") + ', "entry": ['
    written: set[str] = set()
    for resource in _resources(person, tuple(plans), sessions, tests):
        identifier = resource["id"]
        if identifier in written:
            continue
        entry = {"fullUrl": address(identifier), "resource": resource}
        yield (", " if written else "") + _text(entry)
        written.add(identifier)
    made_up = ', "meta": ' + _text(meta(simulated=True)) if person.simulated else ""
    yield f"]{made_up}}}\n"


def _text(part: Json) -> str:
    return json.dumps(part, ensure_ascii=False, allow_nan=False)


def _resources(
    person: FhirPerson,
    plans: Sequence[FhirPlan],
    sessions: Iterable[SessionRecord],
    tests: Iterable[TakenTest],
) -> Iterator[Json]:
    yield code_system()
    yield patient(person)
    for one in _newest(plans):
        yield care_plan(person, one)
        aim = goal(person, one)
        if aim is not None:
            yield aim
    for record in sessions:
        yield from session_observations(person, record)
    for taken in tests:
        yield from guided_test_observations(person, taken)


def _newest(plans: Sequence[FhirPlan]) -> Iterator[FhirPlan]:
    newest: dict[tuple[str, str], FhirPlan] = {}
    for one in plans:
        known = newest.get(one.about)
        if known is None or one.plan.version >= known.plan.version:
            newest[one.about] = one
    yield from newest.values()
