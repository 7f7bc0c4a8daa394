"""Steps told while the person walks: samples in, steps with their direction out.

    detector = StepDetector(SensorSite.POCKET, rate_hz=60.0)
    for step in detector.push(samples): ...

Memory is bounded: the newest strides are kept, and of all before them only what they said
of the sensor's facing. What comes out does not depend on the pieces the samples come in. A
walk's first steps are told once it is known to be a walk, each later one within 0.6 s of its
contact. A detector can be pickled, and goes on from there.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput, BadRecording
from retrowalk.gait.following.live_look import Looker
from retrowalk.gait.following.live_pace import ACC, GYR
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.following.live_walk import KEPT_S, LiveWalk
from retrowalk.gait.kernels.choice import kernels_for
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.known import Known
from retrowalk.gait.settings import Settings
from retrowalk.signals.even_stream import EvenStream
from retrowalk.signals.frames import told_rotation
from retrowalk.signals.quality import MIN_RATE_HZ, check
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes
from retrowalk.signals.ring import Ring

MAX_RATE_HZ = 2000.0  # as for files: faster is no motion of a person
PROBE_S = 2.0  # of samples, by which a wrong unit shows
WITHOUT_GYR, WITH_GYR = 3, 6
DEFAULT_SETTINGS = Settings()
NOTHING_KNOWN = Known()


class StepDetector:
    """Tells each step of one sensor's stream exactly once, in order."""

    def __init__(  # noqa: PLR0913 (what is told of a stream, all of it optional but two)
        self,
        site: SensorSite,
        rate_hz: float,
        side: Side | None = None,
        axes: ToldAxes | None = None,
        *,
        known: Known = NOTHING_KNOWN,
        settings: Settings = DEFAULT_SETTINGS,
        kernels: Kernels | None = None,
    ) -> None:
        """Expect samples of a sensor worn there, `rate_hz` a second.

        kernels: how the work is done; None takes the compiled ones if they are ready now.

        Raises BadRecording for a rate at which steps cannot be seen, or axes that are none.
        """
        if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
            raise BadRecording(
                f"sampling rate is {rate_hz:g} Hz; expected {MIN_RATE_HZ:g} to "
                f"{MAX_RATE_HZ:g} Hz"
            )
        self._site, self._rate_hz, self._side, self._axes = site, rate_hz, side, axes
        self._known, self._settings = known, settings
        self._kernels = kernels_for(0) if kernels is None else kernels
        self.reset()

    def reset(self) -> None:
        """Forget all samples and what they said; steps not told yet are not told."""
        body = told_rotation(self._axes)
        looker = Looker(self._site, body, self._known, self._settings.certainty)
        self._walk = LiveWalk(
            self._rate_hz, self._site, looker, self._settings, self._kernels
        )
        self._stream: EvenStream | None = None
        self._ring = Ring(1, 1)
        self._columns = 0
        self._probed = False
        self._refused = ""

    def push(
        self, samples: FloatArray, time_s: FloatArray | None = None
    ) -> tuple[LiveStep, ...]:
        """Take samples in the order they came; return the steps that they settle.

        samples: shape (k, 6), specific force in m/s2 and angular rate in rad/s in the
            sensor's axes, or (k, 3) where there is no gyroscope; NaN where nothing came.
        time_s: shape (k,), when each was taken, in seconds; None where they come evenly,
            the first at 0 s.

        Raises BadRecording where times do not rise, and from the first two seconds on where
        the units cannot be those; BadInput for another shape.
        """
        if self._refused:
            raise BadRecording(self._refused)
        stream = self._opened(samples)
        rows = stream.rows(samples, time_s)
        steps: list[LiveStep] = []
        size, at = self._walk.pace.block_rows, 0
        while at < len(rows):
            part = rows[at : at + size - self._ring.count % size]
            self._ring.append(part)
            at += len(part)
            if self._ring.count % size == 0:
                self._probe()
                steps += self._walk.block(self._ring, self._side)
        return tuple(steps)

    def finish(self) -> tuple[LiveStep, ...]:
        """Return the steps held back, as no more samples come; then all is forgotten."""
        steps = self._walk.end(self._ring, self._side)
        self.reset()
        return tuple(steps)

    @property
    def site(self) -> SensorSite:
        """Where the sensor is worn."""
        return self._site

    @property
    def nbytes(self) -> int:
        """Bytes of the samples that are kept, which is nearly all the memory it takes."""
        return self._ring.nbytes

    def _opened(self, samples: FloatArray) -> EvenStream:
        columns = samples.shape[1] if samples.ndim == 2 else 0
        wanted = {self._columns} if self._stream else {WITHOUT_GYR, WITH_GYR}
        if columns not in wanted:
            expected = " or ".join(f"(k, {n})" for n in sorted(wanted))
            raise BadInput(f"samples have shape {samples.shape}; expected {expected}")
        if self._stream is None:
            self._columns = columns
            self._stream = EvenStream(self._rate_hz, columns)
            self._ring = Ring(round(KEPT_S * self._rate_hz), columns + 2)
        return self._stream

    def _probe(self) -> None:
        """Refuse, once, samples whose first seconds cannot be in the units expected."""
        n = round(PROBE_S * self._rate_hz)
        if self._probed or self._ring.count < n:
            return
        rows = self._ring.between(self._ring.count - n, self._ring.count)
        rows = rows[np.isfinite(rows[:, 1])]
        if len(rows) < n // 2:
            return
        self._probed = True
        turning = rows[:, GYR] if self._columns == WITH_GYR else None
        try:
            check(Recording(0.0, self._rate_hz, rows[:, ACC], turning, self._site))
        except BadRecording as refused:
            self._refused = str(refused)
            raise
