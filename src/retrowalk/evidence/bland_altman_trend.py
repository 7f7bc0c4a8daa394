"""Whether two ways of measuring differ more where there is more to measure.

Source: Bland & Altman 1999 (10.1191/096228099673819272), section 3.2.
"""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from numpy.typing import ArrayLike

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput
from retrowalk.evidence.agreement import FEWEST, paired
from retrowalk.evidence.bland_altman import USUAL, Levels
from retrowalk.evidence.estimate import CONFIDENCE, Estimate
from retrowalk.evidence.quantiles import student


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether the difference depends on the size of what is measured.

    slope: change of the difference per unit of the mean of both readings; an interval that
    excludes 0 is proportional bias. spread_slope: the same for how far differences scatter.
    """

    intercept: float
    slope: Estimate
    spread_slope: Estimate


@dataclass(frozen=True, slots=True)
class SlopedLimits:
    """Limits of agreement that change with size: straight lines over the mean.

    Each is (intercept, slope): limit = intercept + slope * mean, in the readings' unit.
    """

    bias: tuple[float, float]
    lower: tuple[float, float]
    upper: tuple[float, float]


def trend(first: ArrayLike, second: ArrayLike, *, confidence: float = CONFIDENCE) -> Trend:
    """Return how the difference, and its scatter, change with the mean of both readings.

    first, second: shape (n,), the same unit, n >= 4.

    The scatter is the regression of the absolute residuals (Bland & Altman 1999, 3.2).
    """
    a, b = paired(first, second)
    size, difference = (a + b) / 2.0, a - b
    if len(a) < FEWEST + 1 or np.ptp(size) == 0.0:
        raise BadInput(
            f"{len(a)} people from {size.min():g} to {size.max():g}; expected {FEWEST + 1} or "
            "more people of different size to see a trend"
        )
    slope, intercept, residual = _line(size, difference, confidence)
    spread_slope, _, _ = _line(size, np.abs(residual), confidence)
    return Trend(intercept, slope, spread_slope)


def limits_by_size(
    first: ArrayLike, second: ArrayLike, levels: Levels = USUAL
) -> SlopedLimits:
    """Return limits that follow the size of what is measured, as straight lines.

    Absolute residuals average sqrt(2 / pi) of their standard deviation, hence the factor
    (Bland & Altman 1999, 3.2). Use them where trend() shows proportional bias or scatter.
    """
    a, b = paired(first, second)
    size = (a + b) / 2.0
    found = trend(a, b)
    line = (found.intercept, found.slope.value)
    scatter = np.abs(a - b - line[0] - line[1] * size)
    slope = found.spread_slope.value
    level = float(np.mean(scatter) - slope * np.mean(size))
    reach = levels.z * sqrt(pi / 2.0)
    return SlopedLimits(
        bias=line,
        lower=(line[0] - reach * level, line[1] - reach * slope),
        upper=(line[0] + reach * level, line[1] + reach * slope),
    )


def _line(
    x: FloatArray, y: FloatArray, confidence: float
) -> tuple[Estimate, float, FloatArray]:
    """Return slope with interval, intercept and residuals of a straight line."""
    away = x - x.mean()
    slope = float(away @ y / (away @ away))
    intercept = float(y.mean() - slope * x.mean())
    residual: FloatArray = y - intercept - slope * x
    free = len(x) - 2
    error = sqrt(float(residual @ residual) / free / float(away @ away))
    reach = student((1.0 + confidence) / 2.0, free) * error
    return Estimate(slope, slope - reach, slope + reach), intercept, residual
