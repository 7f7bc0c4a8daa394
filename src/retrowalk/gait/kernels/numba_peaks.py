"""Tops in machine code; meaning in signals.peaks."""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled


def tops(values: FloatArray, apart_samples: int) -> IntArray:
    """Return where values, shape (n,), are higher than on both sides, ascending."""
    return tops_of(np.ascontiguousarray(values, dtype=np.float64), int(apart_samples))


@compiled
def tops_of(values: FloatArray, apart: int) -> IntArray:
    """Return the tops of values, shape (n,), as `tops` does."""
    found = _local_maxima(values)
    nearest = apart
    for top in range(1, len(found)):
        nearest = min(nearest, found[top] - found[top - 1])
    if nearest >= apart:
        return found
    keep = np.ones(len(found), dtype=np.bool_)
    order = np.argsort(values[found], kind="mergesort")
    for rank in range(len(order) - 1, -1, -1):
        top = order[rank]
        if not keep[top]:
            continue
        other = top - 1
        while other >= 0 and found[top] - found[other] < apart:
            keep[other] = False
            other -= 1
        other = top + 1
        while other < len(found) and found[other] - found[top] < apart:
            keep[other] = False
            other += 1
    return found[keep]


@compiled
def _local_maxima(values: FloatArray) -> IntArray:
    n = len(values)
    found = np.empty(max(n // 2, 1), dtype=np.int64)
    count = 0
    last = 0  # of the stretch of equal values looked at before
    for i in range(1, n - 1):
        if not (values[i] > values[i - 1] and values[i] >= values[i + 1]) or i <= last:
            continue
        last = i
        while last < n - 1 and values[last + 1] == values[i]:
            last += 1
        if last < n - 1 and values[i] > values[last + 1]:
            found[count] = (i + last) // 2
            count += 1
    return found[:count].copy()
