"""Sessions and plans as files to take away."""

import uuid
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retrowalk.files.watch.finished_session import FinishedSession
from retrowalk.files.watch.fit_activity import fit_activity
from retrowalk.files.watch.fit_workout import fit_workout
from retrowalk.files.watch.gpx_writing import NO_TRACK, gpx
from retrowalk.files.watch.lap_names import SIMULATED
from retrowalk.files.watch.session_csv import session_csv
from retrowalk.files.watch.session_json import session_json
from retrowalk.files.watch.tcx_writing import tcx
from retrowalk.files.watch.zwo import zwo
from retrowalk.server.people.ownership import own_person
from retrowalk.server.programme.standing import standing
from retrowalk.server.watches.out import finished

Written = Callable[[FinishedSession], bytes]
SESSIONS: Mapping[str, tuple[str, Written]] = {
    "fit": ("application/vnd.ant.fit", fit_activity),
    "tcx": ("application/vnd.garmin.tcx+xml", tcx),
    "gpx": ("application/gpx+xml", gpx),
    "csv": ("text/csv; charset=utf-8", session_csv),
    "json": ("application/json", lambda session: session_json(session).encode()),
}
WORKOUTS = {"fit": "application/vnd.ant.fit", "zwo": "application/xml"}


@login_required
@require_safe
def session_file(
    request: HttpRequest, person_id: uuid.UUID, session_id: uuid.UUID, ending: str
) -> HttpResponse:
    """Return a finished session as a file of the format that the name ends with."""
    person = own_person(request, person_id)
    walk = get_object_or_404(person.walks, pk=session_id, record__isnull=False)
    if ending not in SESSIONS:
        raise Http404("no such format")
    session = finished(walk)
    if ending == "gpx" and not session.readings.has_track:
        messages.info(request, _(NO_TRACK))
        return redirect("session", person_id=person.pk, session_id=walk.pk)
    kind, write = SESSIONS[ending]
    marked = "simulated-" if session.record.simulated else ""
    name = f"{marked}walk-{timezone.localdate(walk.started_at)}.{ending}"
    return _download(write(session), kind, name)


@login_required
@require_safe
def workout_file(
    request: HttpRequest, person_id: uuid.UUID, number: int, ending: str
) -> HttpResponse:
    """Return a session that lies ahead as a workout for a watch or for Zwift."""
    person = own_person(request, person_id)
    ahead = standing(person, timezone.localdate()).ahead
    planned = next((one for one in ahead if one.number == number), None)
    if planned is None or ending not in WORKOUTS:
        raise Http404("no such session is ahead")
    name = _("Session %(number)d") % {"number": number}
    if person.simulated:
        name = f"{SIMULATED}{name}"
    if ending == "fit":
        body = fit_workout(planned.prescription, name, timezone.now())
    else:
        body = zwo(planned.prescription, name)
    marked = "simulated-" if person.simulated else ""
    return _download(body, WORKOUTS[ending], f"{marked}session-{number}.{ending}")


def _download(body: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
