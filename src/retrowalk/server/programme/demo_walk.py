"""One made-up session of the demo household, as the player would have sent it."""

import uuid
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from retrowalk.directions import Direction
from retrowalk.server.programme.demo_stories import Told
from retrowalk.training.plan import PlannedSession
from retrowalk.training.session import IntervalDone, MeasuredWalk, SessionRecord
from retrowalk.units import SECONDS_PER_MINUTE

TIME_OF_DAY = time(10, 15)
# steps/min, invented for the demo and labelled simulated wherever they are shown
MADE_UP_CADENCE_SPM = {Direction.FORWARD: 102.0, Direction.BACKWARD: 94.0}
DEVICE = "simulated demo"


def walked(
    identifier: uuid.UUID, planned: PlannedSession, told: Told, day: date
) -> SessionRecord:
    """Return the record of one made-up session."""
    left_s = told.share * planned.prescription.duration_s
    intervals = []
    for interval in planned.prescription.intervals:
        done_s = min(left_s, interval.duration_s)
        left_s -= done_s
        intervals.append(
            IntervalDone(
                direction=interval.direction,
                prescribed_s=interval.duration_s,
                done_s=done_s,
                measured=_measured(interval.direction, done_s, told),
            )
        )
    return SessionRecord(
        session_id=str(identifier),
        started_at=timezone.make_aware(datetime.combine(day, TIME_OF_DAY)),
        prescription=planned.prescription,
        ending=told.ending,
        intervals=tuple(intervals),
        pain_before=told.pain_before,
        pain_after=told.pain_after,
        rpe_cr10=told.rpe_cr10,
        stumbles=told.stumbles,
        symptoms=told.symptoms,
        simulated=True,
    )


def document(record: SessionRecord, number: int, plan_version: int) -> dict[str, object]:
    """Return what the player would have sent for this session, without motion."""
    length = timedelta(seconds=sum(i.done_s for i in record.intervals))
    return {
        "schema": 1,
        "planned_number": number,
        "plan_version": plan_version,
        "started_at": record.started_at.isoformat(),
        "ended_at": (record.started_at + length).isoformat(),
        "ending": record.ending.value,
        "site": "none",
        "pain_before": record.pain_before,
        "pain_after": record.pain_after,
        "rpe_cr10": record.rpe_cr10,
        "stumbles": record.stumbles,
        "symptoms": [symptom.value for symptom in record.symptoms],
        "intervals": [
            {
                "index": index,
                "direction": done.direction.value,
                "prescribed_s": done.prescribed_s,
                "done_s": done.done_s,
                "spans_ms": [],
            }
            for index, done in enumerate(record.intervals)
        ],
        "chunk_count": 0,
        "samples": 0,
        "device": DEVICE,
        "simulated": True,
    }


def _measured(direction: Direction, done_s: float, told: Told) -> MeasuredWalk | None:
    if done_s == 0.0 or not told.sensor:
        return None
    cadence_spm = MADE_UP_CADENCE_SPM[direction]
    return MeasuredWalk(
        direction=direction,
        steps=round(cadence_spm * done_s / SECONDS_PER_MINUTE),
        cadence_spm=cadence_spm,
    )
