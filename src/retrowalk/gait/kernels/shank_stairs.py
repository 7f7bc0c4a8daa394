"""Which strides of a shank climb or descend stairs: its ankle rests while it rises on the mean.

While a foot bears weight, its ankle rests and the shank tips about it: then the sensor's own
speed is known, the rate times its place above the ankle. What the stride's own mean speed
must be for that is how the walker rises and goes ahead. At the foot the rise itself is seen;
here a wrong idea of where the ankle lies, or an ankle that already moves, feigns one, but
another at each moment of the stance. So a stride rises only if all its moments say so.
"""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.leg_rules import (
    SHANK_LEANS_RAD,
    SHANK_PIVOTS_M,
    SHANK_RISE_M,
    SHANK_SLOPE,
    STAIR_STRIDES,
    STANCE_MOMENTS,
)
from retrowalk.gait.kernels.stairs import in_a_row

# Along the four axes of what is tried: pivots, leans, moments, strides.
PIVOTS_M = np.array(SHANK_PIVOTS_M)[:, None, None, None]
LEANS_RAD = np.array(SHANK_LEANS_RAD)[:, None, None]
MOMENTS = np.array(STANCE_MOMENTS)[:, None]


def shank_on_stairs(
    motion: tuple[FloatArray, FloatArray, FloatArray, FloatArray],
    initial: FloatArray,
    final: FloatArray,
    stride_s: float,
) -> BoolArray:
    """Return which contacts belong to strides on stairs, shape (n,).

    motion: rate_radps, angle_rad, above_mps, ahead_mps of gait.leg.sagittal.Sagittal, shape
        (samples,) each. initial, final: shape (n,), contacts in samples; where the stance
        has no end the stride is taken for one on the level.

    Own method: how far above the ankle the sensor sits, and to which end of the line of
    walking the shank leans, are not known, so a few of each are tried; a wrong one does not
    hold at all moments.
    """
    found = np.zeros(len(initial), dtype=np.bool_)
    if len(initial) < STAIR_STRIDES:
        return found
    at = initial + MOMENTS * (final - initial)
    seen = np.isfinite(at)
    row = np.rint(np.where(seen, at, 0.0)).astype(np.int64)
    rate, angle, above, ahead = (one[row] for one in motion)
    tipping, lean = PIVOTS_M * rate, angle + LEANS_RAD
    rise = -stride_s * (tipping * np.sin(lean) + above)
    way = stride_s * np.abs(tipping * np.cos(lean) - ahead)
    least = np.where(seen, np.maximum(SHANK_RISE_M, SHANK_SLOPE * way), np.inf)
    sign = (rise >= least).all(axis=2).astype(np.float64) - (rise <= -least).all(axis=2)
    for one in sign.reshape(-1, len(initial)):
        found |= in_a_row(one)
    return found
