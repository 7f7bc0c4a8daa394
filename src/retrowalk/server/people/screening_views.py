"""The screening, page by page."""

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
from retrowalk.server.people.forms import ScreeningForm
from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.training.questions import SECTION_TITLES, Section

SECTIONS = tuple(Section)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screening(
    request: HttpRequest, person_id: uuid.UUID, section: str = SECTIONS[0].value
) -> HttpResponse:
    """Ask one page of questions; after the last one, store the answers."""
    person = own_person(request, person_id)
    here = _section(section)
    kept = draft.answers(request, person)
    form = ScreeningForm(here, request.POST if request.method == "POST" else None, kept)
    if form.is_bound:
        answered = form.is_valid()
        draft.keep(request, person, form.cleaned_data)  # half a page is kept, too
        if answered:
            return _onward(request, person, here)
    return render(request, "people/screening.html", _page(person, here, form))


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise Http404("the screening has no such page") from None


def _page(person: Person, here: Section, form: ScreeningForm) -> dict[str, object]:
    number = SECTIONS.index(here)
    return {
        "person": person,
        "form": form,
        "section": here.value,
        "sections": SECTIONS,
        "title": _(SECTION_TITLES[here]),
        "number": number + 1,
        "count": len(SECTIONS),
        "back": SECTIONS[number - 1].value if number else None,
        "last": number + 1 == len(SECTIONS),
    }


def _onward(request: HttpRequest, person: Person, here: Section) -> HttpResponse:
    if here is not SECTIONS[-1]:
        ahead = SECTIONS[SECTIONS.index(here) + 1]
        return redirect("screening_page", person_id=person.pk, section=ahead.value)
    unanswered = draft.first_open(request, person)
    if unanswered is not None:
        messages.warning(request, _("This page is not answered yet."))
        return redirect("screening_page", person_id=person.pk, section=unanswered.value)
    try:
        clear(person, draft.answers(request, person), timezone.localdate())
    except BadAnswer as error:
        draft.forget(request, person)
        messages.error(
            request, _("The answers could not be used: %(why)s.") % {"why": error}
        )
        return redirect("screening", person_id=person.pk)
    draft.forget(request, person)
    return redirect("clearance", person_id=person.pk)
