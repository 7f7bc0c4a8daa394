"""How much each shape counts: from shapes to scores for facing and going.

A score is a log-odds: 0 says nothing, its sign is the answer, and 1 / (1 + exp(-score))
is the chance that the answer is right. The weights were fitted by
validation/direction/fit.py to recordings computed from motion capture; they are rounded,
and have no constant term, so turning the sensor round turns the answer round.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import SensorSite

# Order as in signature.FACING_SHAPES.
FACING_WEIGHTS: dict[SensorSite, tuple[float, ...]] = {
    SensorSite.FOOT: (3.4, -0.7, -1.7, 2.8, -1.4, -1.4),
    SensorSite.SHANK: (0.4, 1.4, 2.9, 2.8, -1.9, 3.1),
    SensorSite.POCKET: (1.2, -2.5, -1.6, 0.2, -0.5, 2.3),
    SensorSite.THIGH: (1.2, -2.5, -1.6, 0.2, -0.5, 2.3),
}
# Order as in signature.GOING_SHAPES.
GOING_WEIGHTS: dict[SensorSite, tuple[float, ...]] = {
    SensorSite.FOOT: (1.0, 3.7, -0.5, 2.4, -2.5),
    SensorSite.SHANK: (-2.5, 1.4, -0.7, 2.4, -1.3),
    SensorSite.POCKET: (-3.1, 0.8, 4.0, -2.2, -0.4),
    SensorSite.THIGH: (-3.1, 0.8, 4.0, -2.2, -0.4),
}
# Order as in signature_trunk.TRUNK_SHAPES.
TRUNK_WEIGHTS = (3.0, 0.8, -1.2, -1.0, -2.6)
LEG_SITES = frozenset(FACING_WEIGHTS)
# One recording's shapes are all one person's: more strides make them surer of that
# person's shape, not of what the shape means. So a score is worth no more than this.
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
