"""The plain way of reading sectors: heads and samples; cwa_compiled.py is the quick one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import IntArray
from retrowalk.files.cwa_buffer import Buffer
from retrowalk.files.cwa_format import Format
from retrowalk.files.cwa_layout import CAPACITY, DATA_BYTES, PACKED
from retrowalk.files.cwa_sectors import Heads, heads

Halves = NDArray[np.int16]
Words = NDArray[np.uint32]
Sums = NDArray[np.uint16]
# Where the bits of x, y and z begin, counted from the left of a packed sample; ten each.
_PLACES = (22, 12, 2)


@dataclass(frozen=True, slots=True)
class CwaKernels:
    """What the time of reading goes into, as functions that can be exchanged.

    judged, packed, wide: as below, with the same arguments and meaning.
    """

    judged: Callable[[Buffer, Format, float, int], Heads]
    packed: Callable[[Words, IntArray, IntArray, Halves], None]
    wide: Callable[[Halves, IntArray, IntArray, int, int, Halves], None]


def sums(halves: Halves, n_sectors: int) -> Sums:
    """Return the sum of the half words of each of the first sectors, shape (n_sectors,)."""
    rows = halves[1 : 1 + 256 * n_sectors].view("<u2").reshape(n_sectors, 256)
    return np.asarray(rows.sum(axis=1, dtype=np.uint16))


def judged(held: Buffer, form: Format, step_s: float, n_sectors: int) -> Heads:
    """Judge the first n_sectors of a buffer; step_s: time of one sample."""
    return heads(held, sums(held.halves, n_sectors), form, step_s, n_sectors)


def packed(words: Words, sectors: IntArray, count: IntArray, acc: Halves) -> None:
    """Write the packed samples of some sectors, end to end, to acc, shape (samples, 3).

    sectors: shape (n,), their places in the buffer. count: shape (n,), samples of each.
    A value of ten bits is shifted by the two bits on top, which all three axes share.
    """
    rows = words.reshape(-1, 128)[:, 8:]
    here = rows[sectors][np.arange(CAPACITY[PACKED]) < count[:, None]]
    power = (here >> np.uint32(30)).astype(np.int32)
    for axis, place in enumerate(_PLACES):
        acc[:, axis] = ((here << np.uint32(place)).view(np.int32) >> 22) << power


def wide(  # noqa: PLR0913, PLR0917 (where to read, where to write)
    halves: Halves, sectors: IntArray, count: IntArray, axes: int, first: int, out: Halves
) -> None:
    """Write three values of each sample, from the first on, to out, shape (samples, 3)."""
    capacity = DATA_BYTES // (2 * axes)
    rows = halves.reshape(-1, 256)[sectors, 16 : 16 + capacity * axes]
    here = rows.reshape(len(sectors), capacity, axes)[np.arange(capacity) < count[:, None]]
    out[:] = here[:, first : first + 3]


PLAIN = CwaKernels(judged, packed, wide)
