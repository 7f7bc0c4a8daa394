"""Could the draw alone have done it: the randomisation test, and the interval it implies.

If the condition changed nothing, the same readings would have come in the same order under
every other draw. So the difference that was seen is set beside the differences all other
draws would have shown. That holds for any readings, however much one day resembles the
next. (Edgington's test; here after Bulte and Onghena 2008, doi 10.3758/BRM.40.2.467.)
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.orders import Draws

SAME = 1e-9  # differences this close, relative to the largest, are ties


@dataclass(frozen=True, slots=True)
class Shuffled:
    """What the test found.

    difference: mean of the first condition minus mean of the second, in the measure's unit.
    p: share of draws that differ at least as much, both ways; least_p: the smallest this
        schedule can give. low, high: differences that are not ruled out at the level.
    n_orders: draws that could be compared.
    """

    difference: float
    p: float
    least_p: float
    low: float
    high: float
    n_orders: int


def shuffled(
    values: FloatArray, draws: Draws, pair: tuple[int, int], level: float = 0.05
) -> Shuffled:
    """Return the test of one condition against another.

    values: shape (days,), NaN on days without a reading. pair: codes of the two
    conditions. level: of the test; the interval holds what is not ruled out at it.

    Raises BadInput where a condition has no reading on a day that counts.
    """
    weights, fit = contrasts(draws.orders, draws.counted & np.isfinite(values), pair)
    if not fit[draws.drawn_row]:
        raise BadInput("a condition has no reading on a counted day; expected at least one")
    at = int(fit[: draws.drawn_row].sum())
    weights = weights[fit]
    # No difference of means changes with the level; without it, rounding stays small.
    seen = weights @ np.nan_to_num(values - np.nanmean(values), nan=0.0)
    share = weights @ (draws.order == pair[0])
    size = np.abs(seen)
    slack = SAME * max(float(size.max()), 1e-300)
    low, high = _interval(seen, share, at, level)
    return Shuffled(
        difference=float(seen[at]),
        p=float((size >= size[at] - slack).mean()),
        least_p=float((np.abs(share) >= 1.0 - SAME).mean()),
        low=low,
        high=high,
        n_orders=len(seen),
    )


def contrasts(
    orders: CodeArray, usable: BoolArray, pair: tuple[int, int]
) -> tuple[FloatArray, BoolArray]:
    """Return weights whose product with the readings is each order's difference.

    Shape (n, days), and which orders have readings on both sides, shape (n,).
    """
    one, other = (usable & (orders == code) for code in pair)
    n_one, n_other = one.sum(axis=1), other.sum(axis=1)
    fit = (n_one > 0) & (n_other > 0)
    weights = one / np.maximum(n_one, 1)[:, None] - other / np.maximum(n_other, 1)[:, None]
    return weights, fit


def _interval(
    seen: FloatArray, share: FloatArray, at: int, level: float
) -> tuple[float, float]:
    """Return the differences the test does not rule out, from the lowest to the highest.

    Had backward added d, taking d off its days leaves readings that no draw matters for. An
    order then shows seen - d * share, the drawn one seen - d. It reaches the drawn one's
    size for all d between two values: so no search is needed.
    """
    others = np.abs(share) < 1.0 - SAME
    first = (seen[at] - seen[others]) / (1.0 - share[others])
    second = (seen[at] + seen[others]) / (1.0 + share[others])
    start, stop = np.minimum(first, second), np.maximum(first, second)
    always = int((~others).sum())
    marks = np.unique(np.concatenate([start, stop]))
    if not len(marks):
        return -np.inf, np.inf
    inside = (
        np.searchsorted(np.sort(start), marks, side="right")
        - np.searchsorted(np.sort(stop), marks, side="left")
        + always
    )
    kept = marks[inside > level * len(seen)]
    if always > level * len(seen):
        return -np.inf, np.inf
    if not len(kept):
        return float(seen[at]), float(seen[at])
    return float(kept.min()), float(kept.max())
