"""Good sessions on the level, as somebody has them behind them who begins something harder."""

from datetime import UTC, date, datetime, timedelta

from retrowalk.directions import Direction
from retrowalk.training.planning.level_first import GOOD_SESSIONS_FIRST
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.session import Ending, IntervalDone, SessionRecord

LEVEL = Prescription(
    "level", (Interval(Direction.BACKWARD, 1800.0),), Place.HALLWAY, Support.NONE, ()
)


def level_session(day: date, **changed: object) -> SessionRecord:
    """Return a good level session of a day; changed: what was different."""
    told = {
        "session_id": f"level {day} {changed}",
        "started_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        "prescription": LEVEL,
        "ending": Ending.COMPLETED,
        "intervals": (IntervalDone(Direction.BACKWARD, 1800.0, 1800.0, None),),
        "pain_before": 1,
        "pain_after": 1,
        "rpe_cr10": 2.0,
        "stumbles": 0,
    }
    return SessionRecord(**(told | changed))


def level_sessions(
    today: date, count: int = GOOD_SESSIONS_FIRST, apart_days: int = 2
) -> list[SessionRecord]:
    """Return so many good level sessions before today, by time."""
    days = [today - timedelta(days=apart_days * n) for n in range(count, 0, -1)]
    return [level_session(day) for day in days]
