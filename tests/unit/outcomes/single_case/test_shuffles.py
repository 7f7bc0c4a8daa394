"""The randomisation test and its interval, beside a count by hand and SciPy."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, permutation_test

from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.nonoverlap import nap
from retrowalk.outcomes.single_case.orders import Draws, drawn, draws_between, draws_of
from retrowalk.outcomes.single_case.shuffles import shuffled

DESIGN = Design(
    "pain_nrs",
    (Condition.BACKWARD, Condition.FORWARD),
    Method.RANDOM_PERIODS,
    date(2026, 12, 1),
    periods=8,
    days_per_period=1,
    most_in_a_row=8,
)


THREE = Design(
    "pain_nrs",
    (Condition.BACKWARD, Condition.FORWARD, Condition.NEITHER),
    Method.RANDOM_PERIODS,
    date(2026, 12, 1),
    periods=12,
    days_per_period=2,
    settle_days=1,
)


def draws(seed: int = 1) -> Draws:
    return draws_of(drawn(DESIGN, seed))


@given(seed=st.integers(0, 1000))
def test_without_limits_on_runs_it_is_the_exact_permutation_test(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=8)
    ours = draws(seed)
    scipy = permutation_test(
        (values[ours.order == 0], values[ours.order == 1]),
        lambda one, other: one.mean() - other.mean(),
        n_resamples=np.inf,
        alternative="two-sided",
    )
    found = shuffled(values, ours, (0, 1))
    assert found.difference == pytest.approx(scipy.statistic)
    # SciPy doubles the smaller tail; with mirrored orders that is the same share.
    assert found.p == pytest.approx(scipy.pvalue)


@given(seed=st.integers(0, 1000), shift=st.floats(-50, 50), scale=st.floats(0.1, 20))
def test_units_do_not_matter(seed: int, shift: float, scale: float) -> None:
    values = np.random.default_rng(seed).normal(size=8)
    one = shuffled(values, draws(seed), (0, 1))
    other = shuffled(values * scale + shift, draws(seed), (0, 1))
    assert other.p == pytest.approx(one.p)
    assert other.difference == pytest.approx(one.difference * scale, abs=1e-9)
    assert other.low == pytest.approx(one.low * scale, rel=1e-6, abs=1e-6)
    assert other.high == pytest.approx(one.high * scale, rel=1e-6, abs=1e-6)


@given(seed=st.integers(0, 1000))
def test_the_interval_holds_just_the_differences_that_are_not_ruled_out(seed: int) -> None:
    values, ours = np.random.default_rng(seed).normal(size=8), draws(seed)
    found = shuffled(values, ours, (0, 1), level=0.2)
    width = found.high - found.low
    for inside in (found.low + 0.01 * width, found.high - 0.01 * width):
        assert shuffled(values - inside * (ours.order == 0), ours, (0, 1)).p > 0.2
    for outside in (found.low - 0.01 * width, found.high + 0.01 * width):
        assert shuffled(values - outside * (ours.order == 0), ours, (0, 1)).p <= 0.2
    assert found.low <= found.difference <= found.high


def test_a_clear_difference_has_the_least_p_a_schedule_can_give() -> None:
    ours = draws()
    found = shuffled(np.where(ours.order == 0, 1.0, 9.0), ours, (0, 1))
    assert found.difference == -8.0
    assert found.p == found.least_p == pytest.approx(2 / 70)


def test_readings_that_are_all_alike_show_nothing() -> None:
    found = shuffled(np.full(8, 4.0), draws(), (0, 1))
    assert (found.difference, found.p) == (0.0, 1.0)
    assert found.low <= 0.0 <= found.high


def test_missing_days_are_left_out_of_every_order_alike() -> None:
    ours = draws()
    values = np.where(ours.order == 0, 1.0, 9.0)
    values[:2] = np.nan
    assert shuffled(values, ours, (0, 1)).difference == pytest.approx(-8.0)


def test_a_kind_of_day_without_any_reading_is_refused() -> None:
    ours = draws()
    with pytest.raises(BadInput, match="no reading"):
        shuffled(np.where(ours.order == 0, np.nan, 3.0), ours, (0, 1))


def test_an_order_that_could_not_be_drawn_is_refused() -> None:
    ours = draws()
    with pytest.raises(BadInput, match="none of those"):
        shuffled(
            np.ones(8),
            Draws(np.zeros(8, dtype=np.int8), ours.orders, ours.counted),
            (0, 1),
        )


@given(
    one=st.lists(st.integers(0, 10), min_size=1, max_size=15),
    other=st.lists(st.integers(0, 10), min_size=1, max_size=15),
)
def test_non_overlap_is_the_share_of_pairs_of_mann_and_whitney(
    one: list[int], other: list[int]
) -> None:
    first, second = np.array(one, dtype=float), np.array(other, dtype=float)
    pairs = (
        mannwhitneyu(first, second, method="asymptotic").statistic
        / first.size
        / second.size
    )
    assert nap(first, second, higher_is_better=True).share == pytest.approx(pairs)
    lower = nap(first, second, higher_is_better=False)
    assert lower.share == pytest.approx(1.0 - pairs)
    assert 0.0 <= lower.low <= lower.share <= lower.high <= 1.0


def test_non_overlap_of_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="two groups"):
        nap(np.zeros(0), np.ones(3), higher_is_better=True)


@given(seed=st.integers(0, 1000), off_by=st.floats(-50, 50))
def test_what_a_third_condition_does_cannot_look_like_a_difference_of_two(
    seed: int, off_by: float
) -> None:
    schedule = drawn(THREE, seed)
    between = draws_between(schedule, (0, 1))
    values = np.random.default_rng(seed).normal(size=THREE.n_days)
    one = shuffled(values, between, (0, 1))
    other = shuffled(values + off_by * (between.order == 2), between, (0, 1))
    assert (other.p, other.n_orders) == (one.p, one.n_orders)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), abs=1e-6)


@given(seed=st.integers(0, 1000))
def test_orders_between_two_conditions_are_those_of_all_that_keep_the_third(
    seed: int,
) -> None:
    schedule = drawn(THREE, seed)
    of_all = draws_of(schedule)
    listed = of_all.orders if len(of_all.orders) < 20_000 else None
    kept = draws_between(schedule, (0, 1)).orders
    third = kept == 2
    assert (third == third[0]).all()
    assert len(np.unique(kept, axis=0)) == len(kept)
    assert draws_between(schedule, (0, 1)).drawn_row >= 0
    if listed is not None:
        same = ((listed == 2) == (of_all.order == 2)).all(axis=1)
        assert len(kept) == int(same.sum())


def test_of_very_many_orders_between_two_conditions_some_stand_for_all() -> None:
    long = replace(THREE, periods=30, days_per_period=1, settle_days=0)
    between = draws_between(drawn(long, 3), (0, 1))
    assert 20 < len(between.orders) <= 20_001
    assert between.drawn_row >= 0
