"""Where the person turns: rotation about the vertical."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.walk import Walk
from retrowalk.signals.blocks import runs

# A stride that changes the heading by more than this is a turn. Own choice: half a right
# angle; the curved validation walks stay below 35 deg, the about-turns reach 90.
TURN_PER_STRIDE_DEG = 45.0
# A turn as an interval, own choices: it reaches TURN_RADPS somewhere, lasts as long as the
# heading goes on changing the same way by more than EDGE_RADPS, and adds up to half a right
# angle at least. The sway of the pelvis about the vertical is averaged out over a stride.
TURN_RADPS = np.radians(25.0)
EDGE_RADPS = np.radians(10.0)
LEAST_TURN_DEG = 45.0
# From here a turn is an about-turn: the person goes back the way they came. Own choice:
# half a right angle short of 180 would still be a turn into another corridor.
ABOUT_TURN_DEG = 150.0


def turning_strides(walk: Walk, contact: FloatArray) -> BoolArray:
    """Return which strides turn, shape (n,); never without a gyroscope.

    contact: shape (n,), samples of the walk; each stands for the stride around it.
    """
    if walk.gyr_radps is None:
        return np.zeros(len(contact), dtype=np.bool_)
    yaw = _heading_rate(walk, walk.gyr_radps)
    at = np.clip(np.round(contact).astype(np.int64), 0, walk.n_samples - 1)
    return np.asarray(np.degrees(np.abs(yaw[at])) * walk.stride_s >= TURN_PER_STRIDE_DEG)


def turns(walk: Walk) -> FloatArray:
    """Return the turns of a walk, shape (k, 3), ascending; none without a gyroscope.

    Columns: first and last sample of the walk, half-open, and the angle in degrees,
    positive to the left (anticlockwise seen from above). Angle: the rate about up,
    summed from first to last.
    """
    if walk.gyr_radps is None:
        return np.zeros((0, 3))
    rate = walk.gyr_radps @ walk.up()
    yaw = walk.kernels.running_mean(rate, walk.stride_samples)
    found = []
    for sign in (1.0, -1.0):
        for first, last in runs(sign * yaw >= EDGE_RADPS).tolist():
            if (sign * yaw[first:last]).max() < TURN_RADPS:
                continue
            angle_deg = float(np.degrees(rate[first:last].sum()) / walk.rate_hz)
            if sign * angle_deg >= LEAST_TURN_DEG:
                found.append((float(first), float(last), angle_deg))
    return np.array(sorted(found)).reshape(-1, 3)


def _heading_rate(walk: Walk, gyr_radps: FloatArray) -> FloatArray:
    """Return the rate about up, in rad/s, averaged over a stride, shape (n,)."""
    return walk.kernels.running_mean(gyr_radps @ walk.up(), walk.stride_samples)
