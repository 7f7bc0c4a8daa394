"""The orders a draw can give: all of them, none else, each kind equally often."""

from datetime import date
from itertools import groupby, pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.orders import drawn, possible_orders, settled

BACKWARD, FORWARD, NEITHER = Condition.BACKWARD, Condition.FORWARD, Condition.NEITHER
START = date(2026, 12, 1)


def a_design(**change: object) -> Design:
    usual = {
        "measure": "pain_nrs",
        "conditions": (BACKWARD, FORWARD),
        "method": Method.RANDOM_PERIODS,
        "starts_on": START,
        "periods": 8,
        "days_per_period": 2,
    }
    return Design(**{**usual, **change})  # type: ignore[arg-type]  # the tests change what they like


def test_without_a_limit_on_runs_every_balanced_order_is_there_once() -> None:
    orders = possible_orders(a_design(periods=8, days_per_period=1, most_in_a_row=8))
    assert len(orders) == comb(8, 4) == len(np.unique(orders, axis=0))


@given(half=st.integers(2, 5), run=st.integers(1, 3), days=st.integers(1, 3))
def test_each_kind_comes_equally_often_and_no_run_is_longer_than_allowed(
    half: int, run: int, days: int
) -> None:
    orders = possible_orders(
        a_design(periods=2 * half, days_per_period=days, most_in_a_row=run)
    )
    assert ((orders == 0).sum(axis=1) == half * days).all()
    for row in orders:
        assert max(len(list(same)) for _, same in groupby(row)) <= run * days


def test_three_kinds_come_equally_often() -> None:
    design = a_design(conditions=(BACKWARD, FORWARD, NEITHER), periods=6, days_per_period=1)
    orders = possible_orders(design)
    for kind in range(3):
        assert ((orders == kind).sum(axis=1) == 2).all()


def test_changes_on_drawn_days_give_every_abab_with_long_enough_phases() -> None:
    design = a_design(method=Method.RANDOM_CHANGES, days=24, phase_days_least=4)
    orders = possible_orders(design)
    assert len(orders) == comb(24 - 16 + 3, 3)
    for row in orders:
        phases = [(kind, len(list(same))) for kind, same in groupby(row)]
        assert [kind for kind, _ in phases] == [1, 0, 1, 0]
        assert min(length for _, length in phases) >= 4


def test_very_many_orders_are_stood_for_by_different_draws() -> None:
    design = a_design(periods=20, days_per_period=1, most_in_a_row=3)
    orders = possible_orders(design, seed=5)
    assert len(orders) == 20_000 == len(np.unique(orders, axis=0))
    assert np.array_equal(orders, possible_orders(design, seed=5))


def test_a_seed_draws_one_schedule_and_another_seed_mostly_another() -> None:
    design = a_design(periods=12)
    assert drawn(design, 3) == drawn(design, 3)
    assert len({drawn(design, seed).order for seed in range(20)}) > 10


def test_days_after_a_change_settle_and_are_not_counted() -> None:
    order = np.array([0, 0, 0, 1, 1, 0, 0, 0], dtype=np.int8)
    assert settled(order, 1).tolist() == [0, 1, 1, 0, 1, 0, 1, 1]
    assert settled(order, 0).all()


def test_periods_of_a_schedule_join_into_runs_of_days() -> None:
    schedule = drawn(a_design(), 1)
    periods = schedule.periods
    assert periods[0].first_on == START
    assert periods[-1].last_on == schedule.design.ends_on
    for one, following in pairwise(periods):
        assert (following.first_on - one.last_on).days == 1
        assert following.condition is not one.condition


@pytest.mark.parametrize(
    "change",
    [
        {"conditions": (FORWARD, BACKWARD)},
        {"conditions": (BACKWARD,)},
        {"periods": 7},
        {"periods": 2},
        {"days_per_period": 0},
        {"days_per_period": 100},
        {"settle_days": 2},
        {"most_in_a_row": 0},
        {"method": Method.RANDOM_CHANGES, "days": 20, "phase_days_least": 7},
        {"method": Method.RANDOM_CHANGES, "days": 20, "phase_days_least": 2},
        {
            "method": Method.RANDOM_CHANGES,
            "conditions": (BACKWARD, FORWARD, NEITHER),
            "days": 40,
        },
    ],
)
def test_a_design_that_proves_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"expected|compare"):
        a_design(**change)
