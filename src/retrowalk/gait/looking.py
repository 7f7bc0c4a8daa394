"""Looks through pieces that move: which walks are in them, and what each one holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.finding.bouts import walks_in
from retrowalk.gait.finding.pieces import Pieces
from retrowalk.gait.finding.turning import turns
from retrowalk.gait.known import Known
from retrowalk.gait.measure import measured
from retrowalk.gait.measured import Measured
from retrowalk.gait.measures.walk_measures import WalkMeasures, walk_measures
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One walk, measured, its samples let go; and what was measured on them."""

    measured: Measured
    noted: WalkMeasures


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How to look: the same for every piece of one recording.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """

    site: SensorSite
    body: FloatArray | None
    settings: Settings
    known: Known

    def at(self, pieces: Iterable[Pieces]) -> list[Found]:
        """Return the walks in pieces, ascending as these are."""
        return [
            found
            for piece in pieces
            for walk in walks_in(piece, self.site, self.settings)
            if (found := self._found(walk)) is not None
        ]

    def _found(self, walk: Walk) -> Found | None:
        one = measured(walk, self.site, self.body, self.known)
        if one.contacts.steps < self.settings.min_steps or len(one.contacts.initial) < 2:
            return None
        body = body_of(self.body, self.known.calibration, self.site, walk.up())
        noted = walk_measures(one.walk, one, self.site, body)
        return Found(one.light(turns(walk)), noted)
