"""The steps of one session told while it is walked: fresh pieces in, steps out.

The recorded chunks remain the truth. What is told here may lack steps (a piece that the
network dropped, the first steps after a restart) and is never stored.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from retrowalk.arrays import FloatArray
from retrowalk.directions import Direction
from retrowalk.errors import BadRecording, Conflict
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.known import Known
from retrowalk.gait.live import WITHOUT_GYR, StepDetector
from retrowalk.signals.recording import SensorSite

# The even clock that the samples are put on, not the phone's own rate: a phone that gives
# less is interpolated.
EVEN_HZ = 60.0
# In a pocket only that leg's contacts are seen: each stands for two steps of both feet.
STEPS_EACH = {SensorSite.POCKET: 2, SensorSite.LOWER_BACK: 1}
COUNTED = (Direction.FORWARD, Direction.BACKWARD, Direction.UNKNOWN)

_names = count(1)


@dataclass(frozen=True, slots=True)
class FreshPiece:
    """The newest second or so of motion.

    number: rises from piece to piece of one session. samples: shape (k, 6), specific force in
    m/s2 and angular rate in rad/s; NaN where nothing came. time_s: shape (k,), rising, on the
    session's clock.
    """

    number: int
    samples: FloatArray
    time_s: FloatArray

    @property
    def has_gyr(self) -> bool:
        """Whether any angular rate came."""
        return bool((self.samples[:, WITHOUT_GYR:] == self.samples[:, WITHOUT_GYR:]).any())


@dataclass(frozen=True, slots=True)
class ToldNow:
    """What is known after a piece.

    stream: names the detector; another name than before means that counting began anew.
    steps: of both feet, since the stream began. told: contacts that this piece settled.
    why_not: why no steps are told of this session at all.
    """

    stream: int
    number: int
    steps: dict[Direction, int]
    told: tuple[LiveStep, ...]
    why_not: str | None


@dataclass
class LiveStream:
    """One session's detector; several requests may come at once."""

    site: SensorSite
    known: Known
    name: int = field(default_factory=lambda: next(_names))

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._detector = StepDetector(self.site, EVEN_HZ, known=self.known)
        self._columns = 0
        self._number = -1
        self._until_s = -float("inf")
        self._steps: Counter[Direction] = Counter()
        self._why_not: str | None = None

    def hear(self, piece: FreshPiece) -> ToldNow:
        """Take a piece; return what is known now.

        Raises Conflict for a piece that is not newer than the ones before it: it is too late
        to be used, and nothing is lost by leaving it out.
        """
        with self._lock:
            if piece.number <= self._number or piece.time_s[0] <= self._until_s:
                raise Conflict(
                    f"piece {piece.number} is not newer than piece {self._number}, which came "
                    "before it; send the newest motion only."
                )
            self._number, self._until_s = piece.number, float(piece.time_s[-1])
            return self._told(piece.number, self._pushed(piece))

    def _pushed(self, piece: FreshPiece) -> tuple[LiveStep, ...]:
        if self._why_not is not None:
            return ()
        if not self._columns:
            self._columns = piece.samples.shape[1] if piece.has_gyr else WITHOUT_GYR
        try:
            return self._detector.push(piece.samples[:, : self._columns], piece.time_s)
        except BadRecording as refused:
            self._why_not = str(refused)
            return ()

    def _told(self, number: int, told: tuple[LiveStep, ...]) -> ToldNow:
        for step in told:
            way = step.direction if step.direction in COUNTED else Direction.UNKNOWN
            self._steps[way] += STEPS_EACH[self.site]
        steps = {way: self._steps[way] for way in COUNTED}
        return ToldNow(self.name, number, steps, told, self._why_not)
