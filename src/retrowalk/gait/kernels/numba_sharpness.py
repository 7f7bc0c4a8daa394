"""Sharpness in machine code; meaning in numpy_sharpness."""

import math

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_smoothing import low_pass, running_mean
from retrowalk.gait.kernels.numpy_sharpness import BEAT_S, BURST_S, TINY, lags


def sharpness(
    acc_mps2: FloatArray, cutoff_hz: float, rate_hz: float, stride_samples: int
) -> FloatArray:
    """Return how sharp a movement is and how bursty that is, shape (2,)."""
    acc = np.ascontiguousarray(acc_mps2, dtype=np.float64)
    step = max(1, round(BEAT_S * rate_hz))
    slow = np.zeros(len(acc) // step)
    share = _share(acc, low_pass(acc, cutoff_hz, rate_hz), step, slow)
    slow = running_mean(slow, max(1, round(BURST_S * rate_hz / step)))
    return np.array([share, _likeness(slow, lags(len(slow), stride_samples / step))])


@compiled
def _share(acc: FloatArray, smooth: FloatArray, step: int, slow: FloatArray) -> float:
    """Return the share of the spread that is sharp, and write its mean size by the beat."""
    n = len(acc)
    whole = sharp = 0.0
    for k in range(3):
        one = two = total = square = 0.0
        origin = acc[0, k]
        for i in range(n):
            v = acc[i, k] - origin
            fast = acc[i, k] - smooth[i, k]
            one += v
            two += v * v
            total += fast
            square += fast * fast
        whole += two / n - (one / n) * (one / n)
        sharp += square / n - (total / n) * (total / n)
    for beat in range(len(slow)):
        for i in range(beat * step, (beat + 1) * step):
            square = 0.0
            for k in range(3):
                fast = acc[i, k] - smooth[i, k]
                square += fast * fast
            slow[beat] += math.sqrt(square)
        slow[beat] /= step
    return math.sqrt(max(sharp, 0.0) / max(whole, TINY))


@compiled
def _likeness(size: FloatArray, lags: IntArray) -> float:
    n = len(size)
    mean = 0.0
    for i in range(n):
        mean += size[i]
    mean /= max(n, 1)
    for i in range(n):
        size[i] -= mean
    total = np.zeros(n + 1)
    for i in range(n):
        total[i + 1] = total[i] + size[i] * size[i]
    best = -1.0
    for lag in lags:
        product = 0.0
        later = size[lag:]
        for i in range(len(later)):
            product += size[i] * later[i]
        energy = math.sqrt(total[n - lag] * (total[n] - total[lag]))
        best = max(best, product / max(energy, TINY))
    return best
