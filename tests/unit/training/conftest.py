"""Sessions and plans to test with, built from what matters to a rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from retrowalk.directions import Direction
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.first_plan import first_plan
from retrowalk.training.person import Person
from retrowalk.training.plan import Plan
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes import Programme, intervals
from retrowalk.training.session import Ending, IntervalDone, MeasuredWalk, SessionRecord
from retrowalk.training.starter_programmes import KNEE_10_MIN

MONDAY = date(2026, 11, 23)


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


@pytest.fixture(scope="session")
def a_session() -> Callable[..., SessionRecord]:
    """Return a builder of good sessions: a day, a dose, and what was different."""

    def build(
        day: date = MONDAY,
        *,
        backward_s: float = 300.0,
        rules: Programme = KNEE_10_MIN,
        share: float = 1.0,
        seen: Direction | None = None,
        **changed: object,
    ) -> SessionRecord:
        dose = Prescription(
            rules.key,
            intervals(rules, backward_s),
            Place.HALLWAY,
            Support.RAIL_OR_WALL,
            rules.sources,
        )
        good = SessionRecord(
            session_id=f"{day} {backward_s} {share} {changed}",
            started_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            prescription=dose,
            ending=Ending.COMPLETED,
            intervals=_walked(dose, share, seen),
            pain_before=2,
            pain_after=2,
            rpe_cr10=3.0,
            stumbles=0,
        )
        return replace(good, **changed)

    return build


@pytest.fixture(scope="session")
def a_plan() -> Callable[..., Plan]:
    """Return a builder of first plans."""

    def build(rules: Programme = KNEE_10_MIN, today: date = MONDAY) -> Plan:
        cleared = Clearance(
            Outcome.CLEARED,
            Support.NONE,
            Effort.MODERATE,
            (),
            today,
            today + timedelta(days=365),
            (),
        )
        person = Person("Kim", 66, rules.groups[0])
        return first_plan(person, cleared, rules, today, rules.places[0])

    return build
