"""Effects of single studies, from what was reported of their groups.

Everywhere "a" is the group that walked backward and "b" the one it is compared with: an
effect is a less b, or the logarithm of a over b. Columns in, columns out: k studies at once.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import poch

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.errors import BadInput

_HALF = 0.5  # added to each of the four counts where one is 0 (Haldane 1955, Anscombe 1956)


class Measure(StrEnum):
    """What an effect is measured as; the last three are logarithms."""

    MEAN_DIFFERENCE = "mean_difference"
    STANDARDISED = "standardised"
    LOG_RATIO_OF_MEANS = "log_ratio_of_means"
    LOG_ODDS_RATIO = "log_odds_ratio"
    LOG_RISK_RATIO = "log_risk_ratio"

    @property
    def is_log(self) -> bool:
        """Whether people read it as a ratio, exp(effect), with 1 for no difference."""
        return self.value.startswith("log_")

    @property
    def keeps_unit(self) -> bool:
        """Whether an effect is in the unit of the scale, so that scales may not mix."""
        return self is Measure.MEAN_DIFFERENCE


@dataclass(frozen=True, slots=True)
class Groups:
    """One group of each of k studies, every column of shape (k,).

    n: people, 2 or more. mean, sd: in the unit of the scale, sd above 0.
    """

    n: FloatArray
    mean: FloatArray
    sd: FloatArray

    def __post_init__(self) -> None:
        _refuse(~(self.n >= 2.0), "n", self.n, "2 people or more")
        _refuse(~np.isfinite(self.mean), "mean", self.mean, "a finite mean")
        _refuse(~((self.sd > 0.0) & np.isfinite(self.sd)), "sd", self.sd, "above 0")


@dataclass(frozen=True, slots=True)
class Counts:
    """One group of each of k studies, both columns of shape (k,): how many had the event."""

    events: FloatArray
    n: FloatArray

    def __post_init__(self) -> None:
        _refuse(~((self.n >= 1.0) & np.isfinite(self.n)), "n", self.n, "1 person or more")
        bad = ~((self.events >= 0.0) & (self.events <= self.n))
        _refuse(bad, "events", self.events, "between 0 and n")


@dataclass(frozen=True, slots=True)
class Effects:
    """k effects with their sampling variances, shape (k,) each."""

    effect: FloatArray
    variance: FloatArray


def mean_difference(a: Groups, b: Groups) -> Effects:
    """Return differences of means, in the unit of the scale; groups may differ in spread."""
    return Effects(a.mean - b.mean, a.sd**2 / a.n + b.sd**2 / b.n)


def hedges_g(a: Groups, b: Groups) -> Effects:
    """Return differences in pooled standard deviations, without small-sample bias.

    g = J(m) (mean_a - mean_b) / s with m = n_a + n_b - 2 and the exact J of
    small_sample_factor (Hedges 1981, 10.3102/10769986006002107); the variance is that for
    large samples, 1/n_a + 1/n_b + g^2 / (2 (n_a + n_b)) (Hedges and Olkin 1985).
    """
    df = a.n + b.n - 2.0
    pooled_sd = np.sqrt(((a.n - 1.0) * a.sd**2 + (b.n - 1.0) * b.sd**2) / df)
    g = small_sample_factor(df) * (a.mean - b.mean) / pooled_sd
    return Effects(g, 1.0 / a.n + 1.0 / b.n + g**2 / (2.0 * (a.n + b.n)))


def small_sample_factor(df: FloatArray) -> FloatArray:
    """Return J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)) for m > 1 degrees of freedom.

    Hedges 1981, equation 6e; not the usual stand-in 1 - 3 / (4m - 1).
    """
    _refuse(~(df > 1.0), "degrees of freedom", df, "above 1")
    # As Pochhammer's ratio of gammas, which keeps its digits where both are huge.
    return np.asarray(poch((df - 1.0) / 2.0, 0.5) / np.sqrt(df / 2.0))


def log_ratio_of_means(a: Groups, b: Groups) -> Effects:
    """Return log(mean_a / mean_b); means must be above 0.

    Variance by the delta method, sd^2 / (n mean^2) of both groups (Hedges, Gurevitch and
    Curtis 1999, 10.1890/0012-9658(1999)080[1150:TMAORR]2.0.CO;2).
    """
    for group in (a, b):
        _refuse(~(group.mean > 0.0), "mean", group.mean, "above 0 for a ratio of means")
    variance = sum(group.sd**2 / (group.n * group.mean**2) for group in (a, b))
    return Effects(np.log(a.mean / b.mean), np.asarray(variance))


def log_odds_ratio(a: Counts, b: Counts) -> Effects:
    """Return logarithms of odds ratios.

    Where one of the four counts is 0, a half is added to all four. Variance: the sum of
    their reciprocals (Woolf 1955, 10.1111/j.1469-1809.1955.tb01348.x).
    """
    with_a, without_a, with_b, without_b = _four_counts(a, b)
    effect = np.log(with_a * without_b / (without_a * with_b))
    return Effects(effect, 1 / with_a + 1 / without_a + 1 / with_b + 1 / without_b)


def log_risk_ratio(a: Counts, b: Counts) -> Effects:
    """Return logarithms of risk ratios.

    Where one of the four counts is 0, a half is added to all four. Variance by the delta
    method: 1/events - 1/n of both groups (Katz et al. 1978, 10.2307/2530610).
    """
    with_a, without_a, with_b, without_b = _four_counts(a, b)
    n_a, n_b = with_a + without_a, with_b + without_b
    effect = np.log((with_a / n_a) / (with_b / n_b))
    return Effects(effect, 1 / with_a - 1 / n_a + 1 / with_b - 1 / n_b)


def standardised_change(
    before: Groups, mean_after: FloatArray, correlation: FloatArray
) -> Effects:
    """Return each group's change in standard deviations of its own beginning.

    mean_after: shape (k,). correlation: of one person's two values, shape (k,). Scores
    before and after are put on one scale by the spread before, so such changes may stand
    beside standardised differences of scores afterwards (Becker 1988,
    10.1111/j.2044-8317.1988.tb00901.x; Morris 2008, 10.1177/1094428106291059). Variance
    for large samples: 2 (1 - r) / n + g^2 / (2 n).
    """
    _refuse(~(np.abs(correlation) <= 1.0), "correlation", correlation, "between -1 and 1")
    g = small_sample_factor(before.n - 1.0) * (mean_after - before.mean) / before.sd
    variance = 2.0 * (1.0 - correlation) / before.n + g**2 / (2.0 * before.n)
    return Effects(g, variance)


def difference(a: Effects, b: Effects) -> Effects:
    """Return a less b where the two come from different people."""
    return Effects(a.effect - b.effect, a.variance + b.variance)


def _four_counts(
    a: Counts, b: Counts
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    counts = np.stack([a.events, a.n - a.events, b.events, b.n - b.events])
    counts = counts + np.where((counts == 0.0).any(axis=0), _HALF, 0.0)
    return counts[0], counts[1], counts[2], counts[3]


def _refuse(bad: BoolArray, what: str, values: FloatArray, expected: str) -> None:
    if bad.any():
        at = int(np.nonzero(bad)[0][0])
        raise BadInput(f"{what} is {values[at]:g} in study {at}; expected {expected}")
