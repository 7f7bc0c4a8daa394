"""Standard deviations and standard errors from what a paper prints instead of them.

The conversions are those of the Cochrane Handbook for Systematic Reviews of Interventions,
version 6, section 6.5.2. One study at a time: papers differ in what they print.
"""

import math

from retrowalk.errors import BadInput
from retrowalk.evidence.distributions import t_quantile

NORMAL = math.inf  # degrees of freedom of a quantile taken from the normal distribution


def sd_from_se(se: float, n: float) -> float:
    """Return the standard deviation of one group of n from the standard error of its mean."""
    return _above_0(se, "standard error") * math.sqrt(_people(n))


def sd_from_interval(low: float, high: float, n: float, level: float = 0.95) -> float:
    """Return the standard deviation of one group of n from the interval of its mean."""
    return sd_from_se(se_from_interval(low, high, _people(n) - 1.0, level), n)


def se_from_interval(
    low: float, high: float, df: float = NORMAL, level: float = 0.95
) -> float:
    """Return the standard error of what has this interval.

    df: degrees of freedom of the interval's t quantile; NORMAL for large samples.
    """
    if not low < high:
        raise BadInput(f"the interval runs from {low:g} to {high:g}; expected it to grow")
    if not 0.0 < level < 1.0:
        raise BadInput(f"the level of an interval is {level:g}; expected it in (0, 1)")
    return (high - low) / (2.0 * _quantile((1.0 + level) / 2.0, df))


def se_from_t(estimate: float, statistic: float) -> float:
    """Return the standard error from the test statistic: estimate / t (or z)."""
    if estimate == 0.0 or statistic == 0.0 or not math.isfinite(statistic):
        raise BadInput(
            f"an estimate of {estimate:g} with a test statistic of {statistic:g} does not "
            "tell its standard error; expected both other than 0"
        )
    return abs(estimate / statistic)


def se_from_p(estimate: float, p: float, df: float = NORMAL) -> float:
    """Return the standard error from a two-sided p-value, which must be exact.

    df: of the test, n_a + n_b - 2 for two groups; NORMAL for a z test.
    """
    if not 0.0 < p < 1.0:
        raise BadInput(
            f"a p-value of {p:g} does not tell a standard error; expected (0, 1)"
        )
    return se_from_t(estimate, -_quantile(p / 2.0, df))  # 1 - p would lose digits


def sd_of_both(se: float, n_a: float, n_b: float) -> float:
    """Return the pooled standard deviation from the standard error of a difference."""
    return _above_0(se, "standard error") / math.sqrt(
        1.0 / _people(n_a) + 1.0 / _people(n_b)
    )


def change_sd(sd_before: float, sd_after: float, correlation: float) -> float:
    """Return the standard deviation of changes within people.

    correlation: of a person's two values. It is seldom printed; take it from a study that
    has all three standard deviations (change_correlation), or try several.
    """
    squared = (
        _above_0(sd_before, "standard deviation") ** 2
        + _above_0(sd_after, "standard deviation") ** 2
        - 2.0 * _correlation(correlation) * sd_before * sd_after
    )
    return math.sqrt(max(squared, 0.0))


def change_correlation(sd_before: float, sd_after: float, sd_change: float) -> float:
    """Return the correlation of a person's two values from three standard deviations."""
    for sd in (sd_before, sd_after):
        _above_0(sd, "standard deviation")
    found = (sd_before**2 + sd_after**2 - sd_change**2) / (2.0 * sd_before * sd_after)
    return _correlation(found)


def _quantile(p: float, df: float) -> float:
    if not df > 0.0:
        raise BadInput(f"degrees of freedom are {df:g}; expected above 0")
    return float(t_quantile(p, df))


def _above_0(value: float, what: str) -> float:
    if not (value > 0.0 and math.isfinite(value)):
        raise BadInput(f"a {what} is {value:g}; expected above 0")
    return value


def _people(n: float) -> float:
    if not (n >= 2.0 and math.isfinite(n)):
        raise BadInput(f"a group has {n:g} people; expected 2 or more")
    return n


def _correlation(r: float) -> float:
    if not abs(r) <= 1.0:
        raise BadInput(f"a correlation is {r:g}; expected it between -1 and 1")
    return r
