"""When a foot moves and when it rests: told by the foot itself.

On the ground the foot hardly turns; from the first lift to the last settling it does. So
each movement between two rests holds one swing, on a treadmill's belt as on the floor,
and however the sensor is strapped on.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.leg_rules import (
    BRIEFEST_REST_S,
    LEVEL_S,
    MOVING_RADPS,
    MOVING_SHARE,
    RADPS_PER_MPS2,
    REST_QUANTILE,
    ROLLING_RADPS,
    ROLLING_SHARE_OF_MEAN,
    STEP_STRIDES,
    STEP_TURN_RAD,
    STEP_TURN_SHARE,
    SWING_QUANTILE,
)
from retrowalk.gait.walk import Walk
from retrowalk.signals.blocks import runs
from retrowalk.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Movements of a foot between rests, [first, last) samples; shape (n,) each."""

    first: IntArray
    last: IntArray

    def kept(self, keep: BoolArray) -> "Moves":
        """Return only the rows marked, shape (n,)."""
        return Moves(self.first[keep], self.last[keep])

    def total(self, values: FloatArray) -> FloatArray:
        """Return the sum of values, shape (samples,), over each movement, shape (n,)."""
        summed = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray(summed[self.last] - summed[self.first])


def movement_radps(walk: Walk, gyr_radps: FloatArray) -> FloatArray:
    """Return how much a foot moves at each sample, in rad/s, shape (samples,).

    gyr_radps: shape (samples, 3).
    """
    acc = walk.acc_mps2
    beyond = np.sqrt(np.einsum("ij,ij->i", acc, acc)) - STANDARD_GRAVITY_MPS2
    square = np.einsum("ij,ij->i", gyr_radps, gyr_radps) + (RADPS_PER_MPS2 * beyond) ** 2
    mean = walk.kernels.running_mean(square, max(1, round(LEVEL_S * walk.rate_hz)))
    return np.asarray(np.sqrt(np.maximum(mean, 0.0)))


def steps(walk: Walk, gyr_radps: FloatArray, level: FloatArray) -> Moves:
    """Return the movements that turn the foot enough, and long enough, for a step.

    gyr_radps: shape (samples, 3). level: shape (samples,), as movement_radps says.
    """
    size = np.sqrt(np.einsum("ij,ij->i", gyr_radps, gyr_radps))
    moves = _movements(walk, level)
    cut = (moves.first == 0) | (moves.last == walk.n_samples)
    moves = moves.kept(
        cut | (moves.last - moves.first >= STEP_STRIDES * walk.stride_samples)
    )
    turn_rad = moves.total(size) / walk.rate_hz
    if not len(turn_rad):
        return moves
    return moves.kept(turn_rad >= min(STEP_TURN_RAD, STEP_TURN_SHARE * middle(turn_rad)))


def middle(values: FloatArray) -> float:
    """Return the median, the upper of two; numpy's own costs more than all the rest here."""
    return float(np.sort(values)[len(values) // 2])


def _movements(walk: Walk, level: FloatArray) -> Moves:
    """Return the movements between rests, whatever they are."""
    ranked, top = np.sort(level), len(level) - 1
    rest, swing = ranked[int(REST_QUANTILE * top)], ranked[int(SWING_QUANTILE * top)]
    least = float(np.clip(rest + MOVING_SHARE * (swing - rest), *MOVING_RADPS))
    briefest = BRIEFEST_REST_S * walk.rate_hz
    moves = _between_rests(level > least, briefest)
    rolling = moves.last - moves.first > walk.stride_samples
    if not rolling.any():
        return moves
    mean = walk.kernels.running_mean(level, walk.stride_samples)
    high = np.maximum(least, np.minimum(ROLLING_SHARE_OF_MEAN * mean, ROLLING_RADPS))
    long = np.zeros(len(level) + 1, dtype=np.int64)
    np.add.at(long, moves.first[rolling], 1)
    np.add.at(long, moves.last[rolling], -1)
    moving = level > np.where(np.cumsum(long[:-1]) > 0, high, least)
    return _between_rests(moving, briefest)


def _between_rests(moving: BoolArray, briefest: float) -> Moves:
    """Return the stretches that move; a rest too brief to be one does not part them."""
    pairs = runs(moving)
    if not len(pairs):
        return Moves(pairs[:, 0], pairs[:, 1])
    parted = pairs[1:, 0] - pairs[:-1, 1] >= briefest
    return Moves(
        pairs[np.concatenate([[True], parted]), 0],
        pairs[np.concatenate([parted, [True]]), 1],
    )
