"""Beginning, stopping and ending a trial: the draw is made once, and kept."""

from datetime import date
from secrets import randbits

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from retrowalk.errors import BadProgramme
from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.orders import drawn
from retrowalk.outcomes.single_case.schedule_toml import from_toml, to_toml
from retrowalk.server.people.models import Person
from retrowalk.server.programme import plans
from retrowalk.server.programme.standing import State, standing
from retrowalk.server.proof.asked import Asked, alternation, problems
from retrowalk.server.proof.foretold import Foretold
from retrowalk.server.proof.models import OwnTrial
from retrowalk.training.planning.alternating import begun, lifted

_SEED_BITS = 40


def running(person: Person, today: date) -> OwnTrial | None:
    """Return the trial that runs; one whose last day is over is finished here."""
    trial = person.own_trials.filter(state=OwnTrial.State.RUNNING).first()
    if trial is not None and today > trial.ends_on:
        trial.state = OwnTrial.State.FINISHED
        trial.save(update_fields=["state"])
        return None
    return trial


@transaction.atomic
def begin(
    person: Person, asked: Asked, told: Foretold, today: date, seed: int | None = None
) -> OwnTrial:
    """Draw the order, keep it, and let the plan follow it; a second tap finds the first's.

    seed: of the demo's made-up persons only, so that their story is the same every day.

    Raises BadProgramme where the person may not walk now, or the plan does not fit.
    """
    plans.locked(person)
    if (there := running(person, today)) is not None:
        return there
    now = standing(person, today)
    terms = None if now.plan is None else plans.terms_of(person, now.plan, today)
    if now.state is not State.READY or now.plan is None or terms is None:
        raise BadProgramme(now.why_not or _("Choose a programme first."))
    for why in problems(asked, now.plan):
        raise BadProgramme(why)
    schedule = drawn(asked.design, _seed(person) if seed is None else seed)
    plan = begun(now.plan, alternation(schedule), terms, today)
    plans.save(person, plan, plans.TRIAL)
    return OwnTrial.objects.create(
        person=person,
        measure=asked.choice.measure,
        protocol=asked.protocol,
        schedule=to_toml(schedule),
        order=[kind.value for kind in schedule.order],
        starts_on=schedule.design.starts_on,
        ends_on=schedule.design.ends_on,
        foretold=told.kept(),
        drawn_at=timezone.now(),
        simulated=person.simulated,
    )


@transaction.atomic
def stop(trial: OwnTrial, why: str, today: date) -> OwnTrial:
    """Stop early: the draw and the answers stay, and the plan goes on without the trial."""
    person = trial.person
    plans.locked(person)
    trial.refresh_from_db()
    if trial.state != OwnTrial.State.RUNNING:
        return trial
    trial.state, trial.stopped_on = OwnTrial.State.STOPPED, today
    trial.why_stopped = why
    trial.save(update_fields=["state", "stopped_on", "why_stopped"])
    plan = plans.latest(person)
    if plan is not None and plan.trial is not None:
        may = standing(person, today).state is State.READY
        terms = plans.terms_of(person, plan, today) if may else None
        newest = plans.latest(person) or plan
        plans.save(person, lifted(newest, terms, today), plans.TRIAL)
    return trial


def conditions(trial: OwnTrial) -> tuple[Condition, ...]:
    """Return what is compared, backward first."""
    return from_toml(trial.schedule, _("the trial")).design.conditions


def _seed(person: Person) -> int:
    """Return the seed of a draw: a new one, but for a trial that was stopped unbegun.

    Whoever stops before the first day has seen the order; a new draw would be a choice.
    """
    last = person.own_trials.first()
    if last is not None and last.stopped_on and last.stopped_on <= last.starts_on:
        return from_toml(last.schedule, "the trial").seed
    return randbits(_SEED_BITS)
