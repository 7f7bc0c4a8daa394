"""Seconds as they are said."""

import pytest

from retrowalk.training.spoken_time import spoken_time


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (15.0, "15 seconds"),
        (1.0, "1 second"),
        (60.0, "1 minute"),
        (75.0, "1 minute 15 seconds"),
        (600.0, "10 minutes"),
        (59.6, "1 minute"),
        (0.0, "0 seconds"),
    ],
)
def test_a_time_is_said_in_minutes_and_seconds(seconds: float, said: str):
    assert spoken_time(seconds) == said
