"""Signals in blocks: how much they move, cheaply, however long they are."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray

CHUNK_BLOCKS = 4096  # keeps the work on a day within the processor's cache


def block_spread(acc_mps2: FloatArray, block_samples: int) -> FloatArray:
    """Return the standard deviation of the specific force in each block, shape (blocks,).

    It is the root of the three axes' variances together: turning the sensor does not
    change it. NaN where a sample is missing; a last, incomplete block is left out
    unless it is the only one.
    """
    if len(acc_mps2) < block_samples:
        return np.atleast_1d(np.sqrt(acc_mps2.var(axis=0).sum()))
    blocks = len(acc_mps2) // block_samples
    rows = acc_mps2[: blocks * block_samples].reshape(blocks, -1)
    return np.concatenate(
        [
            _spread(rows[at : at + CHUNK_BLOCKS], block_samples)
            for at in range(0, blocks, CHUNK_BLOCKS)
        ]
    )


def runs(flags: BoolArray) -> IntArray:
    """Return [first, last) of each unbroken run of True, shape (n, 2)."""
    if not len(flags):
        return np.zeros((0, 2), dtype=np.int64)
    inner = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    begins, ends = [0] * bool(flags[0]), [len(flags)] * bool(flags[-1])
    return np.concatenate([begins, inner, ends]).astype(np.int64).reshape(-1, 2)


def _spread(rows: FloatArray, block_samples: int) -> FloatArray:
    """Return the spread of blocks laid out as x, y, z, x, y, z, …, shape (blocks,)."""
    mean = rows @ np.tile(np.eye(3), (block_samples, 1)) / block_samples
    square = np.einsum("ij,ij->i", rows, rows) / block_samples
    variance = square - np.einsum("ij,ij->i", mean, mean)
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)))
