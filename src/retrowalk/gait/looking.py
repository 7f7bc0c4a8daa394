"""Looks through pieces that move: which walks are in them, and what each one holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from retrowalk.arrays import FloatArray
from retrowalk.gait.calibration import body_of
from retrowalk.gait.finding.bouts import walks_in
from retrowalk.gait.finding.pieces import Pieces
from retrowalk.gait.finding.turning import turns
from retrowalk.gait.judging.changes import one_way, parts, side_by_side
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
            for found in self._found(walk)
        ]

    def _found(self, walk: Walk) -> list[Found]:
        """Return a walk measured, each part of it by itself where the direction changes."""
        one = measured(walk, self.site, self.body, self.known)
        if not self._counts(one):
            return []
        divided = parts(one, self.settings.min_steps)
        each = [measured(part, self.site, self.body, self.known) for part in divided]
        if divided and all(self._counts(itself) and one_way(itself) for itself in each):
            return list(map(self._noted, divided, side_by_side(each)))
        return [self._noted(walk, one)]

    def _counts(self, one: Measured) -> bool:
        """Say whether a walk has steps enough to be called one."""
        contacts = one.contacts
        return contacts.steps >= self.settings.min_steps and len(contacts.initial) >= 2

    def _noted(self, walk: Walk, one: Measured) -> Found:
        body = body_of(self.body, self.known.calibration, self.site, walk.up())
        noted = walk_measures(one.walk, one, self.site, body)
        return Found(one.light(turns(walk)), noted)
