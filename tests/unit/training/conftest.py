"""Sessions, plans and what they need, built from what matters to a rule.

The builders call no rule: they stand on the frozen types and on layout alone, so that a
fault in one rule never shows up as a failed test of another.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retrowalk.directions import Direction
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Plan, PlannedSession
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import EvidenceStatus, Programme, start_dose
from retrowalk.training.session import Ending, IntervalDone, MeasuredWalk, SessionRecord

MONDAY = date(2026, 11, 23)

_A_PROGRAMME = Programme(
    key="knee_10_min",
    name="A programme to test with",
    groups=(Group.KNEE_OSTEOARTHRITIS, Group.OLDER_ADULT),
    places=(Place.HALLWAY, Place.TREADMILL, Place.GYM_FLOOR, Place.OUTDOORS_WITH_PARTNER),
    sessions_per_week=3,
    weeks=6,
    start_backward_s=300,
    target_backward_s=600,
    step_s=75,
    first_bout_s=60,
    last_bout_s=120,
    bout_step_s=15,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.OWN,
    dose_from_source="Nothing.",
    dose_from_us="All of it.",
    evidence="This programme is for tests.",
    sources=("design_first_dose",),
)


@pytest.fixture(scope="session")
def a_programme() -> Callable[..., Programme]:
    """Return a builder of programmes: 5 to 10 minutes, 3 times a week, 6 weeks."""

    def build(**changed: object) -> Programme:
        return replace(_A_PROGRAMME, **changed)

    return build


@pytest.fixture(scope="session")
def a_person() -> Callable[..., Person]:
    """Return a builder of persons."""

    def build(**changed: object) -> Person:
        return replace(Person("Kim", 66, Group.KNEE_OSTEOARTHRITIS), **changed)

    return build


@pytest.fixture(scope="session")
def a_clearance() -> Callable[..., Clearance]:
    """Return a builder of clearances: from today, for a year, moderate effort."""

    def build(today: date = MONDAY, **changed: object) -> Clearance:
        cleared = Clearance(
            outcome=Outcome.CLEARED,
            support=Support.NONE,
            effort=Effort.MODERATE,
            reasons=(),
            screened_on=today,
            review_on=today + timedelta(days=365),
            still_possible=(),
        )
        return replace(cleared, **changed)

    return build


@pytest.fixture(scope="session")
def a_session() -> Callable[..., SessionRecord]:
    """Return a builder of good sessions: a day, a dose, and what was different."""

    def build(
        day: date = MONDAY,
        *,
        backward_s: float = 300.0,
        rules: Programme = _A_PROGRAMME,
        dose: Dose | None = None,
        share: float = 1.0,
        seen: Direction | None = None,
        **changed: object,
    ) -> SessionRecord:
        asked = dose or replace(start_dose(rules), backward_s=backward_s)
        told = _prescription(rules, asked)
        good = SessionRecord(
            session_id=f"{day} {asked} {share} {changed}",
            started_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            prescription=told,
            ending=Ending.COMPLETED,
            intervals=_walked(told, share, seen),
            pain_before=2,
            pain_after=2,
            rpe_cr10=3.0,
            stumbles=0,
        )
        return replace(good, **changed)

    return build


@pytest.fixture(scope="session")
def a_plan() -> Callable[..., Plan]:
    """Return a builder of first plans: two weeks of sessions from today, spread evenly."""

    def build(
        rules: Programme = _A_PROGRAMME,
        today: date = MONDAY,
        *,
        dose: Dose | None = None,
        **changed: object,
    ) -> Plan:
        told = _prescription(rules, dose or start_dose(rules))
        rhythm = rules.sessions_per_week
        spread = [7 * n // rhythm for n in range(rhythm * min(2, rules.weeks))]
        days = [today + timedelta(days=n) for n in spread]
        plan = Plan(
            version=1,
            programme=rules.key,
            ahead=tuple(PlannedSession(n, day, told) for n, day in enumerate(days, 1)),
            reason="You start.",
            next_number=len(days) + 1,
            started_on=today,
            ends_on=today + timedelta(weeks=rules.weeks),
            weekdays=tuple(sorted({day.weekday() for day in days})),
            dose=dose_of(told),
        )
        return replace(plan, **changed)

    return build


def _prescription(rules: Programme, dose: Dose) -> Prescription:
    return Prescription(
        rules.key,
        intervals(rules, dose),
        rules.places[0],
        Support.RAIL_OR_WALL,
        rules.sources,
    )


def _walked(
    prescription: Prescription, share: float, seen: Direction | None
) -> tuple[IntervalDone, ...]:
    return tuple(
        IntervalDone(
            i.direction,
            i.duration_s,
            i.duration_s * share,
            MeasuredWalk(seen, 40, 80.0) if seen else None,
        )
        for i in prescription.intervals
    )
