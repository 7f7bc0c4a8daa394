"""A clearance as a JSON object and back, without loss."""

from retrowalk.training.clearance import Clearance, Effort, Outcome, Reason
from retrowalk.training.codec.fields import (
    SCHEMA,
    Built,
    as_object,
    check_schema,
    day,
    each,
    text,
    texts,
    truth,
    word,
)
from retrowalk.training.prescription import Support


def clearance_to_json(clearance: Clearance) -> Built:
    """Return the clearance as a JSON object."""
    return {
        "schema": SCHEMA,
        "outcome": clearance.outcome.value,
        "support": clearance.support.value,
        "effort": clearance.effort.value,
        "reasons": [
            {"key": r.key, "sentence": r.sentence, "sources": list(r.sources)}
            for r in clearance.reasons
        ],
        "screened_on": clearance.screened_on.isoformat(),
        "review_on": clearance.review_on.isoformat(),
        "still_possible": list(clearance.still_possible),
        "clinician_agreed": clearance.clinician_agreed,
    }


def clearance_from_json(value: object) -> Clearance:
    """Return the clearance of a JSON object; raise BadInput if it is not one."""
    data = as_object("clearance", value)
    check_schema("clearance", data)
    return Clearance(
        outcome=word(data, "outcome", Outcome),
        support=word(data, "support", Support),
        effort=word(data, "effort", Effort),
        reasons=each(data, "reasons", _reason_from_json),
        screened_on=day(data, "screened_on"),
        review_on=day(data, "review_on"),
        still_possible=texts(data, "still_possible"),
        clinician_agreed=truth(data, "clinician_agreed"),
    )


def _reason_from_json(value: object) -> Reason:
    data = as_object("reason", value)
    return Reason(text(data, "key"), text(data, "sentence"), texts(data, "sources"))
