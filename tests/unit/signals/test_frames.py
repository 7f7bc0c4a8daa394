import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadRecording
from retrowalk.signals.frames import (
    axis_vector,
    level_rotation,
    told_rotation,
    up_from_gravity,
)
from retrowalk.signals.recording import ToldAxes

AXES = st.sampled_from(["+x", "-x", "+y", "-y", "+z", "-z"])

UNTIMED = settings(deadline=None, max_examples=40)  # the machine may be busy


@UNTIMED
@given(up=AXES, forward=AXES)
def test_told_axes_give_a_right_handed_body_frame_or_are_refused(up, forward):
    if up[1] == forward[1]:
        with pytest.raises(BadRecording, match="one line"):
            told_rotation(ToldAxes(up, forward))
        return
    body = told_rotation(ToldAxes(up, forward))
    np.testing.assert_array_equal(np.eye(3), body @ body.T)
    np.testing.assert_array_equal(body[2], np.cross(body[0], body[1]))


def test_without_a_told_forward_there_is_no_body_frame():
    assert told_rotation(None) is None
    assert told_rotation(ToldAxes("+x")) is None


@pytest.mark.parametrize("text", ["x", "+w", "++x", "", "up"])
def test_an_axis_without_sign_or_of_another_name_is_refused(text):
    with pytest.raises(BadRecording, match="sign and a letter"):
        axis_vector(text)


@UNTIMED
@given(tilt_deg=st.floats(-50.0, 50.0))
def test_forward_is_levelled_whatever_the_slope_the_sensor_is_taped_on(tilt_deg):
    tilt = np.radians(tilt_deg)
    gravity = np.tile(9.81 * np.array([np.sin(tilt), 0.0, np.cos(tilt)]), (10, 1))
    body = level_rotation(up_from_gravity(gravity), axis_vector("+x"))
    np.testing.assert_allclose(body @ body.T, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(body @ gravity[0], [0.0, 0.0, 9.81], atol=1e-12)
