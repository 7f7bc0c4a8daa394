"""What is known of a CWA file before it is read: its header, format, first time and rate."""

from collections import Counter
from dataclasses import dataclass
from io import SEEK_SET, FileIO

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.files.cwa_buffer import Buffer, buffer, filled
from retrowalk.files.cwa_format import Format, trouble
from retrowalk.files.cwa_header import CwaHeader, header
from retrowalk.files.cwa_layout import ACC, HEADER_BYTES, SECTOR_BYTES, Fault, said
from retrowalk.files.cwa_samples import sums
from retrowalk.files.cwa_sectors import Heads, formats, heads
from retrowalk.signals.quality import MIN_RATE_HZ

_NO_FORMAT = Format(ACC, 0, 0)  # no device writes at rate 0
_LOOK_SECTORS = 64  # at a time, for the first sector that is whole
# The rate is measured between two sectors so far apart; a device's clock is told to a
# hundredth of a second at worst, which is 0.05 % of the shorter time.
_RATE_OVER_S = (1_800.0, 20.0)
_RATE_OFF = 0.05  # share of the rate asked for beyond which something else is wrong
_RATE_AGREES = 0.001  # share within which both halves of the time must agree


@dataclass(frozen=True, slots=True)
class Facts:
    """What one CWA file is: start_s is the time of its first sample that can be read."""

    header: CwaHeader
    form: Format
    start_s: float
    rate_hz: float


def facts(handle: FileIO, size: int, source: str) -> Facts:
    """Return the facts of a file of so many bytes; raise BadRecording in one sentence."""
    about = header(handle.read(HEADER_BYTES), source)
    held = buffer(_LOOK_SECTORS)
    begin, form = _first_part(handle, held, size, source)
    if form.nominal_hz < MIN_RATE_HZ:
        raise BadRecording(
            f"{source}: sampling rate is {form.nominal_hz:g} Hz; at least "
            f"{MIN_RATE_HZ:g} Hz needed"
        )
    part = _heads(held, form, 1.0 / form.nominal_hz)
    k = int(np.flatnonzero(part.fault == Fault.NONE)[0])
    rate_hz = _measured_hz(handle, part, k, begin + k, form)
    start_s = _heads(held, form, 1.0 / rate_hz).start_s[k]
    return Facts(about, form, float(start_s), rate_hz)


def _first_part(handle: FileIO, held: Buffer, size: int, source: str) -> tuple[int, Format]:
    """Fill the buffer with the first part of a file that has a sector to read.

    Returns the place of its first sector, and the format.
    """
    seen: Counter[int] = Counter()
    why, begin = "", 0
    while got := filled(handle, held) // SECTOR_BYTES:
        usable = _NO_FORMAT
        for form in formats(held, sums(held.halves, got), got):
            if wrong := trouble(form):
                why = why or wrong
                continue
            usable = form
            if (_heads(held, form, 1.0, got).fault == Fault.NONE).any():
                rest = held.sectors - got
                held.bytes_of_file[got * SECTOR_BYTES :] = bytes(rest * SECTOR_BYTES)
                return begin, form
        seen.update(_heads(held, usable, 1.0, got).fault.tolist())
        begin += got
    raise BadRecording(f"{source}: {why or _nothing(seen, size)}")


def _nothing(seen: Counter[int], size: int) -> str:
    """Say that no sector can be read, and what was wrong with them."""
    wrong = ", ".join(said(fault, n) for fault, n in seen.most_common())
    return (
        f"holds no sample in its {size} bytes ({wrong or 'nothing after the header'}); "
        "expected sectors of samples after the header"
    )


def _heads(held: Buffer, form: Format, step_s: float, n: int | None = None) -> Heads:
    n_sectors = held.sectors if n is None else n
    return heads(held, sums(held.halves, n_sectors), form, step_s, n_sectors)


def _measured_hz(handle: FileIO, part: Heads, k: int, place: int, form: Format) -> float:
    """Return the sampling rate by the device's clock, as far as an unbroken run shows it."""
    full_s = form.capacity / form.nominal_hz
    apart = int(_RATE_OVER_S[0] / full_s)
    while apart * full_s >= _RATE_OVER_S[1]:
        whole, half = (
            _hz_over(handle, part, k, place, form, n) for n in (apart, apart // 2)
        )
        if whole and half and abs(whole / half - 1.0) <= _RATE_AGREES:
            return round(whole, 2)
        apart //= 2
    return form.nominal_hz


def _hz_over(  # noqa: PLR0913, PLR0917 (one sector, where it stands, how far to look)
    handle: FileIO, first: Heads, k: int, place: int, form: Format, apart: int
) -> float | None:
    """Return the rate between a sector and the one so many sectors on, if nothing broke."""
    held = buffer(1)
    handle.seek(HEADER_BYTES + (place + apart) * SECTOR_BYTES, SEEK_SET)
    if filled(handle, held) < SECTOR_BYTES or first.count[k] < form.capacity:
        return None
    then = _heads(held, form, 1.0 / form.nominal_hz)
    unbroken = (
        then.fault[0] == Fault.NONE
        and then.session[0] == first.session[k]
        and then.sequence[0] == first.sequence[k] + apart
    )
    seconds = float(then.start_s[0] - first.start_s[k])
    if not unbroken or seconds <= 0.0:
        return None
    rate_hz = apart * form.capacity / seconds
    return rate_hz if abs(rate_hz / form.nominal_hz - 1.0) <= _RATE_OFF else None
