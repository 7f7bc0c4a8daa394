"""Does the proof for one person keep its promises? By simulation, and by published examples.

    python validation/single_case/run.py

Needs no recordings; a quarter of an hour on two quiet cores, with OMP_NUM_THREADS=1. Writes
the tables into this folder's README.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from scipy.stats import norm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from published import rows as published_rows
from tables import markdown, write_into

from retrowalk.outcomes.single_case.autocorrelated import modelled
from retrowalk.outcomes.single_case.design import Condition, Design, Schedule
from retrowalk.outcomes.single_case.nonoverlap import nap, stretched
from retrowalk.outcomes.single_case.orders import (
    Draws,
    draws_between,
    possible_orders,
    settled,
)
from retrowalk.outcomes.single_case.power import alike_days, noticed
from retrowalk.outcomes.single_case.shuffles import shuffled
from retrowalk.outcomes.single_case.spread import Spread
from retrowalk.outcomes.single_case.usual import USUAL, usual_design

README = Path(__file__).with_name("README.md")
ROUNDS = 2  # of 2,000 made-up trials each; fewer where thousands of orders are compared
FEWER = ((20_000, 300), (1_000, 600))  # from so many orders on, trials of a round
WORKERS = 2
CORRELATIONS = (0.0, 0.3, 0.6)
MODELLED = 1_000  # trials of which the model is fitted as well
PERIODS_OWN = (
    0.5  # spread of periods in those of a day, where they have something of their own
)
THIRD_OFF_BY = (
    1.0  # spreads of a day that the third of three things differs from the other two
)
BETTER_BY = 0.7  # spreads of a day; what the non-overlap is asked to hold
START = date(2026, 12, 1)
BACKWARD, FORWARD, NEITHER = Condition.BACKWARD, Condition.FORWARD, Condition.NEITHER
HEAD = (
    "schedule",
    "correlation of days",
    "orders",
    "false alarms at 5 %",
    "interval holds the truth",
    "model's interval does",
    "and where periods differ",
    "non-overlap's interval does",
    "told to be noticed in 80 %",
    "noticed in other trials",
)


@dataclass
class Tally:
    """What came of the made-up trials of one schedule and correlation."""

    alarms: list[bool] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    seen: list[bool] = field(default_factory=list)
    model: list[bool] = field(default_factory=list)
    model_periods: list[bool] = field(default_factory=list)
    overlap: list[bool] = field(default_factory=list)


def main() -> None:
    """Simulate and write the tables."""
    asked = [
        (name, design, correlation)
        for name, design in designs()
        for correlation in CORRELATIONS
    ]
    with ProcessPoolExecutor(WORKERS) as workers:
        rows = list(workers.map(_row, *zip(*asked, strict=True)))
    write_into(README, "table", markdown(HEAD, rows))
    head = ("example", "what", "published", "found")
    write_into(README, "published", markdown(head, published_rows()))


def designs() -> Iterator[tuple[str, Design]]:
    """Yield the usual schedules, and one that compares three things."""
    for usual in USUAL:
        yield usual.name, usual_design(usual.key, "pain_nrs", (BACKWARD, FORWARD), START)
    three = (BACKWARD, FORWARD, NEITHER)
    yield (
        "18 periods of 3 days, three things",
        usual_design("sixteen_by_three", "pain_nrs", three, START),
    )


def _row(name: str, design: Design, correlation: float) -> tuple[str, ...]:
    orders = possible_orders(design, 1)
    counted = settled(orders, design.settle_days)
    told = noticed(design, Spread(1.0, correlation), seed=11)
    change, tally = told.change or 0.0, Tally()
    for turn in range(ROUNDS):
        chance = np.random.default_rng(100 + turn)
        noise = alike_days(design.n_days, correlation, chance)
        for trial in range(_trials(len(orders), noise.shape[1])):
            draws = Draws(orders[chance.integers(len(orders))], orders, counted)
            third = THIRD_OFF_BY * (draws.order == 2)
            _tested(noise[:, trial] + third, _between(design, draws), change, tally)
            if len(tally.model) < MODELLED:
                _modelled(noise[:, trial], draws, chance, tally)
    print(name, correlation, f"{np.mean(tally.model):.3f}", flush=True)
    return (
        name,
        f"{correlation:g}",
        f"{len(orders):,}",
        f"{np.mean(tally.alarms):.1%}",
        f"{np.mean(tally.held):.1%} of {len(tally.held):,}",
        f"{np.mean(tally.model):.1%} of {len(tally.model):,}",
        f"{np.mean(tally.model_periods):.1%}",
        f"{np.mean(tally.overlap):.1%}",
        f"{change:.2f} SD" if told.change else "nothing",
        f"{np.mean(tally.seen):.1%}",
    )


def _between(design: Design, draws: Draws) -> Draws:
    """Return the draws that a test of the first two conditions rests on."""
    if len(design.conditions) == 2:
        return draws
    order = tuple(design.conditions[code] for code in draws.order)
    return draws_between(Schedule(design, order, 1), (0, 1))


def _trials(orders: int, most: int) -> int:
    return next((trials for at_least, trials in FEWER if orders >= at_least), most)


def _tested(noise: np.ndarray, draws: Draws, change: float, tally: Tally) -> None:
    nothing = shuffled(noise, draws, (0, 1))
    tally.alarms.append(nothing.p <= 0.05)
    tally.held.append(nothing.low <= 0.0 <= nothing.high)
    # A change is noticed where, without it, its opposite would have been ruled out.
    tally.seen.append(not nothing.low <= -change <= nothing.high)


def _modelled(
    noise: np.ndarray, draws: Draws, chance: np.random.Generator, tally: Tally
) -> None:
    order = draws.order
    day = np.flatnonzero(draws.day_counted & (order <= 1))
    period = np.cumsum(np.append(0, np.diff(order) != 0))
    with_it = (order[day] == 0).astype(float)
    own = PERIODS_OWN * chance.standard_normal(period.max() + 1)[period]
    found = modelled(noise[day], day, with_it, period[day])
    other = modelled((noise + own)[day], day, with_it, period[day])
    tally.model.append(found.low <= 0.0 <= found.high)
    tally.model_periods.append(other.low <= 0.0 <= other.high)
    one, rest = noise[day][with_it == 1] + BETTER_BY, noise[day][with_it == 0]
    stretch = stretched(found.se, found.sd, len(one), len(rest))
    share = nap(one, rest, higher_is_better=True, stretch=stretch)
    tally.overlap.append(
        bool(share.low <= norm.cdf(BETTER_BY / np.sqrt(2.0)) <= share.high)
    )


if __name__ == "__main__":
    main()
