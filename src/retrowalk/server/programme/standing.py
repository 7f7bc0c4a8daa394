"""Where a person stands today: may they walk, what is due, and if not, why not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from retrowalk.server.people.clearing import last_screening
from retrowalk.server.people.conflicts import conflicts
from retrowalk.server.people.models import Person, Screening
from retrowalk.server.people.reported import events_since
from retrowalk.server.programme import plans
from retrowalk.training.clearance import Clearance, Outcome
from retrowalk.training.codec.clearance import clearance_from_json
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.planning.alternating import as_walked
from retrowalk.training.planning.closing import resting


class State(StrEnum):
    """What stands between the person and today's session; READY if nothing does."""

    NOT_SCREENED = "not_screened"
    REVIEW_DUE = "review_due"
    ASK_FIRST = "ask_first"
    NOT_NOW = "not_now"
    NO_PLAN = "no_plan"
    RESTING = "resting"
    ENDED = "ended"
    READY = "ready"


BEGINS = (State.NO_PLAN, State.ENDED)  # where a programme may be begun


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands today.

    plan: the newest plan, shown even where it may not be walked.
    due: the session of today, only when READY.
    """

    state: State
    clearance: Clearance | None
    plan: Plan | None
    due: PlannedSession | None

    @property
    def ahead(self) -> tuple[PlannedSession, ...]:
        """The sessions that may be walked, as a trial turns them; empty unless READY."""
        return as_walked(self.plan).ahead if self.plan and self.state is State.READY else ()

    @property
    def may_be_walked(self) -> Plan | None:
        """The plan as it may be walked now: at rest where nothing of it may."""
        plan = self.plan
        if plan is None:
            return None
        if self.ahead or plan.state is not PlanState.RUNNING:
            return as_walked(plan)
        return resting(plan, self.why_not)

    @property
    def why_not(self) -> str:
        """One or two sentences why there is nothing to walk, and what to do about it."""
        if self.state is State.RESTING and self.plan:
            again = _("Answer the screening questions again before you go on.")
            return f"{self.plan.reason} {again}"
        return {
            State.NOT_SCREENED: _("Answer the screening questions first."),
            State.REVIEW_DUE: _(
                "The screening is due again, because time has passed or something has "
                "changed: please answer it anew."
            ),
            State.ASK_FIRST: _("Ask a clinician before you start, then answer again."),
            State.NOT_NOW: _("Please do not train now; answer again when it has settled."),
            State.NO_PLAN: _("Choose a programme to get your first sessions."),
            State.ENDED: _(
                "The programme is over: test again, then choose what comes next."
            ),
        }.get(self.state, "")


def standing(person: Person, today: date) -> Standing:
    """Say where the person stands today."""
    screening = last_screening(person)
    clearance = clearance_from_json(screening.clearance) if screening else None
    before = plans.latest(person)
    state = _state(person, screening, clearance, before, today)
    if state is not State.READY:
        return Standing(state, clearance, before, None)
    plan = plans.current(person, today, before)
    if plan is not None and plan.state is not PlanState.RUNNING:
        state = State.ENDED if plan.ended else State.RESTING
        return Standing(state, clearance, plan, None)
    ahead = as_walked(plan).ahead if plan else ()
    due = next((session for session in ahead if session.day == today), None)
    return Standing(state, clearance, plan, due)


def _state(
    person: Person,
    screening: Screening | None,
    clearance: Clearance | None,
    plan: Plan | None,
    today: date,
) -> State:
    if screening is None or clearance is None:
        return State.NOT_SCREENED
    rests = plan is not None and plan.rests
    if rests and not _answered_since_the_rest(person, screening):
        return State.RESTING
    if clearance.outcome is Outcome.NOT_NOW:
        return State.NOT_NOW
    if not clearance.may_train:
        return State.ASK_FIRST
    if not clearance.stands_on(today) or conflicts(screening.answers, person, today):
        return State.REVIEW_DUE  # also when what the person trains for has changed since
    if plan is None and events_since(person, screening).exists():
        return State.REVIEW_DUE  # with a plan, the plan rests
    if plan is not None and plan.ended:
        return State.ENDED
    return State.NO_PLAN if plan is None or rests else State.READY


def _answered_since_the_rest(person: Person, screening: Screening) -> bool:
    since = plans.rests_since(person)
    return since is None or screening.answered_at > since
