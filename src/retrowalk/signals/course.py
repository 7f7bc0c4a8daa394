"""Outdoors: where the body went and where the phone pointed, at the same moments."""

from dataclasses import dataclass

from retrowalk.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course over ground and heading of the person; arrays have shape (n,), ascending in time.

    time_s: seconds of the recording's own clock.
    course_deg: direction of movement over ground, clockwise from north; NaN where unknown.
    heading_deg: direction the person faces, clockwise from north; NaN where unknown.
    speed_mps: speed over ground; NaN where unknown.
    """

    time_s: FloatArray
    course_deg: FloatArray
    heading_deg: FloatArray
    speed_mps: FloatArray
