"""Coming back after days without a session: hold, step back, or begin again low.

No study seen says how much a break takes away from backward walking, so the three limits
are Retrowalk's own design (design_return): a week adds nothing, two weeks take a step back,
four weeks end the block. Whatever the limit, a break never leads to more than before it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrowalk.training.dose import Dose
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.progression.growth import begun_again, shrunk

HOLD_DAYS = 7  # days since the last session; design_return
STEP_BACK_DAYS = 14  # days since the last session; design_return
BEGIN_AGAIN_DAYS = 28  # days since the last session; design_return
SOURCES = ("design_return",)


class Comeback(StrEnum):
    """What a break does to the dose, from the least to the most."""

    HOLD = "hold"
    STEP_BACK = "step_back"
    BEGIN_AGAIN = "begin_again"


@dataclass(frozen=True, slots=True)
class Return:
    """What follows from a break, with its reason.

    days_off: days from the last session to today.
    """

    kind: Comeback
    days_off: int
    reason: str
    sources: tuple[str, ...] = SOURCES


def after_break(last_walked_on: date, today: date) -> Return | None:
    """Return what the days since the last session lead to; None while there are few.

    A last session after today, by a clock that is wrong, is no break.
    """
    days_off = (today - last_walked_on).days
    if days_off < HOLD_DAYS:
        return None
    since = f"It is {days_off} days since your last session"
    if days_off < STEP_BACK_DAYS:
        return Return(Comeback.HOLD, days_off, f"{since}, so nothing is added yet.")
    if days_off < BEGIN_AGAIN_DAYS:
        said = f"{since}, so the next session is shorter."
        return Return(Comeback.STEP_BACK, days_off, said)
    said = f"{since}, so this block ends and you begin again with little."
    return Return(Comeback.BEGIN_AGAIN, days_off, said)


def dose_after(programme: Programme, dose: Dose, kind: Comeback) -> Dose:
    """Return the dose to come back with, never above the last one in any lever."""
    match kind:
        case Comeback.HOLD:
            return dose
        case Comeback.STEP_BACK:
            return shrunk(programme, dose)
        case Comeback.BEGIN_AGAIN:
            return begun_again(programme, shrunk(programme, dose))
