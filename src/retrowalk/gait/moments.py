"""Shape of signals within many windows at once.

All windows of a walk cost one pass over its samples, however much they overlap.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Stretches [first, last) of one walk, in samples; arrays have shape (n_windows,).

    kernels: how their moments are worked out; the result is the same.
    """

    first: IntArray
    last: IntArray
    kernels: Kernels = REFERENCE

    @property
    def size(self) -> IntArray:
        """Samples in each window, shape (n_windows,)."""
        return self.last - self.first

    def mean(self, values: FloatArray) -> FloatArray:
        """Return the mean of values, shape (n,), in each window, shape (n_windows,)."""
        return self.kernels.window_mean(values, self.first, self.last)

    def covariance(self, one: FloatArray, other: FloatArray) -> FloatArray:
        """Return the covariance of two signals in each window, shape (n_windows,)."""
        return self.kernels.window_covariance(one, other, self.first, self.last)

    def correlation(self, one: FloatArray, other: FloatArray) -> FloatArray:
        """Return the correlation, -1 to 1, of two signals in each window."""
        return self.kernels.window_correlation(one, other, self.first, self.last)

    def skewness(self, values: FloatArray) -> FloatArray:
        """Return how lopsided a signal's values lie in each window.

        Positive: the longer tail is on the side of large values.
        """
        return self.kernels.window_skewness(values, self.first, self.last)


def windows_about(
    centre: FloatArray, half: float, n_samples: int, kernels: Kernels = REFERENCE
) -> Windows:
    """Return windows of `half` samples to each side, cut at the walk's ends.

    centre: shape (n_windows,), samples with fractions.
    """
    first = np.clip(np.round(centre - half), 0, n_samples).astype(np.int64)
    last = np.clip(np.round(centre + half), 0, n_samples).astype(np.int64)
    return Windows(first, last, kernels)
