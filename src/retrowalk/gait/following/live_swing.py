"""Between two looks, at next to no cost: the end of the leg's newest swing is waited for.

A look at the newest strides takes as long as all else in some seconds. So on a shank or a
thigh it is taken when there is something to see: once the rate about the axis of swing, as
the last look found it, has been through a swing's top and back through nought. What is told
then is found by the look alone.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import SensorSite

SITES = frozenset({SensorSite.SHANK, SensorSite.POCKET, SensorSite.THIGH})
LEAST_TOP = 0.4  # of the highest rate of the last look; a swing is quicker. Own choice
# Of the interval between contacts: before it a foot that has just landed still shakes.
NOT_BEFORE = 0.4


class Swing:
    """What the last look said of how the leg swings."""

    def __init__(self) -> None:
        self._quick = np.zeros(3)  # the axis of swing, pointing as the quick turn does
        self._least_radps = np.inf

    @property
    def known(self) -> bool:
        """Whether a look has said how this leg swings."""
        return bool(np.isfinite(self._least_radps))

    def learn(self, gyr_radps: FloatArray, axis: FloatArray) -> None:
        """Take the axis of swing of a look, shape (3,), and its samples, shape (n, 3)."""
        rate = gyr_radps @ axis
        rate -= rate.sum() / len(rate)
        sign = 1.0 if float((rate * rate * rate).sum()) >= 0.0 else -1.0
        self._quick = sign * axis
        top = float((sign * rate).max())
        self._least_radps = LEAST_TOP * top if top > 0.0 else np.inf

    def ended(self, gyr_radps: FloatArray) -> int:
        """Return the sample after which the swing is over, -1 where it is not yet.

        gyr_radps: shape (n, 3), of the time in which a swing is due.
        """
        rate = gyr_radps @ self._quick
        if not len(rate):
            return -1
        top = int(rate.argmax())
        if not rate[top] >= self._least_radps:
            return -1
        below = rate[top:] <= 0.0
        after = int(below.argmax())
        return top + after if below[after] else -1
