"""The page on which data is taken along, and the file itself."""

import tempfile
import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.ownership import account_of
from retrowalk.server.takeout.asked_again import is_someones
from retrowalk.server.takeout.counted import counted, total
from retrowalk.server.takeout.documents import Whose
from retrowalk.server.takeout.forms import EVERYBODY, TakeForm
from retrowalk.server.takeout.often import PACKING, SENT, no_more_than
from retrowalk.server.takeout.taking import size_of_recordings, take


@never_cache
@login_required
@reauthentication_required(enabled=is_someones)  # type: ignore[untyped-decorator]  # allauth has no types
@require_http_methods(["GET", "HEAD", "POST"])
@no_more_than(PACKING, SENT)
def take_along(request: HttpRequest) -> HttpResponseBase:
    """Ask whose data is taken along; give the file."""
    account = account_of(request)
    persons = list(account.persons.all())
    data = request.POST if request.method == "POST" else None
    form = TakeForm(data, persons, _recordings(account))
    if form.is_valid():
        person = _chosen(persons, form.cleaned_data["whose"])
        whose = Whose(account, person)
        return _file(whose, recordings=form.cleaned_data["recordings"])
    return _page(request, form, persons, account)


def _page(
    request: HttpRequest, form: TakeForm, persons: list[Person], account: Account
) -> HttpResponse:
    context = {"form": form, "persons": persons, "held": counted(total(Whose(account)))}
    return render(request, "takeout/take_along.html", context)


def _chosen(persons: list[Person], said: str) -> Person | None:
    if said == EVERYBODY:
        return None
    return next(person for person in persons if person.pk == uuid.UUID(said))


def _recordings(account: Account) -> str:
    """Return how much the recordings are, in a sentence."""
    found = size_of_recordings(Whose(account))
    if not found.recordings:
        return _("There are none yet.")
    said = ngettext(
        "There is %(count)d, with %(size)s.",
        "There are %(count)d, with %(size)s together.",
        found.recordings,
    )
    return said % {"count": found.recordings, "size": filesizeformat(found.size)}


def _file(whose: Whose, *, recordings: bool) -> FileResponse:
    """Return the archive; it is written to disk first, so nobody gets half of one.

    The name says nothing about the person.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it, once it is sent
    try:
        take(whose, file, recordings=recordings)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    marked = "simulated-" if whose.account.is_demo else ""
    name = f"{marked}retrowalk-{timezone.localdate()}.zip"
    answer = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/zip"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
