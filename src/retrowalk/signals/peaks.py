"""Where a signal has its tops.

Written here because importing SciPy's signal package, for its one function of this kind,
costs a second at every start of every command.
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


def tops(values: FloatArray, apart_samples: int) -> IntArray:
    """Return where values are higher than on both sides, shape (n_tops,), ascending.

    values: shape (n,). A flat top counts once, at its middle (the left of two middles);
        the first and the last sample are no tops.
    apart_samples: tops nearer to each other than this give way to the higher one,
        highest first; of equals the later stays.
    """
    found = _local_maxima(values)
    if apart_samples <= 1 or not len(found):
        return found
    keep = np.ones(len(found), dtype=np.bool_)
    for top in np.argsort(values[found], kind="stable")[::-1]:
        if keep[top]:
            near = np.abs(found - found[top]) < apart_samples
            near[top] = False
            keep &= ~near
    return np.asarray(found[keep])


def _local_maxima(values: FloatArray) -> IntArray:
    """Return the middles of the stretches of equal values that both neighbours are below."""
    if len(values) < 3:
        return np.zeros(0, dtype=np.int64)
    first = np.flatnonzero(np.append(True, values[1:] != values[:-1]))  # of each stretch
    last = np.append(first[1:], len(values)) - 1
    height = values[first]
    inner = slice(1, -1)
    higher = (height[inner] > height[:-2]) & (height[inner] > height[2:])
    return np.asarray((first[inner][higher] + last[inner][higher]) // 2, dtype=np.int64)
