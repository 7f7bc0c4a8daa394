"""Worked examples that others published with all their readings, beside what we say of them."""

from datetime import date

import numpy as np

from retrowalk.outcomes.single_case.design import Condition, Design, Method
from retrowalk.outcomes.single_case.nonoverlap import nap
from retrowalk.outcomes.single_case.orders import Draws, possible_orders
from retrowalk.outcomes.single_case.shuffles import shuffled

ONGHENA = (6, 2, 5, 3, 4, 4, 1, 2, 3, 1, 3, 2, 2, 3, 4, 2, 4, 3, 0, 1, 2, 0, 2, 1)
BASELINE, TREATED = (20, 20, 26, 25, 22, 23), (28, 25, 24, 27, 30, 30, 29)


def rows() -> list[tuple[str, ...]]:
    """Return what was published and what we find, a row each."""
    return [*_onghena(), *_non_overlap()]


def _onghena() -> list[tuple[str, ...]]:
    design = Design(
        "pain_nrs",
        (Condition.BACKWARD, Condition.NEITHER),
        Method.RANDOM_CHANGES,
        date(2026, 12, 1),
        days=24,
        phase_days_least=4,
    )
    values, orders = np.array(ONGHENA, dtype=float), possible_orders(design)
    order = np.repeat([1, 0, 1, 0], 6).astype(np.int8)
    seen = np.array([_phases(values, one) for one in orders])
    p = (seen >= _phases(values, order) - 1e-9).mean()
    ours = shuffled(values, Draws(order, orders, np.ones(orders.shape, dtype=bool)), (0, 1))
    example = "A-B-A-B of 24 readings, phases of 4 or more (Onghena 1992)"
    return [
        (example, "orders that could be drawn", "165", str(len(orders))),
        (example, "sum of phase means, off minus on", "4", f"{_phases(values, order):g}"),
        (example, "p of that, one way", "0.0242424242", f"{p:.10f}"),
        (example, "p of our difference of days, both ways", "not printed", f"{ours.p:.4f}"),
    ]


def _phases(values: np.ndarray, order: np.ndarray) -> float:
    runs = np.split(values, np.flatnonzero(np.diff(order)) + 1)
    return float(runs[0].mean() + runs[2].mean() - runs[1].mean() - runs[3].mean())


def _non_overlap() -> list[tuple[str, ...]]:
    found = nap(
        np.array(TREATED, dtype=float),
        np.array(BASELINE, dtype=float),
        higher_is_better=True,
    )
    example = "6 and 7 readings with ties (Parker, Vannest and Davis 2011)"
    return [
        (example, "non-overlap of all pairs", "38.5 of 42", f"{found.share * 42:g} of 42"),
        (
            example,
            "its interval, as SingleCaseES prints it",
            "0.5973 to 0.9860",
            f"{found.low:.4f} to {found.high:.4f}",
        ),
    ]
