"""What holds for the whole of a recording, however it was read."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.clock import Clock, even_clock
from retrowalk.signals.quality import missing, still
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What the report needs to know of a recording beside its walks.

    missing_s: seconds without samples. still_share: share of the time, 0 to 1, in which
        the sensor lay still. clock: when each sample was taken. lost: why samples are
        missing, as one clause; empty where none are, or where nobody knows.
    """

    start_s: float
    duration_s: float
    rate_hz: float
    site: SensorSite
    side: Side | None
    axes: ToldAxes | None
    simulated: bool
    has_gyroscope: bool
    missing_s: float
    still_share: float
    clock: Clock
    lost: str = ""

    def seconds(self, samples: FloatArray) -> FloatArray:
        """Return the time of samples, counted from the recording's first, any shape."""
        return self.clock.seconds(samples)


def facts_of(recording: Recording) -> Facts:
    """Return what holds for the whole of a recording that is at hand."""
    gone = missing(recording.acc_mps2, recording.gyr_radps)
    lying = np.diff(still(recording.acc_mps2, recording.rate_hz), axis=1)
    return Facts(
        start_s=recording.start_s,
        duration_s=recording.duration_s,
        rate_hz=recording.rate_hz,
        site=recording.site,
        side=recording.side,
        axes=recording.axes,
        simulated=recording.simulated,
        has_gyroscope=recording.gyr_radps is not None,
        missing_s=float(gone.sum()) / recording.rate_hz,
        still_share=float(lying.sum()) / max(recording.n_samples, 1),
        clock=even_clock(recording.start_s, recording.rate_hz),
    )
