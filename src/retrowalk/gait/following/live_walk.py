"""Follows walks through a stream: looks when a contact is due, and tells each step once."""

from collections import deque
from itertools import pairwise
from statistics import median

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.directions import CODES
from retrowalk.gait.contacts import FEET
from retrowalk.gait.finding.gaitlike import lands, swings
from retrowalk.gait.finding.pieces import MIN_WALK_S
from retrowalk.gait.following.live_look import Look, Looker, window
from retrowalk.gait.following.live_pace import GYR, Pace
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.following.live_swing import NOT_BEFORE, SITES, Swing
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.leg_rules import CLOSEST_SWINGS
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.signals.ring import Ring
from retrowalk.units import SECONDS_PER_MINUTE

KEPT_S = 6.5  # of samples: two of the slowest strides and what lies around them
LOOK_STRIDES = 4.5  # three to judge the newest contact by, and one for the filters' ends
LOOK_MOST_S = 6.0
# A contact is told once so much has come after it was seen: then its peak has passed, and
# the filters' mirrored end moves it no more. Own choice, see validation/live.
SETTLED_S = 0.12
SETTLED_STRIDES = 0.12
SETTLED_MOST_S = 0.35
LATE_STRIDES = 0.03  # looked for a little after it is due, so that one look is enough
LONGEST_STRIDE = 1.1  # of the typical; so long is waited for the end of a leg's swing
SOON = 3  # looks one block after the other for a contact that is due
APART = 0.5  # of the interval between contacts: one seen nearer to a told one is that one
# While it sets off the trunk speeds up, which looks like another way of going. Own choice.
SETTING_OFF_STRIDES = 2.0
CADENCE_CONTACTS = 6


class LiveWalk:
    """The walk that goes on now, if any, and what was told of it."""

    def __init__(
        self,
        rate_hz: float,
        site: SensorSite,
        looker: Looker,
        settings: Settings,
        kernels: Kernels,
    ) -> None:
        self.pace = Pace(rate_hz, site, settings.max_pause_s, kernels)
        self._rate_hz, self._site = rate_hz, site
        self._looker, self._kernels = looker, kernels
        self._min_contacts = max(2, settings.min_steps * looker.rows_a_stride // 2)
        self._since: int | None = (
            None  # as the pace had it; kept to tell a walk's last steps
        )
        self._stride_s = self._interval_s = float("nan")  # between contacts of this sensor
        self._told = -1  # row of the newest contact told
        self._swing = Swing()
        self._begin()

    def _begin(self) -> None:
        self._due = 0  # row at which the next look is worth its cost
        self._tries = 0  # looks since the newest contact was told
        self._walks = False  # whether it was made sure that this is a walk
        self._times: deque[float] = deque(maxlen=CADENCE_CONTACTS)
        self._still = False
        self._soonest = 0  # row before which no other swing can be told
        self._peeked = False  # whether a swing that seemed over was looked at in vain

    def block(self, ring: Ring, side: Side | None) -> list[LiveStep]:
        """Take the newest block; return the steps it settles."""
        self.pace.block(ring)
        if self.pace.since != self._since:
            told = self._last_steps(ring, side)
            self._since = self.pace.since
            self._begin()
            self._looker.halted((self._since or 0) + self._setting_off_rows)
            return told
        if self._since is None:
            return []
        if self._stride_s != self.pace.stride_s:
            self._stride_s = self.pace.stride_s
            self._interval_s = self._stride_s / self._looker.rows_a_stride
        if self._still and not self.pace.still:
            self._looker.halted(ring.count + self._setting_off_rows)
        self._still = self.pace.still
        if self.pace.still or not (ring.count >= self._due or self._swing_over(ring)):
            return []
        return self._look(ring, ring.count, self._settled_rows, side)

    def end(self, ring: Ring, side: Side | None) -> list[LiveStep]:
        """Return the steps that were held back: no more samples come."""
        told = self._last_steps(ring, side)
        self._since = None
        self._begin()
        return told

    def _last_steps(self, ring: Ring, side: Side | None) -> list[LiveStep]:
        if self._since is None:
            return []
        first = max(self._since, ring.first)
        gone = np.flatnonzero(np.isnan(ring.between(first, ring.count)[:, 1]))
        last = first + int(gone[0]) if len(gone) else ring.count
        return self._look(ring, last, SETTLED_S * self._rate_hz, side)

    def _look(
        self, ring: Ring, last: int, settled: float, side: Side | None
    ) -> list[LiveStep]:
        """Look at the strides before row `last` and tell the contacts that have settled."""
        kept_s = LOOK_STRIDES * self._stride_s if self._walks else LOOK_MOST_S
        kept = round(min(kept_s, LOOK_MOST_S) * self._rate_hz)
        first = max(self._since or 0, ring.first, last - kept)
        self._due = last + self._again_rows
        if last - first < MIN_WALK_S * self._rate_hz:
            return []
        rows = ring.between(first, last)
        walk = window(rows, first, self._rate_hz, self._stride_s, self._kernels)
        if not self._sure(walk):
            return []
        one = self._looker.seen(walk)
        self._interval_s = one.walk.stride_s / self._looker.rows_a_stride
        seen = first + one.contacts.initial
        apart = APART * self._interval_rows
        fresh = (seen > self._told + apart * (self._told >= 0)) & (seen <= last - settled)
        if fresh.sum() < (1 if self._walks else self._min_contacts):
            return []
        self._walks, self._tries, self._peeked = True, 0, False
        if self._site in SITES and rows.shape[1] > GYR.stop:
            self._swing.learn(rows[:, GYR], one.axis)
        return self._tell(self._looker.judged(one, fresh), rows[:, 0], first, side)

    def _sure(self, walk: Walk) -> bool:
        """Whether the movement that repeats is a walk; asked until it was once."""
        return self._walks or (lands(walk, self._site) and swings(walk, self._site))

    def _tell(
        self, look: Look, time_s: FloatArray, first: int, side: Side | None
    ) -> list[LiveStep]:
        steps, own = [], self._looker.rows_a_stride == 1
        landed_s = np.interp(look.landed - first, np.arange(len(time_s)), time_s)
        for row, at_s in enumerate(landed_s):
            self._times.append(float(at_s))
            code = int(look.code[row])
            steps.append(
                LiveStep(
                    time_s=float(at_s),
                    told_s=float(time_s[-1]),
                    foot=FEET[look.foot[row]] or side if own else FEET[look.foot[row]],
                    direction=CODES[code],
                    confidence=float(look.confidence[row]),
                    cadence_spm=self._cadence_spm(),
                )
            )
        self._told = round(float(look.seen[-1]))
        late = self._settled_rows + LATE_STRIDES * self._stride_s * self._rate_hz
        self._due = self._told + round(self._waits * self._interval_rows + late)
        self._soonest = self._told + round(CLOSEST_SWINGS * self._interval_rows + late)
        return steps

    def _cadence_spm(self) -> float:
        """Return the steps a minute of the newest contacts, by their median interval."""
        if len(self._times) < 2:
            return float("nan")
        interval_s = median(after - before for before, after in pairwise(self._times))
        return SECONDS_PER_MINUTE * 2 / self._looker.rows_a_stride / interval_s

    def _swing_over(self, ring: Ring) -> bool:
        """Whether a leg's swing seems to have ended long enough ago to be looked at."""
        if self._peeked or not self._swing.known or not self._walks:
            return False
        since = self._told + round(NOT_BEFORE * self._interval_rows)
        if since < ring.first or ring.count < self._soonest:
            return False
        ended = self._swing.ended(ring.between(since, ring.count)[:, GYR])
        self._peeked = 0 <= ended <= ring.count - since - self._settled_rows
        return self._peeked

    @property
    def _waits(self) -> float:
        """Intervals until it is looked whether or not anything was seen to end."""
        return LONGEST_STRIDE if self._swing.known else 1.0

    @property
    def _again_rows(self) -> int:
        """Rows until it is looked once more where nothing has settled: first soon, then less."""
        self._tries += 1
        return 1 if self._tries <= SOON else self._interval_rows // 2

    @property
    def _setting_off_rows(self) -> int:
        """Rows until the trunk has picked up its pace; a leg swings its own way at once."""
        if self._looker.rows_a_stride == 1 or self.pace.since is None:
            return 0
        return round(SETTING_OFF_STRIDES * self.pace.stride_s * self._rate_hz)

    @property
    def _interval_rows(self) -> int:
        """Rows from one contact of this sensor to the next."""
        return round(self._interval_s * self._rate_hz)

    @property
    def _settled_rows(self) -> float:
        settled_s = SETTLED_S + SETTLED_STRIDES * self._stride_s
        return min(settled_s, SETTLED_MOST_S) * self._rate_hz
