"""Where the person walks within a piece of a recording that moves.

The rhythm says where the movement repeats like walking, and the energy says where within
that it begins and ends.
"""

from collections.abc import Iterator

import numpy as np

from retrowalk.arrays import IntArray
from retrowalk.gait.finding.gaitlike import lands, swings
from retrowalk.gait.finding.pieces import MIN_WALK_S, Piece, pieces
from retrowalk.gait.finding.rhythm import (
    MAX_STEP_S,
    MAX_STRIDE_S,
    MIN_STEP_S,
    MIN_STRIDE_S,
    Channel,
    Rhythm,
    channel,
    rise_channel,
)
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.gait.settings import Settings
from retrowalk.gait.sites import STEP_SITES
from retrowalk.gait.walk import Walk
from retrowalk.signals.blocks import runs
from retrowalk.signals.frames import unit
from retrowalk.signals.middle import middle
from retrowalk.signals.recording import Recording, SensorSite

EDGE_BLOCK_S = 0.25
EDGE_SHARE = 0.25  # of the walk's own median spread: below this a block stands still
# The last step, beside the other foot, hardly shakes the trunk: it lies just past what
# moves in 8 of 27 real walks (validation/direction/calibration.md).
CLOSING_S = 0.5
# A foot has landed, but not yet settled, where its walk ends in 9 of 27 real walks
# (validation/contacts).
SETTLING_S = 0.25


def walks(
    recording: Recording, settings: Settings, kernels: Kernels = REFERENCE
) -> Iterator[Walk]:
    """Yield the walks of a recording, ascending, none overlapping."""
    for piece in pieces(recording, kernels):
        yield from walks_in(piece, recording.site, settings)


def walks_in(piece: Piece, site: SensorSite, settings: Settings) -> Iterator[Walk]:
    """Yield the walks in a piece without gaps, ascending, none overlapping."""
    seen = repeats(piece, site)
    if seen:
        yield from _walks(piece.walk(), seen, site, settings)


def _walks(
    piece: Walk, seen: list[Rhythm], site: SensorSite, settings: Settings
) -> Iterator[Walk]:
    """Yield the walks in a piece that repeats clearly somewhere."""
    ended = 0
    for first, last in _covered(seen):
        if not any(one.clear(first, last) for one in seen):
            continue
        parts = _moving_parts(piece, first, last, settings)
        for begin, high in _with_room(parts, piece, site):
            low = max(begin, ended)
            ended = max(high, ended)
            if high - low < MIN_WALK_S * piece.rate_hz:
                continue
            walk = _cut(piece, low, high, _stride_s(seen, low, high))
            if np.isfinite(walk.stride_s) and lands(walk, site) and swings(walk, site):
                yield walk


def repeats(piece: Piece, site: SensorSite) -> list[Rhythm]:
    """Return how a piece repeats with each stride, the more telling channel first.

    None, where no channel repeats clearly anywhere. Rotation repeats with each stride
    wherever the sensor is. Away from the legs it can be faint; there the trunk's rise and
    fall, once a step, is asked as well. Where neither is clear, as in a slow walk of the
    trunk, that hardly rises, the whole of the acceleration is.
    """
    rate_hz, kernels = piece.rate_hz, piece.kernels
    stride_s = MIN_STRIDE_S, MAX_STRIDE_S
    found: list[Channel] = []
    if piece.gyr is not None:
        found.append(channel(piece.gyr, rate_hz, stride_s, kernels))
    if site in STEP_SITES:
        step_s = MIN_STEP_S, MAX_STEP_S
        found.append(rise_channel(piece.acc, rate_hz, step_s, kernels))
    clear = any(one.clear for one in found)
    if not clear:
        found.insert(0, channel(piece.acc, rate_hz, stride_s, kernels))
        clear = found[0].clear
    return [one.rhythm() for one in found] if clear else []


def _covered(seen: list[Rhythm]) -> list[tuple[int, int]]:
    """Return [first, last) of what the walking windows of all channels cover together."""
    first = np.concatenate([one.first[one.walking] for one in seen])
    last = np.concatenate([one.last[one.walking] for one in seen])
    order = np.argsort(first, kind="stable")
    first, reach = first[order], np.maximum.accumulate(last[order])
    apart = first[1:] > reach[:-1]
    return list(
        zip(
            first[np.append(True, apart)].tolist(),
            reach[np.append(apart, True)].tolist(),
            strict=True,
        )
    )


def _stride_s(seen: list[Rhythm], first: int, last: int) -> float:
    """Return the typical stride time within [first, last), from the first channel that has one."""
    for one in seen:
        inside = one.walking & (one.first < last) & (one.last > first)
        if inside.any():
            return middle(one.period_s[inside])
    return float("nan")


def _moving_parts(
    piece: Walk, first: int, last: int, settings: Settings
) -> list[tuple[int, int]]:
    """Return [first, last) of the parts that move as much as the walk does."""
    size = max(2, round(EDGE_BLOCK_S * piece.rate_hz))
    spread = piece.kernels.block_spread(piece.acc_mps2[first:last], size)
    moving = spread >= EDGE_SHARE * middle(spread)
    pairs = _joined(
        runs(moving) * size + first, round(settings.max_pause_s * piece.rate_hz)
    )
    ends = np.where(pairs[:, 1] + size > last, last, pairs[:, 1])
    long = ends - pairs[:, 0] >= MIN_WALK_S * piece.rate_hz
    return list(zip(pairs[long, 0].tolist(), ends[long].tolist(), strict=True))


def _with_room(
    parts: list[tuple[int, int]], piece: Walk, site: SensorSite
) -> list[tuple[int, int]]:
    """Return [first, last) with room for the first and last contacts, none overlapping.

    A wrist goes on swinging when the feet have come to rest, and needs none.
    """
    if site is SensorSite.WRIST or not parts:
        return parts
    trunk = site is SensorSite.LOWER_BACK
    room = round((CLOSING_S if trunk else SETTLING_S) * piece.rate_hz)
    before = [0] + [last for _, last in parts[:-1]]
    following = [first for first, _ in parts[1:]] + [piece.n_samples]
    return [
        (first if trunk else max(first - room, low), min(last + room, high))
        for (first, last), low, high in zip(parts, before, following, strict=True)
    ]


def _joined(pairs: IntArray, pause_samples: int) -> IntArray:
    """Return [first, last) pairs, shape (n, 2), with brief pauses between them filled."""
    apart = pairs[1:, 0] - pairs[:-1, 1] > pause_samples
    first = pairs[np.append(True, apart)[: len(pairs)], 0]
    return np.stack([first, pairs[np.append(apart, True)[: len(pairs)], 1]], axis=1)


def _cut(piece: Walk, first: int, last: int, stride_s: float) -> Walk:
    gyr = piece.gyr_radps
    return Walk(
        first=piece.first + first,
        rate_hz=piece.rate_hz,
        acc_mps2=piece.acc_mps2[first:last],
        gyr_radps=None if gyr is None else gyr[first:last],
        missing=piece.missing[first:last],
        stride_s=stride_s,
        kernels=piece.kernels,
        upward=unit(np.ones(last - first) @ piece.acc_mps2[first:last]),
    )
