"""How far a foot sensor goes with each stride: dead reckoning from rest to rest.

Between two moments at which the foot rests on the ground, its acceleration is integrated
twice; that it rests at both ends takes the drift away (zero-velocity update).
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.walk import Walk
from retrowalk.signals.smoothing import running_mean
from retrowalk.units import STANDARD_GRAVITY_MPS2

REST_S = 0.1  # the foot lies still at least this long in a walking stance
REST_RADPS = 1.5  # slower rotation counts as rest; own choice from validation walks
REST_REACH = 0.6  # strides; the foot rests within this time after it has landed
LONGEST = 2.0  # strides; rests further apart have a missed contact between them
PLAUSIBLE_M = (0.1, 3.0)  # beyond, the reckoning has failed; own choice
AT_ONCE = 256  # strides reckoned together, which bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Strides:
    """The strides of one foot; row i is the stride that ends in initial contact i.

    moved_m: shape (n, 3), displacement in the sensor's axes at the rest before it; NaN
        where not measured. up: shape (n, 3), up at that rest, in the same axes.
    """

    moved_m: FloatArray
    up: FloatArray

    @property
    def length_m(self) -> FloatArray:
        """Horizontal length of each stride, shape (n,); NaN where not measured."""
        along = np.einsum("ij,ij->i", self.moved_m, self.up)
        size = np.linalg.norm(self.moved_m - along[:, None] * self.up, axis=1)
        plausible = (size >= PLAUSIBLE_M[0]) & (size <= PLAUSIBLE_M[1])
        return np.where(plausible, size, np.nan)


def strides(walk: Walk, gyr_radps: FloatArray, initial: FloatArray) -> Strides:
    """Return the strides of a foot sensor.

    gyr_radps: shape (n, 3). initial: shape (n,), contacts of that foot, in samples.
    Not measured: the first contact's stride, and any that has no rest at both ends.
    """
    moved = np.full((len(initial), 3), np.nan)
    up = np.full((len(initial), 3), np.nan)
    rests = _rests(walk, gyr_radps, initial)
    span = np.diff(rests)
    usable = (rests[1:] >= 0) & (rests[:-1] >= 0) & (span > 2)
    rows = np.flatnonzero(usable & (span <= LONGEST * walk.stride_samples))
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        moved[some + 1], up[some + 1] = _reckoned(
            walk, gyr_radps, rests[some], rests[some + 1]
        )
    return Strides(moved, up)


def _rests(walk: Walk, gyr_radps: FloatArray, initial: FloatArray) -> IntArray:
    """Return the quietest sample of the stance after each contact, -1 where none is."""
    size = np.sqrt(np.einsum("ij,ij->i", gyr_radps, gyr_radps))
    level = running_mean(size, max(1, round(REST_S * walk.rate_hz)))
    rests = np.full(len(initial), -1, dtype=np.int64)
    reach = round(REST_REACH * walk.stride_samples)
    for row, contact in enumerate(initial):
        first = max(0, int(contact))
        part = level[first : first + reach]
        if len(part) and part.min() <= REST_RADPS:
            rests[row] = first + int(np.argmin(part))
    return rests


def _reckoned(
    walk: Walk, gyr_radps: FloatArray, first: IntArray, last: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Return displacement and up, shape (n, 3) each, of strides from rest to rest.

    The frame is the sensor's attitude at the first rest. Gravity at the two rests gives
    up at both; the small turn between them is the gyroscope's error, spread evenly.
    """
    beat = np.arange(int((last - first).max()) + 1)
    inside = beat[None, :] <= (last - first)[:, None]
    at = np.minimum(first[:, None] + beat, last[:, None])
    turn = _attitudes(gyr_radps[at], walk.rate_hz, inside)
    world = np.einsum("stij,stj->sti", turn, walk.acc_mps2[at])
    up_first = _units(walk.acc_mps2[first])
    up_last = _units(np.einsum("sij,sj->si", turn[:, -1], walk.acc_mps2[last]))
    share = np.minimum(beat[None, :] / (last - first)[:, None], 1.0)[..., None]
    up = _units(up_first[:, None] + share * (up_last - up_first)[:, None])
    free = np.where(inside[..., None], world - STANDARD_GRAVITY_MPS2 * up, 0.0)
    speed = np.cumsum(free, axis=1) / walk.rate_hz
    speed = np.where(inside[..., None], speed - share * speed[:, -1:], 0.0)
    return speed.sum(axis=1) / walk.rate_hz, up_first


def _attitudes(gyr_radps: FloatArray, rate_hz: float, inside: BoolArray) -> FloatArray:
    """Return rotations from each sample's axes to the first's, shape (s, t, 3, 3).

    gyr_radps: shape (s, t, 3). inside: shape (s, t), False past a stride's end. The
    running product is taken by doubling: log2(t) rounds instead of t.
    """
    mean = 0.5 * (gyr_radps[:, 1:] + gyr_radps[:, :-1]) / rate_hz
    turn = np.empty((*gyr_radps.shape, 3))
    turn[:, 0] = np.eye(3)
    turn[:, 1:] = _rotations(np.where(inside[:, 1:, None], mean, 0.0))
    reach = 1
    while reach < turn.shape[1]:
        turn[:, reach:] = turn[:, :-reach] @ turn[:, reach:]
        reach *= 2
    return turn


def _rotations(vectors: FloatArray) -> FloatArray:
    """Return rotation matrices of rotation vectors, shape (…, 3) to (…, 3, 3).

    After Rodrigues: R = 1 + sin(a) K + (1 - cos(a)) K^2.
    """
    angle = np.maximum(np.linalg.norm(vectors, axis=-1), 1e-12)[..., None, None]
    unit = vectors / angle[..., 0]
    cross = np.zeros((*vectors.shape, 3))
    cross[..., 0, 1], cross[..., 1, 0] = -unit[..., 2], unit[..., 2]
    cross[..., 0, 2], cross[..., 2, 0] = unit[..., 1], -unit[..., 1]
    cross[..., 1, 2], cross[..., 2, 1] = -unit[..., 0], unit[..., 0]
    return np.asarray(
        np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * cross @ cross
    )


def _units(vectors: FloatArray) -> FloatArray:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))
