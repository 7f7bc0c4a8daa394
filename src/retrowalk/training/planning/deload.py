"""The easier week: every fourth one asks for less, and then the dose is as it was.

Retrowalk's own design (design_deload): no trial of backward walking seen has one. The last
week of a programme is never an easier one, because no week follows that it could help.
"""

from dataclasses import replace
from datetime import date

from retrowalk.training.dose import Dose
from retrowalk.training.plan import Plan
from retrowalk.training.planning.training_days import DAYS_PER_WEEK
from retrowalk.training.programmes.programme import GRID_S, WEEKLY_GROWTH_MAX_S

DELOAD_EVERY_WEEKS = 4  # weeks; design_deload
DELOAD_SHARE = (2, 3)  # of the minutes, as a fraction; design_deload
WHY = "This is an easier week with fewer minutes, so that your body can catch up."
SOURCES = ("design_deload",)


def is_deload(plan: Plan, day: date) -> bool:
    """Say whether the day lies in an easier week of the plan's programme."""
    if not plan.started_on <= day < plan.ends_on:
        return False
    week = (day - plan.started_on).days // DAYS_PER_WEEK + 1
    last_week = ((plan.ends_on - plan.started_on).days - 1) // DAYS_PER_WEEK + 1
    return week % DELOAD_EVERY_WEEKS == 0 and week < last_week


def eased(dose: Dose) -> Dose:
    """Return the dose with two thirds of its minutes, never more than it was.

    It never falls by more than a week may grow, so that the way back is no jump.
    """
    part, whole = DELOAD_SHARE
    share_s = dose.backward_s * part // (whole * GRID_S) * GRID_S
    least_s = max(share_s, dose.backward_s - WEEKLY_GROWTH_MAX_S, GRID_S)
    backward_s = min(dose.backward_s, least_s)
    return replace(dose, backward_s=backward_s, bout_s=min(dose.bout_s, backward_s))
