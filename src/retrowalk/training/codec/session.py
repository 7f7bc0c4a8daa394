"""A session record as a JSON object and back, without loss."""

from retrowalk.directions import Direction
from retrowalk.training.codec.fields import (
    SCHEMA,
    Built,
    JsonObject,
    as_object,
    as_word,
    check_schema,
    each,
    moment,
    number,
    optional,
    text,
    truth,
    whole,
    word,
)
from retrowalk.training.codec.prescription import (
    prescription_from_json,
    prescription_to_json,
)
from retrowalk.training.session import (
    Ending,
    IntervalDone,
    MeasuredWalk,
    SessionRecord,
    Symptom,
)


def record_to_json(record: SessionRecord) -> Built:
    """Return the session record as a JSON object; not answered is null."""
    return {
        "schema": SCHEMA,
        "session_id": record.session_id,
        "started_at": record.started_at.isoformat(),
        "prescription": prescription_to_json(record.prescription),
        "ending": record.ending.value,
        "intervals": [_interval_to_json(i) for i in record.intervals],
        "pain_before": record.pain_before,
        "pain_after": record.pain_after,
        "rpe_cr10": record.rpe_cr10,
        "stumbles": record.stumbles,
        "symptoms": [s.value for s in record.symptoms],
        "simulated": record.simulated,
        "pain_during": record.pain_during,
        "pain_next_morning": record.pain_next_morning,
    }


def record_from_json(value: object) -> SessionRecord:
    """Return the session record of a JSON object; raise BadInput if it is not one."""
    data = as_object("session record", value)
    check_schema("session record", data)
    return SessionRecord(
        session_id=text(data, "session_id"),
        started_at=moment(data, "started_at"),
        prescription=prescription_from_json(data.get("prescription")),
        ending=word(data, "ending", Ending),
        intervals=each(data, "intervals", _interval_from_json),
        pain_before=optional(whole, data, "pain_before"),
        pain_after=optional(whole, data, "pain_after"),
        rpe_cr10=optional(number, data, "rpe_cr10"),
        stumbles=optional(whole, data, "stumbles"),
        symptoms=each(data, "symptoms", lambda item: as_word("symptom", item, Symptom)),
        simulated=truth(data, "simulated"),
        pain_during=optional(whole, data, "pain_during"),
        pain_next_morning=optional(whole, data, "pain_next_morning"),
    )


def _interval_to_json(done: IntervalDone) -> Built:
    seen = done.measured
    return {
        "direction": done.direction.value,
        "prescribed_s": done.prescribed_s,
        "done_s": done.done_s,
        "measured": None if seen is None else _measured_to_json(seen),
    }


def _measured_to_json(seen: MeasuredWalk) -> Built:
    return {
        "direction": seen.direction.value,
        "steps": seen.steps,
        "cadence_spm": seen.cadence_spm,
        "why_unknown": seen.why_unknown,
    }


def _interval_from_json(value: object) -> IntervalDone:
    data = as_object("interval", value)
    return IntervalDone(
        direction=word(data, "direction", Direction),
        prescribed_s=number(data, "prescribed_s"),
        done_s=number(data, "done_s"),
        measured=optional(_measured, data, "measured"),
    )


def _measured(data: JsonObject, key: str) -> MeasuredWalk:
    seen = as_object(key, data[key])
    return MeasuredWalk(
        direction=word(seen, "direction", Direction),
        steps=whole(seen, "steps"),
        cadence_spm=optional(number, seen, "cadence_spm"),
        why_unknown=optional(text, seen, "why_unknown"),
    )
