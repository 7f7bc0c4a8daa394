"""All orders that could have been drawn, and the drawing of one."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.outcomes.single_case.design import Design, Method, Schedule

BACKWARD = 0  # code of backward: the conditions of a design begin with it
MOST_LISTED = 20_000  # orders; of more, this many are drawn to stand for all of them
_TRIES = 2_000  # orders thrown away at most for each one kept


def possible_orders(design: Design, seed: int = 0) -> CodeArray:
    """Return the orders a draw can give, as codes of design.conditions, shape (n, days).

    Each row is as likely as every other. Where there are more than MOST_LISTED, that many
    different draws stand for them, the same for the same seed.
    """
    if design.method is Method.RANDOM_CHANGES:
        return _by_changes(design, seed)
    kinds = len(design.conditions)
    each = design.periods // kinds
    total = math.factorial(design.periods) // math.factorial(each) ** kinds
    if total <= MOST_LISTED:
        listed = list(_all_balanced(design.periods, kinds, each, design.most_in_a_row))
    else:
        listed = _drawn_balanced(design, each, MOST_LISTED, np.random.default_rng(seed))
    if not listed:
        raise BadInput(
            f"{design.periods} periods with at most {design.most_in_a_row} of a kind in a row: no "
            "order fits; allow more in a row"
        )
    periods = np.array(listed, dtype=np.int8)
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


def _all_balanced(periods: int, kinds: int, each: int, run: int) -> Iterator[list[int]]:
    """Yield each order with every kind equally often and no run longer than allowed."""
    order: list[int] = []
    left = [each] * kinds

    def grow() -> Iterator[list[int]]:
        """Yield what the order so far can become."""
        if len(order) == periods:
            yield list(order)
            return
        for kind in range(kinds):
            if left[kind] and not (len(order) >= run and set(order[-run:]) == {kind}):
                order.append(kind)
                left[kind] -= 1
                yield from grow()
                order.pop()
                left[kind] += 1

    yield from grow()


def _drawn_balanced(
    design: Design, each: int, wanted: int, chance: np.random.Generator
) -> list[list[int]]:
    kinds = np.repeat(np.arange(len(design.conditions)), each)
    kept: dict[bytes, list[int]] = {}
    for _ in range(_TRIES):
        rows = chance.permuted(np.tile(kinds, (wanted, 1)), axis=1)
        for row in rows[_longest_run(rows) <= design.most_in_a_row]:
            kept.setdefault(row.astype(np.int8).tobytes(), row.tolist())
            if len(kept) == wanted:
                return list(kept.values())
    return list(kept.values())


def _longest_run(rows: IntArray) -> IntArray:
    """Return the length of the longest run of equal codes in each row, shape (n,)."""
    longest = np.ones(len(rows), dtype=np.int64)
    now = np.ones(len(rows), dtype=np.int64)
    for at in range(1, rows.shape[1]):
        now = np.where(rows[:, at] == rows[:, at - 1], now + 1, 1)
        longest = np.maximum(longest, now)
    return longest


def _by_changes(design: Design, seed: int) -> CodeArray:
    """Return every A-B-A-B whose phases are long enough; backward is B, code 0."""
    least, spare = design.phase_days_least, design.days - 4 * design.phase_days_least
    total = math.comb(spare + 3, 3)
    picks = combinations(range(spare + 3), 3)
    if total > MOST_LISTED:
        chosen = np.random.default_rng(seed).choice(total, MOST_LISTED, replace=False)
        wanted = set(chosen.tolist())
        picks = (pick for at, pick in enumerate(picks) if at in wanted)  # type: ignore[assignment]  # only iterated
    day = np.arange(design.days)
    rows = []
    for first, second, third in picks:
        changes = (
            first + least,
            second - 1 + 2 * least,
            third - 2 + 3 * least,
        )
        phase = np.searchsorted(changes, day, side="right")
        rows.append(np.where(phase % 2 == 1, 0, 1))
    return np.array(rows, dtype=np.int8)
