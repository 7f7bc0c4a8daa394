"""Spread of blocks of counts."""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.blocks import block_spread
from retrowalk.signals.source import Counts


def count_spread(acc: Counts, block_samples: int, acc_mps2_per_count: float) -> FloatArray:
    """Return the spread, in m/s2, of each whole block of counts, shape (n_blocks,).

    acc: shape (n, 3). As signals.blocks.block_spread; nothing is missing among counts.
    """
    if len(acc) < block_samples:
        return np.zeros(0)
    return block_spread(acc.astype(np.float64), block_samples) * acc_mps2_per_count
