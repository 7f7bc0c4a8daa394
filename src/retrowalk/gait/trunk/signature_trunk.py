"""What the trunk's movement looks like within a window, along a line that is its ahead.

The pelvis has no lopsided range that would say which way it faces. But gravity and the
rhythm of walking give the line it goes along: what repeats with each step goes fore and
aft, what repeats only with each stride goes side to side. Which end of that line is the
front has to be told, learnt or assumed; then the way the trunk goes shows, because
walking is a pendulum over the standing foot: quick and low when the weight changes feet,
slow and high between, whichever way it goes.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.evidence import score
from retrowalk.gait.kernels.trunk_rules import (
    MOST_SKEW,
    SHORTEST_STRIDES,
    STANDING_S,
    TRUNK_WEIGHTS,
    WINDOW_STRIDES,
)
from retrowalk.gait.moments import Windows
from retrowalk.gait.trunk.trunk import Trunk, crossed
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import unit

TRUNK_SHAPES = ("speed_skew", "lift_by_speed", "sway_by_speed")


@dataclass(frozen=True, slots=True, eq=False)
class Going:
    """Which way the trunk goes along a line, all through a walk.

    frame: shape (3, 3), rows forward, left, up in sensor axes; forward is the line.
    centre: shape (m,), samples, the middles of the windows judged; none where the walk is
        too short. score: shape (m,), log-odds that it goes forward there.
    speed_mps: shape (n,), the speed forward about its mean over a step. aside_mps: shape
        (n,), the speed to the left about its mean over a stride.
    """

    frame: FloatArray
    centre: FloatArray
    score: FloatArray
    speed_mps: FloatArray
    aside_mps: FloatArray

    def at(self, sample: FloatArray) -> FloatArray:
        """Return the score at samples, any shape; NaN where nothing was judged."""
        if not len(self.centre):
            return np.full(np.shape(sample), np.nan)
        return np.interp(sample, self.centre, self.score)


def going_along(trunk: Trunk, frame: FloatArray) -> Going:
    """Return which way the trunk goes along the forward of a frame, judged once a step."""
    walk, kernels = trunk.walk, trunk.walk.kernels
    step = max(2, walk.stride_samples // 2)
    speed = kernels.integral(trunk.along(frame[0]), walk.rate_hz, step)
    aside = kernels.integral(trunk.along(frame[1]), walk.rate_hz, 2 * step)
    windows = whole_windows(walk)
    shapes = trunk_shapes(trunk, frame, (speed, aside), windows)
    centre = (windows.first + windows.last) / 2.0
    return Going(frame, centre, score(shapes, TRUNK_WEIGHTS), speed, aside)


def trunk_shapes(
    trunk: Trunk,
    frame: FloatArray,
    speeds_mps: tuple[FloatArray, FloatArray],
    windows: Windows,
) -> FloatArray:
    """Return the shapes that say which way the trunk goes, shape (n_windows, 3).

    frame: shape (3, 3), rows forward, left, up in sensor axes. speeds_mps: each of shape
    (n,), along forward about its mean over a step, and to the left about its mean over a
    stride. All shapes change sign with forward, and when the recording is played in reverse.

    speed_skew: it peaks short and high going ahead, and dips so going back.
    lift_by_speed: the trunk is pushed up while quick going ahead, while slow going back.
    sway_by_speed: the same of its speed to either side.
    """
    walk, kernels = trunk.walk, trunk.walk.kernels
    step = max(2, walk.stride_samples // 2)
    speed_mps, aside = speeds_mps
    above = kernels.without_drift(trunk.along(frame[2]), step)
    return np.stack(
        [
            np.clip(windows.skewness(speed_mps), -MOST_SKEW, MOST_SKEW),
            windows.correlation(above, speed_mps),
            windows.correlation(aside**2, speed_mps),
        ],
        axis=1,
    )


def whole_windows(walk: Walk) -> Windows:
    """Return windows of three strides, one a step; none where the walk is too short.

    Shapes are of a whole number of strides: so any three tell of those at a walk's ends.
    """
    reach = walk.n_samples - round(STANDING_S * walk.rate_hz)
    size = min(round(WINDOW_STRIDES * walk.stride_samples), reach)
    if size < SHORTEST_STRIDES * walk.stride_samples:
        none = np.zeros(0, dtype=np.int64)
        return Windows(none, none, walk.kernels)
    count = 1 + 2 * (reach - size) // walk.stride_samples
    first = np.linspace(0, reach - size, count).astype(np.int64)
    return Windows(first, first + size, walk.kernels)


def frame_along(up: FloatArray, forward: FloatArray) -> FloatArray:
    """Return rows forward, left, up in sensor axes, shape (3, 3), level with gravity."""
    ahead = unit(forward - float(forward @ up) * up)
    return np.array([ahead, crossed(up, ahead), up])


def found_frame(trunk: Trunk) -> FloatArray:
    """Return rows forward, left, up in sensor axes, shape (3, 3), found from the walk.

    Whether its forward is the body's front or back is not known. The level acceleration
    is split into what half a stride later is the same (fore and aft, once a step) and
    what is then its opposite (side to side); forward is where the first outweighs the
    second most. Found within 3 deg of the told line on real lower backs (median;
    validation/direction/calibration.md).
    """
    walk = trunk.walk
    level = walk.kernels.without_drift(trunk.smooth_mps2 @ trunk.level, walk.stride_samples)
    half = walk.stride_samples // 2
    same, opposite = level[:-half] + level[half:], level[:-half] - level[half:]
    more = same.T @ same - opposite.T @ opposite
    turn = 0.5 * np.arctan2(2.0 * more[0, 1], more[0, 0] - more[1, 1])  # of its main axis
    return frame_along(walk.up(), trunk.level @ np.array([np.cos(turn), np.sin(turn)]))
