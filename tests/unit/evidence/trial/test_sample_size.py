"""How many people: the simulation and the formula hold each other."""

import numpy as np
import pytest

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.sample_size import (
    closed_form_people,
    closed_form_power,
    made_up,
    people_needed,
    primary_intervals,
    simulated_power,
    wilson,
)


@pytest.mark.parametrize("people", [60, 120, 240])
def test_simulated_power_is_that_of_the_formula_within_chance(a_design, people):
    design = a_design()
    found = simulated_power(design, people, 4000, 7)
    error = np.sqrt(found.closed_form * (1 - found.closed_form) / 4000)
    assert abs(found.simulated.value - found.closed_form) < 4 * error + 0.005


def test_without_a_difference_five_in_a_hundred_trials_see_one(a_design):
    design = a_design()
    made = made_up(design, 60, 4000, 0.0, np.random.default_rng(3))
    low, high = primary_intervals(design, made)
    seen = wilson(int(np.sum((low > 0) | (high < 0))), 4000)
    assert seen.low - 0.005 < 0.05 < seen.high + 0.005


def test_the_number_found_reaches_the_power_and_comes_in_whole_rounds(a_design):
    design = a_design(('role = "usual"', 'role = "usual"\nratio = 2'))
    found = people_needed(design, 500, 1)
    assert found.people % 4 == 0
    assert found.simulated.high >= design.power
    assert abs(found.people - closed_form_people(design)) <= 0.2 * found.people
    assert people_needed(design, 500, 1) == found


def test_more_is_needed_for_less_difference_more_spread_more_loss_and_less_correlation(
    a_design,
):
    usual = closed_form_people(a_design())
    for change in (
        ("difference = { value = 1.0", "difference = { value = 0.8"),
        ("sd = { value = 2.0", "sd = { value = 2.5"),
        ("dropout = { value = 0.1", "dropout = { value = 0.3"),
        ("correlation = { value = 0.5", "correlation = { value = 0.2"),
        ("power = 0.8", "power = 0.9"),
    ):
        assert closed_form_people(a_design(change)) > usual


def test_a_correlation_saves_borms_share_of_people(a_design):
    """n falls by 1 - correlation squared (Borm 2007), up to rounding and the model's price."""
    none = closed_form_people(
        a_design(("correlation = { value = 0.5", "correlation = { value = 0"))
    )
    half = closed_form_people(a_design())
    assert half / none == pytest.approx(0.75, abs=0.02)


def test_nobody_left_has_no_power_and_a_tiny_difference_is_refused(a_design):
    assert closed_form_power(a_design(), 3) == 0.0
    with pytest.raises(BadInput, match="more than 20,000 people"):
        closed_form_people(
            a_design(("difference = { value = 1.0", "difference = { value = 0.01"))
        )
