"""Which way a leg sensor faces, from all that was walked since the stream began.

As in facing.py for a recording, walks whose axis of swing and whose up lie alike in the
sensor are one mounting and share their evidence; only the sums are kept.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.judging.facing import SAME_MOUNTING_COS, pooled
from retrowalk.signals.frames import unit

MOST_MOUNTINGS = 8  # ways a phone lay in a pocket; older ones are forgotten
# Strides of one mounting before its facing is spoken of. Own choice: a word that was said is
# not taken back, so the first three strides of a session do without one.
LEAST_STRIDES = 4
FOLLOWS = 0.05  # share by which a new look moves a mounting's axes: phones slip


@dataclass(slots=True, eq=False)
class Mounting:
    """One way the sensor was worn.

    axis, up: shape (3,), sensor axes. score: sum over strides of the log-odds that `axis`
    points to the body's left. strides: how many.
    """

    axis: FloatArray
    up: FloatArray
    score: float
    strides: float


class Facings:
    """Evidence for the facing of each mounting seen so far, of bounded size."""

    def __init__(self) -> None:
        self._mountings: list[Mounting] = []  # the one seen last comes last

    def add(self, axis: FloatArray, up: FloatArray, score: float, strides: int) -> None:
        """Take what some strides say: their mean log-odds that `axis` points left."""
        if not strides or not np.isfinite(score):
            return
        same = self._same(axis, up)
        if same is None:
            self._mountings.append(Mounting(axis, up, score * strides, strides))
            del self._mountings[:-MOST_MOUNTINGS]
            return
        sign = float(np.sign(same.axis @ axis))
        same.score += sign * score * strides
        same.strides += strides
        same.axis = unit(same.axis + FOLLOWS * (sign * axis - same.axis))
        same.up = unit(same.up + FOLLOWS * (up - same.up))
        self._mountings.remove(same)
        self._mountings.append(same)

    def of(self, axis: FloatArray, up: FloatArray) -> float:
        """Return the log-odds that `axis` points to the body's left, NaN if nothing says."""
        same = self._same(axis, up)
        if same is None or same.strides < LEAST_STRIDES:
            return float("nan")
        total = float(np.sign(same.axis @ axis)) * same.score
        return float(pooled(np.array(total), np.array(same.strides)))

    def _same(self, axis: FloatArray, up: FloatArray) -> Mounting | None:
        for one in reversed(self._mountings):
            alike = abs(float(one.axis @ axis)) >= SAME_MOUNTING_COS
            if alike and float(one.up @ up) >= SAME_MOUNTING_COS:
                return one
        return None
