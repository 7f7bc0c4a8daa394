"""Pieces of a recording that move and have no gap: what walks are looked for in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.finding.gate import moving_stretches
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.signals.blocks import runs
from retrowalk.signals.bridging import bridged, usable
from retrowalk.signals.quality import missing
from retrowalk.signals.recording import Recording

MIN_WALK_S = 1.8  # two quick strides; a shorter piece holds no walk


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of consecutive samples that move, ascending, in the unit they came in.

    acc, gyr: shape (n, 3), floats or counts, pieces end to end, short gaps bridged;
    acc * acc_scale is in m/s2, gyr * gyr_scale in rad/s. missing: shape (n,), True where
    a sample was bridged; None where none was. edges: shape (n_pieces, 2), [first, last)
    rows of each. first: shape (n_pieces,), sample of the recording at which each begins.
    """

    acc: NDArray[Any]
    gyr: NDArray[Any] | None
    missing: BoolArray | None
    edges: IntArray
    first: IntArray
    rate_hz: float
    acc_scale: float
    gyr_scale: float
    kernels: Kernels

    def acc_mps2(self, rows: slice) -> FloatArray:
        """Return acceleration of some rows, in m/s2."""
        return _scaled(self.acc[rows], self.acc_scale)

    def gyr_radps(self, rows: slice) -> FloatArray | None:
        """Return rotation of some rows, in rad/s, if there is any."""
        return None if self.gyr is None else _scaled(self.gyr[rows], self.gyr_scale)


def pieces(recording: Recording, kernels: Kernels = REFERENCE) -> Iterator[Pieces]:
    """Yield the pieces of a recording, ascending."""
    rate_hz = recording.rate_hz
    for first, last in moving_stretches(recording.acc_mps2, rate_hz, kernels).tolist():
        yield from _usable(recording, first, last, kernels)


def _usable(
    recording: Recording, first: int, last: int, kernels: Kernels
) -> Iterator[Pieces]:
    """Yield the parts of a stretch that have no gap and are long enough for a walk."""
    acc = recording.acc_mps2[first:last]
    gyr = None if recording.gyr_radps is None else recording.gyr_radps[first:last]
    gone = missing(acc, gyr)
    for low, high in runs(usable(gone, recording.rate_hz)).tolist():
        if high - low < MIN_WALK_S * recording.rate_hz:
            continue
        yield Pieces(
            acc=bridged(acc[low:high], gone[low:high]),
            gyr=None if gyr is None else bridged(gyr[low:high], gone[low:high]),
            missing=gone[low:high],
            edges=np.array([[0, high - low]]),
            first=np.array([first + low]),
            rate_hz=recording.rate_hz,
            acc_scale=1.0,
            gyr_scale=1.0,
            kernels=kernels,
        )


def _scaled(values: NDArray[Any], scale: float) -> FloatArray:
    if scale == 1.0 and values.dtype == np.float64:
        return np.asarray(values)
    return np.asarray(np.multiply(values, scale, dtype=np.float64))
