"""The cheap look at everything: where does the sensor move enough to be a walk.

One pass over the acceleration in blocks; only what passes is touched again. A day that
holds an hour of walking costs little more than that hour. Blocks lie on one grid that
begins with the recording, so the answer does not depend on the pieces it comes in.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.signals.blocks import runs

BLOCK_S = 0.5
# Spread of the specific force over a block. Own choice: quiet standing stays below 0.1
# m/s2, the softest walk of the validation recordings (phone at the back) is above 0.6.
MOVING_SD_MPS2 = 0.35
REACH_BLOCKS = 2  # blocks kept on each side of a moving one, so that no step is cut
# What moves for longer is looked at in parts, so that memory stays bounded: 22 min at
# 100 Hz. A part ends at the quietest block of its last quarter. Own choice.
MOST_SAMPLES = 2**17


@dataclass(frozen=True, slots=True)
class Grid:
    """How a recording is cut into blocks."""

    block_samples: int

    @property
    def most_blocks(self) -> int:
        """Blocks that are looked at together at most."""
        return max(64, MOST_SAMPLES // self.block_samples)


def grid(rate_hz: float) -> Grid:
    """Return the grid of blocks for a sampling rate."""
    return Grid(max(2, round(BLOCK_S * rate_hz)))


def moving_stretches(
    acc_mps2: FloatArray, rate_hz: float, kernels: Kernels = REFERENCE
) -> IntArray:
    """Return [first, last) sample pairs of what may be a walk, shape (n, 2).

    acc_mps2: shape (n, 3).
    """
    blocks = grid(rate_hz)
    spread = kernels.block_spread(acc_mps2, blocks.block_samples)
    return stretches(spread, len(acc_mps2), blocks)


def stretches(spread: FloatArray, n_samples: int, blocks: Grid) -> IntArray:
    """Return [first, last) sample pairs of what may be a walk, shape (n, 2).

    spread: shape (n_blocks,), of each whole block, in m/s2. A block with a missing
    sample (NaN) counts as moving: whether it can be used is decided where the gap is
    known exactly. What is left after the last whole block goes with that block.
    """
    pairs = [
        (int(first) + low, int(first) + high)
        for first, last in runs(widened(moves(spread)))
        for low, high in parts(spread[first:last], blocks.most_blocks)
    ]
    samples = np.array(pairs, dtype=np.int64).reshape(-1, 2) * blocks.block_samples
    if pairs and pairs[-1][1] == len(spread):
        samples[-1, 1] = n_samples
    return samples


def moves(spread: FloatArray) -> BoolArray:
    """Return which blocks move, or may; shape as spread."""
    return np.asarray(~(spread < MOVING_SD_MPS2))


def widened(flags: BoolArray) -> BoolArray:
    """Return flags with each True spread to its neighbours within reach."""
    wide = flags.copy()
    for shift in range(1, REACH_BLOCKS + 1):
        wide[shift:] |= flags[:-shift]
        wide[:-shift] |= flags[shift:]
    return wide


def parts(spread: FloatArray, most_blocks: int) -> list[tuple[int, int]]:
    """Return [first, last) blocks of the parts in which a stretch is looked at."""
    first, found = 0, []
    while len(spread) - first >= most_blocks:
        last = first + quietest(spread[first : first + most_blocks])
        found.append((first, last))
        first = last
    return [*found, (first, len(spread))]


def quietest(spread: FloatArray) -> int:
    """Return the block at which a part that has grown too long ends: in its last quarter."""
    late = 3 * len(spread) // 4
    return late + int(np.argmin(np.nan_to_num(spread[late:], nan=np.inf)))


def in_long_runs(flags: BoolArray, least_blocks: int) -> int:
    """Return how many blocks lie in unbroken runs of True of at least a length."""
    size = np.diff(runs(flags), axis=1)[:, 0]
    return int(size[size >= least_blocks].sum())
