"""How many people got better by as much as one person notices, in each arm.

A mean can move by less than anyone notices while some gain much; so both are told. Sources:
Newcombe 1998 (Statistics in Medicine 17:873-890, method 10) for the difference of two
shares; Altman 1998 (10.1136/bmj.317.7168.1309) for the number needed to treat and its
interval, which runs through infinity where no difference is possible.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from retrowalk.arrays import BoolArray
from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import CONFIDENCE, Estimate
from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.ancova import against_order
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import BASELINE, Participants
from retrowalk.evidence.trial.sample_size import wilson

_ROUNDING = 1e-9  # a change of exactly the threshold counts, whatever the last bit says


@dataclass(frozen=True, slots=True)
class NeededToTreat:
    """For how many people one more gets better: 1 / difference, both ways.

    people: of the estimate; None where there is no difference at all. harm: the estimate
    points to fewer responders. benefit_from: the fewest people for one more responder that
    the interval allows, None where it allows no benefit; benefit_to: the most, None where
    that is infinity. harm_from, harm_to: the same for one responder fewer.
    """

    people: float | None
    harm: bool
    benefit_from: float | None
    benefit_to: float | None
    harm_from: float | None
    harm_to: float | None


@dataclass(frozen=True, slots=True)
class Responders:
    """Backward walking against another arm, in people who changed by the MCID or more.

    better, of: in the backward arm; against_better, against_of: in the other. difference:
    of the two shares. everyone: all who were randomised count, the missing as not better.
    """

    against: str
    better: int
    of: int
    against_better: int
    against_of: int
    difference: Estimate
    needed: NeededToTreat
    everyone: bool


def responders(people: Participants, design: Design) -> tuple[Responders, ...]:
    """Return the primary outcome's responders against every other arm, each twice.

    First with those who have both readings, then with everyone randomised, the missing
    counted as not better.
    """
    primary = design.primary
    change = people.of(primary.outcome.key, primary.week) - people.of(
        primary.outcome.key, BASELINE
    )
    if primary.outcome.better is Better.LOWER:
        change = -change
    known = np.isfinite(change)
    reached = known & (np.nan_to_num(change, nan=-np.inf) >= primary.mcid.value - _ROUNDING)
    found = []
    for a in against_order(design):
        for everyone in (False, True):
            counted = np.ones_like(known) if everyone else known
            found.append(_compared(people, design, a, reached, counted))
    return tuple(found)


def _compared(
    people: Participants, design: Design, a: int, reached: BoolArray, counted: BoolArray
) -> Responders:
    mine, other = people.arm == 0, people.arm == a
    of, against_of = int(np.sum(mine & counted)), int(np.sum(other & counted))
    if not min(of, against_of):
        raise BadInput(
            f"nobody of arm {design.arms[a if of else 0].key} has both the baseline and the "
            "follow-up; expected some to count responders"
        )
    better, against_better = int(np.sum(mine & reached)), int(np.sum(other & reached))
    difference = difference_of_shares(
        (better, of), (against_better, against_of), confidence=design.confidence
    )
    return Responders(
        against=design.arms[a].key,
        better=better,
        of=of,
        against_better=against_better,
        against_of=against_of,
        difference=difference,
        needed=needed_to_treat(difference),
        everyone=bool(counted.all()),
    )


def difference_of_shares(
    first: tuple[int, int], second: tuple[int, int], *, confidence: float = CONFIDENCE
) -> Estimate:
    """Return the difference of two shares, with Newcombe's hybrid score interval.

    first, second: how many, of how many.
    """
    a, b = wilson(*first, confidence), wilson(*second, confidence)
    value = a.value - b.value
    low = value - sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2)
    high = value + sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2)
    return Estimate(value, low, high)


def needed_to_treat(difference: Estimate) -> NeededToTreat:
    """Return the number needed to treat of a difference of shares.

    An interval of the difference that holds 0 gives two intervals that meet at infinity.
    """
    low, high = difference.low, difference.high
    return NeededToTreat(
        people=abs(1.0 / difference.value) if difference.value else None,
        harm=difference.value < 0.0,
        benefit_from=1.0 / high if high > 0.0 else None,
        benefit_to=1.0 / low if low > 0.0 else None,
        harm_from=-1.0 / low if low < 0.0 else None,
        harm_to=-1.0 / high if high < 0.0 else None,
    )
