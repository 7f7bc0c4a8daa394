"""Each sector of a CWA file by itself: can it be believed, and when did it begin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.files.cwa_buffer import Buffer
from retrowalk.files.cwa_format import Format
from retrowalk.files.cwa_layout import (
    FRACTION_FLAG,
    SCALE_SHIFT,
    SECTOR_LENGTH,
    SECTOR_MARK,
    Fault,
)

MONTH_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0])
BEFORE_MONTH = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 0, 0, 0])
DAYS_TO_2000 = 10_957  # from 1970
FRACTIONS = 32_768.0  # of a second


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What sectors say about themselves; arrays have shape (n_sectors,).

    fault: code of Fault; 0 where the sector is whole and of the file's format.
    start_s: time of its first sample, seconds since 1970 of the device's own clock;
        without meaning where there is a fault.
    """

    fault: IntArray
    session: IntArray
    sequence: IntArray
    count: IntArray
    start_s: FloatArray


def heads(
    held: Buffer, sums: NDArray[np.uint16], form: Format, step_s: float, n_sectors: int
) -> Heads:
    """Judge the first n_sectors of a buffer.

    sums: shape (n_sectors,), of their half words. step_s: time of one sample.
    """
    facts = held.facts(n_sectors)
    day_s, possible = _seconds(facts["date"])
    scale = facts["scale"] >> SCALE_SHIFT
    count = facts["count"].astype(np.int64)
    fault = np.zeros(n_sectors, dtype=np.int64)
    for code, wrong in (  # what is named last is seen first
        (Fault.DATE, ~possible),
        (Fault.COUNT, count > form.capacity),
        (Fault.EMPTY, count == 0),
        (Fault.SCALE, scale != form.scale),
        (Fault.RATE, facts["rate"] != form.rate),
        (Fault.FORMAT, facts["format"] != form.form),
        (Fault.CHECKSUM, sums != 0),
        (
            Fault.NO_SECTOR,
            (facts["mark"] != SECTOR_MARK) | (facts["length"] != SECTOR_LENGTH),
        ),
    ):
        fault[wrong] = code
    return Heads(
        fault=fault,
        session=facts["session"].astype(np.int64),
        sequence=facts["sequence"].astype(np.int64),
        count=count,
        start_s=_start_s(facts, day_s, form, step_s),
    )


def formats(held: Buffer, sums: NDArray[np.uint16], n_sectors: int) -> list[Format]:
    """Return the distinct formats of the first n_sectors that are whole, in order."""
    facts = held.facts(n_sectors)
    whole = (
        (facts["mark"] == SECTOR_MARK) & (facts["length"] == SECTOR_LENGTH) & (sums == 0)
    )
    seen: dict[Format, None] = {}
    for one in facts[whole]:
        form = Format(
            int(one["format"]), int(one["rate"]), int(one["scale"]) >> SCALE_SHIFT
        )
        seen.setdefault(form)
    return list(seen)


def _start_s(
    facts: "np.ndarray[tuple[int], np.dtype[np.void]]",
    day_s: FloatArray,
    form: Format,
    step_s: float,
) -> FloatArray:
    """Return the time of each sector's first sample.

    The date holds at the sample numbered by "offset". Where the date has a fraction of a
    second, the device took the whole samples of that fraction off the offset, for readers
    that do not know fractions; they are put back.
    """
    held_by = facts["fraction"].astype(np.int64)
    fraction = np.where(held_by & FRACTION_FLAG, held_by & (FRACTION_FLAG - 1), 0)
    whole_samples = (2 * fraction * int(form.nominal_hz)) >> 16
    at_sample = facts["offset"].astype(np.int64) + whole_samples
    return np.asarray(day_s + fraction / FRACTIONS - at_sample * step_s)


def _seconds(date: NDArray[np.uint32]) -> tuple[FloatArray, BoolArray]:
    """Return packed dates as seconds since 1970, and whether there is such a date."""
    packed = date.astype(np.int64)
    year, month, day = packed >> 26, (packed >> 22) & 0x0F, (packed >> 17) & 0x1F
    hour, minute, second = (packed >> 12) & 0x1F, (packed >> 6) & 0x3F, packed & 0x3F
    leap = (year & 3) == 0  # 2000 to 2063 know no exception
    last_day = MONTH_DAYS[month] - ((month == 2) & ~leap)
    possible = (day >= 1) & (day <= last_day)
    possible &= (hour < 24) & (minute < 60) & (second < 60)
    days = DAYS_TO_2000 + 365 * year + ((year + 3) >> 2) + BEFORE_MONTH[month] + day - 1
    days += leap & (month > 2)
    seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return seconds.astype(np.float64), possible
