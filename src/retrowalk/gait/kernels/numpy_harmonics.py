"""Harmonic ratio: how alike the two steps within a stride are at the trunk."""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.between import between, stride_grid

HARMONICS = 20  # as is usual; Lowry 2012, Gait Posture 35:272
POINTS = 64  # of a stride; more than twice the harmonics
TINY = 1e-9  # keeps a motionless trunk from dividing by zero


def harmonic_ratios(body: FloatArray, first: FloatArray, last: FloatArray) -> FloatArray:
    """Return the harmonic ratio of each stride and channel, shape (n, k).

    body: shape (samples, k), acceleration in the order vertical, anteroposterior,
        mediolateral, or vertical alone. first, last: shape (n,), the stride's ends in
        samples with fractions, contacts of one foot.

    The first 20 harmonics of the stride are taken by Fourier transform. Up-down and
    front-back repeat with each step: sum of the even harmonics' amplitudes by that of the
    odd ones. Side to side repeats with each stride: odd by even. More is more alike. The
    usual definition, stride by stride (Bellanca 2013, J Biomech 46:828, says what it
    means: step-to-step symmetry within a stride). Dimensionless; NaN without a stride.
    """
    rows = np.flatnonzero(np.isfinite(first) & np.isfinite(last))
    ratios = np.full((len(first), body.shape[1]), np.nan)
    if not len(rows) or len(body) < 2:
        return ratios
    strides = between(body, stride_grid(first[rows], last[rows], POINTS))
    size = np.abs(np.fft.rfft(strides, axis=1))[:, 1 : HARMONICS + 1]
    odd, even = size[:, 0::2].sum(axis=1), size[:, 1::2].sum(axis=1)
    ratio = even / np.maximum(odd, TINY)
    ratio[:, 2:] = odd[:, 2:] / np.maximum(even[:, 2:], TINY)
    ratios[rows] = ratio
    return ratios
