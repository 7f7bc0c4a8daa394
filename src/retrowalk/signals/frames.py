"""Which way is up and which way is ahead, in a sensor's own axes.

The body frame is right-handed: forward (anteroposterior), left (mediolateral), up. Up
comes from gravity or from what a person told; forward only from what a person told: a
single sensor at rest cannot know it.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.signals.recording import ToldAxes

AXIS_NAMES = "xyz"
MIN_NORM = 1e-9  # below this a direction is rounding noise, not a direction


def axis_vector(text: str) -> FloatArray:
    """Return the unit vector, shape (3,), of a signed axis name such as "+x" or "-z".

    Raises BadRecording for anything else; a missing sign is refused, because a guess
    about the sign is a guess about the direction of walking.
    """
    if len(text) != 2 or text[0] not in "+-" or text[1].lower() not in AXIS_NAMES:
        raise BadRecording(
            f"axis is {text!r}; expected a sign and a letter, such as +x or -z"
        )
    vector = np.zeros(3)
    vector[AXIS_NAMES.index(text[1].lower())] = 1.0 if text[0] == "+" else -1.0
    return vector


def told_rotation(axes: ToldAxes | None) -> FloatArray | None:
    """Return the rotation, shape (3, 3), from sensor axes to (forward, left, up).

    Rows are the body's directions in sensor axes, so body = rotation @ sensor. None
    where forward was not told. Raises BadRecording where an axis is no axis, or forward
    lies along up.
    """
    if axes is None:
        return None
    up = axis_vector(axes.up)
    if axes.forward is None:
        return None
    forward = axis_vector(axes.forward)
    if abs(float(up @ forward)) > 0.5:
        raise BadRecording(
            f"up={axes.up} and forward={axes.forward} lie along one line; "
            "expected two different axes"
        )
    return np.stack([forward, np.cross(up, forward), up])


def unit(vector: FloatArray) -> FloatArray:
    """Return a vector of length 1 along the given one, shape (3,); zeros stay zeros."""
    norm = math.sqrt(float(vector @ vector))
    return vector / norm if norm > MIN_NORM else np.zeros(3)


def without(vector: FloatArray, direction: FloatArray) -> FloatArray:
    """Return the part of vectors at right angles to a unit direction.

    vector: shape (3,) or (n, 3). direction: shape (3,), length 1.
    """
    along = vector @ direction
    return np.asarray(vector - np.multiply.outer(along, direction))


def up_from_gravity(acc_mps2: FloatArray) -> FloatArray:
    """Return the mean direction of up in sensor axes, shape (3,), length 1.

    acc_mps2: shape (n, 3), gravity included. Over whole strides, or at rest, the body's
    own acceleration averages out and what remains of the specific force points up.
    """
    return unit(np.einsum("ij->j", acc_mps2) / len(acc_mps2))


def level_rotation(up: FloatArray, forward: FloatArray) -> FloatArray:
    """Return the rotation, shape (3, 3), from sensor axes to (forward, left, up).

    up: shape (3,), measured. forward: shape (3,), roughly ahead; it is levelled: a
    sensor taped on a slope still has its forward in the horizontal plane.
    """
    ahead = unit(without(forward, up))
    return np.stack([ahead, np.cross(up, ahead), up])
