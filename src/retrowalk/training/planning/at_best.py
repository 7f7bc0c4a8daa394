"""What a programme comes to at best: every session walked, on its day, and good.

Nothing is foretold here. The sessions go through the same rules as a person's own, so
that whoever writes or chooses a programme sees how far its weeks can reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.log import Log
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import PlannedSession
from retrowalk.training.planning.adapting import after
from retrowalk.training.planning.first_plan import first_plan
from retrowalk.training.planning.level_first import GOOD_SESSIONS_FIRST, asks_first
from retrowalk.training.planning.offering import Offer, offer
from retrowalk.training.planning.training_days import DAYS_PER_WEEK
from retrowalk.training.prescription import Interval, Prescription, Support
from retrowalk.training.programmes.programme import BACKWARD_MAX_S, Programme
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import Ending, IntervalDone, SessionRecord
from retrowalk.training.terms import Terms

A_MONDAY = date(2024, 1, 1)  # any will do: only the days from the first one count
_DAY = timedelta(days=1)
EASY_CR10 = 2.0  # light enough for every rule; borg_cr10


@dataclass(frozen=True, slots=True)
class BestSession:
    """One session of a programme in which every session goes well.

    week: 1 for the first.
    """

    week: int
    prescription: Prescription

    @property
    def dose(self) -> Dose:
        """What the session asks for."""
        return dose_of(self.prescription)


def at_best(programme: Programme) -> tuple[BestSession, ...]:
    """Return every session of the programme for somebody whom nothing holds back.

    Somebody of the first group that could begin it. Raises BadProgramme if none could.
    """
    open_to = [g for g in programme.groups if freest_offer(programme, g).allowed]
    if not open_to:
        why_not = freest_offer(programme, programme.groups[0]).why_not or ""
        raise BadProgramme(
            f"nobody could begin this programme, whatever the screening says: {why_not}"
        )
    return tuple(_sessions(programme, open_to[0]))


def freest_offer(programme: Programme, group: Group) -> Offer:
    """Return the programme as somebody of that group with the freest screening has it.

    Somebody who has walked the level sessions that some programmes ask for first.
    """
    return offer(
        programme, _somebody(group), _freest(programme), A_MONDAY, _before(programme)
    )


def _somebody(group: Group) -> Person:
    return Person("Nobody", 40, group)


def _sessions(programme: Programme, group: Group) -> Iterator[BestSession]:
    person = _somebody(group)
    terms = Terms(programme, _freest(programme), person)
    plan = first_plan(terms, A_MONDAY, programme.places[0], walked=_before(programme))
    records: tuple[SessionRecord, ...] = ()
    while plan.ahead:
        session = plan.ahead[0]
        week = (session.day - A_MONDAY).days // DAYS_PER_WEEK + 1
        yield BestSession(week, session.prescription)
        records = (*records, _good(session))
        log = Log(
            records=records,
            programme=programme,
            clearance=terms.clearance,
            person=person,
            now=records[-1].started_at + timedelta(hours=2),
            weekdays=plan.weekdays,
            dose=plan.dose,
        )
        plan = after(plan, decide(log), records[-1], terms, session.day)


def _before(programme: Programme) -> tuple[SessionRecord, ...]:
    """Return the level sessions walked before, where the programme asks for them.

    So long that they keep nothing of the first dose back.
    """
    if asks_first(programme) is None:
        return ()
    level = Prescription(
        "level",
        (Interval(Direction.BACKWARD, float(BACKWARD_MAX_S)),),
        programme.places[0],
        Support.NONE,
        (),
    )
    days = range(-GOOD_SESSIONS_FIRST, 0)
    return tuple(
        _good(PlannedSession(GOOD_SESSIONS_FIRST + day, A_MONDAY + day * _DAY, level))
        for day in days
    )


def _freest(programme: Programme) -> Clearance:
    return Clearance(
        outcome=Outcome.CLEARED,
        support=Support.NONE,
        effort=Effort.VIGOROUS,
        reasons=(),
        screened_on=A_MONDAY,
        review_on=A_MONDAY + timedelta(weeks=programme.weeks + 1),
        still_possible=(),
        clinician_agreed=True,
    )


def _good(session: PlannedSession) -> SessionRecord:
    told = session.prescription.intervals
    return SessionRecord(
        session_id=f"best {session.number}",
        started_at=datetime.combine(session.day, time(9), UTC),
        prescription=session.prescription,
        ending=Ending.COMPLETED,
        intervals=tuple(
            IntervalDone(i.direction, i.duration_s, i.duration_s, None) for i in told
        ),
        pain_before=0,
        pain_after=0,
        rpe_cr10=EASY_CR10,
        stumbles=0,
        pain_during=0,
        pain_next_morning=0,
    )
