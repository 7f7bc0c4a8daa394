"""Intensity: rating and breath lead, a heart rate only where a test has shown the highest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.training.clearance import Effort
from retrowalk.training.effort.intensity import (
    HEART_RATE_NOT_KNOWN,
    describe,
    effort_of,
    heart_rate_band,
    rpe_band,
    talk_test,
)
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.units import mps_from_kmh


def a_person(max_heart_rate_bpm: float | None = None, age_years: int = 70) -> Person:
    return Person(
        "Ida", age_years, Group.OLDER_ADULT, max_heart_rate_bpm=max_heart_rate_bpm
    )


def a_session(*backward: Interval) -> Prescription:
    warm_up = Interval(Direction.FORWARD, 120.0)
    return Prescription(
        "knee_10_min", (warm_up, *backward), Place.TREADMILL, Support.RAIL_OR_WALL, ()
    )


def backward(
    kmh: float | None = None,
    incline_pct: float = 0.0,
    rpe: Band | None = None,
    heart: Band | None = None,
) -> Interval:
    speed = None if kmh is None else Band(mps_from_kmh(kmh), mps_from_kmh(kmh))
    return Interval(
        Direction.BACKWARD, 60.0, speed, incline_pct, heart_rate_bpm=heart, rpe_cr10=rpe
    )


def test_ratings_rise_with_effort_without_touching():
    for easier, harder in pairwise(Effort):
        assert rpe_band(easier).high < rpe_band(harder).low


def test_moderate_ends_where_speech_is_still_comfortable_and_nothing_aims_at_too_hard():
    assert rpe_band(Effort.MODERATE).high < 4.4  # last comfortable speech; talk_test
    assert rpe_band(Effort.VIGOROUS).high < 7.0  # "very strong"; borg_cr10


@given(age=st.integers(18, 100), effort=st.sampled_from(Effort))
def test_without_a_test_no_heart_rate_is_told_at_any_age(age: int, effort: Effort):
    assert heart_rate_band(effort, a_person(None, age)) is None


@given(highest=st.floats(80.0, 230.0), effort=st.sampled_from(Effort))
def test_heart_rates_are_whole_and_within_their_share_of_the_tested_highest(
    highest: float, effort: Effort
):
    band = heart_rate_band(effort, a_person(highest))
    assert band is not None
    assert band.low == int(band.low)
    assert band.high == int(band.high)
    assert band.high <= 0.93 * highest
    share = {Effort.LIGHT: 0.0, Effort.MODERATE: 0.64, Effort.VIGOROUS: 0.77}[effort]
    assert share * highest <= band.low + 1e-9


@given(highest=st.floats(80.0, 230.0))
def test_heart_rates_rise_with_effort(highest: float):
    bands = [heart_rate_band(effort, a_person(highest)) for effort in Effort]
    for easier, harder in pairwise(bands):
        assert easier is not None
        assert harder is not None
        assert easier.high <= harder.low


def test_a_highest_of_150_gives_the_printed_shares():
    person = a_person(150.0)
    assert heart_rate_band(Effort.LIGHT, person) == Band(0.0, 96.0)
    assert heart_rate_band(Effort.MODERATE, person) == Band(96.0, 114.0)
    assert heart_rate_band(Effort.VIGOROUS, person) == Band(116.0, 139.0)


def test_every_effort_has_its_own_sentence_about_talking():
    told = {talk_test(effort) for effort in Effort}
    assert len(told) == len(Effort)
    assert all("talk" in sentence and sentence.endswith(".") for sentence in told)


@pytest.mark.parametrize("effort", Effort)
def test_a_band_of_ratings_leads_back_to_its_effort(effort: Effort):
    assert effort_of(rpe_band(effort)) is effort
    assert effort_of(Band(9.0, 10.0)) is Effort.VIGOROUS


def test_the_card_tells_rating_breath_and_why_there_is_no_heart_rate():
    told = describe(a_session(backward(3.0, rpe=rpe_band(Effort.MODERATE))), a_person())
    assert told[0] == "Aim at 3 to 4 on the scale from 0 to 10: it feels moderate."
    assert told[1] == talk_test(Effort.MODERATE)
    assert HEART_RATE_NOT_KNOWN.why in told
    assert "moderate effort at most" in told[-1]


def test_the_card_tells_the_heart_rates_of_a_tested_person():
    heart = heart_rate_band(Effort.MODERATE, a_person(150.0))
    told = describe(a_session(backward(heart=heart)), a_person(150.0))
    assert "Keep your heart rate between 96 and 114 beats a minute." in told
    assert HEART_RATE_NOT_KNOWN.why not in told


def test_light_effort_has_only_an_upper_heart_rate():
    heart = heart_rate_band(Effort.LIGHT, a_person(150.0))
    told = describe(a_session(backward(heart=heart)), a_person(150.0))
    assert "Keep your heart rate at 96 beats a minute or less." in told


@pytest.mark.parametrize(
    ("kmh", "incline_pct", "word"),
    [
        (None, 0.0, "You choose the pace"),
        (0.8, 0.0, "is not known"),
        (3.0, 0.0, "moderate effort at most"),
        (3.0, 10.0, "can be hard work"),
        (5.0, 0.0, "can be hard work"),
    ],
)
def test_the_card_says_what_is_known_about_the_pace(
    kmh: float | None, incline_pct: float, word: str
):
    assert word in describe(a_session(backward(kmh, incline_pct)), a_person())[-1]


def test_the_hardest_interval_decides_what_the_card_says():
    told = describe(a_session(backward(0.8), backward(5.0)), a_person())
    assert "can be hard work" in told[-1]


def test_the_upper_end_of_a_speed_band_decides():
    across = Interval(Direction.BACKWARD, 60.0, Band(mps_from_kmh(4.1), mps_from_kmh(4.5)))
    assert "can be hard work" in describe(a_session(across), a_person())[-1]


def test_a_session_without_backward_walking_says_nothing_of_its_cost():
    assert describe(a_session(), a_person(150.0)) == ()
