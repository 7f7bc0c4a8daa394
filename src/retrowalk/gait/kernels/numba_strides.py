"""What strides look like, in machine code; meaning in harmonics, regularity, impact, posture."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_harmonics import HARMONICS, POINTS, TINY
from retrowalk.gait.kernels.numpy_impact import AFTER_S, BEAT_S, BEFORE_S
from retrowalk.gait.kernels.numpy_regularity import Likeness, lags_near
from retrowalk.units import STANDARD_GRAVITY_MPS2

_ANGLE = (
    2.0 * np.pi * np.outer(np.arange(1, HARMONICS + 1), np.arange(POINTS // 2)) / POINTS
)
_COS, _SIN = np.cos(_ANGLE), np.sin(_ANGLE)
_BEATS = np.arange(round((BEFORE_S + AFTER_S) / BEAT_S) + 1) * BEAT_S - BEFORE_S


def harmonic_ratios(body: FloatArray, first: FloatArray, last: FloatArray) -> FloatArray:
    """Return the harmonic ratio of each stride and channel, shape (n, k)."""
    return _harmonic_ratios(_rows(body), first, last, _COS, _SIN)


def likeness(
    signal: FloatArray, lag: float, first: FloatArray, last: FloatArray
) -> Likeness:
    """Return how strides repeat at about one lag."""
    known = np.isfinite(first) & np.isfinite(last)
    if not known.any() or not np.isfinite(lag):
        tries = np.zeros(0, dtype=np.int64)
    else:
        tries = lags_near(lag, len(signal))
    product, energy = _likeness(_rows(signal), tries, known, first, last)
    return Likeness(product, energy)


def landings(
    acc_mps2: FloatArray, contact: FloatArray, rate_hz: float
) -> tuple[FloatArray, FloatArray]:
    """Return peak, in m/s2, and jerk, in m/s3, of each landing, shape (n,) each."""
    found = _landings(_rows(acc_mps2), contact, np.asarray(_BEATS * rate_hz))
    return found[0], found[1]


def stride_means(values: FloatArray, first: FloatArray, last: FloatArray) -> FloatArray:
    """Return the mean of each stride, shape (n, k), NaN where an end is not known."""
    return _stride_means(_rows(values), first, last)


def _rows(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(values, dtype=np.float64)


@compiled
def _harmonic_ratios(
    body: FloatArray, first: FloatArray, last: FloatArray, cos: FloatArray, sin: FloatArray
) -> FloatArray:
    """An even harmonic is alike in both halves of a stride, an odd one their opposite."""
    n, columns = body.shape
    half = cos.shape[1]
    ratios = np.full((len(first), columns), np.nan)
    both = np.empty((2, half))
    for row in range(len(first)):
        begin, size = first[row], last[row] - first[row]
        step = size / (2 * half)
        end = begin + step * (2 * half - 1)
        if n < 2 or not (begin >= 0.0 and begin <= n - 1 and end >= 0.0 and end <= n - 1):
            continue
        for k in range(columns):
            for i in range(half):
                early = _between(body, begin + i * step, k)
                late = _between(body, begin + (i + half) * step, k)
                both[0, i] = early - late
                both[1, i] = early + late
            odd = even = 0.0
            for h in range(len(cos)):
                real = imaginary = 0.0
                part, c, s = both[h % 2], cos[h], sin[h]
                for i in range(half):
                    real += part[i] * c[i]
                    imaginary += part[i] * s[i]
                size_here = math.sqrt(real * real + imaginary * imaginary)
                if h % 2 == 0:
                    odd += size_here
                else:
                    even += size_here
            if k < 2:
                ratios[row, k] = even / max(odd, TINY)
            else:
                ratios[row, k] = odd / max(even, TINY)
    return ratios


@compiled
def _between(values: FloatArray, at: float, k: int) -> float:
    before = min(int(at), len(values) - 2)
    low = values[before, k]
    return float(low + (at - before) * (values[before + 1, k] - low))


@compiled
def _likeness(
    signal: FloatArray,
    tries: IntArray,
    known: BoolArray,
    first: FloatArray,
    last: FloatArray,
) -> FloatArray:
    n, columns = signal.shape
    found = np.full((2, len(first)), np.nan)
    flat = signal.reshape(-1)
    best, highest = 0, -np.inf
    for lag in tries:
        product = 0.0
        later = flat[lag * columns :]  # a slice: its index is never below zero
        for i in range(len(later)):
            product += flat[i] * later[i]
        product /= n - lag
        if product > highest:
            best, highest = lag, product
    if best < 1 or best >= n:
        return found
    total = np.zeros((n - best + 1, 2))
    for i in range(n - best):
        product = energy = 0.0
        for k in range(columns):
            here, there = signal[i, k], signal[i + best, k]
            product += here * there
            energy += here * here + there * there
        total[i + 1, 0] = total[i, 0] + product
        total[i + 1, 1] = total[i, 1] + 0.5 * energy
    for row in range(len(first)):
        if not known[row]:
            continue
        low = min(max(int(np.rint(first[row])), 0), n - best)
        high = min(max(int(np.rint(last[row])), 0), n - best)
        if high > low:
            found[0, row] = total[high, 0] - total[low, 0]
            found[1, row] = total[high, 1] - total[low, 1]
    return found


@compiled
def _landings(acc: FloatArray, contact: FloatArray, beats: FloatArray) -> FloatArray:
    n = len(acc)
    found = np.full((2, len(contact)), np.nan)
    for row in range(len(contact)):
        begin, end = contact[row] + beats[0], contact[row] + beats[-1]
        if n < 2 or not (begin >= 0.0 and end <= n - 1):
            continue
        x = y = z = top = steep = 0.0
        for beat in range(len(beats)):
            at = contact[row] + beats[beat]
            a, b, c = _between(acc, at, 0), _between(acc, at, 1), _between(acc, at, 2)
            top = max(top, a * a + b * b + c * c)
            if beat > 0:
                steep = max(steep, (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2)
            x, y, z = a, b, c
        found[0, row] = math.sqrt(top) - STANDARD_GRAVITY_MPS2
        found[1, row] = math.sqrt(steep) / BEAT_S
    return found


@compiled
def _stride_means(values: FloatArray, first: FloatArray, last: FloatArray) -> FloatArray:
    n, columns = values.shape
    means = np.full((len(first), columns), np.nan)
    total = np.zeros((n + 1, columns))
    for i in range(n):
        for k in range(columns):
            total[i + 1, k] = total[i, k] + values[i, k]
    for row in range(len(first)):
        if not (math.isfinite(first[row]) and math.isfinite(last[row])):
            continue
        low = min(max(int(np.rint(first[row])), 0), n)
        high = min(max(int(np.rint(last[row])), 0), n)
        if high > low:
            for k in range(columns):
                means[row, k] = (total[high, k] - total[low, k]) / (high - low)
    return means
