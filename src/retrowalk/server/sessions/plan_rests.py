"""A plan whose programme or screening cannot be read any more: it rests, and nothing is lost.

An own programme may not fit newer limits after an update. A session that was walked by it
is kept all the same.
"""

from retrowalk.training.plan import Decision, Move, Plan
from retrowalk.training.planning.closing import resting

PROGRAMME_GONE = Decision(
    Move.REFER,
    "The programme of your plan cannot be followed any more, so the plan rests.",
    "programme_gone",
    ("design_own_programme",),
)


def rested(before: Plan, decision: Decision) -> tuple[Plan, Decision]:
    """Return the plan at rest, and the decision that says why."""
    why = decision if decision.move is Move.REFER else PROGRAMME_GONE
    return resting(before, why.reason), why
