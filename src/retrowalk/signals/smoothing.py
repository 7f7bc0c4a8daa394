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
    hold = padding + LEAST_HOLD_SAMPLES
    size = len(values) + 2 * reach
    n = fast_length(size + 2 * hold)
    # Channels first: each lies in one piece, which the transform is quicker on.
    whole = np.empty((*values.shape[1:], n))
    whole[..., :reach] = head.T
    whole[..., reach : reach + len(values)] = values.T
    whole[..., size - reach : size] = tail.T
    whole[..., size : size + hold] = whole[..., size - 1 : size]
    whole[..., size + hold :] = whole[..., :1]
    smooth = irfft(rfft(whole) * _squared_gain(n, cutoff_hz / rate_hz), n)
    return np.asarray(smooth[..., reach : reach + len(values)].T)


def _squared_gain(n: int, cutoff: float) -> FloatArray:
    """Return the squared gain at the frequencies of a transform of n samples.

    cutoff: in cycles per sample.
    """
    with np.errstate(over="ignore"):  # half the rate has an endless tangent and no gain
        ratio = np.tan(np.arange(n // 2 + 1) * (np.pi / n)) / np.tan(np.pi * cutoff)
        ratio *= ratio
        return np.asarray(1.0 / (1.0 + ratio * ratio))


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
    padded = _mirrored(values.T, size // 2, size - 1 - size // 2)
    first = padded[..., :1].copy()
    padded -= first  # about its start: keeps sums small
    total = np.cumsum(padded, axis=-1)
    means = total[..., size - 1 :].copy()
    means[..., 1:] -= total[..., :-size]
    means /= size
    means += first
    return np.asarray(means.T)


def _mirrored(channels: FloatArray, before: int, after: int) -> FloatArray:
    """Return channels, shape (n,) or (k, n), with so many samples mirrored at their ends."""
    n = channels.shape[-1]
    if max(before, after) > n:  # longer than the signal: mirrored again and again
        pads = [(0, 0)] * (channels.ndim - 1) + [(before, after)]
        return np.pad(channels, pads, mode="symmetric")
    whole = np.empty((*channels.shape[:-1], before + n + after))
    whole[..., before : before + n] = channels
    whole[..., :before] = channels[..., :before][..., ::-1]
    whole[..., before + n :] = channels[..., n - after :][..., ::-1]
    return whole


def integral(values: FloatArray, rate_hz: float, window_samples: int) -> FloatArray:
    """Return the running integral of what repeats with each window; shape (n,).

    Drift is taken away before and after, so the result is the oscillation about the
    mean of a stride, not a displacement.
    """
    summed = np.cumsum(without_drift(values, window_samples).T, axis=-1).T / rate_hz
    return without_drift(summed, window_samples)
