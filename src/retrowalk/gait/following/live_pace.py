"""While samples come: does the person walk, since when, and at what stride.

The same questions as bouts.py asks of a recording, and by the same rules: movement is the
cheap gate, a rhythm makes it a walk, quiet ends it. Asked of one short block at a time.
"""

from collections import deque

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.finding.gate import MOVING_SD_MPS2
from retrowalk.gait.finding.pieces import MIN_WALK_S
from retrowalk.gait.finding.rhythm import (
    CLEAR_LIKENESS,
    HOP_S,
    MAX_STEP_S,
    MAX_STRIDE_S,
    MIN_LIKENESS,
    MIN_STEP_S,
    MIN_STRIDE_S,
    WINDOW_S,
    rhythm,
)
from retrowalk.gait.finding.sight import EDGE_SHARE
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.sites import STEP_SITES
from retrowalk.signals.blocks import runs
from retrowalk.signals.frames import up_from_gravity
from retrowalk.signals.middle import middle
from retrowalk.signals.recording import SensorSite
from retrowalk.signals.ring import Ring

ACC, GYR = slice(1, 4), slice(4, 7)  # columns of the ring, after the time
# How often is looked; adds at most this much to how late a step is told. Movement is judged
# over two of them.
BLOCK_S = 0.125
QUIET_S = 1.5  # no movement for so long ends a stretch; the gate's reach on both sides
WALKING_HOP_S = 1.0  # once it is a walk, it is asked less often whether it repeats
UNSURE_S = (
    2.0  # a walk goes on for so long without a window that repeats: a turn, a stumble
)
# Two strides can be more alike than one and the next: within a walk, a rhythm that is so
# much slower is believed from the second window on. Own choice.
SLOWER, SLOWER_TIMES = 1.6, 2
REST = 0.75  # strides; a foot rests for less in each stance
STRIDE_S, STEP_S = (MIN_STRIDE_S, MAX_STRIDE_S), (MIN_STEP_S, MAX_STEP_S)
KEPT_BLOCKS = 48  # six seconds of movement, from which the typical one is known


class Pace:
    """Whether the person walks, from one block of samples after the other.

    since: row at which the present walk began, None while there is none. stride_s: its
    typical stride. still: whether it has moved less than a walk does, for most of a stride.
    """

    def __init__(
        self, rate_hz: float, site: SensorSite, max_pause_s: float, kernels: Kernels
    ) -> None:
        self.since: int | None = None
        self.stride_s = float("nan")
        self.still = True
        self.block_rows = max(2, round(BLOCK_S * rate_hz))
        self._rate_hz, self._site, self._kernels = rate_hz, site, kernels
        self._most_pause_rows = round(max_pause_s * rate_hz)
        self._begin: int | None = None  # row at which the present stretch of movement began
        self._spread: deque[float] = deque(maxlen=KEPT_BLOCKS)
        self._level = 0.0  # below it a block stands still
        self._slower = 0  # windows in a row that repeat at twice the stride
        self._moved_at = self._loud_at = self._repeated_at = self._next_rhythm = 0

    def block(self, ring: Ring) -> None:
        """Take the newest block."""
        last = ring.count
        rows = ring.between(max(ring.first, last - 2 * self.block_rows), last)[:, ACC]
        centred = rows - rows.sum(axis=0) / len(rows)
        spread = float(np.sqrt(np.vdot(centred, centred) / len(rows)))
        if not np.isfinite(spread):
            self._break(last)
            return
        self._spread.append(spread)
        self._gate(spread, last)
        if self._begin is not None and last >= self._next_rhythm:
            hop_s = HOP_S if self.since is None else WALKING_HOP_S
            self._next_rhythm = last + round(hop_s * self._rate_hz)
            self._ask_rhythm(ring, self._begin)
        self._settle(last)

    def _gate(self, spread: float, last: int) -> None:
        if spread >= MOVING_SD_MPS2:
            self._moved_at = last
            if self._begin is None:
                quiet = min(
                    round(QUIET_S * self._rate_hz), len(self._spread) * self.block_rows
                )
                self._begin = last - quiet
        elif last - self._moved_at > QUIET_S * self._rate_hz:
            self._begin = None

    def _ask_rhythm(self, ring: Ring, begin: int) -> None:
        """Look whether the newest window repeats as walking does."""
        last = ring.count
        first = max(begin, last - round(WINDOW_S * self._rate_hz), ring.first)
        if last - first < MIN_WALK_S * self._rate_hz:
            return
        stride_s, likeness = self._rhythm(ring.between(first, last))
        if not np.isfinite(stride_s) or likeness < MIN_LIKENESS:
            return
        self._repeated_at = last
        if self.since is not None and stride_s > SLOWER * self.stride_s:
            self._slower += 1
            if self._slower < SLOWER_TIMES:
                return
        self._slower = 0
        if self.since is None and likeness >= CLEAR_LIKENESS:
            self.since = max(self._began(first, last), ring.first)
            self._loud_at = last
        elif self.since is not None:
            self._loud(min(len(self._spread), (last - self.since) // self.block_rows))
        self.stride_s = stride_s

    def _rhythm(self, rows: FloatArray) -> tuple[float, float]:
        """Return stride time and likeness of one window, from the more telling channel."""
        at_trunk, turning = self._site in STEP_SITES, rows.shape[1] > GYR.stop
        best = (float("nan"), -1.0)
        if turning or not at_trunk:
            best = self._period(rows[:, GYR if turning else ACC], STRIDE_S)
        if at_trunk and not best[1] >= CLEAR_LIKENESS:
            rise = rows[:, ACC] @ up_from_gravity(rows[:, ACC])
            step_s, likeness = self._period(rise[:, None], STEP_S)
            if likeness > best[1]:
                best = 2.0 * step_s, likeness
        return best

    def _period(
        self, values: FloatArray, bounds_s: tuple[float, float]
    ) -> tuple[float, float]:
        one = rhythm(np.ascontiguousarray(values), self._rate_hz, bounds_s, self._kernels)
        period_s = float(one.period_s[-1])
        return period_s, float(one.likeness[-1]) if np.isfinite(period_s) else -1.0

    def _loud(self, n: int) -> BoolArray:
        """Return which of the newest n blocks move as much as the walk does."""
        spread = np.array(self._spread)[-n:]
        self._level = EDGE_SHARE * middle(spread)
        return np.asarray(spread >= self._level)

    def _began(self, first: int, last: int) -> int:
        """Return the row at which the movement in [first, last) began to be like the walk's."""
        n = min(len(self._spread), (last - first) // self.block_rows)
        most = self._most_pause_rows // self.block_rows
        quiet = [
            pair for pair in runs(~self._loud(n)) if pair[0] == 0 or np.diff(pair) > most
        ]
        begin = int(quiet[-1][1]) if quiet else 0
        return last - (n - begin + 1) * self.block_rows

    def _settle(self, last: int) -> None:
        """Say whether the walk stands still for a moment, or is over."""
        if self._spread[-1] >= self._level:
            self._loud_at = last
        self.still = last - self._loud_at > REST * self.stride_s * self._rate_hz
        unsure = last - self._repeated_at > UNSURE_S * self._rate_hz
        if unsure or last - self._loud_at > self._most_pause_rows or self._begin is None:
            self.since = None

    def _break(self, last: int) -> None:
        """Forget the stretch: a sample is missing, and what comes is a new one."""
        self.since, self._begin, self.still = None, None, True
        self._spread.clear()
        self._moved_at = self._next_rhythm = last
