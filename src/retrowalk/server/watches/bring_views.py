"""The pages on which a file is brought in and what it told is confirmed or thrown away."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from retrowalk.errors import BadInput, Conflict
from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.watches.belongs import belongs
from retrowalk.server.watches.bring import bring
from retrowalk.server.watches.confirm import keep
from retrowalk.server.watches.forms import AnswersForm, BringForm, KeepForm
from retrowalk.server.watches.models import BroughtFile
from retrowalk.server.watches.shown import choices, shown
from retrowalk.server.watches.upload import path_of, to_disk
from retrowalk.training.matching import Candidate


@csrf_exempt  # the check reads the form, and the form must go to disk: see _files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take a file of a watch."""
    person = own_person(request, person_id)
    if request.method == "POST":
        to_disk(request)
    answer: HttpResponse = _files(request, person)
    return answer


@csrf_protect
def _files(request: HttpRequest, person: Person) -> HttpResponse:
    form = BringForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and _may_keep(request):
        file = form.cleaned_data["file"]
        try:
            made = bring(person, path_of(file), file.name)
        except BadInput as error:
            form.add_error("file", _sentence(error, path_of(file).name, file.name))
        else:
            if len(made) == 1:
                return redirect("brought", person_id=person.pk, brought_id=made[0].pk)
            return redirect("files", person_id=person.pk)
    waiting = [shown(one) for one in person.brought.filter(walk=None)]
    kept = [shown(one) for one in person.brought.exclude(walk=None)[:20]]
    context = {"person": person, "form": form, "waiting": waiting, "kept": kept}
    return render(request, "watches/files.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def brought(request: HttpRequest, person_id: uuid.UUID, brought_id: int) -> HttpResponse:
    """Show what a file told and what it belongs to; keep it when the person says so."""
    person = own_person(request, person_id)
    one = get_object_or_404(person.brought, pk=brought_id)
    if one.walk is not None:
        return redirect("session", person_id=person.pk, session_id=one.walk.pk)
    data = request.POST if request.method == "POST" else None
    found = belongs(one)
    form = KeepForm(
        data,
        choices(found.possible),
        found.chosen.key if found.chosen else "",
        track="latitude_deg" in one.readings,
    )
    answers = _answers(form, data, found.chosen)
    if form.is_bound and form.is_valid() and _may_keep(request) and _complete(answers):
        try:
            return _kept(request, one, form, answers)
        except (BadInput, Conflict) as error:
            form.add_error("session", str(error))
    context = {
        "person": person,
        "brought": shown(one),
        "match": found,
        "form": form,
        "answers": answers,
    }
    return render(request, "watches/brought.html", context)


@login_required
@require_POST
def discard(request: HttpRequest, person_id: uuid.UUID, brought_id: int) -> HttpResponse:
    """Throw away what a file told, kept or not; the session itself stays."""
    person = own_person(request, person_id)
    one = get_object_or_404(person.brought, pk=brought_id)
    if _may_keep(request):
        one.delete()
        messages.success(request, _("What the file told is thrown away."))
    return redirect("files", person_id=person.pk)


def _answers(
    form: KeepForm, data: QueryDict | None, chosen: Candidate | None
) -> AnswersForm | None:
    """Return the questions that a session which only a watch saw still needs."""
    if data is None:
        return AnswersForm() if chosen is not None and chosen.walked_at is None else None
    if not (form.is_valid() and form.asks_for_answers):
        return None
    asked = "ending_asked" in data
    return AnswersForm(data if asked else None)


def _complete(answers: AnswersForm | None) -> bool:
    return answers is None or (answers.is_bound and answers.is_valid())


def _kept(
    request: HttpRequest, one: BroughtFile, form: KeepForm, answers: AnswersForm | None
) -> HttpResponse:
    walk = keep(
        one,
        form.cleaned_data["session"],
        None if answers is None else answers.told(),
        with_track=bool(form.cleaned_data.get("with_track")),
    )
    said = _("It is kept with session %(number)d.") % {"number": walk.planned_number}
    messages.success(request, said)
    return redirect("session", person_id=one.person_id, session_id=walk.pk)


def _may_keep(request: HttpRequest) -> bool:
    """Say whether this account keeps files; the demo household is everybody's."""
    if isinstance(request.user, Account) and not request.user.is_demo:
        return True
    messages.error(request, _("The demo household keeps no files. Sign up to bring yours."))
    return False


def _sentence(error: BadInput, on_disk: str, file_name: str) -> str:
    """Return what was refused, by the name that the person knows."""
    said = str(error).replace(on_disk, file_name)
    return said if said.endswith(".") else f"{said}."
