"""A pool as tables: the forest plot in numbers, for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from retrowalk.evidence.numbers import Answer
from retrowalk.evidence.pooling import reach
from retrowalk.evidence.refits import Refit
from retrowalk.evidence.sources import source
from retrowalk.evidence.synthesis import Pool
from retrowalk.server.learn.shown import Fact, compared_with, exact, figure, interval


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One study of a pool. key: of its source, empty for an own study. weight: percent."""

    name: str
    key: str
    own: bool
    simulated: bool
    effect: str
    weight: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One pool that others published."""

    key: str
    name: str
    population: str
    against: str
    metric: str
    estimate: str
    interval: str
    trials: str


def pool_rows(found: Answer) -> list[PoolRow]:
    """Return a row for every study that could be pooled."""
    synthesis = found.picture.synthesis
    pool = synthesis.pool
    weights = pool.weights_pct if pool else (None,) * len(synthesis.studies)
    z = float(reach(synthesis.method.level, np.array([np.inf]))[0])
    rows = []
    for study, weight in zip(synthesis.studies, weights, strict=True):
        half = z * study.se
        rows.append(
            PoolRow(
                name=study.study,
                key="" if study.own else study.key,
                own=study.own,
                simulated=study.simulated,
                effect=_with_ends(study.effect, study.effect - half, study.effect + half),
                weight="" if weight is None else f"{weight:.0f} %",
            )
        )
    return rows


def published_rows(found: Answer) -> list[PublishedRow]:
    """Return a row for every pool that others published."""
    return [
        PublishedRow(
            key=one.effect.source,
            name=source(one.effect.source).citation.split(",")[0],
            population=one.effect.population,
            against=compared_with(one.effect),
            metric=one.effect.metric,
            estimate=exact(one.effect.estimate),
            interval=interval(one.effect.ci_low, one.effect.ci_high),
            trials=exact(one.effect.trials),
        )
        for one in found.published
    ]


def pool_facts(pool: Pool | None) -> list[Fact]:
    """Return the pool's figures; none without a pool."""
    if pool is None:
        return []
    new = _("cannot be told from so few studies")
    if pool.predicted_low is not None and pool.predicted_high is not None:
        new = _ends(pool.predicted_low, pool.predicted_high)
    return [
        Fact(_("Average"), _with_ends(pool.effect, pool.low, pool.high)),
        Fact(_("Where a new study is expected"), new),
        Fact(
            _("Spread that is not chance, I²"),
            f"{pool.i2_pct:.0f} % ({pool.i2_low_pct:.0f} to {pool.i2_high_pct:.0f} %)",
        ),
        Fact(_("Variance between studies, τ²"), figure(pool.tau2)),
        Fact(_("Test of spread, Q"), f"{figure(pool.q)} (p {pool.q_p:.3f})"),
        Fact(_("Test of no difference"), f"p {pool.p:.3f}"),
    ]


def refit_rows(refits: Sequence[Refit]) -> list[Fact]:
    """Return the pool without each study in turn."""
    return [
        Fact(
            _("without %(study)s") % {"study": one.study.study},
            _with_ends(one.pool.effect, one.pool.low, one.pool.high),
        )
        for one in refits
    ]


def _with_ends(value: float, low: float, high: float) -> str:
    return f"{figure(value)} ({_ends(low, high)})"


def _ends(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}
