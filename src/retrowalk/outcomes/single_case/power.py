"""What a schedule would notice, told before it starts.

Made-up readings (normal, one day resembling the next) are put under drawn orders, and the
randomisation test of every one of them is taken. What this rests on is the spread and the
correlation of the person's own days: they are asked for, and said with the answer.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.outcomes.single_case.design import Design
from retrowalk.outcomes.single_case.orders import orders_between, possible_orders, settled
from retrowalk.outcomes.single_case.shuffles import SAME, contrasts
from retrowalk.outcomes.single_case.spread import Spread

TRIALS = 2_000  # made-up trials; the share is then known to about 2 points
MOST_COMPARED = 1_000  # orders each is compared with; more change the answer by little
WANTED_POWER = 0.8
_PATTERNS = 40  # of three conditions: days of the third that are tried, with 50 trials each
_STEPS = 10  # halvings: the change is then known to a thousandth, far finer than its chance


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a schedule notices.

    change: smallest difference noticed in `power` of trials, in the measure's unit; None if
        the schedule can never reach the level. days: what it rests on.
    least_p: the smallest p this schedule can give. n_orders: orders that can be drawn.
    """

    change: float | None
    power: float
    days: Spread
    least_p: float
    n_orders: int


def power_at(
    design: Design, change: float, days: Spread, seed: int, level: float = 0.05
) -> float:
    """Return the share of made-up trials, 0 to 1, in which a true change is noticed."""
    return _Trials(design, days, seed, level).power(change)


def noticed(design: Design, days: Spread, seed: int, level: float = 0.05) -> Noticed:
    """Return the smallest change that a schedule notices four times in five."""
    trials = _Trials(design, days, seed, level)
    if trials.least_p > level:
        return Noticed(None, 0.0, days, trials.least_p, trials.n_orders)
    low, high = 0.0, days.sd
    while trials.power(high) < WANTED_POWER:
        low, high = high, 2.0 * high
        if high > 1e3 * days.sd:
            return Noticed(None, trials.power(high), days, trials.least_p, trials.n_orders)
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        low, high = (
            (low, middle) if trials.power(middle) >= WANTED_POWER else (middle, high)
        )
    return Noticed(high, trials.power(high), days, trials.least_p, trials.n_orders)


class _Trials:
    """Made-up trials of one design, kept so that each change sees the same chance."""

    def __init__(self, design: Design, days: Spread, seed: int, level: float) -> None:
        self._design, self._days, self._level = design, days, level
        chance = np.random.default_rng(seed)
        orders = possible_orders(design, seed)
        drawn = chance.integers(len(orders), size=TRIALS)
        self.n_orders = len(orders)
        if len(design.conditions) == 2:
            self._groups = [self._group(orders, drawn, chance)]
        else:
            some = orders[drawn[:_PATTERNS]]
            self._groups = [self._alike(order, seed, chance) for order in some]
        self.least_p = max(1.0 / len(orders), *(group.least_p for group in self._groups))

    def power(self, change: float) -> float:
        """Return the share of trials that notice a true change."""
        return float(np.mean([group.power(change) for group in self._groups]))

    def _alike(self, order: CodeArray, seed: int, chance: np.random.Generator) -> "_Group":
        """Return trials in which the days of a third condition are those of this order."""
        orders = orders_between(self._design, order, (0, 1), seed)
        drawn = chance.integers(len(orders), size=TRIALS // _PATTERNS)
        return self._group(orders, drawn, chance)

    def _group(
        self, orders: CodeArray, drawn: IntArray, chance: np.random.Generator
    ) -> "_Group":
        """Return trials under these drawn rows of orders, all compared with the same ones."""
        settle_days, days = self._design.settle_days, self._days
        noise = days.sd * alike_days(
            orders.shape[1], days.correlation, chance, trials=len(drawn)
        )
        compared = orders
        if len(orders) > MOST_COMPARED:
            compared = orders[chance.choice(len(orders), MOST_COMPARED, replace=False)]
        weights, _ = contrasts(compared, settled(compared, settle_days), (0, 1))
        own, _ = contrasts(orders, settled(orders, settle_days), (0, 1))
        with_it = (orders[drawn] == 0).astype(np.float64)
        return _Group(weights, own[drawn], with_it, noise, self._level)


class _Group:
    """Made-up trials that are all compared with the same orders.

    weights: shape (n_orders, days). own, with_it: shape (trials, days), weights of the drawn
    order, and 1 on its backward days. noise: shape (days, trials).
    """

    def __init__(
        self,
        weights: FloatArray,
        own: FloatArray,
        with_it: FloatArray,
        noise: FloatArray,
        level: float,
    ) -> None:
        self._level = level
        self._own_noise = np.einsum("td,dt->t", own, noise)
        self._noise = weights @ noise
        self._share = weights @ with_it.T
        self._room = np.empty_like(self._share)  # used again for every change that is tried
        self.least_p = float((np.abs(self._share) >= 1.0 - SAME).mean())

    def power(self, change: float) -> float:
        """Return the share of trials that notice a true change."""
        own = np.abs(self._own_noise + change) * (1.0 - SAME)
        others = np.multiply(self._share, change, out=self._room)
        others += self._noise
        as_large = np.count_nonzero(np.abs(others, out=others) >= own, axis=0)
        return float((as_large <= self._level * len(others)).mean())


def alike_days(
    days: int, correlation: float, chance: np.random.Generator, trials: int = TRIALS
) -> FloatArray:
    """Return readings of spread 1 in which each day resembles the last, shape (days, trials)."""
    fresh = chance.standard_normal((days, trials))
    noise = np.empty_like(fresh)
    noise[0] = fresh[0]
    for day in range(1, days):
        noise[day] = (
            correlation * noise[day - 1] + np.sqrt(1.0 - correlation**2) * fresh[day]
        )
    return noise
