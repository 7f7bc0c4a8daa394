"""What the plan did while a trial ran: its versions, its pauses, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.proof.models import OwnTrial
from retrowalk.training.codec.plan import plan_from_json
from retrowalk.training.dose import Dose
from retrowalk.training.plan import Plan, PlanState

_DAY = timedelta(days=1)
Versions = list[tuple[date, Plan]]  # each with the day it was made on


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the amount while the trial ran, with the plan's reason."""

    day: date
    reason: str


def versions_of(trial: OwnTrial) -> Versions:
    """Return the plan's versions from the one that began the trial on, with their days."""
    made = PlanVersion.objects.filter(
        person=trial.person_id,
        created_at__date__gte=timezone.localdate(trial.drawn_at) - _DAY,
        created_at__date__lte=trial.ends_on + _DAY,
    ).order_by("version")
    return [
        (timezone.localdate(at), plan_from_json(body))
        for at, body in made.values_list("created_at", "body")
    ]


def missed_days(versions: Versions, until: date) -> set[date]:
    """Return the days up to yesterday on whose evening a session still stood in the plan."""
    ends = [*(on for on, _plan in versions[1:]), until]
    return {
        session.day
        for (made_on, plan), end in zip(versions, ends, strict=True)
        for session in plan.ahead
        if made_on <= session.day < end
    }


def paused_days(trial: OwnTrial, versions: Versions, until: date) -> frozenset[date]:
    """Return the days without a moment at which the plan ran."""
    ran: set[int] = set()
    ends = [*(on for on, _plan in versions[1:]), until]
    for (made_on, plan), end in zip(versions, ends, strict=True):
        if plan.state is PlanState.RUNNING:
            ran.update(range(made_on.toordinal(), end.toordinal() + 1))
    whole = range(trial.starts_on.toordinal(), until.toordinal() + 1)
    return frozenset(date.fromordinal(day) for day in whole if versions and day not in ran)


def changes_of(trial: OwnTrial, versions: Versions) -> Iterator[Change]:
    """Yield each rest and each new amount that began on a day of the trial."""
    dose: Dose | None = None
    for made_on, plan in versions:
        inside = trial.starts_on <= made_on <= trial.ends_on
        if (plan.rests and inside) or (dose is not None and plan.dose != dose and inside):
            yield Change(made_on, plan.reason)
        dose = plan.dose
