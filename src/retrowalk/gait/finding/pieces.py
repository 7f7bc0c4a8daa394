"""Pieces of a recording that move and have no gap: what walks are looked for in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.finding.gate import moving_stretches
from retrowalk.gait.finding.stretching import RawStretch
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.walk import Walk
from retrowalk.signals.blocks import runs
from retrowalk.signals.bridging import bridged, usable
from retrowalk.signals.quality import missing
from retrowalk.signals.recording import Recording
from retrowalk.signals.source import Source

MIN_WALK_S = 1.8  # two quick strides; a shorter piece holds no walk


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Consecutive samples that move, in the unit they came in.

    first: sample of the recording at which it begins. acc, gyr: shape (n, 3), floats or
    counts, short gaps bridged; acc * acc_scale is in m/s2, gyr * gyr_scale in rad/s.
    missing: shape (n,), True where a sample was bridged; None where none was.
    """

    first: int
    rate_hz: float
    acc: NDArray[Any]
    gyr: NDArray[Any] | None
    missing: BoolArray | None
    acc_scale: float
    gyr_scale: float
    kernels: Kernels

    def walk(self) -> Walk:
        """Return the piece in m/s2 and rad/s, as a walk whose stride is not known yet."""
        gone = self.missing
        return Walk(
            first=self.first,
            rate_hz=self.rate_hz,
            acc_mps2=_scaled(self.acc, self.acc_scale),
            gyr_radps=None if self.gyr is None else _scaled(self.gyr, self.gyr_scale),
            missing=np.broadcast_to(False, len(self.acc)) if gone is None else gone,
            stride_s=np.nan,
            kernels=self.kernels,
        )


def pieces(recording: Recording, kernels: Kernels = REFERENCE) -> Iterator[Piece]:
    """Yield the pieces of a recording, ascending."""
    rate_hz = recording.rate_hz
    for first, last in moving_stretches(recording.acc_mps2, rate_hz, kernels):
        yield from _usable(recording, int(first), int(last), kernels)


def _usable(
    recording: Recording, first: int, last: int, kernels: Kernels
) -> Iterator[Piece]:
    """Yield the parts of a stretch that have no gap and are long enough for a walk."""
    acc = recording.acc_mps2[first:last]
    gyr = None if recording.gyr_radps is None else recording.gyr_radps[first:last]
    gone = missing(acc, gyr)
    for low, high in runs(usable(gone, recording.rate_hz)):
        if high - low < MIN_WALK_S * recording.rate_hz:
            continue
        yield Piece(
            first=first + int(low),
            rate_hz=recording.rate_hz,
            acc=bridged(acc[low:high], gone[low:high]),
            gyr=None if gyr is None else bridged(gyr[low:high], gone[low:high]),
            missing=gone[low:high],
            acc_scale=1.0,
            gyr_scale=1.0,
            kernels=kernels,
        )


def raw_pieces(raw: RawStretch, source: Source, kernels: Kernels) -> Iterator[Piece]:
    """Yield the pieces of a source's stretch, cut where time jumps."""
    cuts = [0, *(one - raw.first for one in raw.breaks), len(raw.acc)]
    for low, high in pairwise(cuts):
        if high - low >= MIN_WALK_S * source.rate_hz:
            yield Piece(
                first=raw.first + low,
                rate_hz=source.rate_hz,
                acc=raw.acc[low:high],
                gyr=None if raw.gyr is None else raw.gyr[low:high],
                missing=None,
                acc_scale=source.acc_mps2_per_count,
                gyr_scale=source.gyr_radps_per_count,
                kernels=kernels,
            )


def _scaled(values: NDArray[Any], scale: float) -> FloatArray:
    if scale == 1.0 and values.dtype == np.float64:
        return np.asarray(values)
    return np.asarray(np.multiply(values, scale, dtype=np.float64))
