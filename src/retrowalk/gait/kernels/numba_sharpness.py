"""Sharpness in machine code; meaning in numpy_sharpness, the filter's in signals.smoothing."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_lines import drift_free, smooth_rows
from retrowalk.gait.kernels.numpy_sharpness import BEAT_S, BURST_S, MULTIPLES, NEAR, TINY


def sharpness(
    acc_mps2: FloatArray, cutoff_hz: float, rate_hz: float, stride_samples: int
) -> FloatArray:
    """Return how sharp a movement is and how bursty that is, shape (2,)."""
    acc = np.ascontiguousarray(acc_mps2, dtype=np.float64)
    return np.array(sharp(acc, float(cutoff_hz), float(rate_hz), int(stride_samples)))


@compiled
def sharp(
    acc: NDArray[Any], cutoff_hz: float, rate_hz: float, stride: int
) -> tuple[float, float]:
    """Return the same two numbers; they do not depend on the unit of acceleration."""
    step = max(1, round(BEAT_S * rate_hz))
    fast = smooth_rows(acc, cutoff_hz, rate_hz)
    share = _share(acc, fast)
    size = _size(fast, step)
    slow = _smoothed(size, max(1, round(BURST_S * rate_hz / step)))
    return share, _likeness(slow, stride / step)


@compiled
def _share(acc: NDArray[Any], smooth: FloatArray) -> float:
    """Return the share of the spread that is sharp, and leave of the signal only that."""
    n = len(acc)
    whole = sharp = 0.0
    for k in range(3):
        one = two = total = square = 0.0
        origin, row = float(acc[0, k]), smooth[k]
        for i in range(n):
            here = float(acc[i, k])
            v, fast = here - origin, here - row[i]
            row[i] = fast
            one += v
            two += v * v
            total += fast
            square += fast * fast
        whole += two / n - (one / n) * (one / n)
        sharp += square / n - (total / n) * (total / n)
    return math.sqrt(max(sharp, 0.0) / max(whole, TINY))


@compiled
def _size(fast: FloatArray, step: int) -> FloatArray:
    """Return the mean size of what is sharp in each beat; the first channel is lost."""
    x, y, z = fast[0], fast[1], fast[2]
    for i in range(len(x)):
        x[i] = math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i])
    size = np.empty(len(x) // step)
    for beat in range(len(size)):
        total = 0.0
        for i in range(beat * step, (beat + 1) * step):
            total += x[i]
        size[beat] = total / step
    return size


@compiled
def _smoothed(size: FloatArray, window: int) -> FloatArray:
    """Return the mean over a few beats, ends mirrored, about the mean of all."""
    quick, slow, total = drift_free(size, window), np.empty(len(size)), 0.0
    for i in range(len(size)):
        slow[i] = size[i] - quick[i]
        total += slow[i]
    for i in range(len(size)):
        slow[i] -= total / len(size)
    return slow


@compiled
def _likeness(slow: FloatArray, stride: float) -> float:
    """Return how alike the bursts are a step, a stride or two strides later, at best."""
    n = len(slow)
    total = np.zeros(n + 1)
    for i in range(n):
        total[i + 1] = total[i] + slow[i] * slow[i]
    best = -1.0
    for by in MULTIPLES:
        first = max(round((1.0 - NEAR) * by * stride), 1)
        last = min(round((1.0 + NEAR) * by * stride), n // 2)
        for lag in range(first, last + 1):
            product = 0.0
            later = slow[lag:]
            for i in range(len(later)):
                product += slow[i] * later[i]
            energy = math.sqrt(max(total[n - lag] * (total[n] - total[lag]), 0.0))
            best = max(best, product / max(energy, TINY))
    return best
