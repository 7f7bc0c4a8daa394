"""Where the person walks: from a recording to its walks.

The cheap gate says where the sensor moves, the rhythm says where the movement repeats
like walking, and the energy says where within that it begins and ends.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from retrowalk.gait.gate import moving_stretches
from retrowalk.gait.rhythm import (
    MAX_STEP_S,
    MAX_STRIDE_S,
    MIN_STEP_S,
    MIN_STRIDE_S,
    Rhythm,
    rhythms,
)
from retrowalk.gait.settings import Settings
from retrowalk.gait.walk import Walk
from retrowalk.signals.blocks import block_spread, runs
from retrowalk.signals.bridging import bridged, usable
from retrowalk.signals.quality import missing
from retrowalk.signals.recording import Recording, SensorSite
from retrowalk.signals.smoothing import low_pass

# Sites that feel both feet alike repeat with each step, a leg repeats with each stride.
STEP_SITES = frozenset({SensorSite.LOWER_BACK, SensorSite.WRIST})
EDGE_BLOCK_S = 0.25
EDGE_SHARE = 0.25  # of the walk's own median spread: below this a block stands still
MIN_WALK_S = 1.8  # two quick strides
# A leg that walks turns; less than this is fidgeting. Own choice, softest walk 0.8.
MIN_LEG_RADPS = 0.4
# Share of the acceleration's spread that is faster than a step. Own choice: the softest
# walk of the validation recordings has 0.34, slow swaying below 0.05.
SHARP_HZ = 3.0
MIN_SHARP_SHARE = 0.25


def walks(recording: Recording, settings: Settings) -> Iterator[Walk]:
    """Yield the walks of a recording, ascending, none overlapping."""
    pieces = [
        piece
        for first, last in moving_stretches(recording.acc_mps2, recording.rate_hz)
        for piece in _pieces(recording, int(first), int(last))
    ]
    for piece, seen in zip(pieces, _all_rhythms(pieces, recording.site), strict=True):
        yield from _walks_in(piece, seen, recording.site, settings)


def _pieces(recording: Recording, first: int, last: int) -> Iterator[Walk]:
    """Yield the parts of a stretch that have no gap and are long enough for a walk."""
    acc = recording.acc_mps2[first:last]
    gyr = None if recording.gyr_radps is None else recording.gyr_radps[first:last]
    gone = missing(acc, gyr)
    for low, high in runs(usable(gone, recording.rate_hz)):
        if high - low < MIN_WALK_S * recording.rate_hz:
            continue
        yield Walk(
            first=first + int(low),
            rate_hz=recording.rate_hz,
            acc_mps2=bridged(acc[low:high], gone[low:high]),
            gyr_radps=None if gyr is None else bridged(gyr[low:high], gone[low:high]),
            missing=gone[low:high],
            stride_s=np.nan,
        )


def _walks_in(
    piece: Walk, seen: list[Rhythm], site: SensorSite, settings: Settings
) -> Iterator[Walk]:
    """Yield the walks in a stretch without gaps."""
    if not any(one.clear(0, piece.n_samples) for one in seen):
        return
    covered = np.zeros(piece.n_samples, dtype=np.bool_)
    for one in seen:
        for first, last in zip(one.first[one.walking], one.last[one.walking], strict=True):
            covered[first:last] = True
    for first, last in runs(covered):
        if not any(one.clear(int(first), int(last)) for one in seen):
            continue
        for low, high in _moving_parts(piece, int(first), int(last), settings):
            walk = _cut(piece, low, high, _stride_s(seen, low, high))
            if np.isfinite(walk.stride_s) and _lands(walk, site) and _swings(walk, site):
                yield walk


def _all_rhythms(pieces: list[Walk], site: SensorSite) -> list[list[Rhythm]]:
    """Return how each piece repeats with each stride, the more telling channel first.

    Rotation repeats with each stride wherever the sensor is. Away from the legs it can
    be faint; there the trunk's rise and fall, once a step, is asked as well.
    """
    if not pieces:
        return []
    rate_hz, channels = pieces[0].rate_hz, []
    turning = [one.gyr_radps for one in pieces if one.gyr_radps is not None]
    if turning:
        channels.append(rhythms(turning, rate_hz, MIN_STRIDE_S, MAX_STRIDE_S))
    elif site not in STEP_SITES:
        moving = [one.acc_mps2 for one in pieces]
        channels.append(rhythms(moving, rate_hz, MIN_STRIDE_S, MAX_STRIDE_S))
    if site in STEP_SITES:
        rise = [(one.acc_mps2 @ one.up())[:, None] for one in pieces]
        steps = rhythms(rise, rate_hz, MIN_STEP_S, MAX_STEP_S)
        channels.append([replace(one, period_s=2.0 * one.period_s) for one in steps])
    return [list(one) for one in zip(*channels, strict=True)]


def _stride_s(seen: list[Rhythm], first: int, last: int) -> float:
    """Return the typical stride time within [first, last), from the first channel that has one."""
    for one in seen:
        inside = one.walking & (one.first < last) & (one.last > first)
        if inside.any():
            return float(np.median(one.period_s[inside]))
    return float("nan")


def _moving_parts(
    piece: Walk, first: int, last: int, settings: Settings
) -> list[tuple[int, int]]:
    """Return [first, last) of the parts that move as much as the walk does."""
    size = max(2, round(EDGE_BLOCK_S * piece.rate_hz))
    spread = block_spread(piece.acc_mps2[first:last], size)
    moving = spread >= EDGE_SHARE * np.median(spread)
    pairs = runs(moving) * size + first
    joined: list[tuple[int, int]] = []
    for low, high in pairs:
        end = last if high + size > last else int(high)
        if joined and low - joined[-1][1] <= settings.max_pause_s * piece.rate_hz:
            joined[-1] = (joined[-1][0], end)
            continue
        joined.append((int(low), end))
    return [pair for pair in joined if pair[1] - pair[0] >= MIN_WALK_S * piece.rate_hz]


def _cut(piece: Walk, first: int, last: int, stride_s: float) -> Walk:
    gyr = piece.gyr_radps
    return Walk(
        first=piece.first + first,
        rate_hz=piece.rate_hz,
        acc_mps2=piece.acc_mps2[first:last],
        gyr_radps=None if gyr is None else gyr[first:last],
        missing=piece.missing[first:last],
        stride_s=stride_s,
    )


def _swings(walk: Walk, site: SensorSite) -> bool:
    """Whether a leg sensor turns as a walking leg does; other sites need not."""
    if site in STEP_SITES or walk.gyr_radps is None:
        return True
    return bool(np.sqrt(walk.gyr_radps.var(axis=0).sum()) >= MIN_LEG_RADPS)


def _lands(walk: Walk, site: SensorSite) -> bool:
    """Whether there is the sharpness of landing feet, which swaying does not have.

    A wrist is too far from the ground to be asked.
    """
    if site is SensorSite.WRIST:
        return True
    sharp = walk.acc_mps2 - low_pass(walk.acc_mps2, SHARP_HZ, walk.rate_hz)
    share = np.sqrt(sharp.var(axis=0).sum() / walk.acc_mps2.var(axis=0).sum())
    return bool(share >= MIN_SHARP_SHARE)
