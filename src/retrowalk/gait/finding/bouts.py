"""Where the person walks within pieces of a recording that move."""

from collections.abc import Iterator

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.finding.pieces import Pieces, pieces
from retrowalk.gait.finding.sight import sight_of
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import Recording, SensorSite


def walks(
    recording: Recording, settings: Settings, kernels: Kernels = REFERENCE
) -> Iterator[Walk]:
    """Yield the walks of a recording, ascending, none overlapping."""
    for some in pieces(recording, kernels):
        yield from walks_in(some, recording.site, settings)


def walks_in(some: Pieces, site: SensorSite, settings: Settings) -> Iterator[Walk]:
    """Yield the walks in pieces without gaps, ascending, none overlapping."""
    sight = sight_of(some, site, settings)
    for row in some.kernels.look(some.acc, some.gyr, some.edges, sight):
        yield _cut(some, row)


def _cut(some: Pieces, row: FloatArray) -> Walk:
    """Return the walk in a row of kernels.look, in m/s2 and rad/s."""
    piece, first, last = int(row[0]), int(row[1]), int(row[2])
    begin = int(some.edges[piece, 0])
    rows = slice(begin + first, begin + last)
    gone = some.missing
    return Walk(
        first=int(some.first[piece]) + first,
        rate_hz=some.rate_hz,
        acc_mps2=some.acc_mps2(rows),
        gyr_radps=some.gyr_radps(rows),
        missing=np.zeros(last - first, np.bool_) if gone is None else gone[rows],
        stride_s=float(row[3]),
        kernels=some.kernels,
        upward=row[4:],
    )
