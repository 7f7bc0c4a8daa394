"""What pooled trials say in the unit of a test, and nothing where they do not."""

import pytest

from retrowalk.evidence.known_before import known_before
from retrowalk.evidence.sources import sources


def test_pain_in_knees_is_the_pooled_effect_in_points_of_a_trial() -> None:
    found = known_before("pain_nrs", "knee_osteoarthritis", "neither")
    assert found is not None
    spread = ((0.63**2 + 0.86**2) / 2) ** 0.5  # two groups of 16 (chen2021)
    assert found.mean == pytest.approx(-0.997 * spread)
    assert found.low == pytest.approx(-1.373 * spread)
    assert found.high == pytest.approx(-0.620 * spread)
    assert found.spread == -found.mean
    assert "13 trials of weeks of training" in found.words
    assert set(found.sources) <= set(sources())


def test_speed_after_stroke_keeps_the_unit_it_was_pooled_in() -> None:
    found = known_before("gait_speed_mps", "chronic_stroke", "forward")
    assert found is not None
    assert (found.mean, found.low, found.high) == (0.16, 0.06, 0.27)


@pytest.mark.parametrize(
    ("measure", "people", "against"),
    [
        ("pain_nrs", "knee_osteoarthritis", "forward"),
        ("pain_nrs", "stroke", "neither"),
        ("pain_nrs", "low_back_pain", "neither"),
        ("gait_speed_mps", "stroke", "neither"),
        ("gait_speed_mps", "older_adult", "forward"),
        ("womac_total", "knee_osteoarthritis", "neither"),
        ("pain_nrs", "knee_osteoarthritis", "backward"),
    ],
)
def test_what_was_not_pooled_in_these_people_is_not_known(
    measure: str, people: str, against: str
) -> None:
    assert known_before(measure, people, against) is None
