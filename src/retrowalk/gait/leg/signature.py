"""What a leg's movement looks like within a window: the evidence for its direction.

Backward gait is close to forward gait in reverse time. So there are two families of
shape, and both change sign when the axis of swing is taken the other way round:

- those that stay as they are when time runs backward say which way the leg *faces*;
- those that change sign when time runs backward say which way it *goes*.

The product of a facing and a going does not depend on the axis any more: that is the
direction. Each site has the two or three shapes that its anatomy explains; none depends
on where along the limb the sensor sits, on how quickly the person steps or how far.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.leg.sagittal import Sagittal
from retrowalk.gait.moments import Windows
from retrowalk.signals.recording import SensorSite


def facing_shapes(motion: Sagittal, windows: Windows, site: SensorSite) -> FloatArray:
    """Return the shapes that say which way the leg faces, shape (n_windows, 2 to 4).

    Foot: it pitches further heel-up than toe-up (skewness of its angle); it turns
        quickest while it is heel-up.
    Shank: it rises while its lower end swings behind; while it travels, or travels
        fast, its lower end trails, because the knee only bends one way; and while it
        whips past, the knee is held back.
    Thigh, pocket: it is high while it leans with its lower end ahead, because the hip
        bends further ahead than behind: that holds in front and at the sides of the thigh,
        less behind it; and on the mean it leans so (limb_lean), wherever the sensor is.
    """
    match site:
        case SensorSite.FOOT:
            shapes = [
                windows.skewness(motion.angle_rad),
                windows.correlation(motion.rate_radps**2, motion.angle_rad),
            ]
        case SensorSite.SHANK:
            shapes = [
                windows.correlation(motion.above_mps, motion.rate_radps),
                _angle_in_travel(motion, windows),
                windows.correlation(motion.ahead_mps**2, motion.angle_rad),
                windows.correlation(motion.rate_radps**2, motion.ahead_mps2),
            ]
        case _:
            shapes = [
                windows.correlation(motion.above_m, motion.angle_rad),
                _limb_lean(motion, windows),
            ]
    return np.stack(shapes, axis=1)


def going_shapes(
    motion: Sagittal, windows: Windows, along: FloatArray, site: SensorSite
) -> FloatArray:
    """Return the shapes that say which way the leg goes, shape (n_windows, 2).

    along: shape (n_windows,), how far ahead of its length each stride of a foot went by
        dead reckoning, -1 to 1; 0 where not known. Other sites do not have it.

    Foot: it travels in one short burst a stride (skewness of its speed); dead reckoning.
    Shank: it turns more quickly in swing than in stance; it is high while it travels.
    Thigh, pocket: it is pushed up while it travels: the swing begins with the push of
        two feet on the ground and ends before the foot lands; it turns more quickly in
        swing.
    """
    match site:
        case SensorSite.FOOT:
            shapes = [windows.skewness(motion.ahead_mps), along]
        case SensorSite.SHANK:
            shapes = [
                windows.skewness(motion.rate_radps),
                windows.correlation(motion.above_m, motion.ahead_mps),
            ]
        case _:
            shapes = [
                windows.correlation(motion.above_mps2, motion.ahead_mps),
                windows.skewness(motion.rate_radps),
            ]
    return np.stack(shapes, axis=1)


def _angle_in_travel(motion: Sagittal, windows: Windows) -> FloatArray:
    """Return which way the leg leans while it travels, wherever it travels to."""
    travel = np.sign(windows.skewness(motion.ahead_mps))
    return travel * windows.correlation(motion.ahead_mps, motion.angle_rad)


def _limb_lean(motion: Sagittal, windows: Windows) -> FloatArray:
    """Return the sine of the limb's mean lean, lower end ahead, from its centripetal pull.

    The part of the pull that grows with the square of the rate points to the pivot.
    """
    square = motion.rate_radps**2
    ahead = windows.covariance(square, motion.pull_ahead_mps2)
    above = windows.covariance(square, motion.pull_above_mps2)
    return np.asarray(-ahead / np.maximum(np.hypot(ahead, above), 1e-12))
