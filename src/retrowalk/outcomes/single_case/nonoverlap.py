"""How often a day with beats a day without: non-overlap of all pairs (NAP).

Parker and Vannest 2009, doi 10.1016/j.beth.2008.10.006: the share of all pairs of one day
of each kind in which the first is better, ties counting half. It is the area under the
curve that two-group comparisons know. Tau-U adds a correction for a trend before; here the
order is drawn, so a trend falls on both kinds of days, and nothing is to be corrected.
"""

from dataclasses import dataclass
from math import sqrt

from scipy.optimize import brentq
from scipy.stats import norm

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput

_INSIDE = 1e-9  # how far inside 0 and 1 an end of the interval is looked for


@dataclass(frozen=True, slots=True)
class NonOverlap:
    """The share of pairs, 0 to 1, with its confidence interval."""

    share: float
    low: float
    high: float


def nap(
    with_it: FloatArray,
    without: FloatArray,
    *,
    higher_is_better: bool,
    stretch: float = 1.0,
    confidence: float = 0.95,
) -> NonOverlap:
    """Return the share of pairs in which the day with it is the better one.

    with_it, without: shape (n,) and (m,), readings without gaps. stretch: how many days
    that resemble each other say as much as one that stands for itself, 1 or more: the
    interval takes days as independent, and so many fewer of them.

    The interval is the symmetrised score interval of Newcombe 2006 (method 5), doi
    10.1002/sim.2324. Raises BadInput if a group is empty.
    """
    if not len(with_it) or not len(without):
        raise BadInput("non-overlap compares two groups of days; expected readings in both")
    gap = with_it[:, None] - without[None, :]
    better = gap > 0.0 if higher_is_better else gap < 0.0
    share = float(better.mean() + 0.5 * (gap == 0.0).mean())
    sizes = (max(len(with_it) / stretch, 1.0), max(len(without) / stretch, 1.0))
    reach = float(norm.ppf(0.5 + confidence / 2.0))

    def off(truth: float) -> float:
        """Return by how much a truth lies outside the interval, 0 at its ends."""
        return (share - truth) ** 2 - reach**2 * _variance(truth, *sizes)

    # At 0 and 1 nothing varies, and the share itself would pass for an end.
    return NonOverlap(
        share,
        low=0.0 if share == 0.0 else float(brentq(off, 0.0, min(share, 1.0 - _INSIDE))),
        high=1.0 if share == 1.0 else float(brentq(off, max(share, _INSIDE), 1.0)),
    )


def _variance(truth: float, n: float, m: float) -> float:
    """Return the variance of the share where this is the truth (Newcombe 2006)."""
    half = 0.5 * (n + m) - 1.0
    more = half * ((1.0 - truth) / (2.0 - truth) + truth / (1.0 + truth))
    return truth * (1.0 - truth) * (1.0 + more) / (n * m)


def stretched(se: float, sd: float, n: int, m: int) -> float:
    """Return how many resembling days say as much as one, from a model that knows it.

    se: of the difference by that model. sd: of single days. Never below 1: days that are
    less alike than chance are taken as independent.
    """
    if not sd > 0.0:
        return 1.0
    return max((se / (sd * sqrt(1.0 / n + 1.0 / m))) ** 2, 1.0)
