"""What is known before a recording is looked at."""

from dataclasses import dataclass

from retrowalk.errors import BadInput
from retrowalk.gait.calibration import Calibration
from retrowalk.signals.course import Course

PEOPLE_M = (0.5, 2.6)  # heights outside are a slip of the unit


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the person and the day; nothing of it has to be.

    calibration: mounting and signature from a guided session.
    course: course over ground and heading of a phone, outdoors.
    height_m: the person's height, which steps seen from the trunk are scaled by.
    mostly_forward: True for a long everyday recording in which most walking goes
        forward: then the lower back's front is found from that (gait/judging/everyday.py). Never
        assumed unless said: a training session is half backward.
    """

    calibration: Calibration | None = None
    course: Course | None = None
    height_m: float | None = None
    mostly_forward: bool = False

    def __post_init__(self) -> None:
        if self.height_m is None:
            return
        if not PEOPLE_M[0] <= self.height_m <= PEOPLE_M[1]:
            raise BadInput(
                f"height is {self.height_m:g} m; expected {PEOPLE_M[0]} to {PEOPLE_M[1]}"
            )
