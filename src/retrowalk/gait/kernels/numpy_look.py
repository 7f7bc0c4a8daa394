"""Which walks are in pieces that move: the meaning, in arrays.

The rhythm says where a movement repeats like walking, and the energy says where within
that it begins and ends; then it is asked whether feet land, and whether a leg swings.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.numpy_rhythm import Beat, block_means, in_windows, rise_of
from retrowalk.gait.kernels.numpy_sharpness import sharpness
from retrowalk.signals.blocks import block_spread, runs
from retrowalk.signals.frames import unit
from retrowalk.signals.middle import middle

COLUMNS = 7  # of what a look says: piece, first, last, stride_s, and up along x, y, z


class Landing(NamedTuple):
    """What the landings of feet look like; steps_hz: cut-off, in steps of the rhythm.

    share: of the spread that is faster, at least. bursts: likeness of these from stride
    to stride at least, asked of what lasts this many samples.
    """

    steps_hz: float
    share: float
    bursts: float
    lasting: float


class Sight(NamedTuple):
    """How one recording is looked at; numbers of samples at its full rate.

    acc_scale, gyr_scale: what one unit is worth in m/s2 and rad/s. stride, step: how its
    rhythm is looked for; they differ in their longest shifts only. shortest_s: periods of
    a stride and of a step from which on a repeat is no shaking. clear, alike: likeness a
    walk has somewhere, and in all its windows. asks_rise: whether the rise and fall along
    gravity, once a step, is asked. least_turn_radps: what a leg turns at least; 0 where
    the sensor is on none. edge: size of a block at a walk's ends. edge_share: of the
    median spread, below which such a block stands still. pause: that is filled. least:
    shortest walk. room: given before and after what moves, for contacts.
    """

    rate_hz: float
    acc_scale: float
    gyr_scale: float
    stride: Beat
    step: Beat
    shortest_s: tuple[float, float]
    clear: float
    alike: float
    asks_rise: bool
    asks_landing: bool
    least_turn_radps: float
    landing: Landing
    edge: int
    edge_share: float
    pause: int
    least: float
    room: tuple[int, int]


class Windows(NamedTuple):
    """How each window of a piece repeats, by channel, the more telling channel first.

    first, last: shape (n_windows,), [first, last) samples of the piece. period_s,
    likeness: shape (n_channels, n_windows), of strides; NaN where at no period.
    """

    first: IntArray
    last: IntArray
    period_s: FloatArray
    likeness: FloatArray


def look(
    acc: NDArray[Any], gyr: NDArray[Any] | None, edges: IntArray, sight: Sight
) -> FloatArray:
    """Return the walks in pieces without gaps, shape (k, 7), ascending, none overlapping.

    acc, gyr: shape (n, 3), floats or counts, pieces end to end. edges: shape (pieces, 2),
    [first, last) rows of each. Columns: its piece; [first, last) samples of that; the
    typical stride in s; and the direction of up in sensor axes, length 1.
    """
    found = [
        (float(row), *walk)
        for row, (low, high) in enumerate(edges.tolist())
        for walk in _walks(acc[low:high], None if gyr is None else gyr[low:high], sight)
    ]
    return np.array(found).reshape(-1, COLUMNS)


def _walks(
    acc: NDArray[Any], gyr: NDArray[Any] | None, sight: Sight
) -> Iterator[tuple[float, ...]]:
    """Yield first, last, stride_s and up of each walk in a piece."""
    seen = repeats(acc, gyr, sight)
    if seen is None:
        return
    walking = (seen.likeness >= sight.alike) & np.isfinite(seen.period_s)
    clear = np.any(walking & (seen.likeness >= sight.clear), axis=0)
    acc = np.multiply(acc, sight.acc_scale, dtype=np.float64)
    ended = 0
    for first, last in _covered(seen, np.any(walking, axis=0)):
        if not clear[(seen.first < last) & (seen.last > first)].any():
            continue
        for begin, high in _with_room(_moving(acc[first:last], sight) + first, acc, sight):
            low = max(begin, ended)
            ended = max(high, ended)
            stride_s = _stride_s(seen, walking, low, high)
            if high - low < sight.least or not np.isfinite(stride_s):
                continue
            if _is_walk(
                acc[low:high], None if gyr is None else gyr[low:high], stride_s, sight
            ):
                up = unit(np.einsum("ij->j", acc[low:high]))
                yield float(low), float(high), stride_s, *up.tolist()


def repeats(acc: NDArray[Any], gyr: NDArray[Any] | None, sight: Sight) -> Windows | None:
    """Return how a piece repeats with each stride; None where no channel does so clearly.

    Rotation repeats with each stride wherever the sensor is. Away from the legs it can be
    faint; there the trunk's rise and fall, once a step, is asked as well. Where neither
    is clear, as in a slow walk of the trunk, that hardly rises, the whole of the
    acceleration is.
    """
    step, (stride_s, step_s) = sight.stride.step, sight.shortest_s
    slow = block_means(acc, step)
    found: list[FloatArray] = []
    if gyr is not None:
        found.append(_channel(block_means(gyr, step), sight.stride, stride_s, sight))
    if sight.asks_rise:
        found.append(_channel(rise_of(slow), sight.step, step_s, sight) * [1.0, 2.0, 1.0])
    if not any(_clear(one, sight) for one in found):
        found = [_channel(slow, sight.stride, stride_s, sight), *found]
        if not _clear(found[0], sight):
            return None
    seen = np.array(found)
    first = (seen[0, :, 0] * step).astype(np.int64)
    size = min(slow.shape[1], sight.stride.window) * step
    return Windows(first, first + size, seen[:, :, 1], seen[:, :, 2])


def _channel(slow: FloatArray, beat: Beat, shortest_s: float, sight: Sight) -> FloatArray:
    """Return start, period in s, and likeness of the windows of a channel, shape (n, 3).

    slow: shape (k, n). What repeats faster than the shortest period is shaking: NaN.
    """
    found = in_windows(slow, beat)
    found[:, 1] *= beat.step / sight.rate_hz
    found[found[:, 1] < shortest_s, 1] = np.nan
    return found


def _clear(found: FloatArray, sight: Sight) -> bool:
    """Return whether any window of a channel, shape (n_windows, 3), repeats clearly."""
    return bool(((found[:, 2] >= sight.clear) & np.isfinite(found[:, 1])).any())


def _covered(seen: Windows, walking: BoolArray) -> list[tuple[int, int]]:
    """Return [first, last) of what the walking windows cover together."""
    first, last = seen.first[walking], seen.last[walking]  # both ascend
    apart = first[1:] > last[:-1]
    begin, end = first[np.append(True, apart)], last[np.append(apart, True)]
    return list(zip(begin.tolist(), end.tolist(), strict=True))


def _stride_s(seen: Windows, walking: BoolArray, first: int, last: int) -> float:
    """Return the typical stride within [first, last), from the first channel that has one."""
    here = walking & (seen.first < last) & (seen.last > first)
    for period_s, inside in zip(seen.period_s, here, strict=True):
        if inside.any():
            return middle(period_s[inside])
    return float("nan")


def _moving(acc_mps2: FloatArray, sight: Sight) -> IntArray:
    """Return [first, last) of the parts that move as much as the whole does, shape (n, 2)."""
    spread = block_spread(acc_mps2, sight.edge)
    pairs = _joined(runs(spread >= sight.edge_share * middle(spread)) * sight.edge, sight)
    ends = np.where(pairs[:, 1] + sight.edge > len(acc_mps2), len(acc_mps2), pairs[:, 1])
    moving = np.stack([pairs[:, 0], ends], axis=1)
    return moving[ends - pairs[:, 0] >= sight.least]


def _joined(pairs: IntArray, sight: Sight) -> IntArray:
    """Return [first, last) pairs, shape (n, 2), with brief pauses between them filled."""
    apart = pairs[1:, 0] - pairs[:-1, 1] > sight.pause
    first = pairs[np.append(True, apart)[: len(pairs)], 0]
    return np.stack([first, pairs[np.append(apart, True)[: len(pairs)], 1]], axis=1)


def _with_room(parts: IntArray, acc: NDArray[Any], sight: Sight) -> list[tuple[int, int]]:
    """Return [first, last) with room for the first and last contacts, none overlapping."""
    before = np.append(0, parts[:-1, 1])[: len(parts)]
    following = np.append(parts[1:, 0], len(acc))[: len(parts)]
    first = np.maximum(parts[:, 0] - sight.room[0], before)
    last = np.minimum(parts[:, 1] + sight.room[1], following)
    return list(zip(first.tolist(), last.tolist(), strict=True))


def _is_walk(
    acc_mps2: FloatArray, gyr: NDArray[Any] | None, stride_s: float, sight: Sight
) -> bool:
    """Return whether feet land, and, on a leg, whether it swings."""
    least = sight.least_turn_radps
    if sight.asks_landing:
        landing, rate_hz = sight.landing, sight.rate_hz
        stride = max(4, round(stride_s * rate_hz))
        cutoff_hz = landing.steps_hz * 2.0 / stride_s
        share, bursts = sharpness(acc_mps2, cutoff_hz, rate_hz, stride)
        lasts = len(acc_mps2) >= landing.lasting
        if share < landing.share or (lasts and bursts < landing.bursts):
            return False
    if gyr is None or not least:
        return True
    return bool(np.sqrt((gyr * sight.gyr_scale).var(axis=0).sum()) >= least)
