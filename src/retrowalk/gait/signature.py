"""What a leg's movement looks like within a window: the evidence for its direction.

Backward gait is close to forward gait in reverse time. So there are two families of
shape, and both change sign when the axis of swing is taken the other way round:

- those that stay as they are when time runs backward say which way the leg *faces*;
- those that change sign when time runs backward say which way it *goes*.

The product of a facing and a going does not depend on the axis any more: that is the
direction.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.moments import Windows
from retrowalk.gait.sagittal import Sagittal

FACING_SHAPES = (
    "angle_skew",
    "height_by_angle",
    "rise_by_rate",
    "angle_in_travel",
    "brake_in_travel",
    "limb_lean",
)
GOING_SHAPES = (
    "rate_skew",
    "speed_skew",
    "lift_by_speed",
    "height_by_speed",
    "height_by_rate",
)


def facing_shapes(motion: Sagittal, windows: Windows, rate_hz: float) -> FloatArray:
    """Return the shapes that say which way the leg faces, shape (n_windows, 6).

    angle_skew: the angle reaches further to one side (a foot: heel-up).
    height_by_angle: the sensor is high when the leg leans one way (a thigh: ahead).
    rise_by_rate: it rises while the leg turns one way (a shank: lower end behind).
    angle_in_travel: which way the leg leans while it travels, wherever it travels to.
    brake_in_travel: which way its turning is braked while it travels.
    limb_lean: sine of the limb's mean lean, from its centripetal pull.
    """
    travel = _travel(motion, windows)
    jolt = np.gradient(motion.rate_radps) * rate_hz
    square = motion.rate_radps**2
    ahead = windows.covariance(square, motion.pull_ahead_mps2)
    above = windows.covariance(square, motion.pull_above_mps2)
    return np.stack(
        [
            windows.skewness(motion.angle_rad),
            windows.correlation(motion.above_m, motion.angle_rad),
            windows.correlation(motion.above_mps, motion.rate_radps),
            travel * windows.correlation(motion.ahead_mps, motion.angle_rad),
            travel * windows.correlation(motion.ahead_mps, jolt),
            -ahead / np.maximum(np.hypot(ahead, above), 1e-12),
        ],
        axis=1,
    )


def _travel(motion: Sagittal, windows: Windows) -> FloatArray:
    """Return the sign of the way the leg travels in each window, +1 along axis x up."""
    return np.sign(windows.skewness(motion.ahead_mps))


def going_shapes(motion: Sagittal, windows: Windows) -> FloatArray:
    """Return the shapes that say which way the leg goes, shape (n_windows, 5).

    rate_skew: the leg turns more quickly one way (a shank: in swing).
    speed_skew: the sensor moves ahead in short bursts (a foot) or back.
    lift_by_speed, height_by_speed: it is pushed up, or is high, while it moves ahead.
    height_by_rate: it is high while it turns one way.
    """
    return np.stack(
        [
            windows.skewness(motion.rate_radps),
            windows.skewness(motion.ahead_mps),
            windows.correlation(motion.above_mps2, motion.ahead_mps),
            windows.correlation(motion.above_m, motion.ahead_mps),
            windows.correlation(motion.above_m, motion.rate_radps),
        ],
        axis=1,
    )
