"""What today is in a trial, for the day's page, the trial's page and the player."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from retrowalk.server.people.models import Person
from retrowalk.server.programme.standing import Standing, State, standing
from retrowalk.server.programme.trial_days import TrialDay, trial_day
from retrowalk.server.proof.answering import answered_today
from retrowalk.server.proof.models import OwnTrial
from retrowalk.training.alternation import Alternation, DayFor


@dataclass(frozen=True, slots=True)
class Today:
    """What today is. day: None before the first day. paused: why the trial pauses, or empty.

    missing: whether the answer of today is asked for and not there.
    """

    day: TrialDay | None
    paused: str
    missing: bool
    walk: int | None


def today_of(person: Person, trial: OwnTrial, today: date) -> Today:
    """Return what today is in a trial that runs."""
    now = standing(person, today)
    rests = paused(now)
    order = Alternation(trial.starts_on, tuple(DayFor(kind) for kind in trial.order))
    day = trial_day(order, today, now.due, person)
    missing = day is not None and not rests and answered_today(trial, today) is None
    return Today(day, rests, missing, now.due.number if now.due else None)


def paused(now: Standing) -> str:
    """Return why nothing may be walked now; empty where the trial goes on."""
    if now.state is State.READY:
        return ""
    return now.why_not or _("Your plan does not run now.")
