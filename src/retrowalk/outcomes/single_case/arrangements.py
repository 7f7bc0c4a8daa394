"""Orders by their number, so that many can be listed or drawn without searching.

Every possible order has a number; a draw is a draw of numbers, each as likely as any
other. Numbers run in the order of a dictionary.
"""

from itertools import product
from math import comb

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, IntArray

_MOST_SHUFFLED = 10_000_000  # numbers; of more, a few are drawn and the same ones left out


class Balanced:
    """Orders in which every kind comes equally often, with no run longer than allowed.

    kinds: of periods. each: periods of a kind. run: most of a kind that may follow each other.
    total: how many orders there are.
    """

    def __init__(self, kinds: int, each: int, run: int) -> None:
        self._kinds, self._each, self._run = kinds, each, min(run, each)
        self._ways = self._endings()
        self.total = sum(
            int(self._ways[self._left_after(kind)][kind, 1]) for kind in range(kinds)
        )

    def numbered(self, number: IntArray) -> CodeArray:
        """Return the orders of these numbers, 0 to below total, shape (n, periods)."""
        n, rest = len(number), number.astype(np.int64).copy()
        left = np.full((n, self._kinds), self._each, dtype=np.int64)
        last, run = np.full(n, -1, dtype=np.int64), np.zeros(n, dtype=np.int64)
        orders = np.empty((n, self._kinds * self._each), dtype=np.int8)
        for at in range(orders.shape[1]):
            chosen = np.full(n, -1, dtype=np.int64)
            for kind in range(self._kinds):
                ways = self._ways_with(kind, left, last, run)
                open_ = chosen < 0
                here = open_ & (rest < ways)
                chosen[here] = kind
                rest[open_ & ~here] -= ways[open_ & ~here]
            run = np.where(chosen == last, run + 1, 1)
            last = chosen
            left[np.arange(n), chosen] -= 1
            orders[:, at] = chosen
        return orders

    def _ways_with(
        self, kind: int, left: IntArray, last: IntArray, run: IntArray
    ) -> IntArray:
        """Return how many orders go on with a kind, shape (n,); 0 where it may not come."""
        after = np.where(last == kind, run + 1, 1)
        may: BoolArray = (left[:, kind] > 0) & (after <= self._run)
        then = np.maximum(left - (np.arange(self._kinds) == kind), 0)
        ways = self._ways[(*then.T, kind, np.minimum(after, self._run))]
        return np.where(may, ways, 0)

    def _left_after(self, kind: int) -> tuple[int, ...]:
        return tuple(self._each - (one == kind) for one in range(self._kinds))

    def _endings(self) -> IntArray:
        """Return in how many ways an order can end, by what is left, its last kind and run."""
        shape = (*(self._each + 1,) * self._kinds, self._kinds, self._run + 1)
        ways = np.zeros(shape, dtype=np.int64)
        ways[(0,) * self._kinds] = 1
        for left in sorted(product(range(self._each + 1), repeat=self._kinds), key=sum):
            for kind in (kind for kind in range(self._kinds) if left[kind]):
                then = (*left[:kind], left[kind] - 1, *left[kind + 1 :], kind)
                others = np.arange(self._kinds) != kind
                ways[left][others] += ways[(*then, 1)]
                ways[left][kind, : self._run] += ways[then][1:]
        return ways


def changes_numbered(number: IntArray, places: int) -> IntArray:
    """Return three ascending places of so many for each number, shape (n, 3)."""
    found = np.empty((len(number), 3), dtype=np.int64)
    rest = comb(places, 3) - 1 - number.astype(np.int64)
    for at, size in enumerate((3, 2, 1)):
        below = np.array([comb(place, size) for place in range(places)], dtype=np.int64)
        place = np.searchsorted(below, rest, side="right") - 1
        rest = rest - below[place]
        found[:, at] = places - 1 - place
    return found


def drawn_numbers(total: int, wanted: int, seed: int) -> IntArray:
    """Return so many different numbers below total, ascending; all where there are no more."""
    if total <= wanted:
        return np.arange(total, dtype=np.int64)
    chance = np.random.default_rng(seed)
    if total <= _MOST_SHUFFLED:
        return np.sort(chance.choice(total, wanted, replace=False)).astype(np.int64)
    kept = np.unique(chance.integers(total, size=wanted))
    while len(kept) < wanted:
        more = chance.integers(total, size=wanted - len(kept))
        kept = np.unique(np.concatenate([kept, more]))
    return kept
