"""The main analysis: follow-up by arm, adjusted for the baseline and the stratum factors.

Adjusting for what allocation was balanced on is part of analysing as randomised; adjusting
for the baseline takes out what people brought with them. A missing baseline is filled with
the mean of everyone and gets a column of its own: neither can depend on the arm, so they
bias no comparison of arms (White & Thompson 2005, 10.1002/sim.1981). A missing follow-up
is left out here, and counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.quantiles import student
from retrowalk.evidence.trial.design import Design
from retrowalk.evidence.trial.least_squares import Fit, error_of, fit
from retrowalk.evidence.trial.participants import BASELINE, Participants

FEWEST = 2  # people with a reading in each arm that is compared


@dataclass(frozen=True, slots=True)
class Contrast:
    """Backward walking minus another arm, adjusted, in the outcome's unit.

    against: the other arm's key. backward_n, against_n: people with the reading.
    """

    outcome: str
    week: int
    against: str
    difference: Estimate
    backward_n: int
    against_n: int


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """The model's columns for some of the people.

    columns: shape (n, p). arm_column: which column says each arm but the first.
    baseline_columns: which hold the baseline, and that it is missing.
    """

    columns: FloatArray
    arm_column: dict[int, int]
    baseline_columns: tuple[int, ...]


def contrasts(
    people: Participants, design: Design, outcome: str, week: int
) -> tuple[Contrast, ...]:
    """Return backward walking against every other arm, the primary comparison's arm first.

    Raises BadInput if an arm has fewer than two people with the reading.
    """
    reading = people.of(outcome, week)
    seen = np.isfinite(reading)
    where = where_of(design, outcome, week)
    count = [int(np.sum(seen & (people.arm == a))) for a in range(len(design.arms))]
    for arm, n in zip(design.arms, count, strict=True):
        if n < FEWEST:
            raise BadInput(
                f"{where}: arm {arm.key} has {n} readings; expected {FEWEST} or more"
            )
    model = adjusted(people, design, outcome, seen)
    found = fitted(model.columns, reading[seen], where)
    return tuple(
        Contrast(
            outcome,
            week,
            design.arms[a].key,
            interval(found, model.arm_column[a], design.confidence).times(-1.0),
            count[0],
            count[a],
        )
        for a in against_order(design)
    )


def adjusted(
    people: Participants, design: Design, outcome: str, which: BoolArray
) -> Adjusted:
    """Return the model: level of the first arm, other arms, baseline, stratum factors.

    which: shape (n people,), whom to take. What is the same for all of them is left out.
    """
    arms = [a for a in range(1, len(design.arms)) if np.any(people.arm[which] == a)]
    columns = [np.ones(int(which.sum()))]
    columns += [(people.arm[which] == a).astype(np.float64) for a in arms]
    before = _varied(_baseline_columns(people, outcome, which))
    columns += [*before, *_varied(_level_columns(people, which))]
    return Adjusted(
        np.column_stack(columns),
        {a: k for k, a in enumerate(arms, start=1)},
        tuple(range(len(arms) + 1, len(arms) + 1 + len(before))),
    )


def fitted(columns: FloatArray, reading: FloatArray, where: str) -> Fit:
    """Return the fit; where: how a sentence calls what is fitted."""
    if len(columns) <= columns.shape[1]:
        raise BadInput(
            f"{where}: {len(columns)} readings for {columns.shape[1]} things to estimate; "
            "expected more people"
        )
    try:
        return fit(columns, reading)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from error


def interval(found: Fit, k: int, confidence: float) -> Estimate:
    """Return a coefficient with its interval."""
    value, error = float(found.coefficients[k]), error_of(found, k)
    reach = student((1.0 + confidence) / 2.0, float(found.free(k))) * error
    return Estimate(value, value - reach, value + reach)


def against_order(design: Design) -> Sequence[int]:
    """Return the places of the other arms, that of the primary comparison first."""
    others = [a for a in range(1, len(design.arms)) if a != design.against]
    return [design.against, *others]


def where_of(design: Design, outcome: str, week: int) -> str:
    """Return how a sentence calls an outcome in a week."""
    name = next(o.name for o in design.outcomes if o.key == outcome)
    return f"{name}, week {week}"


def _baseline_columns(
    people: Participants, outcome: str, which: BoolArray
) -> list[FloatArray]:
    """Return baselines about their mean, and whether they are missing."""
    found = people.of(outcome, BASELINE)[which]
    missing = np.isnan(found)
    if missing.all():
        return []
    return [
        np.where(missing, 0.0, found - found[~missing].mean()),
        missing.astype(np.float64),
    ]


def _level_columns(people: Participants, which: BoolArray) -> list[FloatArray]:
    return [
        (levels[which] == level).astype(np.float64)
        for levels in people.levels.values()
        for level in np.unique(levels[which])[1:]
    ]


def _varied(columns: list[FloatArray]) -> list[FloatArray]:
    return [column for column in columns if np.ptp(column) > 0.0]
