"""Where the person turns: rotation about the vertical."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.walk import Walk
from retrowalk.signals.smoothing import running_mean

# A stride that changes the heading by more than this is a turn. Own choice: half a right
# angle; the curved validation walks stay below 35 deg, the about-turns reach 90.
TURN_PER_STRIDE_DEG = 45.0


def turning_strides(walk: Walk, contact: FloatArray) -> BoolArray:
    """Return which strides turn, shape (n,); never without a gyroscope.

    contact: shape (n,), samples of the walk; each stands for the stride around it.
    """
    if walk.gyr_radps is None:
        return np.zeros(len(contact), dtype=np.bool_)
    yaw = running_mean(walk.gyr_radps @ walk.up(), walk.stride_samples)
    at = np.clip(np.round(contact).astype(np.int64), 0, walk.n_samples - 1)
    return np.asarray(np.degrees(np.abs(yaw[at])) * walk.stride_s >= TURN_PER_STRIDE_DEG)
