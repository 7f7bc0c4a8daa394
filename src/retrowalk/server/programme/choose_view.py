"""The choice of a programme: ours, one's own, or the same again."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retrowalk.errors import BadProgramme
from retrowalk.evidence.sources import Source
from retrowalk.server.people.clearance_shown import found
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme.begin import Choice, begin
from retrowalk.server.programme.begin_forms import AgainForm, BeginForm
from retrowalk.server.programme.catalogue import own_programmes, programme_of
from retrowalk.server.programme.following import ANCHOR, again_most, shown_steps
from retrowalk.server.programme.shown_programme import ShownProgramme, shown_programme
from retrowalk.server.programme.standing import BEGINS, Standing, standing
from retrowalk.server.programme.walked import by_time
from retrowalk.training.planning.offering import Offer, offer, offers
from retrowalk.training.prescription import Place


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """One programme on offer, with its form; form None where it may not begin."""

    offer: Offer
    shown: ShownProgramme
    why_sources: tuple[Source, ...]
    form: BeginForm | None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Offer the programmes for this person, and begin the chosen one."""
    person = own_person(request, person_id)
    now = standing(person, timezone.localdate())
    if now.state not in BEGINS:
        return redirect("person", person_id=person.pk)
    again = _again(request, person, now)
    listed = [_shown(one, person, request) for one in _offers(person, now)]
    sent = [f for f in (again, *(one.form for one in listed)) if f and f.is_bound]
    if any(form.is_valid() and _begun(person, form) for form in sent):
        messages.success(request, _("Your plan is made."))
        return redirect("person", person_id=person.pk)
    if request.method == "POST" and not sent:
        messages.warning(request, _("That programme is not open now; choose another one."))
    open_ones = [one.offer.programme.key for one in listed if one.form]
    context = {
        "person": person,
        "offers": listed,
        "first": None if again else next(iter(open_ones), None),
        "before": now.plan,
        "steps": shown_steps(person, now, [*open_ones, *([ANCHOR] if again else ())]),
        "again": again,
    }
    return render(request, "programme/choose.html", context)


def _offers(person: Person, now: Standing) -> tuple[Offer, ...]:
    """Return our programmes, the usual one first, then those written for the person."""
    today = timezone.localdate()
    who, clearance = trainee(person, today), now.clearance
    if clearance is None:
        return ()
    walked = by_time(person)
    own = [offer(one, who, clearance, today, walked) for one in own_programmes(person)]
    return (*offers(who, clearance, today, walked), *own)


def _shown(one: Offer, person: Person, request: HttpRequest) -> ShownOffer:
    shown = shown_programme(one.programme, person)
    why_sources = found(one.why_sources)
    if not one.allowed:
        return ShownOffer(one, shown, why_sources, None)
    data = request.POST if _chosen(request, one.programme.key, again=False) else None
    return ShownOffer(one, shown, why_sources, BeginForm(one.programme, data))


def _again(request: HttpRequest, person: Person, now: Standing) -> AgainForm | None:
    """Return the form to go on at the reached dose, where the steps after a block offer it."""
    most = again_most(person, now)
    programme = None if now.plan is None else programme_of(person, now.plan.programme)
    if programme is None or now.clearance is None or not most:
        return None
    today = timezone.localdate()
    who, walked = trainee(person, today), by_time(person)
    if not offer(programme, who, now.clearance, today, walked).allowed:
        return None
    data = request.POST if _chosen(request, programme.key, again=True) else None
    return AgainForm(programme, most, data)


def _chosen(request: HttpRequest, key: str, *, again: bool) -> bool:
    said = request.POST.get("programme"), request.POST.get("again") == "True"
    return request.method == "POST" and said == (key, again)


def _begun(person: Person, form: BeginForm) -> bool:
    said = form.cleaned_data
    choice = Choice(
        programme=said["programme"],
        place=Place(said["place"]),
        weekdays=said.get("weekdays"),
        again=form.goes_on,
    )
    try:
        begin(person, choice, timezone.localdate())
    except BadProgramme as error:
        form.add_error(None, str(error))
        return False
    return True
