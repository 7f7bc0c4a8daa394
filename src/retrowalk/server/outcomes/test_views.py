"""The pages of tests: which there are, how one is done, and a form to type one in."""

import uuid
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retrowalk.errors import BadInput
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.protocols.protocol import Protocol, Way
from retrowalk.outcomes.results import Result, results
from retrowalk.outcomes.retest import next_due
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.catalogues import in_language, said_in
from retrowalk.server.outcomes.blinded import blinded
from retrowalk.server.outcomes.offered import offered, why_not
from retrowalk.server.outcomes.pairs_shown import pair_shown
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.outcomes.test_form import TestForm
from retrowalk.server.outcomes.tests_shown import (
    MOST_SHOWN,
    days_of,
    done_by,
    done_of,
    followed,
    kept,
    row,
    values,
)
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person


@login_required
@require_safe
def tests(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show every test: what is due, what came of it."""
    person = own_person(request, person_id)
    with in_language(person.coach_language) as language:
        return said_in(_listed(request, person), language)


def _listed(request: HttpRequest, person: Person) -> HttpResponse:
    today, done = timezone.localdate(), done_by(person)
    rows = [
        row(one, done.get(one.protocol.key, []), person, today)
        for one in offered(person, today)
    ]
    context = {
        "person": person,
        "blind": blinded(person),
        "due": [one for one in rows if one.is_due],
        "later": [one for one in rows if not one.is_due and (one.times or one.offer.usual)],
        "others": [
            one for one in rows if not one.is_due and not one.times and not one.offer.usual
        ],
    }
    return render(request, "outcomes/tests.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, person_id: uuid.UUID, key: str) -> HttpResponse:
    """Show how a test is done and what came of it, and take one that was done."""
    person, of = own_person(request, person_id), PROTOCOLS.get(key)
    if of is None:
        raise Http404
    with in_language(person.coach_language) as language:
        return said_in(_one(request, person, of), language)


def _one(request: HttpRequest, person: Person, of: Protocol) -> HttpResponse:
    today = timezone.localdate()
    why = why_not(person, of, today)
    done = done_of(person, of)
    counted = {r.measure: [v.value for v in values(done, r.measure)] for r in of.readings}
    posted = request.POST if request.method == "POST" and not why else None
    form = TestForm(of, posted, person.units, counted)
    if form.is_bound and form.is_valid() and _kept(request, person, form):
        return redirect("test", person_id=person.pk, key=of.key)
    days = days_of(done, of.principal)
    context = {
        "person": person,
        "of": of,
        "form": form,
        "why_not": why,
        "followed": followed(of, done, person),
        "kept": kept(done, person),
        "earlier": max(0, len(done) - MOST_SHOWN),
        "guided": of.way is not Way.TOLD,
        "today": today,
        "pair": pair_shown(person, of, done, today),
        "due": next_due(of, days, today) if days else None,
        "times": len(set(days)),
        "blind": blinded(person) if any(one.unseen for one in done) else None,
    }
    return render(request, "outcomes/test.html", context)


def _kept(request: HttpRequest, person: Person, form: TestForm) -> bool:
    """Keep what was typed, or ask about it once more."""
    if _in_a_trial(person, form.of, form.cleaned_data["day"]):
        form.add_error(
            "day",
            _("That day belongs to a trial of yourself: a day that is missed stays empty."),
        )
        return False
    try:
        taken = form.taken()
        if not taken.trials:
            form.add_error(None, _("No number was typed in."))
            return False
        if form.ask(taken):
            return False
        receive(person, uuid.uuid4(), to_json(taken))
    except BadInput as error:
        form.add_error(None, str(error))
        return False
    _say(request, results(taken))
    return True


def _in_a_trial(person: Person, of: Protocol, day: date) -> bool:
    """Say whether a day that has passed is one of a trial's: it is not filled in later."""
    trials = person.own_trials.filter(
        Q(stopped_on=None) | Q(stopped_on__gt=day),
        protocol=of.key,
        starts_on__lte=day,
        ends_on__gte=day,
    )
    return day < timezone.localdate() and trials.exists()


def _say(request: HttpRequest, came: tuple[Result, ...]) -> None:
    if came[0].value is None:
        messages.warning(request, _("It is kept as it came, and not counted."))
        return
    messages.success(request, _("It is kept."))
