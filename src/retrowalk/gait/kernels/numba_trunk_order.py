"""Which faint rises can be steps, in machine code; meaning in gait/trunk/order_trunk.py."""

import math

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.kernels.jit import compiled
from retrowalk.gait.kernels.numba_trunk_steps import nearest, spread_of
from retrowalk.gait.kernels.trunk_rules import (
    CATCHING_STEPS,
    CLEAR_SWAY,
    CLOSING_STEPS,
    LANDS_AFTER_S,
    LEAST_ROW,
    LEAST_TURN_RAD,
    MISSED_STEPS,
    PAUSE_STEPS,
    SLOWED_MPS,
    VOTING_STEPS,
)


@compiled
def heading_of(rates: FloatArray, up: FloatArray, rate_hz: float) -> FloatArray:
    """Return the angle turned about up, in rad, shape (n,); rates: shape (n, 3)."""
    heading, total = np.empty(len(rates)), 0.0
    a, b, c = up[0] / rate_hz, up[1] / rate_hz, up[2] / rate_hz
    for i in range(len(rates)):
        total += a * rates[i, 0] + b * rates[i, 1] + c * rates[i, 2]
        heading[i] = total
    return heading


@compiled
def sway_of(landed: FloatArray, aside: FloatArray, rate_hz: float) -> FloatArray:
    """Return the speed to one side as feet would land, in spreads of the walk."""
    sway = np.empty(len(landed))
    share = 1.0 / max(spread_of(aside), 1e-9)
    for row in range(len(landed)):
        sway[row] = share * aside[_landing(landed[row], len(aside), rate_hz)]
    return sway


@compiled
def _landing(landed: float, n: int, rate_hz: float) -> int:
    """Return the sample nearest to when a foot lands."""
    return nearest(landed + LANDS_AFTER_S * rate_hz, n)


@compiled
def stands_between(
    one: float, other: float, heading: FloatArray, step: float, rate_hz: float
) -> bool:
    """Return whether the person stands between two clear rises; landed: one, other."""
    n = len(heading)
    if n == 0 or other - one <= PAUSE_STEPS * step:
        return False
    first, last = _landing(one, n, rate_hz), _landing(other, n, rate_hz)
    return bool(abs(heading[last] - heading[first]) < LEAST_TURN_RAD)


@compiled
def take_turns(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    keep: BoolArray,
    clear: BoolArray,
    landed: FloatArray,
    aside: FloatArray,
    step: float,
    rate_hz: float,
) -> None:
    """Strike, in place, the last faint rise of a turn where a foot would follow itself."""
    before, sway = -1, landed[:0]
    for row in range(len(keep)):
        if not clear[row]:
            continue
        if before >= 0 and landed[row] - landed[before] > MISSED_STEPS * step:
            last, count = -1, 0
            for i in range(before + 1, row):
                if keep[i]:
                    last, count = i, count + 1
            if count >= 2:
                if not len(sway):  # few walks ask for it
                    sway = sway_of(landed, aside, rate_hz)
                one = _side(clear, landed, sway, before, -1, step)
                other = _side(clear, landed, sway, row, 1, step)
                sure = min(abs(one), abs(other)) >= CLEAR_SWAY
                if sure and (count % 2 == 1) != (one * other > 0.0):
                    keep[last] = False
        before = row


@compiled
def _side(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    clear: BoolArray,
    landed: FloatArray,
    sway: FloatArray,
    first: int,
    way: int,
    step: float,
) -> float:
    """Return the sway at the first of a row of clear rises, by vote of the row.

    way: +1 if the row goes on after the first, -1 if before.
    """
    total, turn, votes, before, i = 0.0, 1.0, 0, first, first
    while 0 <= i < len(clear) and votes < VOTING_STEPS:
        if clear[i]:
            if abs(landed[i] - landed[before]) > MISSED_STEPS * step:
                break
            total += turn * sway[i]
            turn, votes, before = -turn, votes + 1, i
        i += way
    return total / votes if votes > 1 else 0.0


@compiled
def catch(  # noqa: PLR0913, PLR0917 (a kernel takes arrays, no objects)
    keep: BoolArray,
    landed: FloatArray,
    ahead: FloatArray,
    score: float,
    step: float,
    rate_hz: float,
) -> None:
    """Keep, in place, also the top after the last step if the body still goes on there.

    score: log-odds that it goes along ahead at the end of the walk.
    """
    first = last = -1
    count = 0
    for row in range(len(keep)):
        if keep[row]:
            first = row if count == 0 else first
            last, count = row, count + 1
    if count <= LEAST_ROW or last + 1 == len(keep):
        return
    if landed[last + 1] - landed[last] > CATCHING_STEPS * step:
        return
    n = len(ahead)
    begin, end = _landing(landed[first], n, rate_hz), _landing(landed[last], n, rate_hz)
    lean = total = 0.0
    for i in range(begin, end):
        lean += ahead[i]
    lean /= end - begin
    for i in range(end, min(end + int(CLOSING_STEPS * step), n)):
        total += ahead[i] - lean
    keep[last + 1] = -math.tanh(0.5 * score) * total / rate_hz >= SLOWED_MPS
