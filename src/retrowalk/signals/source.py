"""Samples that come piece by piece: what a file too long for memory hands to the analysis."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.signals.gaps import Gap
from retrowalk.signals.recording import SensorSite, Side, ToldAxes

Counts = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Consecutive samples of one source, in the sensor's own units.

    first: number of the first sample, counted from the source's beginning.
    acc: shape (n, 3), counts; acc * acc_mps2_per_count is in m/s2, gravity included.
    gyr: shape (n, 3), counts, or None; gyr * gyr_radps_per_count is in rad/s.
    breaks: numbers of samples before which time jumps; what lies before and after such
        a sample does not belong together.
    anchor_sample, anchor_s: shape (m,), samples whose time the source told, and that
        time in seconds of its own clock; one may lie before the first sample of this
        chunk, where a break follows it.
    gaps: what was lost and why; every break has one.
    """

    first: int
    acc: Counts
    gyr: Counts | None
    breaks: IntArray
    anchor_sample: IntArray
    anchor_s: FloatArray
    gaps: tuple[Gap, ...] = ()


class Source(Protocol):
    """A recording that is read in pieces; its facts are known before the first piece."""

    @property
    def start_s(self) -> float:
        """Time of the first sample, in seconds of the source's own clock."""
        ...

    @property
    def rate_hz(self) -> float:
        """Samples per second by that clock."""
        ...

    @property
    def acc_mps2_per_count(self) -> float:
        """Acceleration of one count."""
        ...

    @property
    def gyr_radps_per_count(self) -> float:
        """Angular rate of one count; of no meaning without a gyroscope."""
        ...

    @property
    def site(self) -> SensorSite:
        """Where on the body it was worn."""
        ...

    @property
    def side(self) -> Side | None:
        """On which side it was worn."""
        ...

    @property
    def axes(self) -> ToldAxes | None:
        """How it was mounted, as far as it was told."""
        ...

    @property
    def simulated(self) -> bool:
        """Whether the motion is made up."""
        ...

    def chunks(self) -> Iterator[Chunk]:
        """Yield all samples in order; the size of the pieces says nothing."""
