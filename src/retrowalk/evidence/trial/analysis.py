"""The analysis of a trial, as its design declared it: one primary answer, then all others.

Nothing is picked by its result: every outcome, week and comparison of the design is there,
in the design's order. What cannot be answered says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.adherence import AsTreated, Compliers, as_treated, compliers
from retrowalk.evidence.trial.ancova import Contrast, contrasts
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.flow import Flow, flow_of
from retrowalk.evidence.trial.missing import Missing, Tipping, missing, tipping
from retrowalk.evidence.trial.mixed_model import all_weeks
from retrowalk.evidence.trial.outcomes import Outcome
from retrowalk.evidence.trial.participants import Participants
from retrowalk.evidence.trial.responders import Responders, responders

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question the data do not answer. what: the question. why: a sentence."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Harm:
    """One arm's adverse events. affected: people with one or more. recorded: people asked."""

    arm: str
    events: int
    affected: int
    recorded: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a trial found. primary[0] is the primary comparison."""

    flow: Flow
    primary: tuple[Contrast, ...]
    other_weeks: tuple[tuple[Contrast, ...] | Unanswered, ...]
    all_weeks: tuple[Contrast, ...] | Unanswered
    responders: tuple[Responders, ...] | Unanswered
    compliers: tuple[Compliers, ...] | Unanswered
    as_treated: tuple[AsTreated, ...] | Unanswered
    missing: tuple[Missing, ...]
    tipping: Tipping
    secondary: tuple[tuple[Contrast, ...] | Unanswered, ...]
    harms: tuple[Harm, ...] | Unanswered
    simulated: bool


def analyse(people: Participants, design: Design) -> Findings:
    """Return everything the design asks of its people.

    Raises BadInput if the primary comparison itself cannot be made; any other question that
    cannot be answered is Unanswered.
    """
    outcome = design.primary.outcome.key
    primary = contrasts(people, design, outcome, design.primary.week)
    lost = missing(people, design)
    other_weeks = tuple(week for week in design.weeks if week != design.primary.week)
    return Findings(
        flow=flow_of(people, design),
        primary=primary,
        other_weeks=_by_week(people, design, design.primary.outcome, other_weeks),
        all_weeks=_asked("all weeks together", lambda: all_weeks(people, design, outcome)),
        responders=_asked("responders", lambda: responders(people, design)),
        compliers=_asked("by adherence", lambda: compliers(people, design)),
        as_treated=_asked("as treated", lambda: as_treated(people, design)),
        missing=lost,
        tipping=tipping(design, primary[0], lost[0]),
        secondary=tuple(
            found
            for one in design.secondary
            for found in _by_week(people, design, one, design.weeks)
        ),
        harms=_harms(people, design),
        simulated=people.simulated,
    )


def _by_week(
    people: Participants, design: Design, outcome: Outcome, weeks: tuple[int, ...]
) -> tuple[tuple[Contrast, ...] | Unanswered, ...]:
    def ask(week: int) -> Callable[[], tuple[Contrast, ...]]:
        """Return the question about one week, to be asked where it may be refused."""
        return lambda: contrasts(people, design, outcome.key, week)

    return tuple(_asked(f"{outcome.name}, week {week}", ask(week)) for week in weeks)


def _harms(people: Participants, design: Design) -> tuple[Harm, ...] | Unanswered:
    events = people.adverse_events
    if events is None:
        return Unanswered(
            "adverse events",
            "the table has no column adverse_events, so nothing is known of them",
        )
    found = []
    for a, arm in enumerate(design.arms):
        known = events[(people.arm == a) & np.isfinite(events)]
        found.append(Harm(arm.key, int(known.sum()), int(np.sum(known > 0)), len(known)))
    return tuple(found)


def _asked(what: str, ask: Callable[[], T]) -> T | Unanswered:
    try:
        return ask()
    except BadInput as error:
        return Unanswered(what, str(error))
