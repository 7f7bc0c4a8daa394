"""What walking backward does for those who really do it because they were told to.

Comparing by what people did is not a comparison of arms any more: who keeps walking differs
from who stops. The complier average causal effect (CACE) uses the allocation as an
instrument instead (Angrist, Imbens & Rubin 1996, JASA 91:444-455): the
difference between arms, divided by how many more walked backward because of their arm. It
holds if being allocated to walk backward changes nothing in those who do not walk. Its
interval is Fieller's, which stays honest when few more walked and then has no end.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.quantiles import student
from retrowalk.evidence.trial.ancova import (
    adjusted,
    against_order,
    fitted,
    interval,
    where_of,
)
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.least_squares import Fit, covariance
from retrowalk.evidence.trial.participants import Participants


@dataclass(frozen=True, slots=True)
class Compliers:
    """The effect in those whom the allocation moved to walk backward.

    more_walked: share who walked backward in the backward arm, minus that in the other.
    effect: in the outcome's unit; None where more_walked may be nothing, so that the data
    set no bounds. people: with a reading and known adherence. unknown: left out for want of
    known adherence.
    """

    against: str
    more_walked: Estimate
    effect: Estimate | None
    people: int
    unknown: int


@dataclass(frozen=True, slots=True)
class AsTreated:
    """The biased comparison by what people did; shown so that nobody need compute it.

    walked, did_not: how many people did.
    """

    against: str
    difference: Estimate
    walked: int
    did_not: int


def compliers(people: Participants, design: Design) -> tuple[Compliers, ...]:
    """Return the complier average causal effect on the primary outcome, for every other arm."""
    return tuple(_compliers(people, design, a) for a in against_order(design))


def as_treated(people: Participants, design: Design) -> tuple[AsTreated, ...]:
    """Return the comparison by what people did, among two arms at a time, where both occur."""
    primary = design.primary
    reading = people.of(primary.outcome.key, primary.week)
    found = []
    for a in against_order(design):
        which = _which(people, reading, a)
        walked = people.walked_backward[which]
        if min(np.sum(walked == 1.0), np.sum(walked == 0.0)) < 2:
            continue
        columns = adjusted(people, design, primary.outcome.key, which).columns.copy()
        columns[:, 1] = walked  # in place of the arm's own column
        fit = fitted(columns, reading[which], "as treated")
        difference = interval(fit, 1, design.confidence)
        counts = (int(np.sum(walked == 1.0)), int(np.sum(walked == 0.0)))
        found.append(AsTreated(design.arms[a].key, difference, *counts))
    return tuple(found)


def _compliers(people: Participants, design: Design, a: int) -> Compliers:
    primary = design.primary
    where = where_of(design, primary.outcome.key, primary.week)
    reading = people.of(primary.outcome.key, primary.week)
    which = _which(people, reading, a)
    seen = np.isfinite(reading) & ((people.arm == 0) | (people.arm == a))
    model = adjusted(people, design, primary.outcome.key, which)
    if not np.any(people.arm[which] == 0) or a not in model.arm_column:
        raise BadInput(
            f"{where}: nobody with a reading has a known adherence in one of the arms backward "
            f"and {design.arms[a].key}; expected some"
        )
    k = model.arm_column[a]
    of_reading = fitted(model.columns, reading[which], where)
    of_walking = fitted(model.columns, people.walked_backward[which], where)
    return Compliers(
        against=design.arms[a].key,
        more_walked=interval(of_walking, k, design.confidence).times(-1.0),
        effect=ratio_of(of_reading, of_walking, k, design.confidence),
        people=int(which.sum()),
        unknown=int(seen.sum() - which.sum()),
    )


def ratio_of(top: Fit, bottom: Fit, k: int, confidence: float) -> Estimate | None:
    """Return the ratio of one coefficient of two fits, with Fieller's interval, or None.

    Every ratio b is kept for which top - b * bottom is not clearly different from 0. None
    where bottom itself may be 0, because then the kept ratios have no end.
    """
    reach = student((1.0 + confidence) / 2.0, float(top.free(k)))
    over, under = float(top.coefficients[k]), float(bottom.coefficients[k])
    square = under**2 - reach**2 * covariance(bottom, bottom, k)
    if not square > 0.0:
        return None
    linear = over * under - reach**2 * covariance(top, bottom, k)
    level = over**2 - reach**2 * covariance(top, top, k)
    root = sqrt(max(linear**2 - square * level, 0.0))
    value = over / under
    low, high = (linear - root) / square, (linear + root) / square
    return Estimate(value, min(low, value), max(high, value))


def _which(people: Participants, reading: FloatArray, a: int) -> BoolArray:
    known = np.isfinite(reading) & np.isfinite(people.walked_backward)
    found: BoolArray = known & ((people.arm == 0) | (people.arm == a))
    return found
