"""How a person's own days scatter, from readings before a trial."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

ALIKE = 1e-9  # share of the largest reading by which rounding alone may differ
# Readings; fewer say little about how one day resembles the next. Own choice.
LEAST_DAYS = 10


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
    """Return the spread of a person's days.

    values, day: shape (n,), readings and their days, ascending, none twice. The correlation
    comes from pairs of neighbouring days; a negative one counts as none.

    Raises BadInput where there are too few readings, or all are alike.
    """
    if len(values) < LEAST_DAYS:
        raise BadInput(
            f"there are {len(values)} readings; expected {LEAST_DAYS} or more to tell how days "
            "scatter"
        )
    trend = np.polyfit(day, values, 1)
    rest = values - np.polyval(trend, day)
    variance = float(rest @ rest) / (len(values) - 2)
    if np.ptp(rest) <= ALIKE * max(float(np.abs(values).max()), 1.0):
        raise BadInput("all readings are alike; expected some that differ from day to day")
    next_day = np.flatnonzero(np.diff(day) == 1)
    pairs = rest[next_day] @ rest[next_day + 1] / max(len(next_day), 1)
    # Taking the trend away takes correlation with it; 3 / n gives back about what it took.
    raised = pairs / (rest @ rest / len(values)) + 3.0 / len(values)
    return Spread(float(np.sqrt(variance)), float(np.clip(raised, 0.0, 0.9)))
