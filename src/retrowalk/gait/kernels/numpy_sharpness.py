"""How sharp a movement is, and whether what is sharp comes in bursts with the rhythm."""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.signals.smoothing import low_pass, running_mean

BURST_S = 0.08  # a landing's shock lasts about as long
BEAT_S = 0.03  # bursts this wide need no finer look
NEAR = 0.1  # share by which a stride may be longer or shorter than the typical one
MULTIPLES = (
    0.5,
    1.0,
    2.0,
)  # of a stride: a step, a stride, and where the rhythm was halved
TINY = 1e-12  # keeps stillness from dividing by zero


def sharpness(
    acc_mps2: FloatArray, cutoff_hz: float, rate_hz: float, stride_samples: int
) -> FloatArray:
    """Return how sharp a movement is and how bursty that is, shape (2,).

    acc_mps2: shape (n, 3). The first, 0 to 1: spread of what is faster than the cut-off,
    as a share of the whole spread. The second, -1 to 1: how much the size of that,
    smoothed, is like itself a step, a stride or two strides later, at best.
    """
    channels = np.ascontiguousarray(acc_mps2.T)
    sharp = channels - low_pass(acc_mps2, cutoff_hz, rate_hz).T
    share = np.sqrt(sharp.var(axis=1).sum() / max(channels.var(axis=1).sum(), TINY))
    size = np.sqrt((sharp * sharp).sum(axis=0))
    step = max(1, round(BEAT_S * rate_hz))
    slow = size[: len(size) // step * step].reshape(-1, step).mean(axis=1)
    slow = running_mean(slow, max(1, round(BURST_S * rate_hz / step)))
    slow = slow - (slow.mean() if len(slow) else 0.0)
    shifts = lags(len(slow), stride_samples / step)
    if not len(shifts):
        return np.array([share, -1.0])
    summed = np.concatenate([[0.0], np.cumsum(slow * slow)])
    energy = summed[-1 - shifts] * (summed[-1] - summed[shifts])
    raw = [np.einsum("i,i->", slow[:-by], slow[by:]) for by in shifts]
    like = np.array(raw) / np.maximum(np.sqrt(np.maximum(energy, 0.0)), TINY)
    return np.array([share, float(max(like.max(), -1.0))])


def lags(n: int, stride: float) -> IntArray:
    """Return the lags, in beats, at which bursts are looked for; half the signal stays."""
    found = [
        np.arange(round((1.0 - NEAR) * by * stride), round((1.0 + NEAR) * by * stride) + 1)
        for by in MULTIPLES
    ]
    all_lags: IntArray = np.concatenate(found).astype(np.int64)
    return all_lags[(all_lags >= 1) & (all_lags <= n // 2)]
