"""One look at the newest strides: their contacts and directions, by the batch's own functions.

A trailing window of a stream is a walk like any other, only that it ends now. What its
strides say of the sensor's facing, and of the way this walk goes, is kept for the next look.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.evidence import LEG_SITES
from retrowalk.gait.following.live_facing import Facings
from retrowalk.gait.following.live_pace import ACC, GYR
from retrowalk.gait.following.live_past import Past
from retrowalk.gait.judging.deciding import decided_walk
from retrowalk.gait.judging.facing import MOST_FACING, told_facing
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.known import Known
from retrowalk.gait.measure import measured
from retrowalk.gait.measured import Measured
from retrowalk.gait.sites import STEP_SITES
from retrowalk.gait.timing import timed
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import up_from_gravity
from retrowalk.signals.recording import SensorSite

# The first strides of a walk have few to vouch for them, and a live word is not taken back:
# until then only what is surer than this is named. Own choice, see validation/live.
EARLY_STRIDES = 3
EARLY_CERTAINTY = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Contacts of a trailing window, ascending; arrays have shape (n,).

    seen: rows at which a contact's sign is seen. landed: rows at which the foot landed.
    code, confidence: as in gait.direction. foot: 0 not known, 1 left, 2 right.
    """

    seen: FloatArray
    landed: FloatArray
    code: CodeArray
    confidence: FloatArray
    foot: CodeArray


def window(
    rows: FloatArray, first: int, rate_hz: float, stride_s: float, kernels: Kernels
) -> Walk:
    """Return rows of a stream (time, acceleration, rotation, missing) as a walk."""
    turning = rows.shape[1] > GYR.stop
    acc_mps2 = rows[:, ACC].copy()
    return Walk(
        first=first,
        rate_hz=rate_hz,
        acc_mps2=acc_mps2,
        gyr_radps=rows[:, GYR].copy() if turning else None,
        missing=rows[:, -1] > 0.0,
        stride_s=stride_s,
        kernels=kernels,
        upward=up_from_gravity(acc_mps2),
    )


class Looker:
    """Looks at trailing windows; what they say of the sensor's facing is kept and shared."""

    def __init__(
        self, site: SensorSite, body: FloatArray | None, known: Known, certainty: float
    ) -> None:
        """Look from a site; body: shape (3, 3), rows forward, left, up, or None if not told."""
        self._site, self._body, self._certainty = site, body, certainty
        self._known = known
        self._facings = Facings()
        self._past = Past(self.rows_a_stride)

    @property
    def rows_a_stride(self) -> int:
        """How many contacts of one stride the site shows."""
        return 2 if self._site in STEP_SITES else 1

    def halted(self, row: int) -> None:
        """Forget which way it went before a row: after standing it may go another."""
        self._past = Past(self.rows_a_stride, row)

    def seen(self, walk: Walk) -> Measured:
        """Return the window, measured."""
        return measured(walk, self._site, self._body, self._known)

    def judged(self, one: Measured, fresh: BoolArray) -> Look:
        """Return the fresh contacts of a window, judged with all that was seen before.

        fresh: shape (n,), which contacts have not been judged yet.
        """
        if self._site in LEG_SITES:
            self._facings.add(one.axis, one.up, one.facing, int(fresh.sum()))
        whole = self._past.before(one)
        early = len(whole.going) < EARLY_STRIDES * self.rows_a_stride
        certainty = max(self._certainty, EARLY_CERTAINTY if early else 0.0)
        said = decided_walk(whole, self._facing(one), certainty, self._known)
        code = said.code[-len(fresh) :]
        landed = timed(one.walk, one.contacts, code, self._site)
        self._past.keep(one, int(np.flatnonzero(fresh)[-1]) + 1)
        return Look(
            seen=one.walk.first + one.contacts.initial[fresh],
            landed=one.walk.first + landed.initial[fresh],
            code=code[fresh],
            confidence=said.confidence[-len(fresh) :][fresh],
            foot=one.foot[fresh],
        )

    def _facing(self, one: Measured) -> float:
        """Return the log-odds that the window's axis points to the body's left."""
        if self._site not in LEG_SITES:
            return one.facing
        if self._body is not None:
            return told_facing(one.axis, self._body[1])
        found = self._facings.of(one.axis, one.up)
        learnt = self._known.calibration
        frame = body_of(None, learnt, self._site, one.up)
        if learnt is None or frame is None:
            return found
        told = told_facing(one.axis, frame[1], learnt.facing_score)
        if not np.isfinite(told):
            return found
        both = told if np.isnan(found) else told + found
        return float(np.clip(both, -MOST_FACING, MOST_FACING))
