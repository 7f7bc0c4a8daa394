"""Trials with more than two groups, so that nobody is counted twice.

Three ways: make one group of the groups that are alike (combined), share the common group
out among the comparisons (split), or keep all comparisons with their covariance
(shared_covariance, pooled by correlated.py). The first two are those of the Cochrane
Handbook, version 6, section 23.3.4; combining is the simplest and loses nothing that a
pool of two-group comparisons could use.
"""

from collections.abc import Sequence

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput
from retrowalk.evidence.effect_sizes import Counts, Groups, Measure


def combined(groups: Groups) -> Groups:
    """Return the one group, shape (1,), that k groups of a trial make together.

    Its standard deviation has the spread within the groups and that between their means
    (Cochrane Handbook, version 6, section 6.5.2.10).
    """
    n = groups.n.sum()
    mean = (groups.n * groups.mean).sum() / n
    within = ((groups.n - 1.0) * groups.sd**2).sum()
    between = (groups.n * (groups.mean - mean) ** 2).sum()
    sd = np.sqrt((within + between) / (n - 1.0))
    return Groups(np.array([n]), np.array([mean]), np.array([sd]))


def combined_counts(groups: Counts) -> Counts:
    """Return the one group, shape (1,), that k groups of a trial make together."""
    return Counts(np.array([groups.events.sum()]), np.array([groups.n.sum()]))


def split(group: Groups, parts: int) -> Groups:
    """Return a group, shape (1,), shared out in equal parts, shape (parts,).

    The parts' sizes add up to the group's; mean and standard deviation stay.
    """
    n = _shares(int(group.n[0]), parts)
    return Groups(n, np.full(parts, group.mean[0]), np.full(parts, group.sd[0]))


def split_counts(group: Counts, parts: int) -> Counts:
    """Return a group, shape (1,), shared out in equal parts; people and events add up.

    Events may become fractions, so that every part has the group's own risk.
    """
    n = _shares(int(group.n[0]), parts)
    return Counts(group.events[0] * n / group.n[0], n)


def shared_covariance(
    measure: Measure, shared: Groups | Counts, effects: FloatArray, people: float
) -> FloatArray:
    """Return what effects that share a group have in common, shape (k, k).

    shared: the group in all of them, shape (1,). effects: shape (k,). people: in the whole
    trial. The diagonal is not used: keep the effects' own variances there. Formulas of
    Gleser and Olkin 2009 (Stochastically dependent effect sizes, in: The Handbook of
    Research Synthesis and Meta-Analysis, 2nd edition, chapter 19); for ratios of means
    by the same delta method.
    """
    if isinstance(shared, Counts):
        common = _of_counts(measure, shared)
    elif measure is Measure.STANDARDISED:
        products = effects[:, None] * effects[None, :]
        return np.asarray(1.0 / shared.n[0] + products / (2.0 * people))
    elif measure is Measure.MEAN_DIFFERENCE:
        common = shared.sd[0] ** 2 / shared.n[0]
    elif measure is Measure.LOG_RATIO_OF_MEANS:
        common = shared.sd[0] ** 2 / (shared.n[0] * shared.mean[0] ** 2)
    else:
        raise BadInput(f"a {measure.value} comes from counts; expected counts, got means")
    return np.full((effects.size, effects.size), common)


def covariance_of(
    variances: FloatArray, trials: Sequence[str], shared: FloatArray
) -> FloatArray:
    """Return the covariance of all effects, shape (k, k).

    variances: shape (k,). trials: the trial of each effect. shared: shape (k, k), used
    only between different effects of one trial.
    """
    names = np.asarray(trials, dtype=object)
    same = names[:, None] == names[None, :]
    covariance: FloatArray = np.where(same, shared, 0.0)
    np.fill_diagonal(covariance, variances)
    return covariance


def _of_counts(measure: Measure, shared: Counts) -> float:
    events, n = float(shared.events[0]), float(shared.n[0])
    if not 0.0 < events < n:
        raise BadInput(
            f"the shared group has {events:g} events of {n:g}; expected some with and "
            "some without"
        )
    if measure is Measure.LOG_ODDS_RATIO:
        return 1.0 / events + 1.0 / (n - events)
    if measure is Measure.LOG_RISK_RATIO:
        return 1.0 / events - 1.0 / n
    raise BadInput(f"a {measure.value} comes from means; expected means, got counts")


def _shares(n: int, parts: int) -> FloatArray:
    if parts < 1 or n < 2 * parts:
        raise BadInput(f"{n} people cannot be shared out in {parts} parts of 2 or more")
    whole, rest = divmod(n, parts)
    return np.array([float(whole + (part < rest)) for part in range(parts)])
