"""Means of columns by group, all groups at once: one pass for a week of steps."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Which group each row belongs to.

    of: shape (n_rows,), group of each row, -1 where it belongs to none. n: groups.
    """

    of: IntArray
    n: int

    def count(self, values: FloatArray) -> IntArray:
        """Return how many rows of each group have a value, shape (n,)."""
        return self._counted(self._rows(values))

    def total(self, values: FloatArray) -> FloatArray:
        """Return the sum of each group's values, shape (n,); 0 where it has none."""
        return self._summed(values, self._rows(values))

    def mean(self, values: FloatArray) -> FloatArray:
        """Return the mean of each group's values, shape (n,); NaN where it has none."""
        rows = self._rows(values)
        if not len(rows):
            return np.full(self.n, np.nan)  # a column that this site does not show
        return ratio(self._summed(values, rows), self._counted(rows).astype(np.float64))

    def _rows(self, values: FloatArray) -> IntArray:
        return np.flatnonzero((self.of >= 0) & np.isfinite(values))

    def _counted(self, rows: IntArray) -> IntArray:
        return np.bincount(self.of[rows], minlength=self.n).astype(np.int64)

    def _summed(self, values: FloatArray, rows: IntArray) -> FloatArray:
        total = np.bincount(self.of[rows], weights=values[rows], minlength=self.n)
        return total.astype(np.float64)


def ratio(over: FloatArray, under: FloatArray) -> FloatArray:
    """Return over by under, NaN where under is not above 0; any one shape."""
    good = under > 0.0
    return np.where(good, over / np.where(good, under, 1.0), np.nan)
