"""The sessions ahead, and how a decision changes them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from retrowalk.errors import BadProgramme
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.dose import Dose, Lever
from retrowalk.training.prescription import Prescription


class Move(StrEnum):
    """What the next session does with the dose."""

    PROGRESS = "progress"
    HOLD = "hold"
    REGRESS = "regress"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the next session does, and why, in one sentence a person can read.

    rule: short key of the rule that decided, for tables and tests.
    sources: keys of the evidence library, or of a design rule, behind it; never empty.
    lever: what grows, with PROGRESS only; None otherwise.
    """

    move: Move
    reason: str
    rule: str
    sources: tuple[str, ...]
    lever: Lever | None = None


class PlanState(StrEnum):
    """Whether there is something to walk, and if not, why not."""

    RUNNING = "running"
    RESTING = "resting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session ahead.

    number: 1 for the person's first session ever planned; never reused.
    """

    number: int
    day: date
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class Plan:
    """The sessions ahead.

    version: 1 for the first plan of a person; every decision makes the next one.
    programme: key of the programme.
    ahead: sessions still to walk, by day and number, at most one a day; at least one
        while RUNNING, none otherwise.
    reason: why this version differs from the one before, in one sentence.
    next_number: the number the next new session gets; kept while the plan rests, so
        that no number is ever used twice.
    started_on, ends_on: the programme's days, half-open [started_on, ends_on); no session
        is ever planned outside them, so that every plan ends.
    weekdays: days of the week for sessions, 0 for Monday, ascending; at most as many as
        the programme has sessions a week.
    dose: what a session asks for now, within the clearance it was made under; in an easier
        week the sessions ahead ask for less, and afterwards for this again.
    state: RESTING until a screening is renewed, ENDED once the programme is over.
    days_off: days of the programme that the person skipped or moved a session away from,
        ascending; no session comes back to them by itself.
    break_since: the day last walked before the break that this plan has stepped back for;
        None where there was none. Keeps one break from being counted twice.
    trial: what the days of a trial of oneself are for; None where there is none. The
        sessions ahead are as the dose asks, before the trial turns some of them round
        (planning.alternating.as_walked), and none lies on a day for neither.

    Raises BadProgramme where that does not hold.
    """

    version: int
    programme: str
    ahead: tuple[PlannedSession, ...]
    reason: str
    next_number: int
    started_on: date
    ends_on: date
    weekdays: tuple[int, ...]
    dose: Dose
    state: PlanState = PlanState.RUNNING
    days_off: tuple[date, ...] = ()
    break_since: date | None = None
    trial: Alternation | None = None

    def __post_init__(self) -> None:
        _check_block(self)
        _check_ahead(self)

    @property
    def rests(self) -> bool:
        """Whether nothing is ahead until a screening is renewed."""
        return self.state is PlanState.RESTING

    @property
    def ended(self) -> bool:
        """Whether the programme is over."""
        return self.state is PlanState.ENDED


def _check_block(plan: Plan) -> None:
    if not plan.started_on < plan.ends_on:
        raise BadProgramme(
            f"a plan goes from {plan.started_on} to {plan.ends_on}; expected at least a day"
        )
    if list(plan.weekdays) != sorted({d for d in plan.weekdays if 0 <= d <= 6}):
        raise BadProgramme(
            f"a plan is walked on weekdays {plan.weekdays}; expected each once, ascending, "
            "0 for Monday to 6 for Sunday"
        )
    if any(a >= b for a, b in pairwise(plan.days_off)):
        raise BadProgramme("a plan's days off are not in order; expected each once")


def _check_ahead(plan: Plan) -> None:
    if bool(plan.ahead) is not (plan.state is PlanState.RUNNING):
        raise BadProgramme(
            f"a plan that is {plan.state} has {len(plan.ahead)} sessions ahead; expected "
            "some while it is running and none otherwise"
        )
    if any(a.day >= b.day or a.number >= b.number for a, b in pairwise(plan.ahead)):
        raise BadProgramme(
            "the sessions ahead are not in order; expected days and numbers that rise"
        )
    for session in plan.ahead:
        if not plan.started_on <= session.day < plan.ends_on:
            raise BadProgramme(
                f"session {session.number} is on {session.day}; expected a day from "
                f"{plan.started_on} and before {plan.ends_on}"
            )
        if plan.trial is not None and plan.trial.on(session.day) is DayFor.NEITHER:
            raise BadProgramme(
                f"session {session.number} is on {session.day}, which a trial keeps free; "
                "expected none on such a day"
            )
        if not 1 <= session.number < plan.next_number:
            raise BadProgramme(
                f"a session has number {session.number}; expected 1 to below the next "
                f"number, {plan.next_number}"
            )
