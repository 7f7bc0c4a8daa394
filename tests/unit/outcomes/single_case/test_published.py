"""Worked examples that others published with all their readings."""

from datetime import date

import numpy as np
import pytest

from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.nonoverlap import nap, stretched
from retrowalk.outcomes.single_case.orders import Draws, possible_orders
from retrowalk.outcomes.single_case.shuffles import shuffled

# Onghena 1992, Behavioral Assessment 14:153-171; the same readings in Bulte and Onghena 2008.
ONGHENA = (6, 2, 5, 3, 4, 4, 1, 2, 3, 1, 3, 2, 2, 3, 4, 2, 4, 3, 0, 1, 2, 0, 2, 1)
# Parker, Vannest and Davis 2011, as the R package SingleCaseES tests itself by.
BASELINE, TREATED = (20, 20, 26, 25, 22, 23), (28, 25, 24, 27, 30, 30, 29)


def onghena() -> Draws:
    design = Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.NEITHER),
        Method.RANDOM_CHANGES,
        date(2026, 12, 1),
        days=24,
        phase_days_least=4,
    )
    orders = possible_orders(design)
    order = np.repeat([1, 0, 1, 0], 6).astype(np.int8)
    return Draws(order, orders, np.ones(orders.shape, dtype=np.bool_))


def test_the_abab_example_of_onghena_has_his_orders_and_his_p() -> None:
    draws, values = onghena(), np.array(ONGHENA, dtype=float)

    def phases(order: np.ndarray) -> float:
        """Return his statistic: the sum of phase means without, minus the sum of those with."""
        runs = np.split(values, np.flatnonzero(np.diff(order)) + 1)
        return float(runs[0].mean() + runs[2].mean() - runs[1].mean() - runs[3].mean())

    seen = np.array([phases(order) for order in draws.orders])
    assert len(seen) == 165
    assert phases(draws.order) == pytest.approx(4.0)
    assert (seen >= phases(draws.order) - 1e-9).mean() == pytest.approx(0.0242424242424242)


def test_with_means_of_days_the_example_of_onghena_says_nearly_the_same() -> None:
    found = shuffled(np.array(ONGHENA, dtype=float), onghena(), (0, 1))
    assert found.difference == pytest.approx(-2.0)
    assert found.n_orders == 165
    assert found.p == pytest.approx(5 / 165)
    assert found.high < 0.0


def test_non_overlap_is_that_of_parker_vannest_and_davis() -> None:
    found = nap(
        np.array(TREATED, dtype=float),
        np.array(BASELINE, dtype=float),
        higher_is_better=True,
    )
    assert found.share == pytest.approx(38.5 / 42)
    # The interval as the authors of SingleCaseES print it for these readings (0.5973, 0.9860).
    assert found.low == pytest.approx(0.5973406, abs=1e-4)
    assert found.high == pytest.approx(0.9860176, abs=1e-4)


def test_days_that_resemble_each_other_say_less() -> None:
    one, other = np.array(TREATED, dtype=float), np.array(BASELINE, dtype=float)
    alone = nap(one, other, higher_is_better=True)
    alike = nap(one, other, higher_is_better=True, stretch=2.0)
    assert alike.share == alone.share
    assert alike.low < alone.low
    assert alike.high > alone.high
    assert stretched(1.0, 1.0, 10, 10) == pytest.approx(5.0)
    assert stretched(0.1, 1.0, 10, 10) == 1.0
