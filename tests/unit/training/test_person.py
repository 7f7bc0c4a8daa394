"""A person is built only from figures that an adult can have."""

from math import inf, nan

import pytest

from retrowalk.errors import BadAnswer
from retrowalk.evidence.sources import sources
from retrowalk.training.person import Group, Person


def built(age_years: int = 45, **figures: float) -> Person:
    return Person("Bo", age_years, Group.ACTIVE_ADULT, **figures)


@pytest.mark.parametrize("age", [18, 45, 120])
def test_adults_are_served(age: int):
    assert built(age).age_years == age


@pytest.mark.parametrize("age", [17, -1, 0, 121, 999, 10000])
def test_an_age_that_no_adult_has_is_refused(age: int):
    with pytest.raises(BadAnswer) as refused:
        built(age)
    assert str(refused.value) == (
        f"the age is {age} years; expected 18 to 120, because Retrowalk serves adults"
    )


@pytest.mark.parametrize("age", [1000, 1958, 9999])
def test_a_year_of_birth_for_an_age_is_recognised(age: int):
    expected = (
        f"the age is {age}, which looks like a year of birth; expected 18 to 120 years"
    )
    with pytest.raises(BadAnswer) as refused:
        built(age)
    assert str(refused.value) == expected


def test_what_is_not_told_is_not_checked():
    person = built()
    assert (person.height_m, person.weight_kg, person.max_heart_rate_bpm) == (None,) * 3


@pytest.mark.parametrize(
    "figures",
    [
        {"height_m": 1.0},
        {"height_m": 2.5},
        {"weight_kg": 25.0},
        {"weight_kg": 350.0},
        {"max_heart_rate_bpm": 80.0},
        {"max_heart_rate_bpm": 230.0},
    ],
)
def test_the_limits_themselves_are_taken(figures: dict[str, float]):
    assert built(**figures)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"height_m": 170.0}, "the height is 170, which looks like centimetres;"),
        ({"height_m": 1700.0}, "the height is 1700, which looks like millimetres;"),
        ({"height_m": 5.9}, "the height is 5.9, which looks like feet;"),
        ({"height_m": 67.0}, "the height is 67, which looks like inches;"),
        ({"height_m": 0.99}, "the height is 0.99 m;"),
        ({"height_m": 2.6}, "the height is 2.6 m;"),
        ({"height_m": -1.7}, "the height is -1.7 m;"),
        ({"height_m": nan}, "the height is nan m;"),
        ({"height_m": inf}, "the height is inf m;"),
        ({"weight_kg": 400.0}, "the weight is 400, which looks like pounds;"),
        ({"weight_kg": 12.0}, "the weight is 12, which looks like stones;"),
        ({"weight_kg": 70000.0}, "the weight is 70000, which looks like grams;"),
        ({"weight_kg": 25000.0}, "the weight is 25000, which looks like grams;"),
        ({"weight_kg": 350000.0}, "the weight is 350000, which looks like grams;"),
        ({"weight_kg": 350001.0}, "the weight is 350001 kg;"),
        ({"weight_kg": 0.0}, "the weight is 0 kg;"),
        (
            {"max_heart_rate_bpm": 3.0},
            "the highest heart rate is 3, which looks like beats per second;",
        ),
        ({"max_heart_rate_bpm": 79.0}, "the highest heart rate is 79 beats per minute;"),
        ({"max_heart_rate_bpm": 231.0}, "the highest heart rate is 231 beats per minute;"),
    ],
)
def test_an_impossible_figure_is_refused_and_a_mixed_up_unit_named(
    figures: dict[str, float], said: str
):
    with pytest.raises(BadAnswer) as refused:
        built(**figures)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"height_m": 170.0}, "expected 1 to 2.5 m"),
        ({"weight_kg": 0.0}, "expected 25 to 350 kg"),
        ({"max_heart_rate_bpm": 1.0}, "expected 80 to 230 beats per minute"),
    ],
)
def test_the_refusal_says_what_was_expected(figures: dict[str, float], expected: str):
    with pytest.raises(BadAnswer) as refused:
        built(**figures)
    assert str(refused.value).endswith(expected)


def test_pounds_within_the_limits_cannot_be_told_and_are_taken_as_kilograms():
    assert built(weight_kg=154.0).weight_kg == 154.0


def test_the_limits_are_a_rule_of_the_library():
    assert "design_limits" in sources()
