"""All follow-ups together: everyone who came back at least once takes part.

A linear model with a random level for each person, by restricted maximum likelihood (REML;
Patterson & Thompson 1971, Biometrika). Arms and baselines have an effect of
their own in each week. A person seen in week 6 but not in week 12 still speaks about week
12 through the weeks' correlation: valid when who is missing depends on what was seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.quantiles import student
from retrowalk.evidence.trial.ancova import (
    FEWEST,
    Contrast,
    adjusted,
    against_order,
    where_of,
)
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.participants import Participants

_LOG_RATIO = (-14.0, 14.0)  # of the two variances; beyond, one of them is nothing
_GRID = 57  # half a unit apart
_NEAR = 1e-9  # of the log ratio; the function is flat to rounding long before


@dataclass(frozen=True, slots=True, eq=False)
class MixedFit:
    """A fitted model. coefficients: shape (p,). covariance: shape (p, p).

    between_sd, within_sd: of people's levels and of single readings about them, in the
    outcome's unit. people: how many.
    """

    coefficients: FloatArray
    covariance: FloatArray
    between_sd: float
    within_sd: float
    people: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """What the likelihood needs: whole-table products, and sums within each person."""

    square: FloatArray  # model' model, shape (p, p)
    cross: FloatArray  # model' outcome, shape (p,)
    outcome: float  # outcome' outcome
    count: FloatArray  # readings of each person, shape (people,)
    of_model: FloatArray  # shape (people, p)
    of_outcome: FloatArray  # shape (people,)


def all_weeks(people: Participants, design: Design, outcome: str) -> tuple[Contrast, ...]:
    """Return backward walking against every other arm in every week, from one model.

    Needs two or more weeks of follow-up; raises BadInput otherwise, or if an arm has fewer
    than two readings in a week. Intervals take their degrees of freedom from people, not
    readings, which is on the careful side.
    """
    if len(design.weeks) < 2:
        raise BadInput(
            "there is one follow-up; expected two or more for a model of all weeks"
        )
    seen = np.column_stack([np.isfinite(people.of(outcome, week)) for week in design.weeks])
    count = _counts(people, design, outcome, seen)
    which: BoolArray = np.asarray(seen.any(axis=1))
    model = adjusted(people, design, outcome, which)
    arms = len(model.arm_column) + 1
    varying = [*range(arms), *model.baseline_columns]
    steady = [k for k in range(model.columns.shape[1]) if k not in varying]
    whom, week = np.nonzero(seen[which])
    rows = _by_week(model.columns[:, varying], whom, week, len(design.weeks))
    rows = np.column_stack([rows, model.columns[whom][:, steady]])
    readings = np.column_stack([people.of(outcome, w)[which] for w in design.weeks])
    found = reml(rows, readings[whom, week], whom)
    free = found.people - model.columns.shape[1]
    return tuple(
        Contrast(
            outcome,
            week_number,
            design.arms[a].key,
            _interval(found, w * len(varying) + model.arm_column[a], free, design),
            count[w][0],
            count[w][a],
        )
        for w, week_number in enumerate(design.weeks)
        for a in against_order(design)
    )


def reml(model: FloatArray, outcome: FloatArray, person: IntArray) -> MixedFit:
    """Return the REML fit of a linear model with a random level for each person.

    model: shape (n, p). outcome: shape (n,). person: shape (n,), numbers 0, 1, …

    Raises BadInput if nobody has two readings, or the model cannot be solved.
    """
    sums = _sums(model, outcome, person)
    n, p = model.shape
    if n <= p or sums.count.max() < 2:
        raise BadInput(
            f"{n} readings of {len(sums.count)} people for {p} things to estimate; expected more, "
            "and people with two or more readings"
        )
    if np.linalg.matrix_rank(sums.square, hermitian=True) < p:
        raise BadInput(
            "the model of all weeks cannot be solved; expected people in every cell"
        )

    def badness(log_ratio: float) -> float:
        """Return the badness of fit at the logarithm of a ratio, which a search can walk on."""
        return _badness(sums, float(np.exp(log_ratio)), n - p)

    best = _lowest(badness)
    ratio = float(np.exp(best))
    if _badness(sums, 0.0, n - p) <= badness(best):
        ratio = 0.0  # no level of one's own: repeats are as different as people are
    square, coefficients, rest = _solved(sums, ratio)
    within = rest / (n - p)
    return MixedFit(
        coefficients,
        np.linalg.inv(square) * within,
        sqrt(ratio * within),
        sqrt(within),
        len(sums.count),
    )


def _lowest(badness: Callable[[float], float]) -> float:
    """Return where a function of the variances' log ratio is lowest.

    A grid finds the valley, in case there are two; golden sections find its bottom.
    """
    grid = np.linspace(*_LOG_RATIO, _GRID)
    at = int(np.argmin([badness(x) for x in grid]))
    low, high = float(grid[max(at - 1, 0)]), float(grid[min(at + 1, _GRID - 1)])
    golden = (sqrt(5.0) - 1.0) / 2.0
    while high - low > _NEAR:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if badness(left) < badness(right):
            high = right
        else:
            low = left
    return (low + high) / 2.0


def _sums(model: FloatArray, outcome: FloatArray, person: IntArray) -> _Sums:
    people = int(person.max()) + 1
    of_model = np.zeros((people, model.shape[1]))
    np.add.at(of_model, person, model)
    return _Sums(
        model.T @ model,
        model.T @ outcome,
        float(outcome @ outcome),
        np.bincount(person).astype(np.float64),
        of_model,
        np.bincount(person, weights=outcome).astype(np.float64),
    )


def _solved(sums: _Sums, ratio: float) -> tuple[FloatArray, FloatArray, float]:
    """Return the weighted square, the coefficients and the weighted rest at a ratio.

    A person's covariance is I + ratio * ones, whose inverse is I - shrink * ones.
    """
    shrink = ratio / (1.0 + sums.count * ratio)
    square: FloatArray = sums.square - (sums.of_model.T * shrink) @ sums.of_model
    cross = sums.cross - sums.of_model.T @ (shrink * sums.of_outcome)
    coefficients: FloatArray = np.asarray(np.linalg.solve(square, cross), dtype=np.float64)
    rest = sums.outcome - float(shrink @ sums.of_outcome**2) - float(coefficients @ cross)
    return square, coefficients, rest


def _badness(sums: _Sums, ratio: float, free: int) -> float:
    """Return minus twice the restricted log likelihood, up to a constant."""
    square, _, rest = _solved(sums, ratio)
    spread = float(np.sum(np.log1p(sums.count * ratio)))
    return free * log(rest) + spread + float(np.linalg.slogdet(square)[1])


def _by_week(columns: FloatArray, whom: IntArray, week: IntArray, weeks: int) -> FloatArray:
    """Return rows in which columns stand in the place of their week, 0 elsewhere."""
    width = columns.shape[1]
    rows = np.zeros((len(whom), weeks * width))
    for k in range(width):
        rows[np.arange(len(whom)), week * width + k] = columns[whom, k]
    return rows


def _counts(
    people: Participants, design: Design, outcome: str, seen: BoolArray
) -> list[list[int]]:
    found = []
    for w, week in enumerate(design.weeks):
        count = [
            int(np.sum(seen[:, w] & (people.arm == a))) for a in range(len(design.arms))
        ]
        if min(count) < FEWEST:
            raise BadInput(
                f"{where_of(design, outcome, week)}: an arm has {min(count)} readings; expected "
                f"{FEWEST} or more"
            )
        found.append(count)
    return found


def _interval(found: MixedFit, k: int, free: int, design: Design) -> Estimate:
    value = -float(found.coefficients[k])
    reach = student((1.0 + design.confidence) / 2.0, max(free, 1))
    reach *= sqrt(float(found.covariance[k, k]))
    return Estimate(value, value - reach, value + reach)
