"""What one measurement is off by, and how large a change must be to be more than that.

The standard error of measurement (SEM) is in the unit of the test. Two measurements differ
by sqrt(2) times as much, so the minimal detectable change (MDC) at 95 % is
1.96 * sqrt(2) * SEM; the coefficient of repeatability of Bland & Altman 1986
(10.1016/S0140-6736(86)90837-8) is the same figure.
"""

from enum import StrEnum
from math import isfinite, sqrt

from numpy.typing import ArrayLike

from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import CONFIDENCE, Estimate, checked_share
from retrowalk.evidence.quantiles import chi2, normal
from retrowalk.evidence.reliability import mean_squares


class Error(StrEnum):
    """What counts as error of measurement."""

    AGREEMENT = "agreement"  # also that a later session or another rater reads higher
    CONSISTENCY = "consistency"  # a level shared by everyone is taken out


def sem_of_readings(
    readings: ArrayLike, error: Error, *, confidence: float = CONFIDENCE
) -> Estimate:
    """Return the standard error of measurement from repeated readings, with its interval.

    readings: shape (n people, k repetitions). The interval is that of a variance (chi
    square). Raises BadInput if the repetitions never differ.
    """
    squares = mean_squares(readings)
    n, k = squares.people, squares.raters
    variance, free = squares.within, n * (k - 1)
    if error is Error.CONSISTENCY:
        variance, free = squares.residual, (n - 1) * (k - 1)
    if not variance > 0.0:
        raise BadInput("all repetitions are the same; expected readings that vary")
    tail = (1.0 - checked_share(confidence, "the confidence")) / 2.0
    least = variance * free / chi2(1.0 - tail, free)
    most = variance * free / chi2(tail, free)
    # Ten or fewer degrees of freedom at a low confidence can leave the variance outside.
    return Estimate(sqrt(variance), sqrt(min(least, variance)), sqrt(max(most, variance)))


def sem_of_icc(sd: float, icc: float) -> float:
    """Return the SEM that a published spread and reliability amount to: sd * sqrt(1 - icc).

    sd: of people's readings, in the unit of the test, from the same people as the ICC.
    """
    if not (isfinite(sd) and sd > 0.0 and isfinite(icc) and 0.0 <= icc <= 1.0):
        raise BadInput(
            f"the standard deviation is {sd:g} and the ICC {icc:g}; expected a spread above 0 "
            "and a reliability from 0 to 1"
        )
    return sd * sqrt(1.0 - icc)


def minimal_detectable_change(sem: float, *, confidence: float = CONFIDENCE) -> float:
    """Return the change that chance in measuring exceeds only 1 - confidence of the time.

    sem: in the unit of the test. MDC95 is the default; confidence=0.90 gives MDC90.
    """
    if not (isfinite(sem) and sem >= 0.0):
        raise BadInput(f"the SEM is {sem:g}; expected 0 or more")
    z = normal((1.0 + checked_share(confidence, "the confidence")) / 2.0)
    return z * sqrt(2.0) * sem


def coefficient_of_repeatability(
    readings: ArrayLike, *, confidence: float = CONFIDENCE
) -> Estimate:
    """Return how far two readings of one person by one method lie apart at most, 95 % of times.

    readings: shape (n people, k repetitions) by one method.
    """
    sem = sem_of_readings(readings, Error.AGREEMENT, confidence=confidence)
    return sem.times(minimal_detectable_change(1.0))
