"""Sharpness in machine code; meaning in numpy_sharpness, the filter's in signals.smoothing."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_sharpness import BEAT_S, BURST_S, MULTIPLES, NEAR, TINY
from retrowalk.signals.smoothing import (
    LEAST_HOLD_SAMPLES,
    NYQUIST_MARGIN,
    PADDING_CYCLES,
)


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
    smooth, reach = _low_pass(acc, min(cutoff_hz, NYQUIST_MARGIN * rate_hz), rate_hz)
    size = np.zeros(len(acc) // step)
    share = _share(acc, smooth[reach : reach + len(acc)], step, size)
    slow = _smoothed(size, max(1, round(BURST_S * rate_hz / step)))
    return share, _likeness(slow, stride / step)


@compiled
def _low_pass(
    acc: NDArray[Any], cutoff_hz: float, rate_hz: float
) -> tuple[FloatArray, int]:
    """Return what is slow in a signal, with mirrored ends, and how far these reach."""
    n = len(acc)
    padding = int(PADDING_CYCLES * rate_hz / cutoff_hz)
    reach, hold = max(0, min(n - 1, padding)), padding + LEAST_HOLD_SAMPLES
    work = np.empty((n + 2 * reach + hold, 3))
    for i in range(reach):
        for k in range(3):
            work[i, k] = 2.0 * acc[0, k] - acc[reach - i, k]
            work[reach + n + i, k] = 2.0 * acc[n - 1, k] - acc[n - 2 - i, k]
    for i in range(n):
        for k in range(3):
            work[reach + i, k] = acc[i, k]
    for i in range(n + 2 * reach, len(work)):
        for k in range(3):
            work[i, k] = work[n + 2 * reach - 1, k]
    ratio = math.tan(math.pi * cutoff_hz / rate_hz)
    _filter(work, 0, 1, ratio)
    _filter(work, len(work) - 1, -1, ratio)
    return work, reach


@compiled
def _filter(work: FloatArray, begin: int, step: int, ratio: float) -> None:
    """Filter in place from one end to the other, from the steady state of the first value."""
    scale = 1.0 / (1.0 + math.sqrt(2.0) * ratio + ratio * ratio)
    b0 = ratio * ratio * scale
    b1, a1 = 2.0 * b0, 2.0 * (ratio * ratio - 1.0) * scale
    a2 = (1.0 - math.sqrt(2.0) * ratio + ratio * ratio) * scale
    x, y, z = work[begin, 0], work[begin, 1], work[begin, 2]
    x1, y1, z1 = x * (1.0 - b0), y * (1.0 - b0), z * (1.0 - b0)
    x2, y2, z2 = x * (b0 - a2), y * (b0 - a2), z * (b0 - a2)
    at = begin
    for _ in range(len(work)):
        u, v, w = work[at, 0], work[at, 1], work[at, 2]
        x, y, z = b0 * u + x1, b0 * v + y1, b0 * w + z1
        x1, y1, z1 = b1 * u - a1 * x + x2, b1 * v - a1 * y + y2, b1 * w - a1 * z + z2
        x2, y2, z2 = b0 * u - a2 * x, b0 * v - a2 * y, b0 * w - a2 * z
        work[at, 0], work[at, 1], work[at, 2] = x, y, z
        at += step


@compiled
def _share(acc: NDArray[Any], smooth: FloatArray, step: int, size: FloatArray) -> float:
    """Return the share of the spread that is sharp, and write its mean size by the beat."""
    n = len(acc)
    whole = sharp = 0.0
    for k in range(3):
        one = two = total = square = 0.0
        origin = float(acc[0, k])
        for i in range(n):
            v, fast = acc[i, k] - origin, acc[i, k] - smooth[i, k]
            one += v
            two += v * v
            total += fast
            square += fast * fast
        whole += two / n - (one / n) * (one / n)
        sharp += square / n - (total / n) * (total / n)
    for beat in range(len(size)):
        for i in range(beat * step, (beat + 1) * step):
            x, y = acc[i, 0] - smooth[i, 0], acc[i, 1] - smooth[i, 1]
            z = acc[i, 2] - smooth[i, 2]
            size[beat] += math.sqrt(x * x + y * y + z * z)
        size[beat] /= step
    return math.sqrt(max(sharp, 0.0) / max(whole, TINY))


@compiled
def _smoothed(size: FloatArray, window: int) -> FloatArray:
    """Return the mean over a few beats, ends mirrored, about the mean of all."""
    n, before = len(size), window // 2
    slow = np.zeros(n)
    for i in range(n):
        for j in range(i - before, i - before + window):
            at = j % (2 * n)
            slow[i] += size[at if at < n else 2 * n - 1 - at] / window
    return slow - slow.mean() if n else slow


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
