"""Limits of agreement when people were measured several times, as often as it happened.

Two situations that must not be mixed up (Bland & Altman 1999, 10.1191/096228099673819272,
section 5; Bland & Altman 2007, 10.1080/10543400701329422):

- the true value stays while both methods repeat, in any number: `limits_of_repeats`;
- pairs of readings belong together and the true value may change between pairs:
  `limits_of_linked_pairs`.

Both give limits for the difference of two *single* readings. Intervals recover the
variances' own limits (MOVER) after Zou 2013, as in the SimplyAgree package's tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.evidence.agreement import column, groups, spread
from retrowalk.evidence.bland_altman import USUAL, Levels
from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.quantiles import chi2, normal, student


@dataclass(frozen=True, slots=True)
class RepeatedLimits:
    """Bias and limits for single readings, with where the scatter comes from.

    people, readings: how many of each (pairs, when linked; readings of both methods, when
    not). between_sd: of people's own true differences; 0 where the repeats alone explain
    the scatter. within_sd: of one difference within a person. sd: both together.
    """

    people: int
    readings: int
    between_sd: float
    within_sd: float
    sd: float
    bias: Estimate
    lower: Estimate
    upper: Estimate
    coverage: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One variance that the total is a sum of, with its degrees of freedom."""

    variance: float
    free: int


@dataclass(frozen=True, slots=True)
class _Scatter:
    """Where the scatter comes from; between may be negative, by accident of sampling."""

    people: int
    readings: int
    between: float
    within: float
    parts: tuple[_Part, ...]

    @property
    def sd(self) -> float:
        """The scatter of one difference, between and within people, in their unit."""
        # A negative between-people component counts as none.
        return sqrt(max(sum(part.variance for part in self.parts), self.within))


@dataclass(frozen=True, slots=True)
class Repeats:
    """Readings by one method: who, and what.

    person: names, one for each reading. value: shape (n,), the readings.
    """

    person: Sequence[object]
    value: ArrayLike


def limits_of_repeats(
    first: Repeats, second: Repeats, levels: Levels = USUAL
) -> RepeatedLimits:
    """Return the limits of two methods that each repeated on people who stayed the same.

    Everyone is measured at least once by each; numbers may differ. Bias is the mean of
    people's mean differences. Raises BadInput if a person lacks one method, if a method
    never repeats, or if a reading is missing.
    """
    a, b = (
        column(first.value, "the first readings"),
        column(second.value, "the second readings"),
    )
    whom = groups([*first.person, *second.person], len(a) + len(b))
    of_a, of_b = whom[: len(a)], whom[len(a) :]
    if set(first.person) != set(second.person):
        lacking = sorted(map(str, set(first.person) ^ set(second.person)))
        raise BadInput(
            f"{lacking[0]} was measured by one method only; expected everyone by both"
        )
    count_a, mean_a, within_a = _within(of_a, a, "the first method")
    count_b, mean_b, within_b = _within(of_b, b, "the second method")
    difference = mean_a - mean_b
    n = len(difference)
    of_means = spread(difference, "people's mean differences") ** 2
    share_a, share_b = 1.0 - np.mean(1.0 / count_a), 1.0 - np.mean(1.0 / count_b)
    parts = (
        _Part(of_means, n - 1),
        _Part(float(share_a) * within_a, len(a) - n),
        _Part(float(share_b) * within_b, len(b) - n),
    )
    between = (
        of_means - np.mean(1.0 / count_a) * within_a - np.mean(1.0 / count_b) * within_b
    )
    scatter = _Scatter(n, len(a) + len(b), float(between), within_a + within_b, parts)
    return _limits(float(np.mean(difference)), sqrt(of_means / n), scatter, levels)


def limits_of_linked_pairs(
    person: Sequence[object],
    first: ArrayLike,
    second: ArrayLike,
    levels: Levels = USUAL,
) -> RepeatedLimits:
    """Return the limits of pairs of readings, several pairs for a person.

    person: a name for each pair. first, second: shape (n,), pair by pair.

    Variance components come from a one-way analysis of variance of the differences, with
    Bland & Altman's divisor for unequal numbers of pairs. Bias is the mean of all pairs.
    """
    a, b = column(first, "the first readings"), column(second, "the second readings")
    if len(a) != len(b):
        raise BadInput(
            f"there are {len(a)} first and {len(b)} second readings; expected them in pairs"
        )
    whom = groups(person, len(a))
    count, mean, within = _within(whom, a - b, "the pairs")
    n, total = len(mean), len(a)
    bias = float(np.mean(a - b))
    mean_square = float(count @ (mean - bias) ** 2) / (n - 1)
    pairs_each = (total**2 - float(count @ count)) / ((n - 1) * total)
    between = (mean_square - within) / pairs_each
    shared = max(between, 0.0)
    parts = (
        _Part(mean_square / pairs_each, n - 1),
        _Part((1.0 - 1.0 / pairs_each) * within, total - n),
    )
    bias_error = sqrt(shared * float(count @ count) + within * total) / total
    return _limits(bias, bias_error, _Scatter(n, total, between, within, parts), levels)


def _within(
    whom: IntArray, value: FloatArray, what: str
) -> tuple[FloatArray, FloatArray, float]:
    """Return counts and means by person, and the pooled variance within people."""
    count = np.bincount(whom).astype(np.float64)
    if len(value) == len(count):
        raise BadInput(
            f"{what} never repeated on anyone; expected repeats, or use the limits of single "
            "pairs"
        )
    mean: FloatArray = np.bincount(whom, weights=value) / count
    within = float(np.sum((value - mean[whom]) ** 2)) / (len(value) - len(count))
    return count, mean, within


def _limits(
    bias: float, bias_error: float, scatter: _Scatter, levels: Levels
) -> RepeatedLimits:
    z, sd = levels.z, scatter.sd
    least, most = _sd_limits(sd, scatter.parts, levels.tail)
    lower, upper = bias - z * sd, bias + z * sd
    # The normal quantile, as Zou has it: a t would count the variance's doubt twice.
    shift = normal(1.0 - levels.tail) * bias_error
    near = sqrt(shift**2 + (z * (sd - least)) ** 2)
    far = sqrt(shift**2 + (z * (most - sd)) ** 2)
    error = student(1.0 - levels.tail, scatter.people - 1) * bias_error
    return RepeatedLimits(
        people=scatter.people,
        readings=scatter.readings,
        between_sd=sqrt(max(scatter.between, 0.0)),
        within_sd=sqrt(scatter.within),
        sd=sd,
        bias=Estimate(bias, bias - error, bias + error),
        lower=Estimate(lower, lower - far, lower + near),
        upper=Estimate(upper, upper - near, upper + far),
        coverage=levels.coverage,
    )


def _sd_limits(sd: float, parts: tuple[_Part, ...], tail: float) -> tuple[float, float]:
    """Return how small and how large the total standard deviation may be (MOVER)."""
    down = up = 0.0
    for part in parts:
        small = part.free / chi2(1.0 - tail, part.free)
        large = part.free / chi2(tail, part.free)
        down += (part.variance * (1.0 - small)) ** 2
        up += (part.variance * (large - 1.0)) ** 2
    return sqrt(max(sd**2 - sqrt(down), 0.0)), sqrt(sd**2 + sqrt(up))
