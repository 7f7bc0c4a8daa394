"""The phone as an inclinometer: angles between the pulls of gravity in held positions.

How the phone is strapped does not matter, as long as it does not slip: only the turn from
one held position to another is read, in the plane in which the limb moved from the first
to the second. What cannot be seen: turning about the vertical, and movement of what the
limb hangs on (the thigh, the pelvis). A browser tells acceleration in steps of 0.1 m/s2,
so an angle is exact to about half a degree (validation/phone_tests).

The player works out the same (angles.js); shared transcripts hold both to the same values.
"""

from collections.abc import Mapping, Sequence
from math import atan2, degrees, sqrt

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.taken import Trial

LEAST_TURN_DEG = 15.0  # less between two held positions gives no plane; own choice
MOST_TURN_DEG = 165.0  # nor does a turn right over; own choice
MOST_SLIP_DEG = (
    6.0  # between two times of hanging loosely; more is a strap that slipped; own choice
)

Vector = Sequence[float]


def angle_deg(one: Vector, other: Vector) -> float:
    """Return the angle between two pulls of gravity, 0 to 180 degrees; each of shape (3,)."""
    return degrees(atan2(_length(_cross(one, other)), _dot(one, other)))


def turn_deg(first: Vector, second: Vector, third: Vector) -> float:
    """Return how far the limb turned from first to third, in the plane of first and second.

    Positive the way that leads from first to second; each of shape (3,), m/s2.

    Raises BadAnswer where first and second lie too near to each other to give a plane.
    """
    if not LEAST_TURN_DEG <= angle_deg(first, second) <= MOST_TURN_DEG:
        raise BadAnswer(
            "The first two positions were too much alike to measure from; it is not counted."
        )
    axis = _cross(first, second)
    length = _length(axis)
    across = _cross(
        axis, first
    )  # the way that leads to second, as long as axis times first
    return degrees(atan2(_dot(across, third) / length, _dot(first, third)))


def found_again(trial: Trial) -> Mapping[str, float]:
    """Return how far the found knee angle lies from the one held before, by the measure's key.

    Raises BadAnswer in one sentence where that cannot be told.
    """
    hanging, shown, found, rested = _held(trial, "hanging", "shown", "found", "rested")
    slip_deg = angle_deg(hanging, rested)
    if slip_deg > MOST_SLIP_DEG:
        raise BadAnswer(
            f"The leg hung {slip_deg:.0f} degrees apart before and after: the phone slipped, or "
            "the leg was not loose; it is not counted."
        )
    error_deg = abs(turn_deg(hanging, shown, found) - turn_deg(hanging, shown, shown))
    return {"knee_angle_error_deg": error_deg}


def below_level(trial: Trial) -> Mapping[str, float]:
    """Return how far the thigh hung below its level position, by the measure's key.

    Raises BadAnswer in one sentence where that cannot be told.
    """
    level, bent, hanging = _held(trial, "level", "bent", "hanging")
    return {"hip_flexor_deg": -turn_deg(level, bent, hanging)}


def _held(trial: Trial, *names: str) -> list[Vector]:
    found = [trial.series.get(f"{name}_mps2", ()) for name in names]
    for name, one in zip(names, found, strict=True):
        if len(one) != 3 or not _length(one) > 0.0:
            raise BadAnswer(f"The position “{name}” was not measured; it is not counted.")
    return list(found)


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _cross(one: Vector, other: Vector) -> Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def _length(one: Vector) -> float:
    return sqrt(_dot(one, one))
