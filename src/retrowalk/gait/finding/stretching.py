"""From a source's pieces to the stretches in which the sensor moves, and nothing else.

What does not move is dropped while it is still in the processor's cache; what moves is
kept in the source's own counts until the stretch is whole, and then handed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.finding.gate import REACH_BLOCKS, Grid, grid, moves, quietest, widened
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.signals.blocks import runs
from retrowalk.signals.quality import STILL_SD_MPS2
from retrowalk.signals.source import Chunk, Counts, Source


@dataclass(frozen=True, slots=True, eq=False)
class RawStretch:
    """Consecutive samples in which the sensor moves, in the source's counts.

    first: sample of the source at which it begins. acc, gyr: shape (n, 3). breaks:
    samples of the source, inside the stretch, before which time jumps.
    """

    first: int
    acc: Counts
    gyr: Counts | None
    breaks: tuple[int, ...]


@dataclass(slots=True)
class Stretcher:
    """Takes a source's chunks one after the other and gives back whole stretches.

    still: of every block so far, whether the sensor lay still in it; a list of arrays.
    """

    source: Source
    kernels: Kernels
    still: list[BoolArray] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    n_samples: int = 0
    has_gyroscope: bool = False
    _blocks: Grid = field(init=False)
    _kept: list[tuple[Counts, Counts | None]] = field(default_factory=list)
    _kept_spread: list[FloatArray] = field(default_factory=list)
    _first: int = 0  # block of the recording with which the kept ones begin
    _rest: tuple[Counts, Counts | None] | None = None
    _rest_spread: FloatArray = field(default_factory=lambda: np.zeros(0))
    _before: BoolArray = field(
        default_factory=lambda: np.zeros(REACH_BLOCKS, dtype=np.bool_)
    )

    def __post_init__(self) -> None:
        self._blocks = grid(self.source.rate_hz)

    def push(self, chunk: Chunk) -> Iterator[RawStretch]:
        """Yield the stretches that end within what is known after a chunk."""
        self.breaks += [int(one) for one in chunk.breaks]
        self.n_samples += len(chunk.acc)
        self.has_gyroscope |= chunk.gyr is not None
        self._rest = _joined(self._rest, (chunk.acc, chunk.gyr))
        yield from self._settle(REACH_BLOCKS)

    def finish(self) -> Iterator[RawStretch]:
        """Yield the stretches that end with the source."""
        yield from self._settle(0)
        if self._kept and self._rest is not None:
            self._kept.append(self._rest)
        yield from self._released()

    def _settle(self, open_blocks: int) -> Iterator[RawStretch]:
        """Decide on all blocks but the last few, whose neighbours are not known yet."""
        if self._rest is None:
            return
        acc, gyr = self._rest
        size = self._blocks.block_samples
        known = len(self._rest_spread)
        fresh = self.kernels.count_spread(
            acc[known * size :], size, self.source.acc_mps2_per_count
        )
        self.still.append(fresh < STILL_SD_MPS2)
        spread = np.concatenate([self._rest_spread, fresh])
        flags = np.concatenate([self._before, moves(spread)])
        decided = len(spread) - open_blocks
        if decided <= 0:
            self._rest_spread = spread
            self._rest = (acc.copy(), None if gyr is None else gyr.copy())
            return
        if self._kept or flags.any():  # else all is at rest, as through the night
            wide = widened(flags)[REACH_BLOCKS : REACH_BLOCKS + decided]
            yield from self._sorted(acc, gyr, spread, wide)
        self._before = flags[decided : decided + REACH_BLOCKS]
        self._rest_spread = spread[decided:]
        at = decided * size
        self._rest = (acc[at:].copy(), None if gyr is None else gyr[at:].copy())

    def _sorted(
        self, acc: Counts, gyr: Counts | None, spread: FloatArray, wide: BoolArray
    ) -> Iterator[RawStretch]:
        """Keep the blocks marked, and yield what is whole."""
        size, most = self._blocks.block_samples, self._blocks.most_blocks // 4
        base = (self.n_samples - len(acc)) // size
        for first, last in runs(wide).tolist():
            if first > 0 or not self._kept:
                yield from self._released()
                self._first = base + first
            if not self._kept and last < len(wide) and last - first < most:
                rows = slice(first * size, last * size)  # whole, as most are
                yield self._raw(acc[rows].copy(), None if gyr is None else gyr[rows].copy())
                continue
            for low in range(first, last, most):
                high = min(last, low + most)
                rows = slice(low * size, high * size)
                self._kept.append(
                    (acc[rows].copy(), None if gyr is None else gyr[rows].copy())
                )
                self._kept_spread.append(spread[low:high])
                yield from self._part()
        if len(wide) and not wide[-1]:
            yield from self._released()

    def _part(self) -> Iterator[RawStretch]:
        """Yield the first part of what has grown too long to be kept."""
        while sum(len(one) for one in self._kept_spread) >= self._blocks.most_blocks:
            spread = np.concatenate(self._kept_spread)
            acc, gyr = _together(self._kept)
            cut = quietest(spread[: self._blocks.most_blocks])
            at = cut * self._blocks.block_samples
            yield self._raw(acc[:at], None if gyr is None else gyr[:at])
            self._first += cut
            self._kept = [(acc[at:].copy(), None if gyr is None else gyr[at:].copy())]
            self._kept_spread = [spread[cut:]]

    def _released(self) -> Iterator[RawStretch]:
        if self._kept:
            yield self._raw(*_together(self._kept))
        self._kept, self._kept_spread = [], []

    def _raw(self, acc: Counts, gyr: Counts | None) -> RawStretch:
        first = self._first * self._blocks.block_samples
        last = first + len(acc)
        inside = tuple(one for one in self.breaks if first < one < last)
        return RawStretch(first, acc, gyr, inside)


def _joined(
    rest: tuple[Counts, Counts | None] | None, more: tuple[Counts, Counts | None]
) -> tuple[Counts, Counts | None]:
    return more if rest is None or not len(rest[0]) else _together([rest, more])


def _together(
    pieces: list[tuple[Counts, Counts | None]],
) -> tuple[Counts, Counts | None]:
    if len(pieces) == 1:
        return pieces[0]
    acc = np.concatenate([one for one, _ in pieces])
    turning = [one for _, one in pieces if one is not None]
    return acc, np.concatenate(turning) if turning else None
