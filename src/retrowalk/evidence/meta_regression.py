"""Whether effects go with something about the studies: meta-regression."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput
from retrowalk.evidence.distributions import f_above, t_two_sided
from retrowalk.evidence.heterogeneity import Heterogeneity, Tau2, heterogeneity, tau2_of
from retrowalk.evidence.pooling import (
    USUAL,
    Method,
    degrees_of_freedom,
    reach,
    scale_of,
    test_statistic,
)
from retrowalk.evidence.weighted_regression import (
    WeightedRegression,
    weighted_regression,
)


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients, each column of shape (p,), and what they leave unexplained.

    covariance: shape (p, p). df: of the coefficients' quantile, infinite for the normal.
    left: heterogeneity that remains; its columns have the shape (1,).
    moderators: the test that all tested coefficients are 0: its statistic (chi-squared, or
        F with Knapp-Hartung), degrees of freedom (infinite below for chi-squared) and p.
    r2_pct: share of tau2 that the tested coefficients account for, percent; None where
        there was none to account for, where no tau2 is estimated, or nothing else remains.
    """

    names: tuple[str, ...]
    coefficients: FloatArray
    covariance: FloatArray
    se: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray
    df: float
    left: Heterogeneity
    moderators: tuple[float, int, float, float]
    r2_pct: float | None
    method: Method
    studies: int


@dataclass(frozen=True, slots=True)
class Predicted:
    """Averages expected at given moderators, every column of shape (m,).

    predicted_low, predicted_high: of the true effect in a new study there; NaN where the
    studies are too few, or no heterogeneity is estimated.
    """

    effect: FloatArray
    low: FloatArray
    high: FloatArray
    predicted_low: FloatArray
    predicted_high: FloatArray


def with_intercept(*moderators: FloatArray) -> FloatArray:
    """Return the design, shape (k, m + 1), of m moderators of shape (k,)."""
    return np.column_stack([np.ones(len(moderators[0])), *moderators])


def by_group(groups: Sequence[str]) -> tuple[tuple[str, ...], FloatArray]:
    """Return names and columns, shape (k, g - 1), that part g groups from the first one."""
    names = tuple(dict.fromkeys(groups))
    if len(names) < 2:
        raise BadInput(f"there is {len(names)} group; expected two or more to compare")
    columns = [[float(group == name) for group in groups] for name in names[1:]]
    return names[1:], np.array(columns).T


def regress(
    studies: tuple[FloatArray, FloatArray],
    design: FloatArray,
    names: Sequence[str],
    method: Method = USUAL,
    tested: Sequence[int] | None = None,
) -> Regression:
    """Return the mixed-effects meta-regression (Knapp and Hartung 2003, 10.1002/sim.1482).

    studies: effects and variances, shape (k,) each. design: shape (k, p), see
    with_intercept. names: of the p coefficients. tested: those tested together, by
    number; all but the first if not said.

    Raises BadInput where k <= p, or where a moderator follows from the others.
    """
    effects, variances = studies
    model = weighted_regression(effects, variances, design)
    if len(names) != design.shape[1]:
        raise BadInput(f"{design.shape[1]} coefficients have {len(names)} names")
    tau2 = tau2_of(model, method.tau2)
    coefficients, unscaled = model.coefficients(float(tau2[0]))
    scale = scale_of(model.q(tau2)[0], model.df, method.interval)
    covariance = unscaled * scale[0]
    se = np.sqrt(np.diag(covariance))
    df = degrees_of_freedom(model.df, method.interval)
    half = reach(method.level, df)[0] * se
    which = list(range(1, design.shape[1])) if tested is None else list(tested)
    return Regression(
        names=tuple(names),
        coefficients=coefficients,
        covariance=covariance,
        se=se,
        low=coefficients - half,
        high=coefficients + half,
        p=t_two_sided(test_statistic(coefficients, se), np.full(se.shape, df[0])),
        df=float(df[0]),
        left=heterogeneity(model, method.tau2, method.level),
        moderators=_joint(
            _apart(model, design, which, tau2), len(which), scale, float(df[0])
        ),
        r2_pct=_explained(model, design, which, method.tau2),
        method=method,
        studies=effects.size,
    )


def predicted(regression: Regression, design: FloatArray) -> Predicted:
    """Return what to expect at other moderators.

    design: shape (m, p), columns as in the fit. The prediction interval has one degree of
    freedom less than the coefficients, k - p - 1 (Riley, Higgins and Deeks 2011,
    10.1136/bmj.d549, with moderators).
    """
    rows = np.atleast_2d(np.asarray(design, dtype=np.float64))
    if rows.shape[1] != len(regression.names):
        raise BadInput(
            f"the design has {rows.shape[1]} columns; expected {len(regression.names)}"
        )
    effect = rows @ regression.coefficients
    variance = np.einsum("ij,jk,ik->i", rows, regression.covariance, rows)
    method, left = regression.method, regression.studies - len(regression.names) - 1
    half = reach(method.level, np.array([regression.df]))[0] * np.sqrt(variance)
    new = np.full(effect.shape, np.nan)
    if left >= 1 and method.tau2 is not Tau2.FIXED:
        far = reach(method.level, np.array([float(left)]))[0]
        new = far * np.sqrt(regression.left.tau2[0] + variance)
    return Predicted(effect, effect - half, effect + half, effect - new, effect + new)


def _joint(
    apart: float, count: int, scale: FloatArray, df: float
) -> tuple[float, int, float, float]:
    if count == 0:
        return 0.0, 0, df, 1.0
    wald = float(test_statistic(np.array([apart]), scale)[0])
    statistic = wald if np.isinf(df) else wald / count
    return statistic, count, df, f_above(wald / count, count, df)


def _apart(
    model: WeightedRegression, design: FloatArray, tested: list[int], tau2: FloatArray
) -> float:
    """Return Wald's statistic with a scale of 1: the Q that the tested columns explain."""
    rest = [column for column in range(design.shape[1]) if column not in tested]
    ordered = design[:, [*rest, *tested]]
    again = weighted_regression(model.effects, model.variances, ordered)
    return again.last(tau2, len(tested))


def _explained(
    model: WeightedRegression, design: FloatArray, tested: list[int], method: Tau2
) -> float | None:
    rest = np.delete(design, tested, axis=1)
    if method is Tau2.FIXED or not tested or rest.shape[1] == 0:
        return None
    without = weighted_regression(model.effects, model.variances, rest)
    before, after = (float(tau2_of(one, method)[0]) for one in (without, model))
    return max(0.0, 100.0 * (before - after) / before) if before > 0.0 else None
