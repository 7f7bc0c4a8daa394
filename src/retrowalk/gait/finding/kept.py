"""The blocks of a source that move, kept until the pieces they make are whole."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.finding.gate import Grid, parts
from retrowalk.gait.finding.pieces import MIN_WALK_S, Pieces
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.signals.source import Counts, Source


class Kept:
    """Blocks that move, or lie beside one that does, ascending, end to end."""

    def __init__(self, blocks: Grid) -> None:
        self._grid = blocks
        self._block: list[IntArray] = []  # their numbers in the recording
        self._spread: list[FloatArray] = []  # in m/s2
        self._acc: list[Counts] = []  # shape (samples, 3)
        self._gyr: list[Counts] = []
        self._tail = 0  # samples after the last block, too few for one
        self.n_samples = 0

    def add(
        self,
        first: int,
        spread: FloatArray,
        wide: BoolArray,
        acc: tuple[Counts, Counts],
        gyr: tuple[Counts, Counts] | None,
    ) -> None:
        """Keep the marked of the blocks from a first one on.

        spread: shape (at least n_blocks,). acc, gyr: samples of the blocks, in two arrays
        of which the first holds whole ones only, unless it is all there is.
        """
        rows = np.flatnonzero(wide)
        self._block.append(first + rows)
        self._spread.append(spread[rows])
        self._acc += self._chosen(rows, *acc)
        self._gyr += [] if gyr is None else self._chosen(rows, *gyr)
        self.n_samples += len(rows) * self._grid.block_samples

    def add_tail(self, first: int, acc: Counts, gyr: Counts | None) -> None:
        """Keep what is left of a source after its last block, if that was kept.

        first: number of the block which that would be.
        """
        if self._block and self._block[-1][-1] == first - 1:
            self._acc.append(acc)
            self._gyr += [] if gyr is None else [gyr]
            self._tail = len(acc)

    def whole(
        self, end: int, source: Source, breaks: Sequence[int], kernels: Kernels
    ) -> Iterator[Pieces]:
        """Yield all pieces that are whole, together, and keep the rest.

        end: number of the block, not known yet, that may go on with the last one; -1
        where the source has ended. breaks: samples before which time jumps.
        """
        if not self._block:
            return
        block, spread = np.concatenate(self._block), np.concatenate(self._spread)
        acc, size = _one(self._acc), self._grid.block_samples
        gyr = _one(self._gyr) if self._gyr else None
        rows = self._rows(block, spread)
        left = rows[-1][0] if block[-1] == end - 1 else len(block)
        if left < len(block):
            rows = rows[:-1]
        self._block, self._spread = [block[left:]], [spread[left:]]
        self._acc = [acc[left * size :].copy()]
        self._gyr = [] if gyr is None else [gyr[left * size :].copy()]
        self.n_samples = len(self._acc[0])
        if left == len(block):
            self._block, self._spread = [], []
        edges = np.array(rows, dtype=np.int64).reshape(-1, 2)
        first = block[edges[:, 0]] * size
        edges *= size
        if left == len(block):
            edges[-1, 1] += self._tail
        first, edges = _cut(first, edges, breaks)
        kept = np.diff(edges, axis=1)[:, 0] >= MIN_WALK_S * source.rate_hz
        if kept.any():
            yield Pieces(
                acc=acc[: edges[-1, 1]],
                gyr=None if gyr is None else gyr[: edges[-1, 1]],
                missing=None,
                edges=edges[kept],
                first=first[kept],
                rate_hz=source.rate_hz,
                acc_scale=source.acc_mps2_per_count,
                gyr_scale=source.gyr_radps_per_count,
                kernels=kernels,
            )

    def _rows(self, block: IntArray, spread: FloatArray) -> list[tuple[int, int]]:
        """Return [first, last) rows of the blocks of each stretch, or part of a long one."""
        apart = np.flatnonzero(np.diff(block) > 1) + 1
        most = self._grid.most_blocks
        found: list[tuple[int, int]] = []
        for low, high in pairwise([0, *apart.tolist(), len(block)]):
            if high - low < most:
                found.append((low, high))
                continue
            found += [(low + a, low + b) for a, b in parts(spread[low:high], most)]
        return found

    def _chosen(self, rows: IntArray, lead: Counts, body: Counts) -> list[Counts]:
        """Return the samples of some blocks of two arrays, end to end."""
        size = self._grid.block_samples
        ahead = len(lead) // size
        shape = (-1, size, 3)
        early = lead[: ahead * size].reshape(shape)[rows[rows < ahead]]
        whole = body[: len(body) // size * size].reshape(shape)
        late = whole[rows[rows >= ahead] - ahead]
        return [early.reshape(-1, 3), late.reshape(-1, 3)]


def _one(arrays: list[Counts]) -> Counts:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _cut(
    first: IntArray, edges: IntArray, breaks: Sequence[int]
) -> tuple[IntArray, IntArray]:
    """Return pieces cut where time jumps: first samples, and [first, last) rows."""
    lasting = np.diff(edges, axis=1)[:, 0]
    at = np.searchsorted(first, np.array(breaks, dtype=np.int64), side="right") - 1
    found: list[tuple[int, int, int]] = []
    inside = {
        int(row)
        for row, one in zip(at, breaks, strict=True)
        if row >= 0 and first[row] < one < first[row] + lasting[row]
    }
    if not inside:
        return first, edges
    for row, (begin, low, high) in enumerate(
        zip(first.tolist(), edges[:, 0].tolist(), edges[:, 1].tolist(), strict=True)
    ):
        here = [one - begin + low for one in breaks if begin < one < begin + high - low]
        cuts = [low, *here, high] if row in inside else [low, high]
        found += [(begin + a - low, a, b) for a, b in pairwise(cuts)]
    table = np.array(found, dtype=np.int64)
    return table[:, 0], table[:, 1:]
