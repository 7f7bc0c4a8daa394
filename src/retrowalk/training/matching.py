"""Which session a file of a watch belongs to: by day, time and length, never by wishing.

A session that was walked with the coach at the same time is it. Otherwise it is one that was
planned for that day and lasts about as long. Where two are possible, the person is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LEAST_COMMON = 0.5  # share of the shorter one's time that both must have; own choice
MOST_TIMES = 2.0  # longer or shorter than planned than that: another walk; own choice
NEAR = timedelta(days=1)  # offered to choose, never chosen for the person


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a file may belong to.

    key: how the caller finds it again. duration_s: planned walking, or walked from start to
    end. walked_at: when it began; None for one that is only planned.
    """

    key: str
    number: int
    day: date
    duration_s: float
    walked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What a file belongs to.

    chosen: None where the person has to say. possible: all that may be chosen, the likeliest
    first; empty where there is none. why: one sentence.
    """

    chosen: Candidate | None
    possible: tuple[Candidate, ...]
    why: str


def match(started_at: datetime, duration_s: float, known: Sequence[Candidate]) -> Match:
    """Say which of the known sessions was recorded.

    started_at: on the person's own clock, so that its day is the day of the plan.
    """
    day = started_at.date()
    same_time = [one for one in known if _common(one, started_at, duration_s)]
    if len(same_time) == 1:
        one = same_time[0]
        return Match(
            one,
            tuple(same_time),
            f"It was recorded at the same time as session {one.number}, which you walked with "
            "the coach.",
        )
    if same_time:
        return Match(None, tuple(same_time), _ask("were walked at that time", same_time))
    planned = [one for one in known if one.walked_at is None and one.day == day]
    as_long = [one for one in planned if _as_long(one, duration_s)]
    if len(as_long) == 1:
        one = as_long[0]
        return Match(
            one,
            tuple(as_long),
            f"Session {one.number} was planned for that day and is about as long.",
        )
    if as_long:
        return Match(
            None,
            tuple(as_long),
            _ask("were planned for that day and are about as long", as_long),
        )
    return _unsure(day, known)


def _unsure(day: date, known: Sequence[Candidate]) -> Match:
    near = sorted(
        (one for one in known if abs(one.day - day) <= NEAR),
        key=lambda one: (abs(one.day - day), one.day, one.number),
    )
    if not near:
        return Match(None, (), "No session was planned or walked on that day or beside it.")
    return Match(
        None,
        tuple(near),
        "No session of that day has the same time or length; say yourself which one it was.",
    )


def _ask(why: str, possible: Sequence[Candidate]) -> str:
    numbers = [str(one.number) for one in possible]
    said = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"Sessions {said} {why}; say which one it was."


def _common(one: Candidate, started_at: datetime, duration_s: float) -> bool:
    """Whether a walked session and the file share most of the shorter one's time."""
    if one.walked_at is None:
        return False
    late_s = (started_at - one.walked_at).total_seconds()
    common_s = min(one.duration_s, late_s + duration_s) - max(0.0, late_s)
    return common_s > 0.0 and common_s >= LEAST_COMMON * min(one.duration_s, duration_s)


def _as_long(one: Candidate, duration_s: float) -> bool:
    return one.duration_s / MOST_TIMES <= duration_s <= one.duration_s * MOST_TIMES
