"""Orders by their number: each once, in order, and drawn ones without repeats."""

from itertools import combinations, groupby, permutations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.outcomes.single_case.arrangements import (
    Balanced,
    changes_numbered,
    drawn_numbers,
)


@pytest.mark.parametrize(
    ("kinds", "each", "run"),
    [(2, 2, 1), (2, 3, 2), (2, 4, 2), (2, 4, 4), (3, 2, 1), (3, 2, 2), (3, 3, 1)],
)
def test_numbers_give_every_allowed_order_once_as_in_a_dictionary(
    kinds: int, each: int, run: int
) -> None:
    balanced = Balanced(kinds, each, run)
    letters = [kind for kind in range(kinds) for _ in range(each)]
    wanted = [
        order
        for order in sorted(set(permutations(letters)))
        if max(len(list(same)) for _, same in groupby(order)) <= run
    ]
    orders = balanced.numbered(np.arange(balanced.total))
    assert [tuple(order) for order in orders.tolist()] == wanted


def test_so_many_orders_are_counted_without_listing_them() -> None:
    assert Balanced(2, 20, 20).total == comb(40, 20)
    assert Balanced(2, 20, 1).total == 2


@given(places=st.integers(3, 12))
def test_changes_are_numbered_like_combinations(places: int) -> None:
    every = changes_numbered(np.arange(comb(places, 3)), places)
    assert [tuple(row) for row in every.tolist()] == list(combinations(range(places), 3))


@given(
    total=st.sampled_from([5, 60, 5_000, 10**12]),
    wanted=st.integers(1, 60),
    seed=st.integers(0, 99),
)
def test_drawn_numbers_are_different_and_the_same_for_a_seed(
    total: int, wanted: int, seed: int
) -> None:
    found = drawn_numbers(total, wanted, seed)
    assert len(np.unique(found)) == len(found) == min(total, wanted)
    assert found.min() >= 0
    assert found.max() < total
    assert np.array_equal(found, drawn_numbers(total, wanted, seed))
