"""Which walks are in pieces that move, in machine code; meaning in numpy_look.

Three kernels, each for all pieces of a batch: how they repeat, what parts of those that
do repeat may be walks, and which of these are.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_parts import bounds
from retrowalk.gait.kernels.numba_rhythm import block_means, in_windows
from retrowalk.gait.kernels.numba_sharpness import sharp
from retrowalk.gait.kernels.numpy_look import COLUMNS, Sight
from retrowalk.gait.kernels.numpy_rhythm import LEAST_ENERGY
from retrowalk.signals.frames import MIN_NORM


def look(
    acc: NDArray[Any], gyr: NDArray[Any] | None, edges: IntArray, sight: Sight
) -> FloatArray:
    """Return the walks in pieces without gaps, shape (k, 7), ascending, none overlapping."""
    rows = np.ascontiguousarray(acc)
    turning = rows[:0] if gyr is None else np.ascontiguousarray(gyr)
    stride, step = tuple(sight.stride), tuple(sight.step)
    seconds = stride[0] / sight.rate_hz, *sight.shortest_s, sight.clear
    seen, last = _seen(rows, turning, edges, (stride, step), seconds, sight.asks_rise)
    if not last[-1]:
        return np.zeros((0, COLUMNS))
    sizes = stride[0], stride[1], sight.edge, sight.pause, *sight.room
    limits = sight.alike, sight.clear, sight.edge_share, sight.least
    found = bounds(rows, edges, seen, last, sizes, limits)
    return found[_walk(rows, turning, edges, found, _asked(sight))]


def _asked(sight: Sight) -> tuple[float, ...]:
    """Return what a walk is asked: rate_hz, its landings, and how much a leg turns."""
    share = sight.landing.share if sight.asks_landing else -1.0
    turn = sight.least_turn_radps / sight.gyr_scale if sight.least_turn_radps else 0.0
    return (
        sight.rate_hz,
        2.0 * sight.landing.steps_hz,
        share,
        sight.landing.bursts,
        sight.landing.lasting,
        turn,
    )


@compiled
def _seen(  # noqa: PLR0913, PLR0917 (a kernel takes arrays and numbers, no objects)
    acc: NDArray[Any],
    gyr: NDArray[Any],
    edges: IntArray,
    beats: tuple[tuple[int, ...], tuple[int, ...]],
    seconds: tuple[float, ...],
    asks_rise: bool,
) -> tuple[FloatArray, IntArray]:
    """Return how the windows of all pieces repeat, shape (n, 3, 3), and where each ends.

    Of each window and channel: start, period of a stride in s (NaN: none) and likeness,
    the more telling channel first; NaN where there is no further channel. Pieces that
    repeat nowhere have no window. seconds: of a slow sample; the shortest stride; the
    shortest step; and, beside them, the likeness that is clear.
    """
    room = len(edges)
    for piece in range(len(edges)):
        room += (edges[piece, 1] - edges[piece, 0]) // (beats[0][0] * beats[0][2]) + 1
    seen, last = np.full((room, 3, 3), math.nan), np.zeros(len(edges), dtype=np.int64)
    n = 0
    for piece in range(len(edges)):
        low, high = edges[piece, 0], edges[piece, 1]
        slow, k, clear = block_means(acc[low:high], beats[0][0]), 1, False
        if len(gyr):
            found = in_windows(block_means(gyr[low:high], beats[0][0]), beats[0])
            clear |= _noted(found, seen[n:], k, seconds[0], 1.0, seconds[1], seconds[3])
            k += 1
        if asks_rise:
            found = in_windows(_rise_of(slow), beats[1])
            clear |= _noted(found, seen[n:], k, seconds[0], 2.0, seconds[2], seconds[3])
            k += 1
        if not clear:
            found = in_windows(slow, beats[0])
            clear = _noted(found, seen[n:], 0, seconds[0], 1.0, seconds[1], seconds[3])
        n += len(found) if clear else 0
        last[piece] = n
        if not clear:
            seen[n : n + len(found)] = math.nan
    return seen[:n], last


@compiled
def _noted(  # noqa: PLR0913, PLR0917 (as above)
    found: FloatArray,
    seen: FloatArray,
    k: int,
    slow_s: float,
    periods: float,
    shortest_s: float,
    enough: float,
) -> bool:
    """Note a channel in seconds of a stride; return whether any window is clear."""
    clear = False
    for w in range(len(found)):
        period_s = found[w, 1] * slow_s
        seen[w, k, 0], seen[w, k, 2] = found[w, 0], found[w, 2]
        if period_s >= shortest_s:
            seen[w, k, 1] = periods * period_s
            clear |= found[w, 2] >= enough
    return clear


@compiled
def _rise_of(slow: FloatArray) -> FloatArray:
    """Return the rise and fall along gravity, shape (1, n), of slow samples, shape (3, n)."""
    n = slow.shape[1]
    x = y = z = 0.0
    for i in range(n):
        x += slow[0, i]
        y += slow[1, i]
        z += slow[2, i]
    size = max(math.sqrt(x * x + y * y + z * z), LEAST_ENERGY)
    rise = np.empty((1, n))
    for i in range(n):
        rise[0, i] = (slow[0, i] * x + slow[1, i] * y + slow[2, i] * z) / size
    return rise


@compiled
def _walk(
    acc: NDArray[Any],
    gyr: NDArray[Any],
    edges: IntArray,
    found: FloatArray,
    asked: tuple[float, ...],
) -> BoolArray:
    """Return which of the parts found are walks, and write the direction of up of those.

    asked: rate in Hz; cut-off in strides; share and likeness of what is sharp; from how
    many samples on the likeness is asked; and what a leg turns, in gyr's unit, or 0.
    """
    good = np.zeros(len(found), dtype=np.bool_)
    for row in range(len(found)):
        begin = edges[int(found[row, 0]), 0]
        low, high = begin + int(found[row, 1]), begin + int(found[row, 2])
        here, stride_s = acc[low:high], found[row, 3]
        if asked[2] >= 0.0:
            stride = max(4, round(stride_s * asked[0]))
            share, bursts = sharp(here, asked[1] / stride_s, asked[0], stride)
            if share < asked[2] or (len(here) >= asked[4] and bursts < asked[3]):
                continue
        if len(gyr) and asked[5] > 0.0 and _spread(gyr[low:high]) < asked[5]:
            continue
        good[row] = True
        _up(here, found[row])
    return good


@compiled
def _spread(values: NDArray[Any]) -> float:
    """Return the root of the three axes' variances together."""
    n, variance = len(values), 0.0
    for k in range(3):
        total = square = 0.0
        for i in range(n):
            v = float(values[i, k]) - float(values[0, k])
            total += v
            square += v * v
        variance += square / n - (total / n) * (total / n)
    return math.sqrt(max(variance, 0.0))


@compiled
def _up(acc: NDArray[Any], found: FloatArray) -> None:
    """Write the direction of the mean acceleration, length 1."""
    x = y = z = 0.0
    for i in range(len(acc)):
        x += acc[i, 0]
        y += acc[i, 1]
        z += acc[i, 2]
    size = math.sqrt(x * x + y * y + z * z)
    if not size > MIN_NORM:
        size = math.inf
    found[4], found[5], found[6] = x / size, y / size, z / size
