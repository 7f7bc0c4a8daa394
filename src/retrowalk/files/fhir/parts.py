"""The small parts that FHIR resources are made of, as plain JSON."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

from retrowalk.files.fhir.naming import (
    LOINC,
    OBSERVATION_CATEGORY,
    OWN,
    PA_CODES,
    PA_PROFILES,
    TEST_DATA,
    UCUM,
    address,
)
from retrowalk.files.fhir.own_codes import SIMULATED, own

Json = dict[str, Any]

_NOT_TEXT = ("Cc", "Cs")
DECIMALS = 6  # of a number; finer than anything that is measured here


def coding(system: str, code: str, display: str) -> Json:
    """Return one code of a code system."""
    return {"system": system, "code": code, "display": display}


def own_coding(code: str) -> Json:
    """Return a code of our own code system; raise Unknown for one it does not have."""
    return coding(OWN, code, own(code).display)


def concept(*codings: Json, text: str = "") -> Json:
    """Return a concept: the same thing in one or more code systems."""
    made: Json = {"coding": list(codings)}
    if written := plain(text):
        made["text"] = written
    return made


def plain(text: str) -> str:
    """Return a text without what FHIR text may not hold: control signs, halves of letters."""
    kept = (sign for sign in text if sign in "\t\n\r" or category(sign) not in _NOT_TEXT)
    return "".join(kept).strip()


def quantity(value: float, unit: str, ucum: str) -> Json:
    """Return a value with its unit, in words and as a UCUM code."""
    rounded = round(value, DECIMALS)
    whole = int(rounded) if rounded == int(rounded) else rounded
    return {"value": whole, "unit": unit, "system": UCUM, "code": ucum}


def reference(identifier: str) -> Json:
    """Return a reference to a resource of the same bundle."""
    return {"reference": address(identifier)}


def moment(at: datetime) -> str:
    """Return a moment as FHIR writes it: to the second or finer, with its time zone."""
    offset = at.utcoffset()
    # FHIR knows offsets of whole minutes; before standard time there were others.
    odd = offset is None or offset.total_seconds() % 60
    return (at.astimezone(UTC) if odd else at).isoformat()


def component(code: str, **value: Any) -> Json:
    """Return a part of an observation by one of our own codes.

    value: one FHIR value by its name, such as valueQuantity.
    """
    return {"code": concept(own_coding(code)), **value}


def meta(*profiles: str, simulated: bool) -> Json:
    """Return what a resource claims to be, and that it is made up where it is.

    profiles: names in the Physical Activity guide.
    """
    made: Json = {}
    if profiles:
        made["profile"] = [f"{PA_PROFILES}/{name}" for name in profiles]
    if simulated:
        made["security"] = [coding(TEST_DATA, "HTEST", "test health data")]
        made["tag"] = [own_coding(SIMULATED)]
    return made


def observation(  # noqa: PLR0913  # an observation has this many parts that are not optional
    identifier: str,
    code: Json,
    patient: str,
    at: str,
    *,
    profile: str,
    simulated: bool,
    kind: tuple[str, str] = ("activity", "Activity"),
    more: Mapping[str, Any] | None = None,
    components: Sequence[Json] = (),
) -> Json:
    """Return an observation of a person by themselves.

    at: a moment or a day as FHIR writes it. kind: category in FHIR's words.
    profile: name in the Physical Activity guide, empty for none: only with one is it said
    to be about physical activity. more: its value, or why there is none.
    """
    made: Json = {
        "resourceType": "Observation",
        "id": identifier,
        "meta": meta(*([profile] if profile else []), simulated=simulated),
        "status": "final",
        "category": [concept(coding(OBSERVATION_CATEGORY, *kind))],
        "code": code,
        "subject": reference(patient),
        "effectiveDateTime": at,
        "performer": [reference(patient)],
        **(more or {}),
    }
    if profile:
        made["category"].append(
            concept(coding(PA_CODES, "PhysicalActivity", "Physical Activity"))
        )
    if components:
        made["component"] = list(components)
    if not made["meta"]:
        del made["meta"]
    return made


def loinc(code: str, display: str) -> Json:
    """Return a LOINC code."""
    return coding(LOINC, code, display)
