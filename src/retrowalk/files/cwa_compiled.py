"""The quick way of reading heads and samples out of sectors, as machine code.

The meaning stands in cwa_sectors.py and cwa_samples.py; tests hold both equal. No kernel needs
the lock of the interpreter, so another thread may work while one reads.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.files.cwa_buffer import Buffer
from retrowalk.files.cwa_format import Format
from retrowalk.files.cwa_layout import (
    FRACTION_FLAG,
    SCALE_SHIFT,
    SECTOR_LENGTH,
    SECTOR_MARK,
    Fault,
)
from retrowalk.files.cwa_samples import CwaKernels, Halves, Words
from retrowalk.files.cwa_sectors import (
    BEFORE_MONTH,
    DAYS_TO_2000,
    FRACTIONS,
    MONTH_DAYS,
    Heads,
)
from retrowalk.gait.kernels.jit import compiled

_NONE, _NO_SECTOR, _CHECKSUM = int(Fault.NONE), int(Fault.NO_SECTOR), int(Fault.CHECKSUM)
_FORMAT, _RATE, _SCALE = int(Fault.FORMAT), int(Fault.RATE), int(Fault.SCALE)
_EMPTY, _COUNT, _DATE = int(Fault.EMPTY), int(Fault.COUNT), int(Fault.DATE)


def judged(held: Buffer, form: Format, step_s: float, n_sectors: int) -> Heads:
    """Return what cwa_samples.judged returns."""
    asked = form.form, form.rate, form.scale, form.capacity, int(form.nominal_hz)
    return Heads(*_judged(held.halves, n_sectors, asked, step_s))


@compiled
def _judged(
    halves: Halves, n_sectors: int, asked: tuple[int, int, int, int, int], step_s: float
) -> tuple[IntArray, IntArray, IntArray, IntArray, FloatArray]:
    """Return fault, session, sequence, count and start_s; fields lie as in cwa_layout."""
    fault, session = np.empty(n_sectors, np.int64), np.empty(n_sectors, np.int64)
    sequence, count = np.empty(n_sectors, np.int64), np.empty(n_sectors, np.int64)
    start_s = np.empty(n_sectors)
    for k in range(n_sectors):
        row = halves[1 + 256 * k : 257 + 256 * k]
        total = np.int16(0)  # runs over, as the device's own sum does
        for i in range(256):
            total = np.int16(total + row[i])
        session[k], sequence[k] = _long(row, 3), _long(row, 5)
        count[k] = row[14] & 0xFFFF
        day_s, possible = _seconds(_long(row, 7))
        fault[k] = _fault(row, total != 0, asked, possible)
        held_by = np.int64(row[2]) & 0xFFFF
        fraction = held_by & (FRACTION_FLAG - 1) if held_by & FRACTION_FLAG else 0
        at_sample = row[13] + ((2 * fraction * asked[4]) >> 16)
        start_s[k] = day_s + fraction / FRACTIONS - at_sample * step_s
    return fault, session, sequence, count, start_s


@compiled
def _long(row: Halves, at: int) -> int:
    """Return a whole number of four bytes."""
    low, high = np.int64(row[at]) & 0xFFFF, np.int64(row[at + 1]) & 0xFFFF
    return int(low | (high << 16))


@compiled
def _fault(
    row: Halves, wrong_sum: bool, asked: tuple[int, int, int, int, int], possible: bool
) -> int:
    """Return the first fault of a sector; numbers as in cwa_layout.Fault."""
    if row[0] != SECTOR_MARK or row[1] != SECTOR_LENGTH:
        return _NO_SECTOR
    if wrong_sum:
        return _CHECKSUM
    if (row[12] >> 8) & 0xFF != asked[0]:
        return _FORMAT
    if row[12] & 0xFF != asked[1]:
        return _RATE
    if (row[9] & 0xFFFF) >> SCALE_SHIFT != asked[2]:
        return _SCALE
    if row[14] == 0:
        return _EMPTY
    if row[14] & 0xFFFF > asked[3]:
        return _COUNT
    return _NONE if possible else _DATE


@compiled
def _seconds(packed: int) -> tuple[float, bool]:
    """Return a packed date as seconds since 1970, and whether there is such a date."""
    year, month, day = packed >> 26, (packed >> 22) & 0x0F, (packed >> 17) & 0x1F
    hour, minute, second = (packed >> 12) & 0x1F, (packed >> 6) & 0x3F, packed & 0x3F
    leap = (year & 3) == 0  # 2000 to 2063 know no exception
    last_day = MONTH_DAYS[month] - (1 if month == 2 and not leap else 0)
    possible = 1 <= day <= last_day and hour < 24 and minute < 60 and second < 60
    days = DAYS_TO_2000 + 365 * year + ((year + 3) >> 2) + BEFORE_MONTH[month] + day - 1
    days += 1 if leap and month > 2 else 0
    return float(((days * 24 + hour) * 60 + minute) * 60 + second), possible


@compiled
def packed(words: Words, sectors: IntArray, count: IntArray, acc: Halves) -> None:
    """Write what cwa_samples.packed writes.

    Ten bits go to the left end of a word and back, which fills those above with their
    sign. Every step is cut to 32 bits, so that the processor takes eight samples at once.
    """
    flat = acc.reshape(-1)
    to = 0
    for k in range(len(sectors)):
        begin = 8 + 128 * sectors[k]
        samples = words[begin : begin + count[k]]
        out = flat[to : to + 3 * count[k]]
        for i in range(len(samples)):
            here = np.int32(samples[i])
            power = np.int32(samples[i] >> np.uint32(30))
            x = np.int32(np.int32(here << np.int32(22)) >> np.int32(22))
            y = np.int32(np.int32(here << np.int32(12)) >> np.int32(22))
            z = np.int32(np.int32(here << np.int32(2)) >> np.int32(22))
            out[3 * i] = np.int16(np.int32(x << power))
            out[3 * i + 1] = np.int16(np.int32(y << power))
            out[3 * i + 2] = np.int16(np.int32(z << power))
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


COMPILED = CwaKernels(judged, packed, wide)
