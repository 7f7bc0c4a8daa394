"""Intraclass correlation: what share of the spread is people, not measuring.

Six forms of Shrout & Fleiss 1979 (10.1037/0033-2909.86.2.420), each with the name that
McGraw & Wong 1996 (10.1037/1082-989X.1.1.30) gave it and its interval from F quantiles.
An ICC belongs to the people it was found in: the more they differ, the higher it is.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from retrowalk.errors import BadInput
from retrowalk.evidence.agreement import table
from retrowalk.evidence.estimate import CONFIDENCE, Estimate, checked_share
from retrowalk.evidence.quantiles import fisher


class Form(StrEnum):
    """Which intraclass correlation: who rates, whether level counts, one reading or the mean."""

    ONE_WAY = "ICC(1,1)"  # everyone by other raters
    AGREEMENT = (
        "ICC(2,1)"  # the same raters, a sample of all; a rater's level counts as error
    )
    CONSISTENCY = "ICC(3,1)"  # these raters only; a rater's level does not count
    ONE_WAY_MEAN = "ICC(1,k)"
    AGREEMENT_MEAN = "ICC(2,k)"
    CONSISTENCY_MEAN = "ICC(3,k)"


MCGRAW_WONG = {
    Form.ONE_WAY: "ICC(1)",
    Form.AGREEMENT: "ICC(A,1)",
    Form.CONSISTENCY: "ICC(C,1)",
    Form.ONE_WAY_MEAN: "ICC(k)",
    Form.AGREEMENT_MEAN: "ICC(A,k)",
    Form.CONSISTENCY_MEAN: "ICC(C,k)",
}
_MEANS = {
    Form.ONE_WAY_MEAN: Form.ONE_WAY,
    Form.AGREEMENT_MEAN: Form.AGREEMENT,
    Form.CONSISTENCY_MEAN: Form.CONSISTENCY,
}


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The analysis of variance of people by raters: mean squares in the unit squared.

    people: n. raters: k readings each. between: of people. within: all else.
    of_raters, residual: what `within` consists of.
    """

    people: int
    raters: int
    between: float
    within: float
    of_raters: float
    residual: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """One intraclass correlation with its interval, from -1/(k-1) to 1."""

    form: Form
    people: int
    raters: int
    icc: Estimate


def mean_squares(readings: ArrayLike) -> MeanSquares:
    """Return the two-way analysis of variance without repeats.

    readings: shape (n people, k raters or repetitions), n >= 3, k >= 2.
    """
    found = table(readings)
    n, k = found.shape
    grand = found.mean()
    people, raters = found.mean(axis=1), found.mean(axis=0)
    between = k * float(np.sum((people - grand) ** 2)) / (n - 1)
    of_raters = n * float(np.sum((raters - grand) ** 2)) / (k - 1)
    inside = float(np.sum((found - people[:, None]) ** 2))
    rest = float(np.sum((found - people[:, None] - raters + grand) ** 2))
    return MeanSquares(
        people=n,
        raters=k,
        between=between,
        within=inside / (n * (k - 1)),
        of_raters=of_raters,
        residual=rest / ((n - 1) * (k - 1)),
    )


def intraclass_correlation(
    readings: ArrayLike, form: Form, *, confidence: float = CONFIDENCE
) -> Reliability:
    """Return one form of the intraclass correlation with its F-based interval.

    readings: shape (n people, k raters or repetitions), in any one unit.

    Raises BadInput if a reading is missing, if people do not differ, or if all raters say
    exactly the same of everyone (then there is no error to estimate).
    """
    squares = mean_squares(readings)
    if squares.between <= 0.0 or squares.residual <= squares.between * 1e-15:
        raise BadInput(
            "people do not differ, or every rater says exactly the same up to a constant; "
            "expected both people and errors that vary"
        )
    tail = (1.0 - checked_share(confidence, "the confidence")) / 2.0
    single = _MEANS.get(form, form)
    found = _SINGLE[single](squares, tail)
    if form in _MEANS:
        found = _stepped_up(found, squares.raters)
    return Reliability(form, squares.people, squares.raters, found)


def _one_way(m: MeanSquares, tail: float) -> Estimate:
    return _ratio(m, m.within, m.people * (m.raters - 1), tail)


def _consistency(m: MeanSquares, tail: float) -> Estimate:
    return _ratio(m, m.residual, (m.people - 1) * (m.raters - 1), tail)


def _ratio(m: MeanSquares, error: float, free: int, tail: float) -> Estimate:
    """Return (F - 1) / (F + k - 1) at F and at both its limits."""
    f = m.between / error
    low = f / fisher(1.0 - tail, m.people - 1, free)
    high = f * fisher(1.0 - tail, free, m.people - 1)

    def icc(ratio: float) -> float:
        """Return the correlation that a ratio of mean squares stands for."""
        return (ratio - 1.0) / (ratio + m.raters - 1.0)

    return Estimate(icc(f), icc(low), icc(high))


def _agreement(m: MeanSquares, tail: float) -> Estimate:
    """Return ICC(2,1), its interval by Satterthwaite's degrees of freedom (McGraw & Wong)."""
    n, k = m.people, m.raters
    icc = (m.between - m.residual) / (
        m.between + (k - 1) * m.residual + k * (m.of_raters - m.residual) / n
    )
    a = k * icc / (n * (1.0 - icc))
    b = 1.0 + k * icc * (n - 1) / (n * (1.0 - icc))
    top = (a * m.of_raters + b * m.residual) ** 2
    bottom = (a * m.of_raters) ** 2 / (k - 1)
    bottom += (b * m.residual) ** 2 / ((n - 1) * (k - 1))
    free = top / bottom
    rest = k * m.of_raters + (k * n - k - n) * m.residual
    f_low = fisher(1.0 - tail, n - 1, free)
    f_high = fisher(1.0 - tail, free, n - 1)
    low = n * (m.between - f_low * m.residual) / (f_low * rest + n * m.between)
    high = n * (f_high * m.between - m.residual) / (rest + n * f_high * m.between)
    return Estimate(icc, min(low, icc), max(high, icc))


def _stepped_up(single: Estimate, raters: int) -> Estimate:
    """Return the correlation of means of all raters, by Spearman and Brown."""

    def mean(icc: float) -> float:
        """Return the correlation of the mean of all raters, from that of one."""
        return raters * icc / (1.0 + (raters - 1) * icc)

    return Estimate(mean(single.value), mean(single.low), mean(single.high))


_SINGLE = {
    Form.ONE_WAY: _one_way,
    Form.AGREEMENT: _agreement,
    Form.CONSISTENCY: _consistency,
}
