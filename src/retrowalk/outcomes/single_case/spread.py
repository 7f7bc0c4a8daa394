"""How a person's own days scatter, from readings before a trial."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

ALIKE = 1e-9  # share of the largest reading by which rounding alone may differ
# Readings; fewer say little about how one day resembles the next. Own choice.
LEAST_DAYS = 10
CORRELATIONS = tuple(
    step / 10.0 for step in range(10)
)  # of one day with the next; own choice


@dataclass(frozen=True, slots=True)
class Spread:
    """How single days scatter.

    sd: about their trend, in the measure's unit. correlation: of one day with the next, 0
    to below 1.
    """

    sd: float
    correlation: float

    def __post_init__(self) -> None:
        if not self.sd > 0.0 or not 0.0 <= self.correlation < 1.0:
            raise BadInput(
                f"days scatter by {self.sd} with a correlation of {self.correlation}; expected "
                "more than 0, and 0 to below 1"
            )


def own_spread(values: FloatArray, day: IntArray) -> Spread:
    """Return the spread of a person's days about their trend.

    values, day: shape (n,), readings and their days, ascending, none twice.

    A week or two hardly show how alike days are, and one best guess finds them less alike,
    and less scattered, than they are. So every correlation of a grid is fitted (restricted
    likelihood, by elapsed days), each as likely beforehand, and the answers are averaged by
    how well they fit: what is then told to be noticed is not told too small.

    Raises BadInput where there are too few readings, or all are alike.
    """
    if len(values) < LEAST_DAYS:
        raise BadInput(
            f"there are {len(values)} readings; expected {LEAST_DAYS} or more to tell how days "
            "scatter"
        )
    known = np.column_stack([np.ones(len(day)), day - day.mean(), values - values.mean()])
    rest = values - np.polyval(np.polyfit(day, values, 1), day)
    if np.ptp(rest) <= ALIKE * max(float(np.abs(values).max()), 1.0):
        raise BadInput("all readings are alike; expected some that differ from day to day")
    fits, spreads = np.array([_fitted(known, day, one) for one in CORRELATIONS]).T
    weight = np.exp(fits - fits.max())
    weight /= weight.sum()
    return Spread(float(weight @ spreads), float(weight @ np.array(CORRELATIONS)))


def _fitted(known: FloatArray, day: IntArray, correlation: float) -> tuple[float, float]:
    """Return the restricted log-likelihood of a correlation, and the spread it implies.

    known: shape (n, 3), level, trend and reading of each day.
    """
    alike = correlation ** np.diff(day).astype(np.float64)
    fresh = np.sqrt(1.0 - alike**2)
    white = known.astype(np.float64).copy()
    white[1:] = (known[1:] - alike[:, None] * known[:-1]) / fresh[:, None]
    root = np.linalg.qr(white)[1]
    free = len(day) - 2
    variance = float(root[2, 2]) ** 2 / free
    determinants = np.log(fresh).sum() + np.log(np.abs(np.diag(root)[:2])).sum()
    return -float(determinants) - 0.5 * free * float(np.log(variance)), float(
        np.sqrt(variance)
    )
