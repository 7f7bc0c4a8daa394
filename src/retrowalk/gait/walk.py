"""One walk: a stretch of a recording in which the person walks, ready to measure."""

from dataclasses import dataclass

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.signals.frames import up_from_gravity


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A stretch of walking in the sensor's own axes.

    first: sample of the recording at which it begins.
    rate_hz: samples per second.
    acc_mps2: shape (n, 3), short gaps bridged.
    gyr_radps: shape (n, 3), or None without a gyroscope.
    missing: shape (n,), True where a sample was bridged.
    stride_s: typical time of one stride, from the rhythm.
    kernels: how it is worked on; the result is the same.
    upward: shape (3,), what up() says, where it has been worked out already.
    """

    first: int
    rate_hz: float
    acc_mps2: FloatArray
    gyr_radps: FloatArray | None
    missing: BoolArray
    stride_s: float
    kernels: Kernels = REFERENCE
    upward: FloatArray | None = None

    @property
    def n_samples(self) -> int:
        """Number of samples, also of a light walk."""
        return len(self.missing)

    @property
    def stride_samples(self) -> int:
        """Samples of one typical stride."""
        return max(4, round(self.stride_s * self.rate_hz))

    def up(self) -> FloatArray:
        """Return the mean direction of up in sensor axes, shape (3,)."""
        if self.upward is not None:
            return self.upward
        return up_from_gravity(self.acc_mps2)

    def light(self) -> "Walk":
        """Return the walk without its samples: all its numbers have been taken."""
        gyr = None if self.gyr_radps is None else self.gyr_radps[:0].copy()
        none = self.acc_mps2[:0].copy()
        return Walk(
            first=self.first,
            rate_hz=self.rate_hz,
            acc_mps2=none,
            gyr_radps=gyr,
            missing=self.missing,
            stride_s=self.stride_s,
            kernels=self.kernels,
            upward=self.up(),
        )
