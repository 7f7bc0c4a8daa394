"""Sectors in line: which continue the one before them, which break with it, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.files.cwa_layout import Fault, said
from retrowalk.files.cwa_sectors import Heads
from retrowalk.signals.gaps import Gap

Number = TypeVar("Number", np.float64, np.int64)

JUMP_S = 0.15  # a few samples; shorter than any swing of a leg
IRREGULAR_S = 0.03  # dates of whole seconds are one sample off at most; more is told
MAX_PAUSE_S = 60.0 * 86_400.0  # a device does not sleep longer between two samples


@dataclass(frozen=True, slots=True)
class Taken:
    """The last sector that was taken so far.

    place: which sector of the file it was; -1 where none was. start_s, end_s: time of
        its first sample, and of the one that would follow its last.
    fault_after: Fault of the sector that stands after it, as far as it was seen.
    samples, sectors: how many were taken up to here in all.
    """

    place: int = -1
    session: int = 0
    sequence: int = 0
    start_s: float = -np.inf
    end_s: float = -np.inf
    fault_after: int = 0
    samples: int = 0
    sectors: int = 0


@dataclass(frozen=True, slots=True)
class Seam:
    """Two sectors that do not follow each other evenly, seen from the later one.

    sample: its first. told: samples whose times must be told here. breaks: whether what
        lies before and after does not belong together. gap: what was lost, if anything.
    """

    sample: int
    told: tuple[tuple[int, float], ...]
    breaks: bool
    gap: Gap | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The sectors of one part of a file that are taken, shape (n_taken,), and their seams.

    place: their places in this part. first: number of each one's first sample.
    """

    place: IntArray
    count: IntArray
    first: IntArray
    start_s: FloatArray
    seams: tuple[Seam, ...]


def in_line(heads: Heads, begin: int, before: Taken, step_s: float) -> tuple[Line, Taken]:
    """Put the sectors of one part of a file in line with those before.

    begin: place in the file of the first of them. step_s: time of one sample.
    """
    part = _Part(heads, begin, before, step_s)
    good = np.flatnonzero(heads.fault == Fault.NONE)
    fault, kept = heads.fault.copy(), np.ones(len(good), dtype=np.bool_)
    uneven = _uneven(part, good)
    seams: list[tuple[int, Seam]] = []
    last, at = -1, _next(uneven, 0)
    while at < len(good):
        last = at - 1 if at and kept[at - 1] else last
        ahead = before if last < 0 else part.taken(int(good[last]))
        wrong = _refused(heads, int(good[at]), ahead)
        if wrong:
            kept[at], fault[good[at]] = False, wrong
            at += 1  # the next one follows another than it seemed to
            continue
        seams += [(at, one) for one in _seam(part, int(good[at]), ahead, fault)]
        at = _next(uneven, at + 1)
    place = good[kept]
    count = heads.count[place]
    first = before.samples + np.cumsum(count) - count
    row = np.cumsum(kept) - 1
    sewn = tuple(_numbered(one, int(first[row[at]])) for at, one in seams)
    line = Line(place, count, first, heads.start_s[place], sewn)
    return line, part.end(line, fault)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The sectors of one part of a file, and the last one taken before it."""

    heads: Heads
    begin: int
    before: Taken
    step_s: float

    def taken(self, k: int) -> Taken:
        """Return sector k of this part as the last one taken."""
        start_s = float(self.heads.start_s[k])
        return Taken(
            place=self.begin + k,
            session=int(self.heads.session[k]),
            sequence=int(self.heads.sequence[k]),
            start_s=start_s,
            end_s=start_s + int(self.heads.count[k]) * self.step_s,
        )

    def fault_after(self, ahead: Taken, fault: IntArray) -> int:
        """Return the Fault of the sector that stands right after one that was taken."""
        at = ahead.place + 1 - self.begin
        return int(fault[at]) if 0 <= at < len(fault) else self.before.fault_after

    def end(self, line: Line, fault: IntArray) -> Taken:
        """Return the last sector taken, once this part of the file is done."""
        last = self.taken(int(line.place[-1])) if len(line.place) else self.before
        return replace(
            last,
            fault_after=self.fault_after(last, fault),
            samples=self.before.samples + int(line.count.sum()),
            sectors=self.before.sectors + len(line.place),
        )


def _uneven(part: _Part, good: IntArray) -> IntArray:
    """Return which of the good sectors do not simply go on where the one ahead ended."""
    if not len(good):
        return good
    heads, before = part.heads, part.before
    start_s, session = _those(heads.start_s, good), _those(heads.session, good)
    sequence = _those(heads.sequence, good)
    end_s = start_s + _those(heads.count, good) * part.step_s
    even: BoolArray = np.empty(len(good), dtype=np.bool_)
    even[1:] = np.abs(start_s[1:] - end_s[:-1]) <= IRREGULAR_S
    even[1:] &= start_s[1:] > start_s[:-1]
    even[1:] &= session[1:] == session[:-1]
    even[1:] &= sequence[1:] == sequence[:-1] + 1
    even[0] = (
        before.place >= 0
        and abs(start_s[0] - before.end_s) <= IRREGULAR_S
        and start_s[0] > before.start_s
        and session[0] == before.session
        and sequence[0] == before.sequence + 1
    )
    return np.flatnonzero(~even)


def _those(values: NDArray[Number], good: IntArray) -> NDArray[Number]:
    """Return the values of the good sectors, shape (n,): mostly all are."""
    return values if len(good) == len(values) else values[good]


def _next(uneven: IntArray, at: int) -> int:
    """Return the first uneven place from `at` on, or one that is past all."""
    k = int(np.searchsorted(uneven, at))
    return int(uneven[k]) if k < len(uneven) else int(np.iinfo(np.int64).max)


def _refused(heads: Heads, k: int, ahead: Taken) -> int:
    """Return the Fault of a sector that would go back, or far off, in time."""
    if ahead.place < 0:
        return Fault.NONE
    late_s = float(heads.start_s[k]) - ahead.end_s
    if late_s < -JUMP_S or heads.start_s[k] <= ahead.start_s:
        return Fault.BACK
    return Fault.FAR if late_s > MAX_PAUSE_S else Fault.NONE


def _seam(part: _Part, k: int, ahead: Taken, fault: IntArray) -> Iterator[Seam]:
    """Yield what lies between sector k and the one ahead of it, its sample still 0."""
    start_s = float(part.heads.start_s[k])
    lost = part.begin + k - ahead.place - 1
    lost_why = said(part.fault_after(ahead, fault), lost) if lost else None
    if ahead.place < 0:
        gap = Gap(0, start_s, start_s, lost_why) if lost_why else None
        yield Seam(0, ((0, start_s),), breaks=False, gap=gap)
        return
    same = int(part.heads.session[k]) == ahead.session
    missing = int(part.heads.sequence[k]) - ahead.sequence - 1
    late_s = abs(start_s - ahead.end_s)
    if same and missing == 0 and late_s <= IRREGULAR_S:
        return
    # The last sample before it, told so that nothing is interpolated across the seam.
    end_s = min(ahead.end_s - part.step_s, start_s - 0.5 * part.step_s)
    told = ((-1, max(ahead.start_s, end_s)), (0, start_s))
    if same and missing == 0 and late_s <= JUMP_S:
        yield Seam(0, told, breaks=False, gap=None)
        return
    why = _why(same=same, missing=missing, lost=lost_why)
    yield Seam(0, told, breaks=True, gap=Gap(0, told[0][1], start_s, why))


def _why(*, same: bool, missing: int, lost: str | None) -> str:
    """Return what was lost between two sectors, as a clause."""
    if not same:
        return said(Fault.SESSION, 0)
    if lost:
        return lost
    if missing:
        return said(Fault.MISSING if missing > 0 else Fault.ANEW, missing)
    return said(Fault.JUMP, 0)


def _numbered(seam: Seam, sample: int) -> Seam:
    """Return a seam whose sample is known."""
    told = tuple((sample + at, seconds) for at, seconds in seam.told)
    gap = seam.gap and replace(seam.gap, sample=sample)
    return Seam(sample, told, seam.breaks, gap)
