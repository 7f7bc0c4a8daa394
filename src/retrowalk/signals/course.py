"""Outdoors: where the body went and which way the person faced, at the same moments."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course over ground and heading of the person; arrays have shape (n,), ascending in time.

    time_s: seconds of the recording's own clock.
    course_deg: direction of movement over ground, clockwise from north; NaN where unknown.
    heading_deg: direction the person faces, clockwise from north; NaN where unknown.
    speed_mps: speed over ground; NaN where unknown.
    position_accuracy_m: radius within which the position lies, as the receiver says it;
        None where it says nothing.
    """

    time_s: FloatArray
    course_deg: FloatArray
    heading_deg: FloatArray
    speed_mps: FloatArray
    position_accuracy_m: FloatArray | None = None

    def __post_init__(self) -> None:
        columns = [self.course_deg, self.heading_deg, self.speed_mps]
        if self.position_accuracy_m is not None:
            columns.append(self.position_accuracy_m)
        if any(one.shape != self.time_s.shape for one in columns) or self.time_s.ndim != 1:
            raise BadRecording(
                f"course has columns of shapes {[one.shape for one in columns]}; "
                f"expected one value for each of its times, {self.time_s.shape}"
            )
        if not (np.isfinite(self.time_s).all() and (np.diff(self.time_s) > 0.0).all()):
            raise BadRecording("times of the course do not ascend; expected each once")

    def ahead(self) -> FloatArray:
        """Return the cosine between course and heading, shape (n,): 1 is straight ahead.

        -1 is straight backward; NaN where either is unknown.
        """
        return np.asarray(np.cos(np.radians(self.course_deg - self.heading_deg)))
