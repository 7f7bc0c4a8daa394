"""Which part of the foot meets the ground first: its pitch at contact."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.leg_rules import (
    FLAT_RADPS,
    FLAT_S,
    PITCH_POINTS,
    PITCH_REACH,
)
from retrowalk.signals.between import between
from retrowalk.signals.smoothing import running_mean

# A toe-down foot within this is called flat. Own choice: the drift of a gyroscope over
# half a stride and a foot's tremble together stay below it.
FLAT_DEG = 3.0


def contact_pitch_deg(
    gyr_radps: FloatArray,
    axis: FloatArray,
    contact: FloatArray,
    rate_hz: float,
    stride_samples: int,
) -> FloatArray:
    """Return the foot's pitch at each contact against its flat rest after it, shape (n,).

    gyr_radps: shape (samples, 3). axis: shape (3,), the axis of swing, sensor axes.
    contact: shape (n,), samples with fractions.

    In degrees; if the axis points to the body's left, positive means toes up. From the
    contact the rate is summed until the foot lies quiet: what it turned by then is what
    it was pitched before. NaN where it does not come to rest. Own choice, from physics:
    a foot that rests is flat on the ground, forward and backward.
    """
    nothing = np.full(len(contact), np.nan)
    if not len(contact) or len(gyr_radps) < 2:
        return nothing
    size = np.sqrt(np.einsum("ij,ij->i", gyr_radps, gyr_radps))
    level = running_mean(size, max(1, round(FLAT_S * rate_hz)))
    angle = np.cumsum(gyr_radps @ axis) / rate_hz
    grid = contact[:, None] + np.linspace(0.0, PITCH_REACH * stride_samples, PITCH_POINTS)
    there = between(np.stack([angle, level], axis=1), grid)
    rows = np.arange(len(contact))
    quiet = np.argmin(np.where(np.isnan(there[..., 1]), np.inf, there[..., 1]), axis=1)
    turned = there[rows, quiet, 0] - there[:, 0, 0]
    rests = there[rows, quiet, 1] <= FLAT_RADPS
    return np.where(rests, np.degrees(turned), nothing)


def forefoot_first(pitch_deg: FloatArray) -> BoolArray:
    """Return which contacts meet the ground toes first, shape (n,); False where NaN.

    pitch_deg: shape (n,), positive with the toes up.
    """
    return np.asarray(pitch_deg < -FLAT_DEG)
