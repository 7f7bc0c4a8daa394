"""A researcher's own studies: added by a form or a table, shown, and taken out again."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retrowalk.errors import BadInput
from retrowalk.evidence.added_studies import Added, build_own, read_added
from retrowalk.evidence.pooled_picture import outcomes
from retrowalk.evidence.repeated import Known, Refusal
from retrowalk.evidence.study import study_effects
from retrowalk.server.learn import own
from retrowalk.server.learn.export import own_csv
from retrowalk.server.learn.models import OwnChange, OwnStudy
from retrowalk.server.learn.own_form import OwnResultForm
from retrowalk.server.learn.shown import study_facts
from retrowalk.server.learn.source_views import ShownResult
from retrowalk.server.learn.table_shown import EXAMPLE, shown_columns
from retrowalk.server.learn.upload_form import UploadForm


@login_required
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """List the account's own studies."""
    return render(request, "learn/own_studies.html", {"studies": _mine(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_one(request: HttpRequest) -> HttpResponse:
    """Take one result of a new study."""
    form = OwnResultForm(_sent(request), own.already_there(_owner(request)))
    if form.is_bound and form.is_valid() and form.added and _may_keep(request):
        return _kept(request, form, [form.added])
    return _form(request, form, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_result(request: HttpRequest, study_id: int) -> HttpResponse:
    """Take one more result of a study that is there."""
    study = _study(request, study_id)
    library, mine = own.already_there(_owner(request))
    others = {key: place for key, place in mine.addresses.items() if key != study.key}
    beside = [result.cells for result in study.results.all()]
    form = OwnResultForm(_sent(request), (library, Known(others)), beside)
    if form.is_bound and form.is_valid() and form.added and _may_keep(request):
        _say(request, own.add_result(_owner(request), study, form.added))
        return redirect("own_study", study_id=study.pk)
    return _form(request, form, study)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a table of studies, whole or not at all."""
    form = UploadForm(_sent(request), request.FILES)
    refused: Sequence[Refusal] = ()
    if form.is_bound and form.is_valid() and _may_keep(request):
        try:
            found = read_added(
                form.cleaned_data["text"], own.already_there(_owner(request))
            )
            added = [one for one in found if isinstance(one, Added)]
            refused = [one for one in found if isinstance(one, Refusal)]
            if not refused:
                _say(request, own.add(_owner(request), added))
                return redirect("own_studies")
        except BadInput as error:
            form.add_error(None, f"{error}.")
    context = {"form": form, "refused": refused, "columns": shown_columns()}
    return render(request, "learn/own_upload.html", context)


@login_required
@require_safe
def study(request: HttpRequest, study_id: int) -> HttpResponse:
    """Show one own study with everything that was given of it."""
    found = _study(request, study_id)
    effects = [build_own(result.cells) for result in found.results.all()]
    context = {
        "study": found,
        "results": [
            ShownResult(one.outcome, pooled=False, facts=study_facts(one))
            for one in effects
        ],
        "in_library": own.in_our_library(found.address),
        "simulated": any(one.simulated for one in effects),
    }
    return render(request, "learn/own_study.html", context)


@login_required
@require_POST
def remove_one(request: HttpRequest, study_id: int) -> HttpResponse:
    """Take a study out with all its results."""
    found = _study(request, study_id)
    if _may_keep(request):
        _say(request, own.remove(_owner(request), found))
    return redirect("own_studies")


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Hand out a table with one made-up study, to fill in."""
    del request
    return HttpResponse(
        own_csv([EXAMPLE]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="own_studies_example.csv"'},
    )


def _form(
    request: HttpRequest, form: OwnResultForm, study: OwnStudy | None
) -> HttpResponse:
    context = {
        "form": form,
        "study": study,
        "outcomes": outcomes(),
        "scales": sorted({effect.scale for effect in study_effects()}),
    }
    return render(request, "learn/own_add.html", context)


def _kept(
    request: HttpRequest, form: OwnResultForm, added: Sequence[Added]
) -> HttpResponse:
    try:
        _say(request, own.add(_owner(request), added))
    except BadInput as error:
        form.add_error(None, f"{error}.")
        return _form(request, form, None)
    return redirect("own_studies")


def _may_keep(request: HttpRequest) -> bool:
    """Say whether this account keeps studies; the demo household is everybody's."""
    if request.user.is_authenticated and not request.user.is_demo:
        return True
    messages.error(request, _("The demo household keeps no studies. Sign up to add yours."))
    return False


def _say(request: HttpRequest, change: OwnChange) -> None:
    count = len(change.changes)
    names = ", ".join(change.studies)
    done = _("Taken out: %(names)s.") if change.act == "removed" else _("Added: %(names)s.")
    effect = ngettext(
        "%(count)d answer of the numbers changed.",
        "%(count)d answers of the numbers changed.",
        count,
    )
    said = f"{done % {'names': names}} {effect % {'count': count}}"
    messages.success(request, said)


def _mine(request: HttpRequest) -> Sequence[OwnStudy]:
    found = OwnStudy.objects.filter(account_id=_owner(request))
    return list(found.prefetch_related("results"))


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _owner(request: HttpRequest) -> int:
    found = own.owner_of(request)
    if found is None:
        raise Http404("nobody is signed in")
    return found


def _study(request: HttpRequest, study_id: int) -> OwnStudy:
    found = OwnStudy.objects.filter(pk=study_id, account_id=_owner(request)).first()
    if found is None:
        raise Http404("this account has no such study")
    return found
