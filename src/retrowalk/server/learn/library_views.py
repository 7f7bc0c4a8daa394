"""The library as a whole: its versions, what changed in them, and all of it to take away."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retrowalk.evidence.claims import claims
from retrowalk.evidence.history import (
    Change,
    Subject,
    Version,
    changes_of,
    library_version,
    versions,
)
from retrowalk.evidence.question import parse_questions
from retrowalk.evidence.schema import OWN_STUDIES
from retrowalk.evidence.sources import sources
from retrowalk.evidence.study import pooled_effects, study_effects
from retrowalk.server.learn.export import csv_of, json_of, library_tables, own_csv, zip_of
from retrowalk.server.learn.models import OwnChange
from retrowalk.server.learn.own import own_cells, owner_of
from retrowalk.server.learn.shown import question_words


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change of a verdict or of a pool. before: empty where it is new."""

    what: str
    key: str
    is_claim: bool
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version: what changed in it, and how many things are new."""

    version: Version
    changed: list[ShownChange]
    new: int


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Say what the library holds, and offer it."""
    context = {
        "version": versions()[-1],
        "tables": library_tables(),
        "claims": len(claims()),
        "results": len(study_effects()),
        "pooled": len(pooled_effects()),
        "sources": len(sources()),
    }
    return render(request, "learn/library.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed in which version, and beside it what own studies changed."""
    owner, mine = owner_of(request), []
    if owner is not None:
        mine = [
            (one, [_mine(change) for change in one.changes])
            for one in OwnChange.objects.filter(account_id=owner)
        ]
    context = {
        "versions": [_version(one) for one in reversed(versions())],
        "mine": mine,
        "now": library_version(),
    }
    return render(request, "learn/changes.html", context)


@require_safe
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """Hand out one table."""
    found = library_tables().get(table)
    if found is not None:
        return _file(csv_of(found).encode(), "text/csv; charset=utf-8", found.name)
    if table == OWN_STUDIES.name.removesuffix(".csv"):
        return _own(request)
    raise Http404("there is no such table")


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Hand out everything as one document, own studies of whoever is signed in included."""
    body = json_of(own_cells(owner_of(request))).encode()
    return _file(body, "application/json", "retrowalk-library.json")


@require_safe
def as_zip(request: HttpRequest) -> HttpResponse:
    """Hand out every table in one archive."""
    body = zip_of(own_cells(owner_of(request)))
    return _file(body, "application/zip", "retrowalk-library.zip")


@login_required
def _own(request: HttpRequest) -> HttpResponse:
    body = own_csv(own_cells(owner_of(request))).encode()
    return _file(body, "text/csv; charset=utf-8", OWN_STUDIES.name)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def _version(one: Version) -> ShownVersion:
    found = changes_of(one.version)
    changed = [_shown(change) for change in found if change.before is not None]
    return ShownVersion(one, changed, len(found) - len(changed))


def _shown(change: Change) -> ShownChange:
    is_claim = change.subject is Subject.CLAIM
    return ShownChange(
        what=_wording(change.key) if is_claim else _question(change.key),
        key=change.key,
        is_claim=is_claim,
        before=change.before or "",
        after=change.after,
        why=change.why,
    )


def _mine(change: dict[str, str | None]) -> ShownChange:
    return ShownChange(
        what=_question(change["key"] or ""),
        key="",
        is_claim=False,
        before=change["before"] or _("not asked before"),
        after=change["after"] or "",
        why="",
    )


def _wording(key: str) -> str:
    return next((one.wording for one in claims() if one.key == key), key)


def _question(words: str) -> str:
    return "; ".join(question_words(one) for one in parse_questions(words)) or words
