"""From a schedule and its readings to a verdict, and the schedule's file."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadAnswer, BadInput
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.saying import Saying
from retrowalk.outcomes.single_case.autocorrelated import modelled
from retrowalk.outcomes.single_case.design import Condition, Design, Method, Schedule
from retrowalk.outcomes.single_case.orders import drawn
from retrowalk.outcomes.single_case.power import noticed, power_at
from retrowalk.outcomes.single_case.prior import Belief, updated
from retrowalk.outcomes.single_case.said import chance
from retrowalk.outcomes.single_case.schedule_toml import from_toml, to_toml
from retrowalk.outcomes.single_case.spread import Spread, own_spread
from retrowalk.outcomes.single_case.verdict import judged

KNEES = Population.KNEE_OSTEOARTHRITIS


def a_design(periods: int = 12, days: int = 3) -> Design:
    return Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.FORWARD),
        Method.RANDOM_PERIODS,
        date(2026, 12, 1),
        periods=periods,
        days_per_period=days,
    )


def readings(schedule: Schedule, lower_by: float, seed: int = 1) -> FloatArray:
    noise = np.random.default_rng(seed).normal(0.0, 0.8, len(schedule.order))
    backward = np.array([one is Condition.BACKWARD for one in schedule.order])
    return np.clip(np.round(5.0 + noise - lower_by * backward), 0.0, 10.0)


def test_a_large_difference_is_told_beside_what_people_notice() -> None:
    schedule = drawn(a_design(), 4)
    found = judged(schedule, readings(schedule, 3.0), KNEES)[0]
    assert found.test.p <= 0.05
    assert found.test.high < 0.0
    assert "lower on days with walking backward" in found.sentence
    assert "better" in found.sentence
    assert "at least the 1 point people notice" in found.sentence
    assert "salaffi2004" in found.sources


def test_every_part_of_a_verdict_can_be_said_in_another_language_and_unit() -> None:
    schedule = drawn(a_design(), 4)
    said = Saying(
        words=lambda template: f"<{template}>",
        size=lambda of, size: f"{size:.0f} of {of.unit}",
    )
    values, before = readings(schedule, 3.0), {Condition.FORWARD: Belief(-1.0, 1.0)}
    found = judged(schedule, values, KNEES, before, said)[0]
    assert found.sentence.startswith("<<Pain> was 3 of points lower on days with <walking")
    assert "<better>" in found.sentence
    assert "<at least the 1 of points people notice>" in found.sentence
    assert found.known.startswith("<Known before")
    assert " of points" in found.known


def test_a_change_for_the_worse_is_called_worse() -> None:
    schedule = drawn(a_design(), 4)
    found = judged(schedule, readings(schedule, -3.0), KNEES)[0]
    assert "higher on days" in found.sentence
    assert "worse" in found.sentence
    assert "notice" not in found.sentence


@pytest.mark.parametrize(
    ("p", "told"),
    [
        (0.00005, "< 0.1%"),
        (0.0124, "1.2%"),
        (0.0504, "5.0%"),
        (0.0546, "5.5%"),
        (0.38, "38%"),
    ],
)
def test_chance_is_never_none_at_all(p: float, told: str) -> None:
    assert chance(p) == told


def test_no_difference_is_too_small_to_tell() -> None:
    schedule = drawn(a_design(), 4)
    found = judged(schedule, readings(schedule, 0.0), KNEES)[0]
    assert found.sentence.startswith("Too small to tell")


def test_a_schedule_with_few_orders_says_that_it_could_not_tell() -> None:
    schedule = drawn(a_design(periods=4, days=5), 4)
    found = judged(schedule, readings(schedule, 4.0), KNEES)[0]
    assert found.sentence.startswith("This schedule could not tell")


def test_with_most_days_of_a_kind_missing_nothing_is_judged() -> None:
    schedule = drawn(a_design(), 4)
    values = readings(schedule, 3.0)
    backward = np.flatnonzero([one is Condition.BACKWARD for one in schedule.order])
    values[backward[: len(backward) // 2]] = np.nan
    found = judged(schedule, values, KNEES)[0]
    assert found.sentence.startswith("Too little to judge")


def test_an_impossible_reading_is_refused() -> None:
    schedule = drawn(a_design(), 4)
    values = readings(schedule, 0.0)
    values[3] = 40.0
    with pytest.raises(BadAnswer, match="expected 0 to 10"):
        judged(schedule, values, KNEES)


def test_three_kinds_give_two_findings() -> None:
    design = Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.FORWARD, Condition.NEITHER),
        Method.RANDOM_PERIODS,
        date(2026, 12, 1),
        periods=9,
        days_per_period=3,
    )
    schedule = drawn(design, 2)
    found = judged(schedule, readings(schedule, 2.0), KNEES)
    assert [one.against for one in found] == [Condition.FORWARD, Condition.NEITHER]


@given(
    seed=st.integers(0, 10_000),
    periods=st.sampled_from([4, 6, 12]),
    settle=st.integers(0, 2),
)
def test_a_schedule_survives_its_file(seed: int, periods: int, settle: int) -> None:
    design = Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.NEITHER),
        Method.RANDOM_PERIODS,
        date(2026, 12, 1),
        periods=periods,
        days_per_period=3,
        settle_days=settle,
    )
    schedule = drawn(design, seed)
    assert from_toml(to_toml(schedule), "plan.toml") == schedule


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('condition = "forward"', 'condition = "backward"', "not those its seed draws"),
        ("seed = 4", "seed = 5", "not those its seed draws"),
        ("seed = 4", "seed = -4", "whole number"),
        ("periods = 12", "periods = 11", "multiple of 2"),
        ("periods = 12", 'periods = "12"', "whole number"),
        ('measure = "pain_nrs"', "", "measure is missing"),
        ("settle_days = 0", "settle_days = 0\nwish = 1", "wish is not known"),
        ("starts_on = 2026-12-01", "starts_on = 1", "expected a date"),
        ('method = "random_periods"', 'method = "as I like"', "as I like"),
        ("seed = 4", "seed = ", "not TOML"),
    ],
)
def test_a_file_that_was_changed_is_refused(old: str, new: str, says: str) -> None:
    text = to_toml(drawn(a_design(), 4))
    assert old in text
    with pytest.raises(BadInput, match=says):
        from_toml(text.replace(old, new, 1), "plan.toml")


@given(
    before=st.floats(-5, 5),
    spread=st.floats(0.1, 10),
    found=st.floats(-5, 5),
    se=st.floats(0.1, 10),
)
def test_what_is_believed_after_lies_between_and_is_surer(
    before: float, spread: float, found: float, se: float
) -> None:
    after = updated(Belief(before, spread), found, se)
    assert min(before, found) - 1e-9 <= after.mean <= max(before, found) + 1e-9
    assert after.sd < min(spread, se)
    low, high = after.interval()
    assert after.below(low) == pytest.approx(0.025)
    assert after.below(high) == pytest.approx(0.975)


def test_the_model_finds_a_difference_beside_a_trend() -> None:
    day = np.arange(60)
    with_it = (day // 5 % 2).astype(float)
    noise = np.random.default_rng(3).normal(0.0, 0.3, 60)
    found = modelled(4.0 - 0.05 * day - 1.5 * with_it + noise, day, with_it, day // 5)
    assert found.low < -1.5 < found.high
    assert found.high < -1.0


def test_the_model_needs_both_kinds_of_days() -> None:
    with pytest.raises(BadInput, match="some of each"):
        modelled(np.ones(20), np.arange(20), np.ones(20), np.zeros(20, dtype=np.int64))


def test_more_scatter_hides_larger_changes() -> None:
    quiet, noisy = (noticed(a_design(), Spread(sd, 0.3), 1) for sd in (0.5, 2.0))
    assert quiet.change is not None
    assert noisy.change == pytest.approx(4.0 * quiet.change, rel=1e-3)


def test_what_is_said_to_be_noticed_is_noticed_with_the_power_told() -> None:
    told = noticed(a_design(), Spread(1.0, 0.3), 1)
    assert told.change is not None
    assert power_at(a_design(), told.change, Spread(1.0, 0.3), seed=99) == pytest.approx(
        0.8, abs=0.05
    )
    assert power_at(a_design(), 0.0, Spread(1.0, 0.3), seed=99) <= 0.06


def test_a_schedule_that_cannot_notice_anything_says_so() -> None:
    assert noticed(a_design(periods=4), Spread(1.0, 0.0), 1).change is None


def test_a_persons_own_days_tell_how_they_scatter() -> None:
    chance = np.random.default_rng(0)
    days = [chance.normal()]
    for _ in range(399):
        days.append(0.6 * days[-1] + np.sqrt(1.0 - 0.36) * chance.normal())
    found = own_spread(2.0 * np.array(days), np.arange(400))
    assert found.sd == pytest.approx(2.0, rel=0.15)
    assert found.correlation == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize(
    ("values", "says"), [(np.arange(5.0), "10 or more"), (np.full(20, 3.0), "alike")]
)
def test_too_few_or_unmoving_days_tell_nothing(values: FloatArray, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        own_spread(values, np.arange(len(values)))
