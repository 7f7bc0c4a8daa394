"""All orders that could have been drawn, and the drawing of one."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from retrowalk.arrays import BoolArray, CodeArray
from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.arrangements import (
    Balanced,
    changes_numbered,
    drawn_numbers,
)
from retrowalk.outcomes.single_case.design import Design, Method, Schedule

BACKWARD = 0  # code of backward: the conditions of a design begin with it
MOST_LISTED = 20_000  # orders; of more, this many are drawn to stand for all of them


def possible_orders(design: Design, seed: int = 0) -> CodeArray:
    """Return the orders a draw can give, as codes of design.conditions, shape (n, days).

    Each row is as likely as every other. Where there are more than MOST_LISTED, that many
    different draws stand for them, the same for the same seed.
    """
    if design.method is Method.RANDOM_CHANGES:
        return _by_changes(design, seed)
    kinds = len(design.conditions)
    balanced = Balanced(kinds, design.periods // kinds, design.most_in_a_row)
    if not balanced.total:
        raise BadInput(
            f"{design.periods} periods with at most {design.most_in_a_row} of a kind in a row: no "
            "order fits; allow more in a row"
        )
    periods = balanced.numbered(drawn_numbers(balanced.total, MOST_LISTED, seed))
    return np.repeat(periods, design.days_per_period, axis=1)


def drawn(design: Design, seed: int) -> Schedule:
    """Return the schedule that a seed draws."""
    orders = possible_orders(design, seed)
    row = orders[np.random.default_rng(seed).integers(len(orders))]
    return Schedule(design, tuple(design.conditions[code] for code in row), seed)


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The order that was drawn beside all that could have been.

    order: codes of design.conditions, shape (days,). orders: shape (n, days). counted:
    shape (n, days), the days each order counts.
    """

    order: CodeArray
    orders: CodeArray
    counted: BoolArray

    @property
    def day_counted(self) -> BoolArray:
        """The days the drawn order counts, shape (days,)."""
        return np.asarray(self.counted[self.drawn_row])

    @property
    def drawn_row(self) -> int:
        """Row of the drawn order; raises BadInput if it could not have been drawn."""
        found = np.flatnonzero((self.orders == self.order).all(axis=1))
        if not len(found):
            raise BadInput("the order that was walked is none of those that could be drawn")
        return int(found[0])


def draws_of(schedule: Schedule) -> Draws:
    """Return a schedule's order and all that its draw could have given."""
    orders = possible_orders(schedule.design, schedule.seed)
    counted = settled(orders, schedule.design.settle_days)
    return Draws(_codes(schedule), orders, counted)


def draws_between(schedule: Schedule, pair: tuple[int, int]) -> Draws:
    """Return the draws that tell two conditions of a schedule from each other.

    Of three conditions, the days of the third stay as they were drawn: whatever it does to
    the readings must not look like a difference between the other two. All these orders were
    equally likely, so the test stays exact.
    """
    if len(schedule.design.conditions) == 2:
        return draws_of(schedule)
    order = _codes(schedule)
    orders = orders_between(schedule.design, order, pair, schedule.seed)
    return Draws(order, orders, settled(orders, schedule.design.settle_days))


def orders_between(
    design: Design, order: CodeArray, pair: tuple[int, int], seed: int
) -> CodeArray:
    """Return the orders that differ from one only in which of a pair came when.

    order: shape (days,). Shape (n, days), ascending and with the order itself; where there are
    more than MOST_LISTED, as many draws stand for them.
    """
    own = order[:: design.days_per_period]
    free = np.flatnonzero(np.isin(own, pair))
    each = len(free) // 2
    if comb(len(free), each) <= MOST_LISTED:
        first = np.array(list(combinations(range(len(free)), each)))
        codes = np.full((len(first), len(free)), pair[1], dtype=np.int8)
        np.put_along_axis(codes, first, np.int8(pair[0]), axis=1)
    else:
        deck = np.repeat(np.array(pair, dtype=np.int8), each)
        chance = np.random.default_rng(seed)
        codes = chance.permuted(np.tile(deck, (MOST_LISTED, 1)), axis=1)
    rows = np.tile(own, (len(codes), 1))
    rows[:, free] = codes
    window = sliding_window_view(rows, min(design.most_in_a_row + 1, len(own)), axis=1)
    too_long = (window == window[..., :1]).all(axis=-1).any(axis=1)
    allowed = np.unique(np.vstack([own[None], rows[~too_long]]), axis=0)
    return np.repeat(allowed, design.days_per_period, axis=1)


def _codes(schedule: Schedule) -> CodeArray:
    """Return the schedule as codes of its design's conditions, shape (days,)."""
    at = {condition: code for code, condition in enumerate(schedule.design.conditions)}
    return np.array([at[condition] for condition in schedule.order], dtype=np.int8)


def settled(order: CodeArray, settle_days: int) -> BoolArray:
    """Return which days are counted: not the first ones after a change, shape (…, days).

    The first days of the trial are settling days as well.
    """
    change = np.ones(order.shape, dtype=np.bool_)
    change[..., 1:] = order[..., 1:] != order[..., :-1]
    counted = np.ones(order.shape, dtype=np.bool_)
    for shift in range(settle_days):
        counted[..., shift:] &= ~change[..., : order.shape[-1] - shift]
    return counted


def _by_changes(design: Design, seed: int) -> CodeArray:
    """Return every A-B-A-B whose phases are long enough; backward is B, code 0."""
    least, spare = design.phase_days_least, design.days - 4 * design.phase_days_least
    number = drawn_numbers(comb(spare + 3, 3), MOST_LISTED, seed)
    # Three walls among so many places part the spare days into four.
    walls = changes_numbered(number, spare + 3)
    changes = walls - np.arange(3) + least * np.arange(1, 4)
    phase = (np.arange(design.days)[None, :, None] >= changes[:, None, :]).sum(axis=2)
    return np.where(phase % 2 == 1, 0, 1).astype(np.int8)
