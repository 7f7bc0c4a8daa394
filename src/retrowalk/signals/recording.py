"""A recording: what one sensor said, on one even clock."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording


class SensorSite(StrEnum):
    """Where on the body the sensor was worn."""

    LOWER_BACK = "lower_back"
    POCKET = "pocket"
    THIGH = "thigh"
    SHANK = "shank"
    FOOT = "foot"
    WRIST = "wrist"


class Side(StrEnum):
    """Which side of the body a limb sensor was worn on."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ToldAxes:
    """How the sensor was mounted, as far as a person told it.

    up, forward: signed sensor axis ("+x", "-z", …) that points up when standing, and
        the one that points where the person faces. forward None: only up was told.
    """

    up: str
    forward: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What one sensor said, on one even clock, in the sensor's own axes.

    start_s: time of the first sample, in seconds of the source's own clock.
    rate_hz: samples per second.
    acc_mps2: shape (n, 3), specific force in m/s2, gravity included; a sample that the
        sensor did not deliver is a row of NaN, never zeros.
    gyr_radps: shape (n, 3), angular rate in rad/s about the same axes, or None where
        there was no gyroscope.
    """

    start_s: float
    rate_hz: float
    acc_mps2: FloatArray
    gyr_radps: FloatArray | None
    site: SensorSite
    side: Side | None = None
    axes: ToldAxes | None = None
    simulated: bool = False

    def __post_init__(self) -> None:
        if self.acc_mps2.ndim != 2 or self.acc_mps2.shape[1] != 3:
            raise BadRecording(
                f"acceleration has shape {self.acc_mps2.shape}; expected (samples, 3)"
            )
        if self.gyr_radps is not None and self.gyr_radps.shape != self.acc_mps2.shape:
            raise BadRecording(
                f"angular rate has shape {self.gyr_radps.shape}; expected "
                f"{self.acc_mps2.shape}, one row for each row of acceleration"
            )
        if not self.rate_hz > 0.0:
            raise BadRecording(f"sampling rate is {self.rate_hz} Hz; expected more than 0")

    @property
    def n_samples(self) -> int:
        """Number of samples."""
        return int(self.acc_mps2.shape[0])

    @property
    def duration_s(self) -> float:
        """Seconds from the first sample to one sampling interval past the last."""
        return self.n_samples / self.rate_hz
