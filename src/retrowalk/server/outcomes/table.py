"""A person's sessions as CSV: one row a session, empty where nothing was answered or seen."""

import csv
import io
from collections.abc import Sequence

from retrowalk.directions import Direction
from retrowalk.server.sessions.outcome import Outcome

COLUMNS = (
    "session",
    "started_at",
    "ending",
    "backward_prescribed_s",
    "backward_done_s",
    "adherence",
    "pain_before_nrs",
    "pain_during_nrs",
    "pain_after_nrs",
    "pain_next_morning_nrs",
    "rpe_cr10",
    "stumbles",
    "symptoms",
    "steps",
    "steps_seen_backward",
    "decision",
    "reason",
    "simulated",
)


def table(came: Sequence[Outcome]) -> str:
    """Return the table with its head, even of no session."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_row(one) for one in came)
    return text.getvalue()


def _row(came: Outcome) -> tuple[object, ...]:
    record = came.record
    return (
        came.walk.planned_number,
        record.started_at.isoformat(),
        record.ending.value,
        record.prescription.backward_s,
        record.backward_done_s,
        round(record.adherence, 3),
        record.pain_before,
        record.pain_during,
        record.pain_after,
        record.pain_next_morning,
        record.rpe_cr10,
        record.stumbles,
        " ".join(s.value for s in record.symptoms),
        _steps(came, *Direction),
        _steps(came, Direction.BACKWARD),
        came.decision.move.value,
        came.decision.reason,
        "yes" if record.simulated else "no",
    )


def _steps(came: Outcome, *ways: Direction) -> int | None:
    """Return the steps of intervals seen to go one of these ways; None if nothing was seen."""
    seen = [i.measured for i in came.record.intervals if i.measured]
    return sum(m.steps for m in seen if m.direction in ways) if seen else None
