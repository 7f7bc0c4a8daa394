"""Where within a walk the direction changes: there one bout ends and the next begins.

Whoever goes on backward without a pause has begun another walk. What holds for a whole
walk (which half of a stride is the swing, how long a stride takes, which way most of them
go) would otherwise be a mixture of two.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.finding.pieces import MIN_WALK_S
from retrowalk.gait.finding.rhythm import MAX_STRIDE_S, MIN_STRIDE_S
from retrowalk.gait.judging.deciding import going_together
from retrowalk.gait.kernels.judging_rules import CHANGE
from retrowalk.gait.measured import Measured
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import up_from_gravity

# Own choices. A change is believed where some stride on either side is as sure as a
# direction must be to be named (log-odds of 0.9), and there are enough for a rhythm.
CLEARLY = 2.2
LEAST_STEPS = 6
CLEAR_PART = 1.0  # mean log-odds of a part's strides, each by itself
HOLE_STRIDES = 3.0  # no pause within a walk lasts as long
# What a stride that is quite sure says about its neighbour.
TOLD_BY_NEIGHBOUR = float(np.log((1.0 - CHANGE) / CHANGE))


def parts(one: Measured, least_steps: int) -> list[Walk]:
    """Return the parts of a walk in which the direction changes; none where it does not.

    least_steps: fewest steps, of both feet, in a part.
    """
    if not len(one.contacts.initial):
        return []
    cuts = sorted({*_cuts_at_changes(one, least_steps), *_cuts_at_holes(one)})
    edges = [0, *cuts, one.walk.n_samples]
    if not cuts or min(np.diff(edges)) < MIN_WALK_S * one.walk.rate_hz:
        return []
    return [_cut(one, low, high) for low, high in pairwise(edges)]


def one_way(part: Measured) -> bool:
    """Say whether the strides of a part, on the whole, clearly go one way.

    Where they do not, the walk was not understood better by cutting it.
    """
    going = part.going[np.isfinite(part.going)]
    return bool(len(going)) and abs(float(going.mean())) >= CLEAR_PART


def side_by_side(found: Sequence[Measured]) -> list[Measured]:
    """Return parts of one walk, measured each by itself, with what neighbours tell them.

    The stride at a seam may still belong to the part beside it.
    """
    before, after = [0.0] * len(found), [0.0] * len(found)
    for row, (one, other) in enumerate(pairwise(found)):
        side = float(np.sign(one.axis @ other.axis))
        after[row] = side * float(np.sign(np.nansum(other.going))) * TOLD_BY_NEIGHBOUR
        before[row + 1] = side * float(np.sign(np.nansum(one.going))) * TOLD_BY_NEIGHBOUR
    return [
        replace(one, beyond=beyond)
        for one, beyond in zip(found, zip(before, after, strict=True), strict=True)
    ]


def _cuts_at_changes(one: Measured, least_steps: int) -> list[int]:
    """Return where another way begins."""
    going = one.going[np.isfinite(one.going)]
    if not len(going) or not going.min() < 0.0 < going.max():
        return []  # the usual case
    each, at = 1 if one.contacts.both_feet else 2, one.contacts.initial
    ways = _ways(going_together(one), max(least_steps, LEAST_STEPS) / each)
    return [round(0.5 * float(at[first - 1] + at[first])) for first in ways[1:]]


def _cuts_at_holes(one: Measured) -> list[int]:
    """Return where a leg seems to take no steps for strides on end, though it walks.

    It is where the leg goes the other way that its swings may not be seen: what is a swing
    was asked of the whole walk.
    """
    if one.contacts.both_feet:
        return []
    stride, at = one.walk.stride_samples, one.contacts.initial
    before = np.flatnonzero(np.diff(at, append=one.walk.n_samples) > HOLE_STRIDES * stride)
    cuts = [int(one_at + 0.5 * stride) for one_at in at[before]]
    if at[0] > HOLE_STRIDES * stride:
        cuts.append(int(at[0] - 0.5 * stride))
    return cuts


def _cut(one: Measured, low: int, high: int) -> Walk:
    """Return samples [low, high) of a walk, with their own up and typical stride."""
    walk, at, rows = one.walk, one.contacts.initial, slice(low, high)
    acc = walk.acc_mps2[rows]
    apart = np.diff(at[(at >= low) & (at < high)])
    each = 2.0 if one.contacts.both_feet else 1.0
    stride_s = each * float(np.median(apart)) / walk.rate_hz if len(apart) else 0.0
    return replace(
        walk,
        first=walk.first + low,
        acc_mps2=acc,
        gyr_radps=None if walk.gyr_radps is None else walk.gyr_radps[rows],
        missing=walk.missing[rows],
        stride_s=stride_s if MIN_STRIDE_S <= stride_s <= MAX_STRIDE_S else walk.stride_s,
        upward=up_from_gravity(acc),
    )


def _ways(said: FloatArray, least: float) -> list[int]:
    """Return the first rows of the ways gone, one after the other.

    Strides that are not clear, or too few, go with those before them.
    """
    ahead = said >= 0.0
    edges = [0, *(1 + np.flatnonzero(ahead[1:] != ahead[:-1])).tolist(), len(said)]
    found: list[int] = []
    for first, last in pairwise(edges):
        if last - first < least or np.abs(said[first:last]).max() < CLEARLY:
            continue
        if not found or ahead[first] != ahead[found[-1]]:
            found.append(first)
    return found
