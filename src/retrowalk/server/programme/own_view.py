"""Writing a programme: for a clinician, or for somebody who knows what they want."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retrowalk.errors import BadProgramme
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme import plans
from retrowalk.server.programme.catalogue import add_own, own_programmes
from retrowalk.server.programme.own_form import OwnProgrammeForm
from retrowalk.server.programme.shown_programme import shown_programme
from retrowalk.training.planning.offering import usual
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.text import to_text
from retrowalk.training.programmes.text_lines import EXAMPLES, MAY_BE_LEFT_OUT


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the programmes written for this person, and take one more."""
    person = own_person(request, person_id)
    sent = request.POST if request.method == "POST" else None
    form = OwnProgrammeForm(sent, initial={"text": example(person)})
    if form.is_bound and form.is_valid():
        try:
            programme = _kept(person, form.cleaned_data["text"])
        except BadProgramme as error:
            form.add_error("text", _sentence(str(error)))
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": programme.name})
            return redirect("own_programmes", person_id=person.pk)
    context = {
        "person": person,
        "form": form,
        "written": [shown_programme(one, person) for one in own_programmes(person)],
        "lines": EXAMPLES.items(),
        "may_be_left_out": MAY_BE_LEFT_OUT,
    }
    return render(request, "programme/own.html", context)


@login_required
@require_POST
def forget(request: HttpRequest, person_id: uuid.UUID, key: str) -> HttpResponse:
    """Delete an own programme, unless the newest plan follows it."""
    person = own_person(request, person_id)
    with transaction.atomic():
        plans.locked(person)
        newest = plans.latest(person)
        follows = newest is not None and newest.programme == key
        if not follows:
            person.own_programmes.filter(key=key).delete()
    if follows:
        messages.warning(request, _("The plan follows this programme, so it stays."))
    else:
        messages.success(request, _("The programme is deleted."))
    return redirect("own_programmes", person_id=person.pk)


def example(person: Person) -> str:
    """Return the usual programme of this person as a text to begin with."""
    return to_text(usual(trainee(person, timezone.localdate())))


@transaction.atomic
def _kept(person: Person, text: str) -> Programme:
    plans.locked(person)  # so that two at once do not make one too many
    return add_own(person, text)


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:].rstrip(".") + "."
