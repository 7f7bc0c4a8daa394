"""How a signal repeats within windows: its likeness to itself, shifted in time."""

from typing import Any, NamedTuple

import numpy as np
from numpy.fft import irfft, rfft
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.signals.fast_length import fast_length

SAME_PEAK = 0.75  # an earlier peak this close to the highest is the period itself
LEAST_ENERGY = 1e-12  # keeps a window without any movement from dividing by zero
AT_ONCE = 4096  # windows compared together, which bounds the memory


class Beat(NamedTuple):
    """How a stretch is looked at for its rhythm.

    step: samples averaged into one slow sample; all else counts those. window, hop: size
    of a window and way to the next. lowest, longest: shifts allowed. overlap: what a
    shift has to leave to compare.
    """

    step: int
    window: int
    hop: int
    lowest: int
    longest: int
    overlap: int


def own_periods(values: NDArray[Any], beat: Beat) -> FloatArray:
    """Return each window's start, period and likeness at it, shape (n_windows, 3).

    values: shape (n, k), any k channels in any unit. Start and period in slow samples.
    Windows lie on a grid that begins with the stretch; the last one ends where it ends.
    """
    return in_windows(block_means(values, beat.step), beat)


def rise_of(slow: FloatArray) -> FloatArray:
    """Return the rise and fall along gravity, shape (1, n): up is the mean's direction.

    slow: shape (3, n), acceleration with gravity in any unit.
    """
    mean = slow.sum(axis=1)
    up = mean / max(float(np.sqrt((mean * mean).sum())), LEAST_ENERGY)
    return np.asarray(np.einsum("k,kn->n", up, slow)[None, :])


def in_windows(slow: FloatArray, beat: Beat) -> FloatArray:
    """Return the same as own_periods of slow samples, shape (k, n)."""
    n = slow.shape[1]
    if not n:
        return np.zeros((0, 3))
    size = min(n, beat.window)
    starts = np.append(np.arange(0, n - size, beat.hop), n - size)
    lags = beat.lowest, min(beat.longest, size - beat.overlap)
    return np.concatenate([starts[:, None], periods(slow, starts, size, lags)], axis=1)


def block_means(values: NDArray[Any], step: int) -> FloatArray:
    """Return the means of blocks of `step` rows of values (n, k), shape (k, n_blocks).

    What is left over goes.
    """
    last = len(values) // step * step
    total = values[0:last:step].T.astype(np.float64, order="C")
    for at in range(1, step):
        total += values[at:last:step].T
    return total / step


def periods(
    values: FloatArray, starts: IntArray, size: int, lags: tuple[int, int]
) -> FloatArray:
    """Return the period of each window and the likeness at it, shape (n_windows, 2).

    values: shape (k, n). starts: shape (n_windows,), ascending; window i is
    values[:, starts[i]:starts[i] + size]. lags: the lowest and highest shift allowed.

    The period is the earliest peak of the likeness (autocorrelation, -1 to 1) close to
    the highest, in samples with fractions: NaN, with likeness -1, where there is none.
    """
    shifts = np.arange(min(size, max(lags[1], 0) + 2))  # a peak has a neighbour
    allowed = (shifts >= lags[0]) & (shifts <= lags[1])
    windows = sliding_window_view(values, size, axis=1)
    parts = [
        _first_high_peak(
            _autocorrelation(windows[:, starts[at : at + AT_ONCE]], len(shifts)), allowed
        )
        for at in range(0, len(starts), AT_ONCE)
    ]
    return np.concatenate([*parts, np.zeros((0, 2))])


def _autocorrelation(windows: FloatArray, shifts: int) -> FloatArray:
    """Return each window's likeness to itself by shift, shape (n_windows, shifts).

    windows: shape (k, n_windows, size). Normalised by the energy of the two overlapping
    parts, so that a shift's value does not fall just because less overlaps.
    """
    size = windows.shape[2]
    pieces = windows - windows.mean(axis=2, keepdims=True)
    length = fast_length(size + shifts)  # so long that no shift wraps around
    spectrum = rfft(pieces, length, axis=2)
    power = np.einsum("kwf,kwf->wf", spectrum.real, spectrum.real)
    power += np.einsum("kwf,kwf->wf", spectrum.imag, spectrum.imag)
    raw = irfft(power, length, axis=1)[:, :shifts]
    energy = np.cumsum(np.einsum("kwi,kwi->wi", pieces, pieces), axis=1)
    head, tail = energy[:, ::-1][:, :shifts], np.repeat(energy[:, -1:], shifts, axis=1)
    tail[:, 1:] -= energy[:, : shifts - 1]
    return np.asarray(raw / np.sqrt(np.maximum(head * tail, LEAST_ENERGY)))


def _first_high_peak(likeness: FloatArray, allowed: BoolArray) -> FloatArray:
    """Return lag and height of the earliest allowed peak close to the highest."""
    if likeness.shape[1] < 3:
        return np.tile([np.nan, -1.0], (len(likeness), 1))
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
    return np.stack([lag, np.where(found, middle, -1.0)], axis=1)
