"""All that a decision may look at: the sessions so far, the rules, the person, the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from retrowalk.errors import BadAnswer
from retrowalk.training.alternation import Alternation
from retrowalk.training.clearance import Clearance
from retrowalk.training.dose import Dose
from retrowalk.training.person import Person
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.session import SessionRecord, Symptom
from retrowalk.training.terms import Terms

_session_id = attrgetter("session_id")


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """Something that went wrong, in a session or outside of one, as the person told it."""

    day: date
    symptom: Symptom


@dataclass(frozen=True, slots=True)
class Log:
    """All that a decision may look at.

    records: in the order in which they reached us; the last one is the session to decide
        on. A session that was sent twice is there once, or twice with the same content.
    programme: the rules of the plan that runs; None where it is not known any more.
    clearance: what the newest screening allows; None where there is none.
    person: who trains.
    now: in the person's time zone; what "today", "a day" and "the future" mean.
    events: adverse events told outside of sessions, since the newest screening.
    weekdays: the plan's days of the week, 0 for Monday; empty where they are not known.
    trial: what the days of the plan's trial are for; None where there is none.
    dose: what a session of the plan asks for outside of easier weeks, as the plan stood
        when this decision is asked for; None where it is not known.
    """

    records: tuple[SessionRecord, ...]
    programme: Programme | None
    clearance: Clearance | None
    person: Person
    now: datetime
    events: tuple[AdverseEvent, ...] = ()
    weekdays: tuple[int, ...] = ()
    dose: Dose | None = None
    trial: Alternation | None = None

    @property
    def terms(self) -> Terms | None:
        """What a plan is made under; None where the programme or a screening lacks."""
        if self.programme is None or self.clearance is None:
            return None
        return Terms(self.programme, self.clearance, self.person)

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise BadAnswer("the time of a decision has no time zone; expected one")


def day_of(moment: datetime, now: datetime) -> date:
    """Return the day of a moment on the calendar of the time zone that now is in."""
    try:
        return moment.astimezone(now.tzinfo).date()
    except OverflowError:  # a clock at the very first or last day there is
        return moment.date()


def once(records: Sequence[SessionRecord]) -> tuple[SessionRecord, ...]:
    """Return the records without those that came again with the same content.

    Raises BadAnswer, naming the session, if two records of one session differ.
    """
    if len(set(map(_session_id, records))) == len(records):
        return tuple(records)
    told: dict[str, SessionRecord] = {}
    for record in records:
        if told.setdefault(record.session_id, record) != record:
            raise BadAnswer(
                f"session {record.session_id} is in the log twice with different content; "
                "expected one record of each session"
            )
    return tuple(told.values())
