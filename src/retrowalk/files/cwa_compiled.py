"""The quick way of reading sums and samples out of sectors, as machine code.

The meaning stands in cwa_samples.py; tests hold both equal. No kernel needs the lock of
the interpreter, so another thread may work while one reads.
"""

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import IntArray
from retrowalk.files.cwa_samples import CwaKernels, Halves, Sums, Words
from retrowalk.gait.kernels.jit import compiled


def sums(halves: Halves, n_sectors: int) -> Sums:
    """Return what cwa_samples.sums returns."""
    found = np.empty(n_sectors, np.uint16)
    _sums(halves, found)
    return found


@compiled
def _sums(halves: Halves, found: NDArray[np.uint16]) -> None:
    for k in range(len(found)):
        row = halves[1 + 256 * k : 257 + 256 * k]
        total = 0
        for i in range(256):
            total += row[i]
        found[k] = total & 0xFFFF


@compiled
def packed(words: Words, sectors: IntArray, count: IntArray, acc: Halves) -> None:
    """Write what cwa_samples.packed writes.

    The upper of ten bits is the sign: flipped and taken off, it fills those above.
    """
    flat = acc.reshape(-1)
    to = 0
    for k in range(len(sectors)):
        begin = 8 + 128 * sectors[k]
        samples = words[begin : begin + count[k]]
        out = flat[to : to + 3 * count[k]]
        for i in range(len(samples)):
            here = np.int32(samples[i])
            power = np.int16(np.int32(1) << ((here >> 30) & 3))
            out[3 * i] = np.int16(((here & 1023) ^ 512) - 512) * power
            out[3 * i + 1] = np.int16((((here >> 10) & 1023) ^ 512) - 512) * power
            out[3 * i + 2] = np.int16((((here >> 20) & 1023) ^ 512) - 512) * power
        to += 3 * count[k]


@compiled
def wide(  # noqa: PLR0913, PLR0917 (where to read, where to write)
    halves: Halves, sectors: IntArray, count: IntArray, axes: int, first: int, out: Halves
) -> None:
    """Write what cwa_samples.wide writes."""
    flat = out.reshape(-1)
    to = 0
    for k in range(len(sectors)):
        begin = 16 + 256 * sectors[k]
        samples = halves[begin : begin + axes * count[k]]
        here = flat[to : to + 3 * count[k]]
        for i in range(count[k]):
            here[3 * i] = samples[axes * i + first]
            here[3 * i + 1] = samples[axes * i + first + 1]
            here[3 * i + 2] = samples[axes * i + first + 2]
        to += 3 * count[k]


COMPILED = CwaKernels(sums, packed, wide)
