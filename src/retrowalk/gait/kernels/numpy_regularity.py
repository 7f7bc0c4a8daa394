"""Regularity: how much walking repeats itself from step to step and stride to stride."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray

NEAR = 0.03  # share of the lag by which the best one may differ from the mean time
MOST_TRIES = 9  # whole lags tried within that, evenly spread


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Products of a signal with itself one lag later, by the row's stride; shape (n,).

    The regularity of any set of strides is the sum of product by the sum of energy.
    """

    product: FloatArray
    energy: FloatArray


def likeness(
    signal: FloatArray, lag: float, first: FloatArray, last: FloatArray
) -> Likeness:
    """Return how strides repeat at about one lag.

    signal: shape (samples, k), without its mean; the channels' products are summed, so
        with all three axes turning the sensor changes nothing. lag: samples with
        fractions. first, last: shape (n,), stride ends, samples with fractions.

    The lag is the one, near the given, at which the whole walk is most like itself: the
    peak of the autocorrelation (Moe-Nilssen and Helbostad 2004, J Biomech 37:121, who
    take the unbiased autocorrelation of the whole walk; here each stride keeps its own
    share of it, so that strides of one direction can be asked alone).
    """
    nothing = Likeness(np.full(len(first), np.nan), np.full(len(first), np.nan))
    known = np.isfinite(first) & np.isfinite(last)
    if not known.any() or not np.isfinite(lag):
        return nothing
    best = _best_lag(signal, lag)
    if best < 1 or best >= len(signal):
        return nothing
    one, other = signal[:-best], signal[best:]
    product = _summed(np.einsum("ij,ij->i", one, other))
    square = np.einsum("ij,ij->i", signal, signal)
    energy = _summed(0.5 * (square[:-best] + square[best:]))
    low = np.clip(np.round(np.where(known, first, 0.0)), 0, len(one)).astype(np.int64)
    high = np.clip(np.round(np.where(known, last, 0.0)), 0, len(one)).astype(np.int64)
    kept = known & (high > low)
    return Likeness(
        np.where(kept, product[high] - product[low], np.nan),
        np.where(kept, energy[high] - energy[low], np.nan),
    )


def lags_near(lag: float, n_samples: int) -> IntArray:
    """Return the whole lags near the given, in samples, that are tried."""
    low, high = np.floor(lag * (1.0 - NEAR)), np.ceil(lag * (1.0 + NEAR))
    apart = max(1, int(np.ceil((high - low) / MOST_TRIES)))
    tries: IntArray = np.arange(int(low), int(high) + 1, apart)
    return tries[(tries >= 1) & (tries < n_samples)]


def _best_lag(signal: FloatArray, lag: float) -> int:
    """Return the whole lag, near the given, of the highest autocorrelation."""
    tries = lags_near(lag, len(signal))
    if not len(tries):
        return 0
    flat = signal.reshape(-1)
    k = signal.shape[1]
    # einsum, not @: on so many numbers that would start a second thread, and wait for it
    like = [
        np.einsum("i,i->", flat[: -k * by], flat[k * by :]) / (len(signal) - by)
        for by in tries
    ]
    return int(tries[int(np.argmax(like))])


def _summed(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)])
