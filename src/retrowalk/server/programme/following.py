"""What may follow a programme that is over, as the page of the choice shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from retrowalk.evidence.sources import Source
from retrowalk.outcomes.measures import MEASURES
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.standing import Standing
from retrowalk.server.programme.walked import by_time
from retrowalk.training.planning.what_next import NextStep, next_steps

AGAIN = {"repeat", "keep"}  # steps that go on at the reached dose
ANCHOR = "again"  # where on the page they can be begun


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step after a programme.

    tests: names of the tests it asks for. place: where on the page it can be begun, as the
    name of an anchor; empty where it cannot.
    """

    step: NextStep
    tests: tuple[str, ...]
    place: str
    sources: tuple[Source, ...]


def shown_steps(
    person: Person, now: Standing, places: Collection[str]
) -> tuple[ShownStep, ...]:
    """Return the steps after an ended plan, in order; none after any other.

    places: anchors of the page at which something can be begun.
    """
    return tuple(
        ShownStep(
            step,
            tuple(MEASURES[key].name for key in step.measures),
            _place(step) if _place(step) in places else "",
            found(step.sources),
        )
        for step in _steps(person, now)
    )


def again_most(person: Person, now: Standing) -> int:
    """Return how often a week the same may be walked again; 0 where nothing offers it."""
    offered = [s.per_week or 0 for s in _steps(person, now) if s.key in AGAIN]
    return max(offered, default=0)


def _steps(person: Person, now: Standing) -> tuple[NextStep, ...]:
    plan = now.plan
    programme = None if plan is None else programme_of(person, plan.programme)
    if plan is None or not plan.ended or programme is None:
        return ()
    who = trainee(person, timezone.localdate())
    return next_steps(plan, programme, by_time(person), who)


def _place(step: NextStep) -> str:
    return ANCHOR if step.key in AGAIN else step.programme or ""
