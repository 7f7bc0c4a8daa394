"""Why somebody is cleared or not, and the sheet to take to a clinician."""

import uuid
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from retrowalk.server.people.asks_of_body import DEMANDS
from retrowalk.server.people.body_fields import typed
from retrowalk.server.people.clearance_shown import found, limits, shown_reasons
from retrowalk.server.people.clearing import clearance_of, last_screening, told
from retrowalk.server.people.models import Person, Screening
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.reported import reported
from retrowalk.server.people.trainee import trainee
from retrowalk.server.people.words import GROUPS, OUTCOMES, REPORTED
from retrowalk.server.programme.shown import minutes
from retrowalk.server.programme.standing import standing
from retrowalk.training.clearance import Clearance, reason_key
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group
from retrowalk.training.programmes.starters import programme
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.screening.rules import RED_FLAGS
from retrowalk.training.screening.still_possible import AT_ONCE, FIRST
from retrowalk.training.session import Reported

URGENT = (
    "back_red_flags",
    "unstable_heart",
)  # reasons that do not wait; the first one first


@login_required
@require_safe
def clearance(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what the newest screening came to, with its reasons."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    screening = last_screening(person)
    if now.clearance is None or screening is None:
        return redirect("screening", person_id=person.pk)
    context = _shown(person, screening, now.clearance) | {"standing": now}
    if now.clearance.may_train:
        allowed = allowance(now.clearance, trainee(person, today))
        context["limits"] = list(limits(allowed, person))
    return render(request, "programme/clearance.html", context)


@login_required
@require_safe
def sheet(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the newest screening on one printable sheet, with room for a clinician's word."""
    person = own_person(request, person_id)
    screening, clearance = last_screening(person), clearance_of(person)
    if screening is None or clearance is None:
        return redirect("screening", person_id=person.pk)
    group = Group(person.group)
    usual = programme(profile(group).programmes[0])
    context = _shown(person, screening, clearance) | {
        "today": timezone.localdate(),
        "goal": GROUPS[group],
        "body": typed(person),
        "demands": [(demand.sentence, found(demand.sources)) for demand in DEMANDS],
        "usual": usual,
        "first": minutes(usual.start_backward_s),
        "bout": minutes(usual.first_bout_s),
        "most": minutes(usual.target_backward_s),
    }
    return render(request, "programme/clearance_sheet.html", context)


def _shown(person: Person, screening: Screening, clearance: Clearance) -> dict[str, object]:
    reasons = shown_reasons(clearance)
    keys = {reason.key for reason in clearance.reasons}
    since = [one for one in reported(person) if reason_key(one) not in keys]
    at_once = _at_once(clearance, since)
    return {
        "person": person,
        "possible": [said for said in clearance.still_possible if said not in at_once],
        "clearance": clearance,
        "outcome": OUTCOMES[clearance.outcome],
        "reasons": [reason for reason in reasons if reason.change is not None],
        "remarks": [reason for reason in reasons if reason.change is None],
        "told": told(screening),
        "urgent": [FIRST[key] for key in URGENT if key in keys],
        "at_once": at_once,
        "red_flags": not RED_FLAGS.isdisjoint(keys),
        "reported": [REPORTED[one] for one in since],
    }


def _at_once(clearance: Clearance, since: Sequence[Reported]) -> tuple[str, ...]:
    """Return when not to wait for an appointment, a sentence each, for what was told."""
    told = () if clearance.may_train else tuple(r.key for r in clearance.reasons)
    keys = (*told, *map(reason_key, since))
    return tuple(dict.fromkeys(AT_ONCE[key] for key in keys if key in AT_ONCE))
