"""Dead reckoning of strides: how a sensor turned and went between pairs of rests.

Strides lie end to end: of stride i the samples first[i] to last[i], both included, are the
rows begins[i] to begins[i + 1] of what follows. The frame is the sensor's attitude at the
first of them.
"""

from typing import NamedTuple

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.signals.attitude import attitudes, turned, units
from retrowalk.units import STANDARD_GRAVITY_MPS2


class Homed(NamedTuple):
    """Specific force of strides in the axes of their first samples.

    force_mps2: shape (m, 3), end to end. begins: shape (s,). final: shape (4, s),
    rotations from each stride's last axes to its first.
    """

    force_mps2: FloatArray
    begins: IntArray
    final: FloatArray


class Travelled(NamedTuple):
    """Where strides went: moved_m and up, shape (s, 3); fastest_mps, shape (s,)."""

    moved_m: FloatArray
    up: FloatArray
    fastest_mps: FloatArray


def homed(
    acc_mps2: FloatArray,
    gyr_radps: FloatArray,
    rate_hz: float,
    first: IntArray,
    last: IntArray,
) -> Homed:
    """Return the specific force of strides, turned into the axes they began with.

    acc_mps2, gyr_radps: shape (n, 3). first, last: shape (s,), samples, last after first.
    """
    row, offset, begins = _end_to_end(last - first + 1)
    at = first[row] + offset
    turn = attitudes(gyr_radps[at], rate_hz, offset)
    ends = begins + last - first
    return Homed(turned(turn, acc_mps2[at]), begins, turn[:, ends])


def travelled(
    force_mps2: FloatArray, begins: IntArray, drift: FloatArray, rate_hz: float
) -> Travelled:
    """Return how far strides went, at rest at both ends.

    force_mps2, begins: as homed says. drift: shape (s, 3), how much up seems to turn from
    the first sample to the last. Up is the mean specific force, as the speed is the same
    at both ends; moved_m sums the speed, up is that at the first sample.
    """
    size = np.diff(np.append(begins, len(force_mps2)))
    row, offset, _ = _end_to_end(size)
    share = (offset / np.maximum(size - 1, 1)[row])[:, None]
    level = units(np.add.reduceat(force_mps2, begins))
    up = units(level[row] + (share - 0.5) * drift[row])
    free = force_mps2 - STANDARD_GRAVITY_MPS2 * up
    summed = np.concatenate([np.zeros((1, 3)), np.cumsum(free, axis=0)])
    gained = summed[begins + size] - summed[begins]
    speed = (summed[1:] - summed[begins][row] - share * gained[row]) / rate_hz
    square = np.einsum("ij,ij->i", speed, speed)
    return Travelled(
        moved_m=np.add.reduceat(speed, begins) / rate_hz,
        up=up[begins],
        fastest_mps=np.sqrt(np.maximum.reduceat(square, begins)),
    )


def _end_to_end(size: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return each row's stride, how far it lies past its first, and where strides begin."""
    ends = np.cumsum(size)
    row = np.repeat(np.arange(len(size)), size)
    return row, np.arange(int(ends[-1])) - (ends - size)[row], ends - size
