"""One pass over a CWA file: a small part is read, judged, put in line and handed on."""

from collections.abc import Iterator
from io import FileIO

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.files.columns import Progress
from retrowalk.files.cwa_buffer import buffer, filled
from retrowalk.files.cwa_facts import Facts
from retrowalk.files.cwa_layout import SECTOR_BYTES, said
from retrowalk.files.cwa_line import Line, Seam, Taken, in_line
from retrowalk.files.cwa_samples import PLAIN, CwaKernels
from retrowalk.signals.gaps import Gap
from retrowalk.signals.source import Chunk

ANCHOR_EVERY_S = 10.0  # a device's clock is off by thousandths, not within seconds
# An hour of an AX3 at 100 Hz; below, importing Numba takes longer than reading.
LONG_SECTORS = 3_000
_READ_SECTORS = 4_096  # 2 MB
_CHUNK_SECTORS = (
    2_048  # so that little is done for each in Python; 0.5 MB to 1.5 MB of counts
)


class Reading:
    """One pass over a file."""

    def __init__(self, known: Facts, kernels: CwaKernels, progress: Progress) -> None:
        self._form, self._step_s = known.form, 1.0 / known.rate_hz
        self._kernels, self._progress = kernels, progress
        full_s = known.form.capacity * self._step_s
        self._every = max(1, round(ANCHOR_EVERY_S / full_s))
        self._held = buffer(_READ_SECTORS)
        room = (_CHUNK_SECTORS * known.form.capacity, 3)
        self._acc = np.empty(room, np.int16)
        self._gyr = np.empty(room, np.int16) if known.form.has_gyroscope else None
        self._last = Taken()

    def chunks(self, handle: FileIO, sectors: int) -> Iterator[Chunk]:
        """Yield what follows in a file of about so many sectors; see CwaSource.chunks."""
        begin = cut = 0
        while True:
            got = filled(handle, self._held)
            n_sectors, cut = divmod(got, SECTOR_BYTES)
            judged = self._kernels.judged(self._held, self._form, self._step_s, n_sectors)
            before = self._last
            line, self._last = in_line(judged, begin, before, self._step_s)
            yield from self._pieces(line, before)
            begin += n_sectors
            self._progress(min(1.0, begin / max(1, sectors)))
            if n_sectors < self._held.sectors:
                break
        yield self._end(begin, cut)

    def _pieces(self, line: Line, before: Taken) -> Iterator[Chunk]:
        """Yield the samples of one part of the file, in chunks of a fixed number of sectors."""
        for low in range(0, len(line.place), _CHUNK_SECTORS):
            rows = slice(low, low + _CHUNK_SECTORS)
            first, count = line.first[rows], line.count[rows]
            begin, end = int(first[0]), int(first[-1] + count[-1])
            seams = [seam for seam in line.seams if begin <= seam.sample < end]
            ordinal = before.sectors + low + np.arange(len(first))
            regular = ordinal % self._every == 0
            told = _told(first[regular], line.start_s[rows][regular], seams)
            acc, gyr = self._samples(line.place[rows], count, end - begin)
            breaks = np.array([s.sample for s in seams if s.breaks], dtype=np.int64)
            gaps = tuple(s.gap for s in seams if s.gap is not None)
            yield Chunk(begin, acc, gyr, breaks, *told, gaps)

    def _samples(
        self, place: IntArray, count: IntArray, samples: int
    ) -> tuple[NDArray[np.int16], NDArray[np.int16] | None]:
        """Return acceleration and rotation of some sectors, shape (samples, 3)."""
        acc, form = self._acc[:samples], self._form
        if self._gyr is None:
            if form.packed:
                self._kernels.packed(self._held.words, place, count, acc)
            else:
                self._kernels.wide(self._held.halves, place, count, form.axes, 0, acc)
            return acc, None
        gyr = self._gyr[:samples]
        self._kernels.wide(self._held.halves, place, count, form.axes, 0, gyr)
        self._kernels.wide(self._held.halves, place, count, form.axes, 3, acc)
        return acc, gyr

    def _end(self, sectors: int, cut: int) -> Chunk:
        """Return the chunk without samples that ends a source."""
        last = self._last
        lost = sectors - last.place - 1
        end_s = last.end_s - self._step_s
        why = [said(last.fault_after, lost)] if lost else []
        why += [f"the last sector is cut off after {cut} bytes"] if cut else []
        none = np.empty((0, 3), np.int16)
        return Chunk(
            last.samples,
            none,
            none if self._form.has_gyroscope else None,
            np.empty(0, np.int64),
            np.array([last.samples - 1]),
            np.array([end_s]),
            tuple(Gap(last.samples, end_s, end_s, one) for one in why),
        )


def kernels_for(sectors: int) -> CwaKernels:
    """Return the plain kernels for a short file, the compiled ones for a long one.

    A late import: it brings Numba, which takes longer to import than a session to read.
    The other file does not know this one, so there is no circle.
    """
    if sectors < LONG_SECTORS:
        return PLAIN
    from retrowalk.files.cwa_compiled import COMPILED  # noqa: PLC0415 (see above)

    return COMPILED


def _told(
    sample: IntArray, time_s: FloatArray, seams: list[Seam]
) -> tuple[IntArray, FloatArray]:
    """Return the regular times and those told at seams, ascending, each sample once."""
    if not seams:
        return sample, time_s
    seconds = dict(zip(sample.tolist(), time_s.tolist(), strict=True))
    for seam in seams:
        seconds.update(seam.told)
    order = sorted(seconds)
    return np.array(order), np.array([seconds[one] for one in order])
