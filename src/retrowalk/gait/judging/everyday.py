"""Which end of the line of walking is the front, taking most everyday walking as forward.

Only for long recordings of everyday life, and only where the caller says so
(Known.mostly_forward): people walk backward for a few steps at a time, so nearly all
strides of a mounting go one way along its line, and that way is taken as forward. Where
they do not nearly all go one way, it is not taken: somebody may have trained.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import WORN_ALIKE_DEG
from retrowalk.gait.evidence import MOST_SCORE
from retrowalk.gait.measured import Measured

# Own choices, strict on purpose: a wrong front turns a whole day round.
LEAST_STRIDES = 300  # about five minutes of walking
LEAST_WALKS = 10  # one long walk can be a training session
LEAST_SHARE = 0.8  # of judged strides that go the same way along the line
SAME_LINE_COS = 0.85  # lines within 32 deg are one mounting


@dataclass(slots=True, eq=False)
class _Mounting:
    """Walks that share an up and a line; scores are along its first walk's axis."""

    axis: FloatArray
    up: FloatArray
    walks: int = 0
    strides: int = 0
    ahead: int = 0
    total: float = 0.0

    def fits(self, one: Measured) -> bool:
        """Whether a walk was worn as this mounting is."""
        worn_alike = float(self.up @ one.up) >= np.cos(np.radians(WORN_ALIKE_DEG))
        return worn_alike and abs(float(self.axis @ one.axis)) >= SAME_LINE_COS

    def add(self, one: Measured, going: FloatArray) -> None:
        """Count a walk's judged scores in."""
        side = 1.0 if float(self.axis @ one.axis) > 0.0 else -1.0
        self.walks += 1
        self.strides += len(going)
        self.ahead += int((side * going > 0.0).sum())
        self.total += side * float(going.sum())

    @property
    def front(self) -> float:
        """Log-odds that its axis points left; NaN where it may not be taken as known."""
        share = self.ahead / max(self.strides, 1)
        if self.strides < LEAST_STRIDES or self.walks < LEAST_WALKS:
            return float("nan")
        if LEAST_SHARE > share > 1.0 - LEAST_SHARE:
            return float("nan")
        return float(np.clip(self.total / self.strides, -MOST_SCORE, MOST_SCORE))


def everyday_facing(found: Sequence[Measured]) -> FloatArray:
    """Return the log-odds that each walk's axis points to the body's left, shape (n,).

    found: walks of the lower back whose line was found and whose front is not known. NaN
    where too little was walked in that mounting, or not nearly all of it one way.
    """
    mountings: list[_Mounting] = []
    own: list[tuple[_Mounting, float] | None] = []
    for one in found:
        going = one.going[np.isfinite(one.going) & ~one.turning]
        if not len(going):
            own.append(None)
            continue
        mounting = next((known for known in mountings if known.fits(one)), None)
        if mounting is None:
            mounting = _Mounting(one.axis, one.up)
            mountings.append(mounting)
        mounting.add(one, going)
        own.append((mounting, float(np.sign(mounting.axis @ one.axis))))
    return np.array([np.nan if one is None else one[1] * one[0].front for one in own])
