"""Does a stretch repeat itself the way walking does, and how fast.

Sliding windows are compared with themselves, shifted in time (autocorrelation). The
sum over three axes does not change when the sensor is turned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from retrowalk.arrays import BoolArray, FloatArray, IntArray

SLOW_RATE_HZ = 25.0  # strides repeat below 2 Hz; more samples say nothing more
WINDOW_S = 4.0  # two slow strides
HOP_S = 0.5
# Stride times: fast walking about 0.8 s, the slowest validation walks 1.9 s. Own choice.
MIN_STRIDE_S = 0.7
MAX_STRIDE_S = 2.4
MIN_STEP_S = 0.33
MAX_STEP_S = 1.2
TOO_QUICK_S = 0.12  # repeats are looked for from here, to tell shaking from walking
SAME_PEAK = 0.75  # an earlier peak this close to the highest is the period itself
# Autocorrelation at one period. Own choices from the validation recordings: a walk has a
# window that repeats clearly; its first and last steps and its turns repeat less.
CLEAR_LIKENESS = 0.6
MIN_LIKENESS = 0.4
AT_ONCE = 4096  # windows compared together, which bounds the memory
MIN_OVERLAP_S = 0.75  # a shift that leaves less to compare is not judged


@dataclass(frozen=True, slots=True, eq=False)
class Rhythm:
    """How each window of a stretch repeats; arrays have shape (n_windows,).

    first, last: [first, last) samples of the stretch at its full rate.
    period_s: shift at which the window is most like itself; NaN where at none.
    likeness: autocorrelation at that shift, -1 to 1.
    """

    first: IntArray
    last: IntArray
    period_s: FloatArray
    likeness: FloatArray

    @property
    def walking(self) -> BoolArray:
        """Which windows repeat well enough to belong to a walk that has a clear one."""
        return np.asarray((self.likeness >= MIN_LIKENESS) & np.isfinite(self.period_s))

    def clear(self, first: int, last: int) -> bool:
        """Whether a window that reaches into [first, last) repeats clearly."""
        inside = self.walking & (self.first < last) & (self.last > first)
        return bool((self.likeness[inside] >= CLEAR_LIKENESS).any())


def rhythms(
    stretches: Sequence[FloatArray], rate_hz: float, shortest_s: float, longest_s: float
) -> list[Rhythm]:
    """Return how each stretch repeats at periods between the two bounds.

    stretches: each of shape (n, k), any k channels that share a clock. What repeats
    faster than the shortest period is shaking, although it then also repeats at longer
    ones: no period. All stretches' windows are compared in one go, because a day has
    hundreds of short ones.
    """
    step = max(1, round(rate_hz / SLOW_RATE_HZ))
    slow_hz = rate_hz / step
    slow = [_block_means(one, step) for one in stretches]
    sizes = [min(len(one), round(WINDOW_S * slow_hz)) for one in slow]
    starts = [
        _starts(len(one), size, slow_hz) for one, size in zip(slow, sizes, strict=True)
    ]
    found: dict[int, Rhythm] = {}
    for size in set(sizes):
        rows = [row for row, one in enumerate(sizes) if one == size]
        windows = [slow[row][starts[row][:, None] + np.arange(size)] for row in rows]
        lag, likeness = _periods(np.concatenate(windows), slow_hz, longest_s)
        period_s = np.where(lag >= shortest_s * slow_hz, lag / slow_hz, np.nan)
        cuts = np.cumsum([len(one) for one in windows])[:-1]
        for row, period, like in zip(
            rows, np.split(period_s, cuts), np.split(likeness, cuts), strict=True
        ):
            first = starts[row] * step
            found[row] = Rhythm(first, first + size * step, period, like)
    return [found[row] for row in range(len(slow))]


def _starts(length: int, size: int, slow_hz: float) -> IntArray:
    """Return where the windows of one stretch begin; the last one ends where it ends."""
    starts = np.arange(0, length - size + 1, max(1, round(HOP_S * slow_hz)))
    return np.unique(np.append(starts, length - size))


def _periods(
    windows: FloatArray, slow_hz: float, longest_s: float
) -> tuple[FloatArray, FloatArray]:
    """Return lag, in samples, and likeness at it of windows, shape (n_windows, size, k)."""
    lags = np.arange(windows.shape[1])
    allowed = (lags >= TOO_QUICK_S * slow_hz) & (lags <= longest_s * slow_hz)
    allowed &= lags <= windows.shape[1] - MIN_OVERLAP_S * slow_hz
    parts = [
        _first_high_peak(_autocorrelation(windows[at : at + AT_ONCE]), allowed)
        for at in range(0, len(windows), AT_ONCE)
    ]
    return np.concatenate([lag for lag, _ in parts]), np.concatenate(
        [high for _, high in parts]
    )


def _block_means(values: FloatArray, step: int) -> FloatArray:
    blocks = len(values) // step
    shape = (blocks, step, values.shape[1])
    return np.asarray(values[: blocks * step].reshape(shape).mean(axis=1))


def _autocorrelation(windows: FloatArray) -> FloatArray:
    """Return each window's likeness to itself by shift, shape (n_windows, size).

    Normalised by the energy of the two overlapping parts, so that a shift's value does
    not fall just because less overlaps.
    """
    size = windows.shape[1]
    pieces = windows - windows.mean(axis=1, keepdims=True)
    spectrum = rfft(pieces, next_fast_len(2 * size, real=True), axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).sum(axis=2)
    raw = irfft(power, next_fast_len(2 * size, real=True), axis=1)[:, :size]
    energy = np.cumsum((pieces**2).sum(axis=2), axis=1)
    total = energy[:, -1:]
    tail = total - np.concatenate([np.zeros_like(total), energy[:, :-1]], axis=1)
    return np.asarray(raw / np.sqrt(np.maximum(energy[:, ::-1] * tail, 1e-12)))


def _first_high_peak(
    likeness: FloatArray, allowed: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Return lag and height of the earliest allowed peak close to the highest."""
    centre = likeness[:, 1:-1]
    peak = (centre >= likeness[:, :-2]) & (centre > likeness[:, 2:]) & allowed[1:-1]
    height = np.where(peak, centre, -1.0)
    best = height.max(axis=1)
    near = peak & (height >= SAME_PEAK * best[:, None]) & (best[:, None] > 0.0)
    first = np.argmax(near, axis=1)
    rows = np.arange(len(likeness))
    found = near.any(axis=1)
    left, middle, right = (likeness[rows, first + shift] for shift in (0, 1, 2))
    bend = left - 2.0 * middle + right
    nudge = np.where(
        np.abs(bend) > 1e-12, 0.5 * (left - right) / np.where(bend == 0, 1, bend), 0
    )
    lag = np.where(found, first + 1 + np.clip(nudge, -0.5, 0.5), np.nan)
    return lag, np.where(found, middle, -1.0)
