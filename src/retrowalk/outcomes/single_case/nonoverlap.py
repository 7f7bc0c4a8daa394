"""How often a day with beats a day without: non-overlap of all pairs (NAP).

Parker and Vannest 2009, doi 10.1016/j.beth.2008.10.006: the share of all pairs of one day
of each kind in which the first is better, ties counting half. It is the area under the
curve that two-group comparisons know.
"""

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput


def nap(with_it: FloatArray, without: FloatArray, *, higher_is_better: bool) -> float:
    """Return the share of pairs, 0 to 1, in which the day with it is the better one.

    with_it, without: shape (n,) and (m,), readings without gaps. Raises BadInput if one is
    empty.
    """
    if not len(with_it) or not len(without):
        raise BadInput("non-overlap compares two groups of days; expected readings in both")
    gap = with_it[:, None] - without[None, :]
    better = gap > 0.0 if higher_is_better else gap < 0.0
    return float(better.mean() + 0.5 * (gap == 0.0).mean())
