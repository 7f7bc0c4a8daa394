"""Does a stretch repeat itself the way walking does, and how fast.

Sliding windows are compared with themselves, shifted in time (autocorrelation). The
sum over three axes does not change when the sensor is turned.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.numpy_rhythm import Beat

SLOW_RATE_HZ = 25.0  # strides repeat below 2 Hz; more samples say nothing more
WINDOW_S = 4.0  # two slow strides
HOP_S = 0.5
# Stride times: fast walking about 0.8 s, the slowest validation walks 1.9 s. Own choice.
MIN_STRIDE_S = 0.7
MAX_STRIDE_S = 2.4
MIN_STEP_S = 0.33
MAX_STEP_S = 1.2
TOO_QUICK_S = 0.12  # repeats are looked for from here, to tell shaking from walking
# Autocorrelation at one period. Own choices from the validation recordings: a walk has a
# window that repeats clearly; its first and last steps and its turns repeat less.
CLEAR_LIKENESS = 0.6
MIN_LIKENESS = 0.4
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


def rhythm(
    values: NDArray[Any], rate_hz: float, period_s: tuple[float, float], kernels: Kernels
) -> Rhythm:
    """Return how a stretch repeats, at periods between two bounds.

    values: shape (n, k), any k channels that share a clock, in any unit. What repeats
    faster than the shortest period is shaking, although it then also repeats at longer
    ones: no period. Windows lie on a grid that begins with the stretch.
    """
    beat = beat_of(rate_hz, period_s[1])
    found = kernels.own_periods(values, beat)
    first = (found[:, 0] * beat.step).astype(np.int64)
    size = min(len(values) // beat.step, beat.window) * beat.step
    lag_s = found[:, 1] * beat.step / rate_hz
    lag_s = np.where(lag_s >= period_s[0], lag_s, np.nan)
    return Rhythm(first, first + size, lag_s, found[:, 2])


@cache
def beat_of(rate_hz: float, longest_s: float) -> Beat:
    """Return how a recording of a rate is looked at for periods up to a longest one."""
    step = max(1, round(rate_hz / SLOW_RATE_HZ))
    slow_hz = rate_hz / step
    return Beat(
        step=step,
        window=round(WINDOW_S * slow_hz),
        hop=max(1, round(HOP_S * slow_hz)),
        lowest=math.ceil(TOO_QUICK_S * slow_hz),
        longest=math.floor(longest_s * slow_hz),
        overlap=math.ceil(MIN_OVERLAP_S * slow_hz),
    )
