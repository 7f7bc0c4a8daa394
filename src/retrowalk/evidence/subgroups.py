"""Pools of groups of studies, and whether the groups differ."""

from dataclasses import dataclass, replace

import numpy as np

from retrowalk.evidence.distributions import chi2_above
from retrowalk.evidence.pooling import Interval
from retrowalk.evidence.synthesis import Synthesis, synthesise


@dataclass(frozen=True, slots=True)
class Subgroups:
    """One synthesis for each group, and the test between those that could be pooled.

    q, df, p: weighted squares of the groups' averages about their own, chi-squared on df
    under no difference; None where fewer than two groups have a pool.
    """

    groups: tuple[tuple[str, Synthesis], ...]
    q: float | None
    df: int
    p: float | None


def subgroups(synthesis: Synthesis) -> Subgroups:
    """Return the pools of the studies of each group, in the order in which groups appear.

    Every group has its own heterogeneity. The test between groups weighs each average by
    its standard error of known weights (Borenstein et al. 2009, Introduction to
    Meta-Analysis, chapter 19); for one heterogeneity of all groups see meta_regression.
    """
    names = tuple(dict.fromkeys(study.group for study in synthesis.studies))
    groups = tuple((name, _of(synthesis, name)) for name in names)
    plain = replace(synthesis.method, interval=Interval.NORMAL)
    pools = [
        pool
        for _, one in groups
        if (pool := synthesise(one.studies, plain).pool) is not None
    ]
    if len(pools) < 2:
        return Subgroups(groups, None, 0, None)
    averages = np.array([pool.effect for pool in pools])
    weights = np.array([pool.se for pool in pools]) ** -2.0
    q = float((weights * (averages - np.average(averages, weights=weights)) ** 2).sum())
    return Subgroups(groups, q, len(pools) - 1, float(chi2_above(q, len(pools) - 1)))


def _of(synthesis: Synthesis, name: str) -> Synthesis:
    found = [study for study in synthesis.studies if study.group == name]
    return synthesise(found, synthesis.method)
