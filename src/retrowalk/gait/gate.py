"""The cheap look at everything: where does the sensor move enough to be a walk.

One pass over the acceleration in blocks; only what passes is touched again. A day that
holds an hour of walking costs little more than that hour.
"""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.signals.blocks import block_spread, runs

BLOCK_S = 0.5
# Spread of the specific force over a block. Own choice: quiet standing stays below 0.1
# m/s2, the softest walk of the validation recordings (phone at the back) is above 0.6.
MOVING_SD_MPS2 = 0.35
REACH_BLOCKS = 2  # blocks kept on each side of a moving one, so that no step is cut


def moving_stretches(acc_mps2: FloatArray, rate_hz: float) -> IntArray:
    """Return [first, last) sample pairs of what may be a walk, shape (n, 2).

    acc_mps2: shape (n, 3). A block with a missing sample counts as moving: whether it
    can be used is decided where the gap is known exactly.
    """
    size = max(2, round(BLOCK_S * rate_hz))
    spread = block_spread(acc_mps2, size)
    moving = ~(spread < MOVING_SD_MPS2)
    pairs = runs(_widened(moving, REACH_BLOCKS)) * size
    if len(pairs):
        pairs[-1, 1] = len(acc_mps2) if pairs[-1, 1] >= len(spread) * size else pairs[-1, 1]
    return pairs


def _widened(flags: BoolArray, reach: int) -> BoolArray:
    """Return flags with each True spread to its neighbours within reach."""
    padded = np.pad(flags, reach)
    total = len(flags)
    wide = np.zeros(total, dtype=np.bool_)
    for shift in range(2 * reach + 1):
        wide |= padded[shift : shift + total]
    return wide
