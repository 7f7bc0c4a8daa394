"""Beginning a trial: ask, say what it would notice, and draw once it is confirmed."""

import uuid
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retrowalk.errors import RetrowalkError
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.standing import State, standing
from retrowalk.server.proof.asked import Asked, problems
from retrowalk.server.proof.foretold import Foretold, alternatives, foretold, ground_of
from retrowalk.server.proof.forms import AskForm
from retrowalk.server.proof.trials import begin as begun
from retrowalk.server.proof.trials import running
from retrowalk.training.plan import Plan


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask, say what the trial would notice, and on confirmation draw the order once."""
    person, today = own_person(request, person_id), timezone.localdate()
    if running(person, today) is not None:
        return redirect("own_trial", person_id=person.pk)
    now = standing(person, today)
    if now.state is not State.READY or now.plan is None:
        return render(request, "proof/begin.html", {"person": person, "standing": now})
    said = request.POST if request.method == "POST" else request.GET
    form = AskForm(today, said or None, led=_is_led(person, now.plan))
    context: dict[str, object] = {"person": person, "standing": now, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "proof/begin.html", context)
    asked = form.asked()
    ground = ground_of(person, asked.choice, today)
    if ground is None:
        context["no_ground"] = asked.choice
        return render(request, "proof/begin.html", context)
    told, why_not = foretold(asked, ground), list(problems(asked, now.plan))
    if request.method == "POST" and told.change is not None and not why_not:
        why = _begun(person, asked, told, today)
        if not why:
            messages.success(
                request, _("The order is drawn and kept. It is never drawn again.")
            )
            return redirect("own_trial", person_id=person.pk)
        why_not = [why]
    others = alternatives(asked, ground)
    context |= {"asked": asked, "told": told, "why_not": why_not, "others": others}
    return render(request, "proof/begin.html", context)


def _begun(person: Person, asked: Asked, told: Foretold, today: date) -> str:
    """Begin; return why it could not be, empty where it was."""
    try:
        begun(person, asked, told, today)
    except RetrowalkError as error:
        return str(error)
    return ""


def _is_led(person: Person, plan: Plan) -> bool:
    programme = programme_of(person, plan.programme)
    return programme is not None and programme.clinician_led
