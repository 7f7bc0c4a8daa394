"""What a day of a trial of oneself is, in one line: for the day, the plan and the player."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.server.people.models import Person
from retrowalk.server.programme.shown import speeds
from retrowalk.training.alternation import Alternation, DayFor
from retrowalk.training.plan import PlannedSession

KINDS: dict[DayFor, Promise] = {
    DayFor.BACKWARD: gettext_lazy("backward"),
    DayFor.FORWARD: gettext_lazy("forward"),
    DayFor.NEITHER: gettext_lazy("no walk"),
}


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One day of a trial. told: the whole line, such as "Trial day: forward at 2.0 km/h"."""

    day: date
    kind: DayFor
    told: str


def trial_day(
    trial: Alternation | None, day: date, session: PlannedSession | None, person: Person
) -> TrialDay | None:
    """Return what a day is in a trial; None outside of one.

    session: the session of that day as it is walked, None where there is none.
    """
    kind = None if trial is None else trial.on(day)
    if kind is None:
        return None
    if kind is DayFor.NEITHER:
        return TrialDay(day, kind, _("Trial: no walk today; only your answer."))
    if session is None:
        return TrialDay(day, kind, _("Trial: no session today; only your answer."))
    if kind is DayFor.BACKWARD:
        return TrialDay(day, kind, _("Trial day: backward, as your plan says."))
    return TrialDay(day, kind, _forward(session, person))


def _forward(session: PlannedSession, person: Person) -> str:
    told = [i.speed_mps for i in session.prescription.intervals if i.speed_mps]
    if not told:
        return _("Trial day: forward, no faster than you walk backward.")
    fastest = max(told, key=lambda band: band.high)
    return _("Trial day: forward at %(speeds)s.") % {"speeds": speeds(fastest, person)}
