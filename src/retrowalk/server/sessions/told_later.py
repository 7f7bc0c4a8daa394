"""What a person tells outside of a session: the morning after, and what went wrong.

Both go through the same rules as a session and may hold, shrink or rest the plan; neither
ever makes it more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadAnswer
from retrowalk.server.people.clearing import last_screening
from retrowalk.server.people.models import Person
from retrowalk.server.people.reported import events_since
from retrowalk.server.programme import plans
from retrowalk.server.sessions.log_of import log_of
from retrowalk.server.sessions.models import AdverseEvent, WalkedSession
from retrowalk.server.sessions.plan_rests import rested
from retrowalk.training.log import Log
from retrowalk.training.plan import Decision, Move, Plan, PlanState
from retrowalk.training.planning.adapting import adjusted
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import NRS_MAX, SessionRecord, Symptom

LONG_AGO = timedelta(days=366)  # before that, a day is taken for a slip of the finger


@dataclass(frozen=True, slots=True)
class Event:
    """Something that went wrong outside a session."""

    symptom: Symptom
    day: date
    note: str = ""


@transaction.atomic
def tell_morning(person: Person, walk: WalkedSession, pain: int) -> Decision | None:
    """Keep the next morning's pain; return the decision if it changed the plan.

    Raises BadAnswer if it was told already, if it is not asked for (any more), or is no
    figure from 0 to 10.
    """
    plans.locked(person)
    walk.refresh_from_db()
    if walk.pain_next_morning is not None:
        raise BadAnswer(_("The morning after this session was told already."))
    if not walk.asks_for_the_morning(timezone.localdate()):
        raise BadAnswer(_("This is asked on the two days after a session, not today."))
    if not 0 <= pain <= NRS_MAX:
        raise BadAnswer(_("Pain goes from 0 to 10."))
    walk.pain_next_morning, walk.morning_told_at = pain, timezone.now()
    walk.save(update_fields=["pain_next_morning", "morning_told_at"])
    before, log = plans.latest(person), log_of(person)
    about = log.records[-1]
    if before is None or not _still_speaks(person, before, walk, about):
        return None
    return _adjust(person, before, log, about)


@transaction.atomic
def tell_event(person: Person, event: Event) -> Decision | None:
    """Keep what went wrong and rest the plan; return the decision if it changed the plan.

    The same told twice, as by a second tap, is kept once. Raises BadAnswer for a day that
    has not come, or that is more than a year ago.
    """
    plans.locked(person)
    today = timezone.localdate()
    if event.day > today:
        raise BadAnswer(_("That day has not come yet; choose today or a day before."))
    if event.day < today - LONG_AGO:
        raise BadAnswer(_("That is more than a year ago; look at the year once more."))
    if not _is_new(person, event):
        return None
    AdverseEvent.objects.create(
        person=person, day=event.day, symptom=event.symptom.value, note=event.note
    )
    before = plans.latest(person)
    return None if before is None else _adjust(person, before, log_of(person), None)


def _still_speaks(
    person: Person, plan: Plan, walk: WalkedSession, newest: SessionRecord
) -> bool:
    """Say whether a morning may change the plan: it runs, and this was its last session.

    Where a later session was decided on, or another block begun, the next decision looks
    back at this morning by itself.
    """
    if plan.state is not PlanState.RUNNING or newest.session_id != str(walk.pk):
        return False
    begun_since = person.plans.filter(version__gt=walk.plan_after or 0, move=plans.BEGIN)
    return not begun_since.exists()


def _is_new(person: Person, event: Event) -> bool:
    told = events_since(person, last_screening(person))
    same = told.filter(day=event.day, symptom=event.symptom.value, note=event.note)
    return not same.exists()


def _adjust(
    person: Person, before: Plan, log: Log, about: SessionRecord | None
) -> Decision | None:
    """Store what the log makes of the plan now; return the decision if it changed it."""
    decision = decide(log)
    if log.terms is None:
        plan, decision = rested(before, decision)
    else:
        plan = adjusted(before, decision, log.terms, log.now.date(), about)
    asks_the_same = (plan.state, plan.ahead) == (before.state, before.ahead)
    if plan is before or (asks_the_same and decision.move is not Move.REFER):
        return None
    plans.save(person, plan, decision.move.value, decision)
    return decision
