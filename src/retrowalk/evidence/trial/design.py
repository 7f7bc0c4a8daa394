"""What a trial will do, decided before the first person: the design as one frozen thing.

Every weak point of what is known about backward walking is the choice of comparator, so an
arm says what it is: backward walking, forward walking at the same speed or the same effort,
or usual care. Figures carry the key of a source in the evidence library or a declared
assumption; there is no third way.
"""

import hashlib
import json
from dataclasses import dataclass

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.arms import Allocation, Arm, Factor, Role
from retrowalk.evidence.trial.figure import Figure
from retrowalk.evidence.trial.outcomes import Outcome, Primary

# A certainty of 1 would leave nothing to chance, so that who knows the list foresees it.
_MOST_CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Design:
    """A whole trial. The first arm is the one that walks backward.

    weeks: of follow-up, ascending. dropout: share expected without the primary outcome.
    received_from: share of the prescribed time from which backward walking counts as done.
    power: chance to see the difference if it is there. confidence: of intervals.
    """

    name: str
    arms: tuple[Arm, ...]
    weeks: tuple[int, ...]
    primary: Primary
    secondary: tuple[Outcome, ...]
    factors: tuple[Factor, ...]
    allocation: Allocation
    dropout: Figure
    received_from: Figure
    power: float
    confidence: float

    def __post_init__(self) -> None:
        """Refuse a design whose parts do not fit each other."""
        for fault in _faults(self):
            raise BadInput(fault)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes, the primary one first."""
        return (self.primary.outcome, *self.secondary)

    @property
    def against(self) -> int:
        """The place of the arm that the primary comparison is with."""
        return [arm.key for arm in self.arms].index(self.primary.against)

    @property
    def ratios(self) -> tuple[int, ...]:
        """The ratio of every arm."""
        return tuple(arm.ratio for arm in self.arms)

    def digest(self) -> str:
        """Return the SHA-256 of everything that allocation depends on, besides the seed."""
        content = {
            "arms": [[arm.key, arm.ratio] for arm in self.arms],
            "factors": [[f.key, list(f.levels), f.weight] for f in self.factors],
            "method": self.allocation.method.value,
            "certainty": self.allocation.certainty,
            "blocks": list(self.allocation.blocks),
            "commitment": self.allocation.commitment,
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _faults(design: Design) -> list[str]:
    """Return what does not fit, one sentence each."""
    return [
        *_arm_faults(design),
        *_allocation_faults(design),
        *_twice([a.key for a in design.arms], "arm"),
        *_twice([o.key for o in design.outcomes], "outcome"),
        *_twice([f.key for f in design.factors], "stratum factor"),
        *_figure_faults(design),
    ]


def _arm_faults(design: Design) -> list[str]:
    backward = [arm.key for arm in design.arms if arm.role is Role.BACKWARD]
    others = [arm.key for arm in design.arms if arm.role is not Role.BACKWARD]
    if len(backward) != 1 or not others or design.arms[0].key != backward[0]:
        return [
            f"the arms are {', '.join(a.key for a in design.arms) or 'none'}; expected one of "
            "role backward, first, and at least one to compare it with"
        ]
    if design.primary.against not in others:
        return [
            f"the primary comparison is against {design.primary.against!r}; expected one of "
            f"{', '.join(others)}"
        ]
    return []


def _allocation_faults(design: Design) -> list[str]:
    allocation, whole = design.allocation, sum(design.ratios)
    if allocation.certainty is not None:
        least = min(design.ratios) / whole
        if not least < allocation.certainty <= _MOST_CERTAIN:
            return [
                f"the certainty is {allocation.certainty:g}; expected above {least:.3g} (pure "
                f"chance) and at most {_MOST_CERTAIN:g}, because more could be foreseen"
            ]
    bad = [size for size in allocation.blocks if size < whole or size % whole]
    if bad:
        return [
            f"a block has {bad[0]} places; expected a multiple of {whole}, the ratios' sum"
        ]
    return []


def _figure_faults(design: Design) -> list[str]:
    faults = []
    if not 0.0 <= design.dropout.value < 1.0:
        faults.append(
            f"dropout is {design.dropout.value:g}; expected a share from 0 to below 1"
        )
    if not 0.0 < design.received_from.value <= 1.0:
        faults.append(
            f"received_from is {design.received_from.value:g}; expected a share up to 1"
        )
    for what, value in (("power", design.power), ("confidence", design.confidence)):
        if not 0.5 <= value < 1.0:
            faults.append(f"{what} is {value:g}; expected a share from 0.5 to below 1")
    if not design.weeks or list(design.weeks) != sorted({w for w in design.weeks if w > 0}):
        faults.append(
            f"the weeks are {list(design.weeks)}; expected numbers above 0, ascending"
        )
    elif design.primary.week not in design.weeks:
        faults.append(
            f"the primary outcome is taken in week {design.primary.week}; expected one of "
            f"{', '.join(map(str, design.weeks))}"
        )
    return faults


def _twice(keys: list[str], what: str) -> list[str]:
    return [
        f"the {what} {k} is there twice; expected it once"
        for k in keys
        if keys.count(k) > 1
    ]
