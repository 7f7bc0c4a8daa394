"""What a break means for a plan that runs: counted from its own days, and only once."""

from dataclasses import replace
from datetime import date

from retrowalk.training.plan import Plan
from retrowalk.training.progression.returning import Comeback, Return, after_break


def break_since(plan: Plan, last_walked_on: date | None) -> date:
    """Return the day that a break is counted from: the last walked, or the block's first."""
    return max(last_walked_on or plan.started_on, plan.started_on)


def break_of(plan: Plan, today: date, last_walked_on: date | None) -> Return | None:
    """Return what a break does to the plan now; None where it does nothing (any more).

    A step back is taken once for each break, and not by somebody who never walked: the
    first dose is where everybody starts.
    """
    since = break_since(plan, last_walked_on)
    found = after_break(since, today)
    if found is None or found.kind is Comeback.HOLD:
        return None
    if found.kind is Comeback.STEP_BACK and (
        last_walked_on is None or plan.break_since == since
    ):
        return None
    if since == last_walked_on:
        return found
    so = "this block ends" if found.kind is Comeback.BEGIN_AGAIN else "you begin with less"
    said = f"You have not walked on the first {found.days_off} days of this block, so {so}."
    return replace(found, reason=said)
