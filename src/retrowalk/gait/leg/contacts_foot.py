"""Contacts of a foot, seen by the foot itself: it rests, it moves, it rests.

On the ground the foot hardly turns; from the first lift to the last settling it does. So
each movement between two rests holds one swing. Within it the foot tips one way before
it leaves, comes round the other way while it travels, and settles: leaving and landing
are the two ends of the passage between its extremes. That is so forward (heel up, toes
leave, heel lands, toes down) and backward (toes up, heel leaves, toes land, heel down),
on a treadmill's belt as on the floor, and however the sensor is strapped on.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.contacts import NO_CONTACTS, Contacts, followed
from retrowalk.gait.kernels.leg_rules import (
    EDGE_S,
    LATEST_FINAL,
    NEARLY,
    NEIGHBOURS,
    QUICK_SHARE,
    SHAPE_HZ,
    STEP_MPS,
    TIPPING,
    TURNS_BACK,
)
from retrowalk.gait.leg.foot_moves import Moves, middle, movement_radps, steps
from retrowalk.gait.leg.sagittal import Sagittal
from retrowalk.gait.leg.strides import quickest_mps
from retrowalk.gait.walk import Walk

AT_ONCE = 256  # swings laid out together, which bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class _Swings:
    """Swings, one for each movement; arrays have shape (n,).

    start, end: samples, with fractions. tips: whether the foot tips as in walking, not
    only turns. tips_before, settles: whether it is seen to turn the other way before and
    after.
    """

    start: FloatArray
    end: FloatArray
    tips: BoolArray
    tips_before: BoolArray
    settles: BoolArray


def foot_contacts(walk: Walk, gyr_radps: FloatArray, motion: Sagittal) -> Contacts:
    """Return the contacts of the foot that carries the sensor.

    gyr_radps: shape (n, 3), the walk's angular rate.
    """
    level = movement_radps(walk, gyr_radps)
    moves = steps(walk, gyr_radps, level)
    if not len(moves.first):
        return NO_CONTACTS
    rate = walk.kernels.low_pass(gyr_radps @ motion.axis, SHAPE_HZ, walk.rate_hz)
    sign = _swing_signs(moves, rate, motion.ahead_mps)
    swings = _swings(moves, rate, sign, level)
    edge = EDGE_S * walk.rate_hz
    lifted = _lifted(walk, gyr_radps, moves, swings.tips)
    whole = swings.settles & (swings.end < walk.n_samples - edge)
    initial = swings.end[lifted & (whole | (moves.last < walk.n_samples))]
    whole = swings.tips_before & (swings.start >= edge)
    final = swings.start[lifted & (whole | (moves.first > 0))]
    return Contacts(
        initial,
        followed(initial, final, LATEST_FINAL * walk.stride_samples),
        both_feet=False,
    )


def _lifted(walk: Walk, gyr_radps: FloatArray, moves: Moves, tips: BoolArray) -> BoolArray:
    """Return which movements are steps: not those of a foot that swivels where it stands."""
    lifted = tips.copy()
    turns = moves.kept(~tips)
    last = np.minimum(turns.last, walk.n_samples - 1)
    speed = quickest_mps(walk, gyr_radps, turns.first, last)
    lifted[~tips] = speed >= STEP_MPS
    return lifted


def _swing_signs(moves: Moves, rate: FloatArray, speed: FloatArray) -> FloatArray:
    """Return the sign the rate has while the foot travels, shape (n,).

    The speed is taken against the line between its values at the two rests, where the
    foot does not move. Strides around a stride have mostly the same sign and help; one
    that the walk's end cuts off has no second rest, and only they speak for it.
    """
    edges = np.stack([moves.first, moves.last - 1], axis=1).ravel()
    travel = (speed - np.interp(np.arange(len(speed)), edges, speed[edges])) ** 2
    agree = moves.total(rate * travel) / np.maximum(
        moves.total(np.abs(rate) * travel), 1e-12
    )
    whole = (moves.first > 0) & (moves.last < len(rate))
    if whole.any():
        agree = np.where(whole, agree, 0.0)
    agree = np.convolve(agree, NEIGHBOURS)[2:-2]
    return np.where(agree >= 0.0, 1.0, -1.0)


def _swings(moves: Moves, rate: FloatArray, sign: FloatArray, level: FloatArray) -> _Swings:
    """Return the swing of each movement."""
    parts = []
    for at in range(0, len(moves.first), AT_ONCE):
        some = slice(at, at + AT_ONCE)
        first, last = moves.first[some], moves.last[some]
        beat = np.arange(int((last - first).max()))
        inside = beat < (last - first)[:, None]
        spread = np.minimum(first[:, None] + beat, last[:, None] - 1)
        turn = np.where(inside, rate[spread] * sign[some, None], 0.0)
        low, high, passage, before, after = _passages(turn)
        quick, slow = _quick_parts(np.where(inside, level[spread], 0.0))
        parts.append(
            (first + low, first + high, passage, before, after, first + quick, first + slow)
        )
    low, high, passage, before, after, quick, slow = (
        np.concatenate(one) for one in zip(*parts, strict=True)
    )
    tips = passage >= TIPPING * middle(passage)
    return _Swings(
        start=np.where(tips, _crossing(rate, low), quick),
        end=np.where(tips, _crossing(rate, high), np.minimum(slow, moves.last - 1)),
        tips=tips,
        tips_before=before >= TURNS_BACK * passage,
        settles=after >= TURNS_BACK * passage,
    )


def _passages(
    turn: FloatArray,
) -> tuple[IntArray, IntArray, FloatArray, FloatArray, FloatArray]:
    """Return the largest climb of the angle in each movement.

    turn: shape (n, samples), by how much the angle climbs at each sample.

    First and last sample of the climb, its size, and how far the angle turns the other
    way before and after it. It begins where the angle is last as good as lowest, and ends
    where it is first as good as highest: a foot that has landed may yet swivel.
    """
    rows, beat = np.arange(len(turn)), np.arange(turn.shape[1])
    angle = np.cumsum(turn, axis=1)
    rise = angle - np.minimum.accumulate(angle, axis=1)
    top = np.argmax(rise, axis=1)
    until = beat <= top[:, None]
    bottom = np.argmin(np.where(until, angle, np.inf), axis=1)
    passage = rise[rows, top]
    margin = (NEARLY * passage)[:, None]
    falls_next = np.append(turn[:, 1:] <= 0.0, np.ones((len(turn), 1), np.bool_), axis=1)
    after_bottom = beat >= bottom[:, None]
    crest = until & after_bottom & (turn > 0.0) & falls_next
    high = np.argmax(crest & (angle >= angle[rows, top][:, None] - margin), axis=1)
    high = np.where(passage > 0.0, high, top)
    trough = after_bottom & (beat <= high[:, None]) & ~falls_next & (turn <= 0.0)
    trough &= angle <= angle[rows, bottom][:, None] + margin
    last_trough = len(beat) - 1 - np.argmax(trough[:, ::-1], axis=1)
    low = np.where(trough.any(axis=1), last_trough, bottom)
    before = np.where(beat <= low[:, None], angle, -np.inf).max(axis=1) - angle[rows, low]
    later = np.where(beat > high[:, None], angle, np.inf).min(axis=1)
    after = np.where(np.isfinite(later), angle[rows, high] - later, 0.0)
    return low, high, passage, before, after


def _quick_parts(level: FloatArray) -> tuple[IntArray, IntArray]:
    """Return first and last sample of the quick part around the quickest, shape (n,) each.

    level: shape (n, samples), 0 past the end of a movement.
    """
    beat, top = np.arange(level.shape[1]), np.argmax(level, axis=1)[:, None]
    slow = level < QUICK_SHARE * np.take_along_axis(level, top, axis=1)
    first = np.where(slow & (beat < top), beat + 1, 0).max(axis=1)
    last = np.where(slow & (beat > top), beat, len(beat)).min(axis=1) - 1
    return first, last


def _crossing(rate: FloatArray, at: IntArray) -> FloatArray:
    """Return where the rate crosses zero between each sample and the next, shape (n,)."""
    after = np.minimum(at + 1, len(rate) - 1)
    fall = rate[at] - rate[after]
    share = np.where(fall != 0.0, rate[at] / np.where(fall != 0.0, fall, 1.0), 0.0)
    return np.asarray(at + np.clip(share, 0.0, 1.0))
