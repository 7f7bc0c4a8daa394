"""From a source's chunks to the pieces in which the sensor moves, and nothing else.

What does not move is dropped while it is still in the processor's cache; what moves is
kept in the source's own counts and handed on once there is enough, many pieces at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.finding.gate import REACH_BLOCKS, Grid, grid, moves, widened
from retrowalk.gait.finding.kept import Kept
from retrowalk.gait.finding.pieces import Pieces
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.signals.quality import STILL_SD_MPS2
from retrowalk.signals.source import Chunk, Counts, Source

# Samples handed on at once: enough that handing over costs nothing.
BATCH_SAMPLES = 2**16


@dataclass(slots=True)
class Stretcher:
    """Takes a source's chunks one after the other and gives back pieces that move.

    What is a piece does not depend on the chunks, nor on which pieces come together.
    still: of every block so far, whether the sensor lay still in it; a list of arrays.
    """

    source: Source
    kernels: Kernels
    still: list[BoolArray] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    n_samples: int = 0
    has_gyroscope: bool = False
    _blocks: Grid = field(init=False)
    _kept: Kept = field(init=False)
    _open: "_Open" = field(init=False)

    def __post_init__(self) -> None:
        self._blocks = grid(self.source.rate_hz)
        self._kept, self._open = Kept(self._blocks), _Open()

    def push(self, chunk: Chunk) -> Iterator[Pieces]:
        """Yield what is whole of the pieces known after a chunk, if it is worth the while."""
        self.breaks += chunk.breaks.tolist()
        self.n_samples += len(chunk.acc)
        self.has_gyroscope |= chunk.gyr is not None
        self._settle(chunk.acc, chunk.gyr, REACH_BLOCKS)
        if self._kept.n_samples >= BATCH_SAMPLES:
            end = self._open.first
            yield from self._kept.whole(end, self.source, self.breaks, self.kernels)

    def finish(self) -> Iterator[Pieces]:
        """Yield the pieces that end with the source."""
        rest = self._open
        none = np.empty((0, 3), np.int16)
        self._settle(none, none if rest.gyr is not None else None, 0)
        self._kept.add_tail(rest.first, rest.acc, rest.gyr)
        yield from self._kept.whole(-1, self.source, self.breaks, self.kernels)

    def _settle(self, acc: Counts, gyr: Counts | None, open_blocks: int) -> None:
        """Decide on all blocks but the last few, whose neighbours are not known yet."""
        size, rest = self._blocks.block_samples, self._open
        begun = -len(rest.acc) % size  # samples that make the last block begun whole
        lead = np.concatenate([rest.acc, acc[:begun]])
        fresh = [self._spread(lead[len(rest.spread) * size :]), self._spread(acc[begun:])]
        self.still += [one < STILL_SD_MPS2 for one in fresh]
        spread = np.concatenate([rest.spread, *fresh])
        flags = np.concatenate([rest.before, moves(spread)])
        decided = max(len(spread) - open_blocks, 0)
        wide = widened(flags)[REACH_BLOCKS : REACH_BLOCKS + decided]
        turning = None if gyr is None else (_start(rest.gyr, gyr[:begun]), gyr[begun:])
        if wide.any():
            self._kept.add(rest.first, spread, wide, (lead, acc[begun:]), turning)
        at = decided * size
        rest.acc = _after(lead, acc[begun:], at)
        rest.gyr = None if turning is None else _after(*turning, at)
        rest.spread, rest.before = spread[decided:], flags[decided : decided + REACH_BLOCKS]
        rest.first += decided

    def _spread(self, acc: Counts) -> FloatArray:
        scale = self.source.acc_mps2_per_count
        return self.kernels.count_spread(acc, self._blocks.block_samples, scale)


@dataclass(slots=True)
class _Open:
    """The last few blocks, and the samples of one begun, that are not decided on.

    first: number of their first block. spread: of those that are whole. before: whether
    the blocks before them move.
    """

    first: int = 0
    acc: Counts = field(default_factory=lambda: np.empty((0, 3), np.int16))
    gyr: Counts | None = None
    spread: FloatArray = field(default_factory=lambda: np.zeros(0))
    before: BoolArray = field(
        default_factory=lambda: np.zeros(REACH_BLOCKS, dtype=np.bool_)
    )


def _start(rest: Counts | None, more: Counts) -> Counts:
    """Return what was open with the first samples of a chunk, as an array of its own."""
    return more.copy() if rest is None else np.concatenate([rest, more])


def _after(lead: Counts, body: Counts, at: int) -> Counts:
    """Return the samples of two arrays, end to end, from one on, as an array of its own."""
    if at >= len(lead):
        return body[at - len(lead) :].copy()
    return np.concatenate([lead[at:], body])
