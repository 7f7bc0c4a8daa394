"""Spread of blocks in machine code; meaning in signals.blocks and numpy_gate."""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.signals.source import Counts


def block_spread(acc_mps2: FloatArray, block_samples: int) -> FloatArray:
    """Return the spread of the specific force, shape (n, 3), in each block."""
    return _block_spread(np.ascontiguousarray(acc_mps2, dtype=np.float64), block_samples)


def count_spread(acc: Counts, block_samples: int, acc_mps2_per_count: float) -> FloatArray:
    """Return the spread, in m/s2, of each whole block of counts, shape (n, 3)."""
    return _count_spread(np.ascontiguousarray(acc), block_samples, acc_mps2_per_count)


@compiled
def _block_spread(acc_mps2: FloatArray, size: int) -> FloatArray:
    n = len(acc_mps2)
    blocks = max(n // size, 1)
    size = min(size, n)
    spread = np.empty(blocks)
    for block in range(blocks):
        x = y = z = square = 0.0
        for i in range(block * size, (block + 1) * size):
            a, b, c = acc_mps2[i, 0], acc_mps2[i, 1], acc_mps2[i, 2]
            x += a
            y += b
            z += c
            square += a * a + b * b + c * c
        variance = square / size - (x * x + y * y + z * z) / (size * size)
        spread[block] = math.nan if math.isnan(variance) else math.sqrt(max(variance, 0.0))
    return spread


@compiled
def _count_spread(acc: Counts, size: int, scale: float) -> FloatArray:
    """Whole numbers all the way: exact, and many at once in the processor."""
    blocks = len(acc) // size
    flat = acc.reshape(-1)
    spread = np.empty(blocks)
    for block in range(blocks):
        part = flat[block * size * 3 : (block + 1) * size * 3]
        square = np.int64(0)
        for i in range(size * 3):
            square += np.int32(part[i]) * np.int32(part[i])
        x = y = z = np.int64(0)
        for i in range(size):
            x += np.int32(part[3 * i])
            y += np.int32(part[3 * i + 1])
            z += np.int32(part[3 * i + 2])
        variance = (square * size - (x * x + y * y + z * z)) / (size * size)
        spread[block] = scale * math.sqrt(variance)
    return spread
