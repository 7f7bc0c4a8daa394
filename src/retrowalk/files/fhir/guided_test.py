"""A guided test as FHIR Observations: one for each measure it gives."""

from retrowalk.files.fhir import own_codes as codes
from retrowalk.files.fhir.naming import WHY_ABSENT, id_of
from retrowalk.files.fhir.parts import (
    Json,
    coding,
    component,
    concept,
    loinc,
    moment,
    observation,
    own_coding,
    plain,
    quantity,
)
from retrowalk.files.fhir.person import FhirPerson
from retrowalk.files.fhir.units import LOINC_OF, PAIN, UCUM_OF
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.measures_told import TOLD
from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.results import Result, results
from retrowalk.outcomes.taken import TakenTest

_TOLD = frozenset(one.key for one in TOLD)
_SURVEY, _EXAM = ("survey", "Survey"), ("exam", "Exam")


def guided_test_observations(whose: FhirPerson, taken: TakenTest) -> tuple[Json, ...]:
    """Return an observation for each measure of the test, with its trials.

    A test that gives no value is written as well, with the reason: it was done. Raises
    Unknown for a protocol that is not known.
    """
    of = protocol(taken.protocol)
    return tuple(_observed(whose, taken, of, result) for result in results(taken))


def _observed(whose: FhirPerson, taken: TakenTest, of: Protocol, result: Result) -> Json:
    about = measure(result.measure)
    more: Json = {"method": concept(own_coding(codes.protocol_code(of.key)))}
    if result.value is not None:
        more["valueQuantity"] = _quantity(about, result.value)
    else:
        more["dataAbsentReason"] = concept(_reason(taken, result), text=result.why_not)
    if note := plain(taken.note):
        more["note"] = [{"text": note}]
    parts = [
        component(codes.TRIAL_VALUE, valueQuantity=_quantity(about, value))
        for value in result.trials
    ]
    parts.append(component(codes.PROTOCOL_VERSION, valueInteger=taken.version))
    if of.direction is not None:
        way = concept(own_coding(codes.direction_code(of.direction)))
        parts.append(component(codes.TOLD_DIRECTION, valueCodeableConcept=way))
    return observation(
        id_of("test", whose.key, taken.protocol, taken.taken_at.isoformat(), about.key),
        _code(about),
        whose.id,
        moment(taken.taken_at),
        profile="",
        simulated=whose.simulated or taken.simulated,
        kind=_SURVEY if about.key in _TOLD else _EXAM,
        more=more,
        components=parts,
    )


def _reason(taken: TakenTest, result: Result) -> Json:
    """Return in FHIR's words why there is no value."""
    if result.asks:
        return coding(WHY_ABSENT, "temp-unknown", "Temporarily Unknown")
    if all(trial.practice for trial in taken.trials):
        return coding(WHY_ABSENT, "not-performed", "Not Performed")
    return coding(WHY_ABSENT, "unknown", "Unknown")


def _code(about: Measure) -> Json:
    """Return the measure in LOINC where it is there, and always as ours."""
    ours = own_coding(codes.measure_code(about.key))
    if about.key == "pain_nrs":
        return concept(loinc(*PAIN), ours)
    if about.key in LOINC_OF:
        return concept(loinc(*LOINC_OF[about.key]), ours)
    return concept(ours)


def _quantity(about: Measure, value: float) -> Json:
    return quantity(value, about.unit, UCUM_OF[about.unit])
