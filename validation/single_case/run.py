"""Does the proof for one person keep its promises? By simulation.

    python validation/single_case/run.py

Needs no recordings; a few minutes. Writes the tables into this folder's README.
"""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tables import markdown, write_into

from retrowalk.outcomes.single_case.autocorrelated import modelled
from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.orders import Draws, possible_orders, settled
from retrowalk.outcomes.single_case.power import alike_days, noticed
from retrowalk.outcomes.single_case.shuffles import shuffled
from retrowalk.outcomes.single_case.spread import Spread

README = Path(__file__).with_name("README.md")
ROUNDS = 3  # of 2,000 made-up trials each
CORRELATIONS = (0.0, 0.3, 0.6)
MODELLED = 400  # trials of which the model is fitted as well
USUAL = Design(
    "pain_nrs",
    (Condition.BACKWARD, Condition.FORWARD),
    Method.RANDOM_PERIODS,
    date(2026, 12, 1),
    periods=12,
    days_per_period=4,
    settle_days=1,
)
DESIGNS = {
    "12 periods of 4 days, 1 to settle": USUAL,
    "16 periods of 3 days": replace(USUAL, periods=16, days_per_period=3, settle_days=0),
    "20 periods of 2 days": replace(USUAL, periods=20, days_per_period=2, settle_days=0),
    "A-B-A-B in 56 days, phases of 7 or more": Design(
        "pain_nrs",
        USUAL.conditions,
        Method.RANDOM_CHANGES,
        USUAL.starts_on,
        days=56,
    ),
}


def main() -> None:
    """Simulate and write the tables."""
    rows = [
        row
        for name, design in DESIGNS.items()
        for correlation in CORRELATIONS
        for row in [_row(name, design, correlation)]
    ]
    head = (
        "schedule",
        "correlation of days",
        "orders",
        "false alarms at 5 %",
        "interval holds the truth",
        "model's interval does",
        "told to be noticed in 80 %",
        "noticed in other trials",
    )
    write_into(README, "table", markdown(head, rows))


def _row(name: str, design: Design, correlation: float) -> tuple[str, ...]:
    orders = possible_orders(design, 1)
    counted = settled(orders, design.settle_days)
    told = noticed(design, Spread(1.0, correlation), seed=11)
    change = told.change or 0.0
    alarms, held, model_held, seen = [], [], [], []
    for turn in range(ROUNDS):
        chance = np.random.default_rng(100 + turn)
        noise = alike_days(design.n_days, correlation, chance)
        for trial in range(noise.shape[1] if len(orders) < 1000 else 500):
            order = orders[chance.integers(len(orders))]
            draws = Draws(order, orders, counted)
            nothing = shuffled(noise[:, trial], draws, (0, 1))
            alarms.append(nothing.p <= 0.05)
            held.append(nothing.low <= 0.0 <= nothing.high)
            lifted = shuffled(noise[:, trial] + change * (order == 0), draws, (0, 1))
            seen.append(lifted.p <= 0.05)
            if len(model_held) < MODELLED:
                model_held.append(_model_holds(noise[:, trial], draws))
    return (
        name,
        f"{correlation:g}",
        f"{len(orders):,}",
        f"{np.mean(alarms):.1%}",
        f"{np.mean(held):.1%} of {len(held):,}",
        f"{np.mean(model_held):.1%} of {len(model_held)}",
        f"{change:.2f} SD" if told.change else "nothing",
        f"{np.mean(seen):.1%}",
    )


def _model_holds(values: np.ndarray, draws: Draws) -> bool:
    day = np.flatnonzero(draws.day_counted)
    period = np.cumsum(np.append(0, np.diff(draws.order) != 0))
    found = modelled(values[day], day, (draws.order[day] == 0).astype(float), period[day])
    return found.low <= 0.0 <= found.high


if __name__ == "__main__":
    main()
