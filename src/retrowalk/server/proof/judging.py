"""Judging a trial that is over: which days are left, and what they show.

Days are judged as they were drawn, whatever was walked on them: the draw is the only thing
that knew nothing of the day, and leaving out days because of what happened on them would
let what happened choose the days. Only days on which the plan rested are left empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from retrowalk.errors import BadInput
from retrowalk.evidence.known_before import KnownBefore
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.saying import ENGLISH, Saying
from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.schedule_toml import from_toml
from retrowalk.outcomes.single_case.verdict import Finding, judged
from retrowalk.server.proof.days import Course, course_of
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.proof.pooled import beliefs, known_of
from retrowalk.server.proof.readings import of_trial, on_days


@dataclass(frozen=True, slots=True)
class Judged:
    """What the days of a trial show. kept: the answers that are judged, by day.

    known: what was pooled before of each other condition. why_not: why nothing could be
    judged; empty where it was.
    """

    course: Course
    kept: Mapping[date, float]
    findings: tuple[Finding, ...]
    known: Mapping[Condition, KnownBefore]
    why_not: str


def judge(trial: OwnTrial, today: date, saying: Saying = ENGLISH) -> Judged:
    """Return what a trial that is over shows, said in a person's way."""
    values = of_trial(trial)
    course = course_of(trial, values.keys(), today)
    kept = {d.day: values[d.day] for d in course.days if d.day in values and not d.paused}
    population = population_for(trial.person.group)
    try:
        schedule = from_toml(trial.schedule, _("the trial"))
        known = known_of(schedule.design, population)
        came = judged(schedule, on_days(trial, kept), population, beliefs(known), saying)
    except BadInput as error:
        return Judged(course, kept, (), {}, _nothing(kept, error))
    return Judged(course, kept, came, known, "")


def _nothing(kept: Mapping[date, float], error: BadInput) -> str:
    if not kept:
        return _("Nothing can be said: there is no answer on any day.")
    return _("Nothing can be said: %(why)s.") % {"why": str(error).rstrip(".")}
