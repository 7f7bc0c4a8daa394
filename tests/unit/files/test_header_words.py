import pytest

from retrowalk.files.header_words import Meaning, meaning


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("time_s", ("time", "", "s")),
        ("seconds_elapsed", ("time", "", "s")),
        ("epoc (ms)", ("time", "", "ms")),
        ("Timestamp", ("time", "", None)),
        ("acc_x_mps2", ("acc", "x", "m/s2")),
        ("Acceleration x (m/s^2)", ("acc", "x", "m/s2")),
        ("Accel-Z (g)", ("acc", "z", "g")),
        ("ACCY [mg]", ("acc", "y", "mg")),
        ("accelerometerAccelerationX(G)", ("acc", "x", "g")),
        ("x-axis (g)", ("acc", "x", "g")),
        ("ay", ("acc", "y", None)),
        ("gyr_z_radps", ("gyr", "z", "rad/s")),
        ("Gyro-X (°/s)", ("gyr", "x", "deg/s")),
        ("x-axis (deg/s)", ("gyr", "x", "deg/s")),
        ("angular velocity y [rad/s]", ("gyr", "y", "rad/s")),
        ("gz", ("gyr", "z", None)),
        ("Gyro Rotation Z", ("gyr", "z", None)),
        ("Rotation z (deg/s)", ("gyr", "z", "deg/s")),
    ],
)
def test_a_name_says_channel_axis_and_unit(name, said):
    assert meaning(name) == Meaning(*said)


@pytest.mark.parametrize(
    "name",
    [
        "Linear Acceleration x (m/s^2)",
        "userAccelerationX",
        "gravity_x",
        "Absolute acceleration (m/s^2)",
        "Magnetometer x (uT)",
        "acc_x (deg/s)",
        "acc_xy (g)",
        "z",
        "start_s",
        "x (mG)",
        "z-axis (G)",
        "rotation_x",
        "",
        "(g)",
        "x" * 500,
    ],
)
def test_a_name_with_a_word_that_is_not_known_says_nothing(name):
    assert meaning(name) is None
