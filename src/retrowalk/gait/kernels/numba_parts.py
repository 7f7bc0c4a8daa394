"""Which parts of pieces may be walks, in machine code; meaning in numpy_look."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numpy_look import COLUMNS


@compiled
def bounds(  # noqa: PLR0913, PLR0917 (a kernel takes arrays and numbers, no objects)
    acc: NDArray[Any],
    edges: IntArray,
    seen: FloatArray,
    last: IntArray,
    sizes: tuple[int, ...],
    limits: tuple[float, ...],
) -> FloatArray:
    """Return piece, first, last and stride_s of what may be walks, shape (n, 7).

    seen, last: as numba_look._seen returns them. sizes: step, window, edge, pause, room
    before and after. limits: likeness of all windows, and of a clear one; share of the
    spread at the ends; shortest walk.
    """
    room = len(edges)
    for piece in range(len(edges)):
        room += int((edges[piece, 1] - edges[piece, 0]) / limits[3]) + 1
    found = np.empty((room, COLUMNS))
    n = 0
    for piece in range(len(edges)):
        windows = seen[last[piece - 1] if piece else 0 : last[piece]]
        low, high = edges[piece, 0], edges[piece, 1]
        w = ended = 0
        size = min((high - low) // sizes[0], sizes[1]) * sizes[0]
        while w < len(windows):
            clear = _walks(windows[w], limits[0], limits[1])
            if clear < 0:
                w += 1
                continue
            first = int(_start(windows[w])) * sizes[0]
            end, after = first + size, w + 1
            while after < len(windows) and int(_start(windows[after])) * sizes[0] <= end:
                here = _walks(windows[after], limits[0], limits[1])
                if here >= 0:
                    end = int(_start(windows[after])) * sizes[0] + size
                    clear = max(clear, here)
                after += 1
            w = after
            if clear == 0:
                continue
            parts = _moving(acc[low:high], first, end, sizes, limits)
            for part in range(len(parts)):
                begin = max(_roomy(parts, part, 0, high - low, sizes), ended)
                stop = _roomy(parts, part, 1, high - low, sizes)
                ended = max(stop, ended)
                stride_s = _stride_s(windows, size, begin, stop, sizes[0], limits[0])
                if stop - begin >= limits[3] and not math.isnan(stride_s):
                    found[n, 0], found[n, 1], found[n, 2] = piece, begin, stop
                    found[n, 3] = stride_s
                    n += 1
    return found[:n]


@compiled
def _start(window: FloatArray) -> float:
    """Return where a window starts, in slow samples: any channel says it."""
    for k in range(len(window)):
        if not math.isnan(window[k, 0]):
            return float(window[k, 0])
    return 0.0


@compiled
def _walks(window: FloatArray, alike: float, clear: float) -> int:
    """Return -1 where no channel of a window walks, 1 where one does clearly, else 0."""
    best = -1
    for k in range(len(window)):
        if window[k, 2] >= alike and not math.isnan(window[k, 1]):
            best = max(best, 1 if window[k, 2] >= clear else 0)
    return best


@compiled
def _stride_s(  # noqa: PLR0913, PLR0917 (as above)
    windows: FloatArray, size: int, begin: int, end: int, step: int, alike: float
) -> float:
    """Return the typical stride within [begin, end), from the first channel that has one."""
    here = np.empty(len(windows))
    for k in range(windows.shape[1]):
        n = 0
        for w in range(len(windows)):
            if windows[w, k, 2] >= alike and not math.isnan(windows[w, k, 1]):
                first = int(windows[w, k, 0]) * step
                if first < end and first + size > begin:
                    here[n] = windows[w, k, 1]
                    n += 1
        if n:
            ordered = np.sort(here[:n])
            return float(0.5 * (ordered[(n - 1) // 2] + ordered[n // 2]))
    return math.nan


@compiled
def _moving(
    acc: NDArray[Any],
    first: int,
    last: int,
    sizes: tuple[int, ...],
    limits: tuple[float, ...],
) -> IntArray:
    """Return [first, last) of the parts of acc[first:last] that move, shape (n, 2)."""
    size, pause, least = sizes[2], sizes[3], limits[3]
    spread = _spread(acc, first, last, size)
    ordered, m = np.sort(spread), len(spread)
    enough = limits[2] * 0.5 * (ordered[(m - 1) // 2] + ordered[m // 2])
    parts = np.empty((m, 2), dtype=np.int64)
    n = 0
    for block in range(m):
        if not spread[block] >= enough:
            continue
        low = first + block * size
        if n == 0 or low - parts[n - 1, 1] > pause:
            # what was too short is forgotten
            if n == 0 or parts[n - 1, 1] - parts[n - 1, 0] >= least:
                n += 1
            parts[n - 1, 0] = low
        parts[n - 1, 1] = low + size
    if n and parts[n - 1, 1] + size > last:
        parts[n - 1, 1] = last  # what is left after the last whole block goes with it
    if n and parts[n - 1, 1] - parts[n - 1, 0] < least:
        n -= 1
    return parts[:n]


@compiled
def _roomy(
    parts: IntArray, part: int, side: int, n_samples: int, sizes: tuple[int, ...]
) -> int:
    """Return a part's begin or end with room for contacts, none overlapping."""
    if side == 0:
        before = parts[part - 1, 1] if part else 0
        return int(max(parts[part, 0] - sizes[4], before))
    following = parts[part + 1, 0] if part + 1 < len(parts) else n_samples
    return int(min(parts[part, 1] + sizes[5], following))


@compiled
def _spread(acc: NDArray[Any], first: int, last: int, size: int) -> FloatArray:
    """Return the spread of each whole block, of all if there is none, in acc's unit."""
    n = last - first
    blocks, size = max(n // size, 1), min(size, n)
    spread = np.empty(blocks)
    for block in range(blocks):
        x = y = z = square = 0.0
        for i in range(first + block * size, first + (block + 1) * size):
            a, b, c = float(acc[i, 0]), float(acc[i, 1]), float(acc[i, 2])
            x += a
            y += b
            z += c
            square += a * a + b * b + c * c
        variance = square / size - (x * x + y * y + z * z) / (size * size)
        spread[block] = math.sqrt(max(variance, 0.0))
    return spread
