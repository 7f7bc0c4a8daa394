"""What was known before, what a trial adds, and the schedules we vouch for."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput, Unknown
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.orders import drawn
from retrowalk.outcomes.single_case.prior import Belief, of_one_person
from retrowalk.outcomes.single_case.usual import USUAL, usual_design
from retrowalk.outcomes.single_case.verdict import judged

BACKWARD, FORWARD, NEITHER = Condition.BACKWARD, Condition.FORWARD, Condition.NEITHER
START = date(2026, 12, 1)


@given(
    mean=st.floats(-5, 5),
    half=st.floats(0.01, 3),
    spread=st.floats(0.0, 3),
)
def test_one_person_is_less_sure_than_the_mean_of_people(
    mean: float, half: float, spread: float
) -> None:
    found = of_one_person(mean, mean - half, mean + half, spread)
    low, high = found.interval()
    assert found.mean == mean
    assert low <= mean - half + 1e-9
    assert high >= mean + half - 1e-9
    assert found.sd >= spread


@pytest.mark.parametrize("end", [(1.0, 2.0, 0.1), (-1.0, 1.0, -0.1), (np.nan, 1.0, 0.1)])
def test_a_pooled_effect_that_cannot_be_is_refused(end: tuple[float, float, float]) -> None:
    with pytest.raises(BadInput, match="expected the effect inside"):
        of_one_person(0.0, *end)


@pytest.mark.parametrize("key", [usual.key for usual in USUAL])
def test_every_usual_schedule_can_be_drawn_and_judged(key: str) -> None:
    schedule = drawn(usual_design(key, "pain_nrs", (BACKWARD, NEITHER), START), 5)
    noise = np.random.default_rng(2).normal(5.0, 0.5, len(schedule.order))
    lower = np.array([one is BACKWARD for one in schedule.order])
    before = {NEITHER: Belief(-0.75, 0.8)}
    found = judged(schedule, noise - 2.0 * lower, Population.KNEE_OSTEOARTHRITIS, before)[0]
    assert found.test.p <= 0.05
    assert found.model is not None
    assert found.model.low < -2.0 < found.model.high
    assert found.better_days_low < found.better_days <= found.better_days_high
    assert found.before == before[NEITHER]
    assert found.belief is not None
    assert found.model.difference < found.belief.mean < -0.75
    assert found.known.startswith("Known before, from trials of other people")


def test_three_things_compared_come_equally_often_in_a_usual_schedule() -> None:
    design = usual_design(
        "sixteen_by_three", "pain_nrs", (BACKWARD, FORWARD, NEITHER), START
    )
    assert design.periods == 18
    with pytest.raises(BadInput, match="compare two"):
        usual_design("abab", "pain_nrs", (BACKWARD, FORWARD, NEITHER), START)
    with pytest.raises(Unknown, match="expected one of"):
        usual_design("weekly", "pain_nrs", (BACKWARD, NEITHER), START)


def test_what_is_known_of_one_comparison_is_not_used_for_another() -> None:
    design = usual_design("twelve_by_four", "pain_nrs", (BACKWARD, FORWARD, NEITHER), START)
    schedule = drawn(design, 5)
    values = np.random.default_rng(2).normal(5.0, 0.5, len(schedule.order))
    forward, neither = judged(
        schedule, values, Population.STROKE, {NEITHER: Belief(-0.75, 0.8)}
    )
    assert (forward.before, forward.belief, forward.known) == (None, None, "")
    assert neither.belief is not None


def test_readings_that_never_move_are_judged_without_the_model() -> None:
    schedule = drawn(usual_design("abab", "pain_nrs", (BACKWARD, NEITHER), START), 5)
    found = judged(schedule, np.full(len(schedule.order), 3.0), Population.STROKE)[0]
    assert found.model is None
    assert found.test.difference == 0.0
    assert found.better_days == 0.5
    assert found.sentence.startswith("Too small to tell")
