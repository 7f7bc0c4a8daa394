"""Course over ground against heading."""

import numpy as np
import pytest

from retrowalk.errors import BadRecording
from retrowalk.signals.course import Course


def course(**changes):
    columns = {
        "time_s": np.arange(4.0),
        "course_deg": np.array([0.0, 90.0, 355.0, np.nan]),
        "heading_deg": np.array([0.0, 270.0, 5.0, 0.0]),
        "speed_mps": np.ones(4),
    }
    return Course(**{**columns, **changes})


def test_ahead_is_one_along_the_heading_and_minus_one_against_it_also_across_north():
    np.testing.assert_allclose(
        course().ahead(), [1.0, -1.0, np.cos(np.radians(10.0)), np.nan]
    )


def test_a_course_with_columns_of_other_lengths_or_times_that_go_back_is_refused():
    with pytest.raises(BadRecording, match="one value for each of its times"):
        course(speed_mps=np.ones(3))
    with pytest.raises(BadRecording, match="one value for each of its times"):
        course(position_accuracy_m=np.ones(5))
    with pytest.raises(BadRecording, match="do not ascend"):
        course(time_s=np.array([0.0, 1.0, 1.0, 2.0]))
    with pytest.raises(BadRecording, match="do not ascend"):
        course(time_s=np.array([0.0, 1.0, np.nan, 2.0]))
