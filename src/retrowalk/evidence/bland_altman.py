"""Limits of agreement: how far apart two ways of measuring the same people may lie.

Sources: Bland & Altman 1986 (10.1016/S0140-6736(86)90837-8) for the idea; Bland & Altman 1999
(10.1191/096228099673819272) for the precision of the limits and for logarithms; Carkeet 2015
(10.1097/OPX.0000000000000513) for exact intervals. Limits that change with the size of what
is measured stand in bland_altman_trend.py, repeats in bland_altman_repeated.py.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, sqrt

import numpy as np
from numpy.typing import ArrayLike

from retrowalk.errors import BadInput
from retrowalk.evidence.agreement import FEWEST, paired, spread
from retrowalk.evidence.estimate import CONFIDENCE, Estimate, checked_share
from retrowalk.evidence.quantiles import normal, student
from retrowalk.evidence.tolerance import pair_factor, single_factor

COVERAGE = 0.95  # share of differences between the limits; Bland & Altman 1986


@dataclass(frozen=True, slots=True)
class Levels:
    """How much the limits should hold, and how sure their intervals should be: two shares."""

    coverage: float = COVERAGE
    confidence: float = CONFIDENCE

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        checked_share(self.coverage, "the coverage")
        checked_share(self.confidence, "the confidence")

    @property
    def z(self) -> float:
        """Standard deviations to either side that hold the coverage."""
        return normal((1.0 + self.coverage) / 2.0)

    @property
    def tail(self) -> float:
        """What an interval leaves out on each side."""
        return (1.0 - self.confidence) / 2.0


USUAL = Levels()


class Precision(StrEnum):
    """How the interval around each limit is found."""

    APPROXIMATE = "approximate"  # Bland & Altman 1999: one standard error for both sides
    EXACT_SINGLE = "exact_single"  # Carkeet 2015: each limit for itself
    EXACT_PAIR = "exact_pair"  # Carkeet 2015: both limits together


class Scale(StrEnum):
    """What the bias and the limits are counted in."""

    DIFFERENCE = "difference"  # first minus second, in the unit of the readings
    RATIO = "ratio"  # first divided by second


@dataclass(frozen=True, slots=True)
class Limits:
    """Bias and limits of agreement, each with its interval.

    n: people. sd: of the differences of single readings; on the log scale for ratios.
    coverage: share of differences expected between lower.value and upper.value.
    """

    n: int
    scale: Scale
    sd: float
    bias: Estimate
    lower: Estimate
    upper: Estimate
    coverage: float


def limits_of_agreement(
    first: ArrayLike,
    second: ArrayLike,
    precision: Precision,
    levels: Levels = USUAL,
) -> Limits:
    """Return bias and limits of first minus second, one pair of readings for each person.

    first, second: shape (n,), the same unit, n >= 3.

    Raises BadInput if a reading is missing or all differences are the same.
    """
    a, b = paired(first, second)
    sd = spread(a - b, "the differences")
    bias = float(np.mean(a - b))
    return limits_from(bias, sd, len(a), precision, levels)


def limits_of_ratio(
    first: ArrayLike,
    second: ArrayLike,
    precision: Precision,
    levels: Levels = USUAL,
) -> Limits:
    """Return bias and limits of first divided by second: the limits of the logarithms, back.

    For readings whose differences scatter more the larger they are. first, second: shape
    (n,), above 0. Raises BadInput if one is not.
    """
    a, b = paired(first, second)
    rows = np.flatnonzero((a <= 0.0) | (b <= 0.0))
    if rows.size:
        raise BadInput(
            f"a reading in row {rows[0] + 1} is not above 0; expected readings above 0, "
            "because their logarithm is taken"
        )
    logs = np.log(a) - np.log(b)
    found = limits_from(
        float(np.mean(logs)),
        spread(logs, "the ratios' logarithms"),
        len(a),
        precision,
        levels,
    )
    bias, lower, upper = map(_raised, (found.bias, found.lower, found.upper))
    return Limits(found.n, Scale.RATIO, found.sd, bias, lower, upper, levels.coverage)


def limits_from(
    bias: float,
    sd: float,
    n: int,
    precision: Precision,
    levels: Levels = USUAL,
) -> Limits:
    """Return the limits of a published mean difference and its standard deviation.

    bias, sd: of the differences of n people.
    """
    if n < FEWEST or not (np.isfinite(bias) and np.isfinite(sd) and sd > 0.0):
        raise BadInput(
            f"bias {bias:g}, standard deviation {sd:g} and {n} people; expected finite numbers, "
            f"a spread above 0 and {FEWEST} or more people"
        )
    inner, outer = _factors(n, precision, levels)
    error = student(1.0 - levels.tail, n - 1) * sd / sqrt(n)
    return Limits(
        n=n,
        scale=Scale.DIFFERENCE,
        sd=sd,
        bias=Estimate(bias, bias - error, bias + error),
        lower=_limit(bias, -sd, levels.z, (inner, outer)),
        upper=_limit(bias, sd, levels.z, (inner, outer)),
        coverage=levels.coverage,
    )


def _factors(n: int, precision: Precision, levels: Levels) -> tuple[float, float]:
    """Return how many standard deviations off the bias a limit's interval begins and ends."""
    z, low, high = levels.z, levels.tail, 1.0 - levels.tail
    match precision:
        case Precision.EXACT_SINGLE:
            return single_factor(n, z, low), single_factor(n, z, high)
        case Precision.EXACT_PAIR:
            return pair_factor(n, levels.coverage, low), pair_factor(
                n, levels.coverage, high
            )
        case Precision.APPROXIMATE:
            error = sqrt(1.0 / n + z**2 / (2.0 * (n - 1)))
            reach = student(high, n - 1) * error
            return z - reach, z + reach


def _limit(bias: float, sd: float, z: float, factors: tuple[float, float]) -> Estimate:
    """Return a limit with its interval; sd is negative for the lower one.

    At a low confidence an exact interval need not hold the limit; it then begins there.
    """
    inner, outer = factors
    ends = (bias + min(inner, z) * sd, bias + max(outer, z) * sd)
    return Estimate(bias + z * sd, min(ends), max(ends))


def _raised(found: Estimate) -> Estimate:
    return Estimate(exp(found.value), exp(found.low), exp(found.high))
