"""The pages on which an archive is brought back: sent, looked at, and then stored or not."""

from collections.abc import Mapping
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from retrowalk.errors import BadInput, Conflict
from retrowalk.server.people.models import Account
from retrowalk.server.people.ownership import account_of
from retrowalk.server.takeout.bringing import bring, opened
from retrowalk.server.takeout.counted import counted
from retrowalk.server.takeout.forms import BringBackForm
from retrowalk.server.takeout.looked import Looked
from retrowalk.server.takeout.looking import look
from retrowalk.server.takeout.often import ANY, LOOKING, SENDING, SENT, no_more_than
from retrowalk.server.takeout.waiting import digest_of, forget, wait, waiting
from retrowalk.server.watches.upload import path_of, to_disk


@csrf_exempt  # the check reads the form, and the form must go to disk: see _bring_back
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@no_more_than(SENDING, SENT)
def bring_back(request: HttpRequest) -> HttpResponse:
    """Take an archive, and keep it until its account has seen what it would bring."""
    if request.method == "POST":
        to_disk(request)
    answer: HttpResponse = _bring_back(request)
    return answer


@csrf_protect
def _bring_back(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    form = BringBackForm(
        *((request.POST, request.FILES) if request.method == "POST" else ())
    )
    if form.is_bound and form.is_valid() and _may_keep(request, account):
        path = path_of(form.cleaned_data["file"])
        try:
            with opened(path) as unpacked:
                look(account, unpacked)
        except BadInput as error:
            form.add_error("file", sentence(error))
        else:
            wait(account, path)
            return redirect("bring_back_look")
    context = {"form": form, "waits": waiting(account) is not None}
    return render(request, "takeout/bring_back.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@no_more_than(LOOKING, ANY)
def looked_at(request: HttpRequest) -> HttpResponse:
    """Show what the waiting archive would bring; store it when the person says so."""
    account = account_of(request)
    archive = waiting(account)
    if archive is None:
        messages.info(request, _("No file waits. Choose one."))
        return redirect("bring_back")
    digest = digest_of(archive)
    if request.method == "POST" and _may_keep(request, account):
        if request.POST.get("digest") == digest:
            return _stored(request, account, archive)
        messages.warning(request, _("Another file was chosen meanwhile: look at it again."))
    try:
        with opened(archive) as unpacked:
            looked = look(account, unpacked)
    except BadInput as error:
        return _refused(request, account, error)
    context = {"looked": shown(looked), "digest": digest}
    return render(request, "takeout/looked_at.html", context)


@login_required
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the waiting archive away; nothing of it was stored."""
    forget(account_of(request).pk)
    messages.success(request, _("The file is thrown away. Nothing of it was stored."))
    return redirect("bring_back")


def shown(looked: Looked) -> dict[str, object]:
    """Return what a page says of an archive."""
    return {
        "brings": counted(looked.brings),
        "anything": bool(looked.brings) or looked.recordings,
        "here": counted(looked.here) if looked.here else "",
        "recordings": looked.recordings,
        "people": [
            {
                "name": group.name,
                "new": _of_one(group.new),
                "here": _of_one(group.here) if group.here else "",
                "stays": group.stays,
                "conflicts": group.conflicts,
            }
            for group in looked.groups.values()
        ],
    }


def _of_one(rows: Mapping[str, int]) -> str:
    """Return what there is beside the person, whose name stands above; unless that is all."""
    rest = {name: count for name, count in rows.items() if name != "persons"}
    return counted(rest or rows)


def sentence(error: Exception) -> str:
    """Return what was refused as a sentence that begins and ends as one."""
    said = str(error).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def _stored(request: HttpRequest, account: Account, archive: Path) -> HttpResponse:
    try:
        with opened(archive) as unpacked:
            looked = bring(account, unpacked)
    except (BadInput, Conflict) as error:
        return _refused(request, account, error)
    forget(account.pk)
    said = _("Brought back: %(what)s.") % {"what": counted(looked.brings)}
    messages.success(request, said)
    for group in looked.held_back:
        said = _("Nothing of %(name)s was brought back: %(why)s")
        why = " ".join(group.conflicts[:3])
        messages.warning(request, said % {"name": group.name, "why": why})
    return redirect("household")


def _refused(request: HttpRequest, account: Account, error: Exception) -> HttpResponse:
    if isinstance(error, BadInput):
        forget(account.pk)
    messages.error(request, sentence(error))
    return redirect("bring_back")


def _may_keep(request: HttpRequest, account: Account) -> bool:
    """Whether this account keeps what is sent; the demo household is everybody's."""
    if not account.is_demo:
        return True
    messages.error(request, _("The demo household keeps no files. Sign up to bring yours."))
    return False
