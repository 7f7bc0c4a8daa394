"""How far a foot sensor goes with each stride: dead reckoning from rest to rest.

Between two moments at which the foot rests on the ground, its acceleration is integrated
twice; that it rests at both ends takes the drift away (zero-velocity update). It works
in the frame of what the foot rests on: on a treadmill that is the belt.

Departures from the usual way, each measured in validation/stride_length:

- Which way is up is not asked of one moment of rest. The mean specific force from rest
  to rest is gravity alone, because the velocity is the same at both ends; that holds
  also where the foot never lies quite still. What the gyroscope drifts within a stride
  is taken from gravity at the two rests, as far as the strides around agree about it.
- A foot that rolls over the ground while it "rests" moves the sensor with it: by the
  rate it turns at times the height it sits at.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.gait.kernels.leg_rules import (
    AROUND,
    LEAST_AROUND,
    LONGEST,
    MOST_MISSING_S,
    PLAUSIBLE_M,
    REST_RADPS,
    REST_REACH,
    REST_S,
    SENSOR_HEIGHT_M,
    SWING_SHARE,
)
from retrowalk.gait.walk import Walk
from retrowalk.signals.attitude import cross, turned, units

AT_ONCE = 512  # strides reckoned together, which bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Strides:
    """The strides of one foot; row i is the stride that ends in initial contact i.

    moved_m: shape (n, 3), displacement in the sensor's axes at the rest before it; NaN
        where not measured. up: shape (n, 3), up at that rest, in the same axes.
    first_rest, last_rest: shape (n,), samples of the walk between which it is reckoned,
        at rest before and after the swing; -1 where not measured.
    """

    moved_m: FloatArray
    up: FloatArray
    first_rest: IntArray
    last_rest: IntArray

    def kept(self, keep: BoolArray) -> "Strides":
        """Return only the rows marked, shape (n,)."""
        return Strides(
            self.moved_m[keep], self.up[keep], self.first_rest[keep], self.last_rest[keep]
        )

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
    Not measured: the first contact's stride, any that has no rest at both ends, and any
    in which samples are missing for longer than MOST_MISSING_S.
    """
    n = len(initial)
    moved, up = np.full((n, 3), np.nan), np.full((n, 3), np.nan)
    first, last = np.full(n, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    rests = _rests(walk, gyr_radps, initial)
    rows = 1 + np.flatnonzero(_usable(walk, rests))
    if len(rows):
        first[rows], last[rows] = rests[rows - 1], rests[rows]
        moved[rows], up[rows] = _reckoned(walk, gyr_radps, first[rows], last[rows])
    return Strides(moved, up, first, last)


def quickest_mps(
    walk: Walk, gyr_radps: FloatArray, first: IntArray, last: IntArray
) -> FloatArray:
    """Return the highest speed of a foot between pairs of rests, shape (n,).

    gyr_radps: shape (samples, 3). first, last: shape (n,), samples, last after first.
    """
    if not len(first):
        return np.zeros(0)
    kernels, rate_hz = walk.kernels, walk.rate_hz
    force, begins, _ = kernels.homed(walk.acc_mps2, gyr_radps, rate_hz, first, last)
    return kernels.travelled(force, begins, np.zeros((len(first), 3)), rate_hz).fastest_mps


def _rests(walk: Walk, gyr_radps: FloatArray, initial: FloatArray) -> IntArray:
    """Return the quietest sample of the stance after each contact, -1 where none is."""
    if not len(initial):
        return np.zeros(0, dtype=np.int64)
    square = np.einsum("ij,ij->i", gyr_radps, gyr_radps)
    level = walk.kernels.running_mean(square, max(1, round(REST_S * walk.rate_hz)))
    beat = np.arange(max(1, round(REST_REACH * walk.stride_samples)))
    at = np.maximum(initial.astype(np.int64), 0)[:, None] + beat
    until = np.append(initial[1:] - SWING_SHARE * walk.stride_samples, np.inf)[:, None]
    there = (at < until) & (at < walk.n_samples)
    part = np.where(there, level[np.minimum(at, walk.n_samples - 1)], np.inf)
    best = np.argmin(part, axis=1)
    rows = np.arange(len(initial))
    quiet = part[rows, best] <= REST_RADPS**2
    return np.where(quiet, at[rows, best], -1)


def _usable(walk: Walk, rests: IntArray) -> BoolArray:
    """Return which neighbouring rests a stride can be reckoned between, shape (n - 1,)."""
    before, after = rests[:-1], rests[1:]
    span = after - before
    gone = np.concatenate([[0], np.cumsum(walk.missing)])
    missing_s = (gone[after] - gone[before]) / walk.rate_hz
    return np.asarray(
        (before >= 0)
        & (after >= 0)
        & (span > 2)
        & (span <= LONGEST * walk.stride_samples)
        & (missing_s <= MOST_MISSING_S)
    )


def _reckoned(
    walk: Walk, gyr_radps: FloatArray, first: IntArray, last: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Return displacement and up, shape (n, 3) each, of strides from rest to rest.

    The frame is the sensor's attitude at the first rest.
    """
    rest = max(1, round(REST_S * walk.rate_hz))
    quiet_acc = walk.kernels.running_mean(walk.acc_mps2, rest)
    quiet_gyr = walk.kernels.running_mean(gyr_radps, rest)
    homed = [
        walk.kernels.homed(walk.acc_mps2, gyr_radps, walk.rate_hz, first[at], last[at])
        for at in _batches(len(first))
    ]
    final = np.concatenate([one.final for one in homed], axis=1)
    up_first = units(quiet_acc[first])
    up_last = units(turned(final, quiet_acc[last]))
    drift = _agreed(up_last - up_first)
    gone = [
        walk.kernels.travelled(one.force_mps2, one.begins, drift[at], walk.rate_hz)
        for one, at in zip(homed, _batches(len(first)), strict=True)
    ]
    moved = np.concatenate([one.moved_m for one in gone])
    up = np.concatenate([one.up for one in gone])
    speed = cross(quiet_gyr[first], up)
    speed += cross(turned(final, quiet_gyr[last]), up + drift)
    rolled = 0.5 * SENSOR_HEIGHT_M * speed * ((last - first) / walk.rate_hz)[:, None]
    return moved + rolled, up


def _batches(n: int) -> list[slice]:
    """Return slices of n strides that are reckoned together."""
    return [slice(at, at + AT_ONCE) for at in range(0, n, AT_ONCE)]


def _agreed(drift: FloatArray) -> FloatArray:
    """Return what the strides around each stride agree on, shape (n, 3).

    drift: shape (n, 3), one stride's own. Their mean, made smaller by as much of it as
    their scatter explains (James and Stein): nothing is left where they do not agree,
    nor where there are too few of them.
    """
    rows = np.arange(len(drift))
    low, high = np.maximum(rows - AROUND, 0), np.minimum(rows + AROUND + 1, len(drift))
    count = (high - low)[:, None].astype(np.float64)
    total = np.concatenate([np.zeros((1, 3)), np.cumsum(drift, axis=0)])
    square = np.concatenate([np.zeros((1, 3)), np.cumsum(drift**2, axis=0)])
    mean = (total[high] - total[low]) / count
    spread = (square[high] - square[low]) / count - mean**2
    scatter = np.maximum(spread, 0.0).sum(axis=1) / np.maximum(count[:, 0] - 1.0, 1.0)
    explained = scatter / np.maximum(np.einsum("ij,ij->i", mean, mean), 1e-12)
    kept = np.where(count[:, 0] >= LEAST_AROUND, np.maximum(1.0 - explained, 0.0), 0.0)
    return np.asarray(mean * kept[:, None])
