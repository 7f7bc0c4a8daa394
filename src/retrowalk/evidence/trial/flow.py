"""Where everyone went: the flow of people through a trial, as CONSORT asks for it.

Numbers come from the table of people alone. They must add up, and a flow whose numbers do
not cannot be built.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import Participants


@dataclass(frozen=True, slots=True)
class Walked:
    """How many of an arm really walked backward, did not, or are not known to."""

    did: int
    did_not: int
    not_known: int


@dataclass(frozen=True, slots=True)
class ArmFlow:
    """The people of one arm.

    walked: None where the table does not say it of this arm. stopped: reasons for leaving
    the programme, with how many; they may still have been measured. seen: people measured,
    by week. analysed, not_analysed: in the primary analysis, and left out of it.
    """

    key: str
    name: str
    allocated: int
    walked: Walked | None
    stopped: Mapping[str, int]
    seen: Mapping[int, int]
    analysed: int
    not_analysed: int

    def __post_init__(self) -> None:
        """Refuse numbers that do not add up."""
        w = self.walked
        if w is not None:
            _adds_up(
                f"{self.name}, walked", self.allocated, (w.did, w.did_not, w.not_known)
            )
        _adds_up(
            f"{self.name}, analysed", self.allocated, (self.analysed, self.not_analysed)
        )
        for what, n in (*self.seen.items(), ("stopped", sum(self.stopped.values()))):
            if not 0 <= n <= self.allocated:
                raise BadInput(
                    f"the flow of {self.name} has {n} people at {what} of {self.allocated} "
                    "allocated; expected no more than were allocated"
                )


@dataclass(frozen=True, slots=True)
class Flow:
    """Everyone. excluded: reasons for not being randomised, with how many.

    simulated: the people are made up.
    """

    assessed: int
    excluded: Mapping[str, int]
    randomised: int
    arms: tuple[ArmFlow, ...]
    simulated: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that do not add up."""
        _adds_up("assessed", self.assessed, (self.randomised, *self.excluded.values()))
        _adds_up("randomised", self.randomised, tuple(arm.allocated for arm in self.arms))


def flow_of(people: Participants, design: Design) -> Flow:
    """Return the flow of a trial's people."""
    arms = tuple(_arm(people, design, a) for a in range(len(design.arms)))
    randomised = len(people.person)
    return Flow(
        assessed=randomised + sum(people.excluded.values()),
        excluded=dict(people.excluded),
        randomised=randomised,
        arms=arms,
        simulated=people.simulated,
    )


def _arm(people: Participants, design: Design, a: int) -> ArmFlow:
    mine = people.arm == a
    outcome = design.primary.outcome.key
    seen = {
        week: int(np.sum(mine & np.isfinite(people.of(outcome, week))))
        for week in design.weeks
    }
    allocated, analysed = int(mine.sum()), seen[design.primary.week]
    reasons = Counter(people.withdrawn[k] for k in np.flatnonzero(mine))
    return ArmFlow(
        key=design.arms[a].key,
        name=design.arms[a].name,
        allocated=allocated,
        walked=_walked(people, a),
        stopped={reason: n for reason, n in sorted(reasons.items()) if reason},
        seen=seen,
        analysed=analysed,
        not_analysed=allocated - analysed,
    )


def _walked(people: Participants, a: int) -> Walked | None:
    if a > 0 and not people.told_received:
        return None
    walked = people.walked_backward[people.arm == a]
    return Walked(
        int(np.sum(walked == 1.0)),
        int(np.sum(walked == 0.0)),
        int(np.sum(np.isnan(walked))),
    )


def _adds_up(what: str, total: int, parts: tuple[int, ...]) -> None:
    if total != sum(parts) or min(parts) < 0:
        raise BadInput(
            f"the flow does not add up at {what}: {' + '.join(map(str, parts))} are not {total}"
        )
