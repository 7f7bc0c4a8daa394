"""What agreement is asked of: the same people measured twice or more, checked before use.

Agreement is how far two ways of measuring, or two repetitions of one, lie apart in the unit
of the measurement. The statements stand in their own files: limits of agreement
(bland_altman.py, bland_altman_repeated.py), reliability (reliability.py) and what one
measurement is off by (measurement_error.py).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.errors import BadInput

FEWEST = 3  # people; with two, a spread of differences has one degree of freedom
_SHOWN = 5  # places named in a sentence


def paired(first: ArrayLike, second: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return two columns of readings of the same people, in the same order.

    first, second: shape (n,), one unit, n >= 3.

    Raises BadInput if a reading is missing, the columns differ in length, or fewer than
    three people are left to compare.
    """
    a, b = column(first, "the first readings"), column(second, "the second readings")
    if len(a) != len(b):
        raise BadInput(
            f"there are {len(a)} first and {len(b)} second readings; expected one pair for "
            "each person"
        )
    if len(a) < FEWEST:
        raise BadInput(f"there are {len(a)} people; expected {FEWEST} or more")
    return a, b


def column(values: ArrayLike, what: str) -> FloatArray:
    """Return readings as shape (n,), float64; raise BadInput where one is no number."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise BadInput(f"{what} have the shape {found.shape}; expected one column")
    _refuse_missing(np.flatnonzero(~np.isfinite(found)), what)
    return found


def table(readings: ArrayLike) -> FloatArray:
    """Return readings as shape (n people, k repetitions or raters), n >= 3, k >= 2.

    Raises BadInput if one is missing, if there are too few, or if all are the same.
    """
    found = np.asarray(readings, dtype=np.float64)
    if found.ndim != 2 or found.shape[0] < FEWEST or found.shape[1] < 2:
        raise BadInput(
            f"the readings have the shape {found.shape}; expected {FEWEST} or more people "
            "(rows) by 2 or more readings each (columns)"
        )
    _refuse_missing(np.flatnonzero(~np.isfinite(found).all(axis=1)), "the readings")
    if np.ptp(found) == 0.0:
        raise BadInput(
            f"all readings are {found.flat[0]:g}; expected people that differ, because "
            "reliability is about telling them apart"
        )
    return found


def groups(person: Sequence[object], readings: int) -> IntArray:
    """Return whom each reading is of, as shape (n,) numbers 0, 1, … in order of appearance.

    Raises BadInput if there is not one person for each reading, or fewer than three people.
    """
    if len(person) != readings:
        raise BadInput(
            f"there are {readings} readings of {len(person)} named people; expected a person "
            "for each reading"
        )
    number: dict[object, int] = {}
    codes = np.array([number.setdefault(p, len(number)) for p in person], dtype=np.int64)
    if len(number) < FEWEST:
        raise BadInput(f"there are {len(number)} people; expected {FEWEST} or more")
    return codes


def spread(values: FloatArray, what: str) -> float:
    """Return the standard deviation of shape (n,) values; raise BadInput if they are equal."""
    sd = float(np.std(values, ddof=1))
    if not sd > abs(float(np.mean(values))) * 1e-12:
        raise BadInput(
            f"{what} are all {values[0]:g}; expected some spread, because limits cannot be "
            "drawn around a single value"
        )
    return sd


def _refuse_missing(rows: IntArray, what: str) -> None:
    if rows.size == 0:
        return
    shown = ", ".join(str(row + 1) for row in rows[:_SHOWN])
    more = f" and {rows.size - _SHOWN} more" if rows.size > _SHOWN else ""
    raise BadInput(
        f"{what} have no number in row {shown}{more}; expected complete readings, so leave "
        "those people out and say so"
    )
