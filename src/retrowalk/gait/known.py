"""What is known before a recording is looked at."""

from dataclasses import dataclass

from retrowalk.gait.calibration import Calibration
from retrowalk.signals.course import Course


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the person and the day; nothing of it has to be.

    calibration: mounting and signature from a guided session.
    course: course over ground and heading of a phone, outdoors.
    height_m: the person's height, which steps seen from the trunk are scaled by.
    """

    calibration: Calibration | None = None
    course: Course | None = None
    height_m: float | None = None
