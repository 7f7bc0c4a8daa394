"""Shape of signals within many windows at once, from running sums.

All windows of a walk cost one pass over its samples, however much they overlap.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray

TINY = 1e-18  # keeps a window without any movement from dividing by zero


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Stretches [first, last) of one walk, in samples; arrays have shape (n_windows,)."""

    first: IntArray
    last: IntArray

    @property
    def size(self) -> IntArray:
        """Samples in each window, shape (n_windows,)."""
        return self.last - self.first

    def mean(self, values: FloatArray) -> FloatArray:
        """Return the mean of values, shape (n,), in each window, shape (n_windows,)."""
        total = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray((total[self.last] - total[self.first]) / np.maximum(self.size, 1))

    def covariance(self, one: FloatArray, other: FloatArray) -> FloatArray:
        """Return the covariance of two signals in each window, shape (n_windows,)."""
        return self.mean(one * other) - self.mean(one) * self.mean(other)

    def correlation(self, one: FloatArray, other: FloatArray) -> FloatArray:
        """Return the correlation, -1 to 1, of two signals in each window."""
        spread = self.covariance(one, one) * self.covariance(other, other)
        return self.covariance(one, other) / np.sqrt(np.maximum(spread, TINY))

    def skewness(self, values: FloatArray) -> FloatArray:
        """Return how lopsided a signal's values lie in each window.

        Positive: the longer tail is on the side of large values.
        """
        mean, square = self.mean(values), self.mean(values**2)
        variance = np.maximum(square - mean**2, TINY)
        third = self.mean(values**3) - 3.0 * mean * square + 2.0 * mean**3
        return np.asarray(third / variance**1.5)


def windows_about(centre: FloatArray, half: float, n_samples: int) -> Windows:
    """Return windows of `half` samples to each side, cut at the walk's ends.

    centre: shape (n_windows,), samples with fractions.
    """
    first = np.clip(np.round(centre - half), 0, n_samples).astype(np.int64)
    last = np.clip(np.round(centre + half), 0, n_samples).astype(np.int64)
    return Windows(first, last)
