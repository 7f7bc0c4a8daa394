"""What the trunk's movement looks like within a window, along a forward that was told.

The pelvis has no lopsided range that would say which way it faces. But once that is
told, the way it goes shows: the trunk speeds up and slows down once a step, and time has
a direction in that (a quick catch, a slow push off). Each shape here changes sign when
the recording is played in reverse.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.moments import Windows
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import level_rotation
from retrowalk.signals.smoothing import integral, low_pass, without_drift

TRUNK_SHAPES = (
    "speed_skew",
    "lift_by_speed",
    "fall_by_push",
    "height_by_speed",
    "jolt_skew",
)
SHAPE_HZ = 6.0  # what repeats with each step lies below


def trunk_shapes(walk: Walk, forward: FloatArray, windows: Windows) -> FloatArray:
    """Return the shapes that say which way the trunk goes, shape (n_windows, 5).

    forward: shape (3,), sensor axes, as told; it is levelled against gravity.
    Only what repeats with each step is looked at (drift over one step is taken away).

    speed_skew: forward speed peaks short and high (going ahead) or dips so (going back).
    lift_by_speed, height_by_speed: pushed up, or high, while quick.
    fall_by_push: rising while pushed ahead.
    jolt_skew: the forward acceleration breaks off, or sets in, at once.
    """
    step = max(2, walk.stride_samples // 2)
    body = low_pass(
        walk.acc_mps2 @ level_rotation(walk.up(), forward).T, SHAPE_HZ, walk.rate_hz
    )
    ahead, above = without_drift(body[:, 0], step), without_drift(body[:, 2], step)
    speed = integral(ahead, walk.rate_hz, step)
    rise = integral(above, walk.rate_hz, step)
    height = integral(rise, walk.rate_hz, step)
    return np.stack(
        [
            windows.skewness(speed),
            windows.correlation(above, speed),
            windows.correlation(rise, ahead),
            windows.correlation(height, speed),
            windows.skewness(np.gradient(ahead)),
        ],
        axis=1,
    )
