"""The screening, page by page; what was answered is never lost on the way."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retrowalk.errors import BadAnswer
from retrowalk.server.people import draft
from retrowalk.server.people.clearing import clear
from retrowalk.server.people.conflicts import Conflict, conflicts
from retrowalk.server.people.forms import ScreeningForm
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.reported import reported
from retrowalk.server.people.words import REPORTED
from retrowalk.training.screening.questions import QUESTIONS, SECTION_TITLES, Section

SECTIONS = tuple(Section)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screening(
    request: HttpRequest, person_id: uuid.UUID, section: str = SECTIONS[0].value
) -> HttpResponse:
    """Ask one page of questions; after the last one, store the answers."""
    person = own_person(request, person_id)
    here = _section(section)
    if request.method == "POST":
        form = ScreeningForm(here, request.POST, draft.answers(request, person))
        complete = form.is_valid()
        draft.keep(request, person, form.cleaned_data)  # half a page is kept, too
        found = _found(request, person, here)
        if complete and not found:
            return _onward(request, person, here)
    else:
        found = _found(request, person, here)
        kept = draft.answers(request, person)
        form = ScreeningForm(here, kept if found else None, kept)
    form.object_to(found)
    context = _page(request, person, here) | {"form": form, "conflicts": found}
    return render(request, "people/screening.html", context)


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise Http404("the screening has no such page") from None


def _found(request: HttpRequest, person: Person, here: Section) -> tuple[Conflict, ...]:
    found = conflicts(draft.answers(request, person), person, timezone.localdate())
    return tuple(conflict for conflict in found if here in conflict.sections)


def _page(request: HttpRequest, person: Person, here: Section) -> dict[str, object]:
    number = SECTIONS.index(here)
    last = number + 1 == len(SECTIONS)
    return {
        "person": person,
        "section": here,
        "sections": SECTIONS,
        "title": _(SECTION_TITLES[here]),
        "number": number + 1,
        "count": len(SECTIONS),
        "answered": len(draft.answers(request, person)),
        "questions": len(QUESTIONS),
        "back": SECTIONS[number - 1].value if number else None,
        "last": last,
        "reported": [REPORTED[s] for s in reported(person)] if last or not number else (),
    }


def _onward(request: HttpRequest, person: Person, here: Section) -> HttpResponse:
    if here is not SECTIONS[-1]:
        return _to(person, SECTIONS[SECTIONS.index(here) + 1])
    unanswered = draft.first_open(request, person)
    if unanswered is not None:
        messages.warning(request, _("This page is not answered yet."))
        return _to(person, unanswered)
    today, answers = timezone.localdate(), draft.answers(request, person)
    for conflict in conflicts(answers, person, today):
        return _to(person, conflict.sections[0])
    try:
        clear(person, answers, today)
    except BadAnswer as error:
        refused = _("The answers could not be used: %(why)s. They are kept.")
        messages.error(request, refused % {"why": error})
        return _to(person, SECTIONS[0])
    draft.forget(request, person)
    return redirect("clearance", person_id=person.pk)


def _to(person: Person, section: Section) -> HttpResponse:
    return redirect("screening_page", person_id=person.pk, section=section.value)
