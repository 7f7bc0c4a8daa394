"""Filters of zero phase: they smooth a signal and move nothing in time."""

import numpy as np
from numpy.fft import irfft, rfft

from retrowalk.arrays import FloatArray
from retrowalk.signals.fast_length import fast_length

PADDING_CYCLES = 3  # of the cut-off, mirrored at each end
LEAST_HOLD_SAMPLES = 64  # a cut-off near half the rate rings for this long
NYQUIST_MARGIN = 0.45  # share of the sampling rate above which a cut-off has no meaning


def low_pass(values: FloatArray, cutoff_hz: float, rate_hz: float) -> FloatArray:
    """Return values without what is faster than the cut-off; shape (n,) or (n, k).

    A Butterworth filter of second order, run forth and back, ends mirrored about their
    end values. Forth and back multiplies every frequency by the squared gain of the filter
    (bilinear transform with pre-warping), so one pair of Fourier transforms does it. Beyond
    the mirrored ends the signal holds its last value, then its first, for so long that what
    wraps around has died away.
    """
    cutoff_hz = min(cutoff_hz, NYQUIST_MARGIN * rate_hz)
    padding = int(PADDING_CYCLES * rate_hz / cutoff_hz)
    reach = min(len(values) - 1, padding)
    head = 2.0 * values[0] - values[reach:0:-1]
    tail = 2.0 * values[-1] - values[-2 : -reach - 2 : -1]
    mirrored = np.concatenate([head, values, tail])
    hold = padding + LEAST_HOLD_SAMPLES
    n = fast_length(len(mirrored) + 2 * hold)
    last = np.repeat(mirrored[-1:], hold, axis=0)
    first = np.repeat(mirrored[:1], n - len(mirrored) - hold, axis=0)
    gain = _squared_gain(np.arange(n // 2 + 1) / n, cutoff_hz / rate_hz)
    gain = gain.reshape(-1, *[1] * (values.ndim - 1))
    whole = np.concatenate([mirrored, last, first])
    smooth = irfft(rfft(whole, axis=0) * gain, n, axis=0)
    return np.asarray(smooth[reach : reach + len(values)])


def _squared_gain(frequency: FloatArray, cutoff: float) -> FloatArray:
    """Return the squared gain at frequencies given in cycles per sample, shape (n,)."""
    with np.errstate(over="ignore"):  # half the rate has an endless tangent and no gain
        ratio = np.tan(np.pi * frequency) / np.tan(np.pi * cutoff)
        return np.asarray(1.0 / (1.0 + ratio**4))


def without_drift(values: FloatArray, window_samples: int) -> FloatArray:
    """Return values minus their running mean over one window; shape (n,) or (n, k).

    With the window of one stride this takes away drift and turning and leaves what
    repeats with each stride; the ends are mirrored.
    """
    return values - running_mean(values, window_samples)


def running_mean(values: FloatArray, window_samples: int) -> FloatArray:
    """Return the mean over a centred window, ends mirrored; shape (n,) or (n, k)."""
    size = max(1, window_samples)
    if not len(values):
        return values.copy()
    before = size // 2
    pads = [(before, size - 1 - before)] + [(0, 0)] * (values.ndim - 1)
    padded = np.pad(values, pads, mode="symmetric")
    total = np.cumsum(padded - padded[:1], axis=0)  # about its start: keeps sums small
    means = total[size - 1 :].copy()
    means[1:] -= total[:-size]
    return np.asarray(means / size + padded[:1])


def integral(values: FloatArray, rate_hz: float, window_samples: int) -> FloatArray:
    """Return the running integral of what repeats with each window; shape (n,).

    Drift is taken away before and after, so the result is the oscillation about the
    mean of a stride, not a displacement.
    """
    summed = np.cumsum(without_drift(values, window_samples), axis=0) / rate_hz
    return without_drift(summed, window_samples)
