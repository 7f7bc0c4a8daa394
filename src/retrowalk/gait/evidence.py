"""How much each shape counts: from shapes to scores for facing and going.

A score is a log-odds: 0 says nothing, its sign is the answer, and 1 / (1 + exp(-score))
is the chance that the answer is right. The weights were fitted by
validation/direction/fit.py to recordings computed from motion capture, each at several
places of its limb, so that none counts which holds at one of them only; they are rounded,
and have no constant term, so turning the sensor round turns the answer round.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import SensorSite

_THIGH_FACING, _THIGH_GOING = (-2.3, 3.6), (5.2, -3.6)
# Order as in signature.facing_shapes.
FACING_WEIGHTS: dict[SensorSite, tuple[float, ...]] = {
    SensorSite.FOOT: (4.0, 3.4),
    SensorSite.SHANK: (3.9, 3.1, 3.7, -3.9),
    SensorSite.POCKET: _THIGH_FACING,
    SensorSite.THIGH: _THIGH_FACING,
}
# Order as in signature.going_shapes.
GOING_WEIGHTS: dict[SensorSite, tuple[float, ...]] = {
    SensorSite.FOOT: (3.0, 3.5),
    SensorSite.SHANK: (-3.6, 3.0),
    SensorSite.POCKET: _THIGH_GOING,
    SensorSite.THIGH: _THIGH_GOING,
}
LEG_SITES = frozenset(FACING_WEIGHTS)
# One stride can be odd in ways the recordings did not show: no single one counts more.
MOST_SCORE = 4.0


def score(shapes: FloatArray, weights: tuple[float, ...]) -> FloatArray:
    """Return the log-odds of windows, shape (n_windows,), from their shapes."""
    return np.asarray(np.clip(shapes @ np.array(weights), -MOST_SCORE, MOST_SCORE))


def chance(log_odds: FloatArray) -> FloatArray:
    """Return the probability that belongs to log-odds; any shape."""
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))


def agreement(facing: FloatArray, going: FloatArray) -> FloatArray:
    """Return the chance that facing and going point the same way: forward, 0 to 1."""
    one, other = chance(facing), chance(going)
    return one * other + (1.0 - one) * (1.0 - other)
