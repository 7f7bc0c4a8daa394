"""A person's day, and the plan."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from retrowalk.server.people.models import Person
from retrowalk.server.people.ownership import own_person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.people.words import OUTCOMES
from retrowalk.server.programme.behind import behind
from retrowalk.server.programme.calendar_shown import (
    WEEKDAYS,
    shown_calendar,
    weekday_names,
)
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.day_forms import MoveForm, WeekdaysForm
from retrowalk.server.programme.plans import latest_version, sessions_held
from retrowalk.server.programme.shown import ShownSession, shown_session, shown_version
from retrowalk.server.programme.standing import Standing, standing
from retrowalk.training.effort.intensity import describe
from retrowalk.training.plan import Plan, PlannedSession
from retrowalk.training.planning.deload import WHY, is_deload
from retrowalk.training.planning.training_days import DAYS_PER_WEEK

NEWEST = 5  # versions of a plan that are seen without opening more


@login_required
@require_safe
def day(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what today holds for the person, and why."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    version = latest_version(person)
    context = {
        "person": person,
        "today": today,
        "standing": now,
        "outcome": OUTCOMES[now.clearance.outcome] if now.clearance else None,
        "due": shown_session(now.due, person) if now.due else None,
        "aims": _aims(person, now),
        "why_easier": WHY if now.plan and now.due and is_deload(now.plan, today) else "",
        "next": [shown_session(s, person) for s in now.ahead if s.day > today][:3],
        "version": shown_version(version) if version else None,
        "programme": programme_of(person, version.programme) if version else None,
        "walked_today": person.walks.filter(started_at__date=today).exists(),
        "walked_before": person.walks.exists(),
        "morning": _morning(person, today),
    }
    return render(request, "programme/day.html", context)


@login_required
@require_safe
def plan(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the plan as a calendar, the sessions ahead, and every version with its reason."""
    person = own_person(request, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    versions = [shown_version(version) for version in person.plans.all()]
    context = {
        "person": person,
        "today": today,
        "standing": now,
        "ahead": [_ahead(person, now.plan, s, today) for s in now.ahead if now.plan],
        "why_easier": WHY,
        "other_days": _other_days(now),
        "held": not now.ahead and bool(sessions_held(person, today)),
        "newest": versions[:NEWEST],
        "older": versions[NEWEST:],
    }
    if now.plan is not None:
        context |= _calendar(person, now, today)
    return render(request, "programme/plan.html", context)


@dataclass(frozen=True, slots=True)
class ShownAhead:
    """One session ahead, with the form that moves it and whether its week is an easier one."""

    session: ShownSession
    move: MoveForm
    easier: bool


def _ahead(person: Person, plan: Plan, session: PlannedSession, today: date) -> ShownAhead:
    return ShownAhead(
        shown_session(session, person),
        MoveForm(plan, session, today),
        is_deload(plan, session.day),
    )


def _calendar(person: Person, now: Standing, today: date) -> dict[str, object]:
    plan = now.may_be_walked
    if plan is None:
        return {}
    return {
        "plan": plan,
        "programme": programme_of(person, plan.programme),
        "weekdays": weekday_names(plan.weekdays),
        "weekday_heads": WEEKDAYS,
        "calendar": shown_calendar(plan, behind(person, plan, today), today),
    }


def _aims(person: Person, now: Standing) -> Sequence[str]:
    if now.due is None:
        return ()
    return describe(now.due.prescription, trainee(person, timezone.localdate()))


def _other_days(now: Standing) -> WeekdaysForm | None:
    """Return the form for other days of the week; every day leaves nothing to choose."""
    every_day = now.plan is not None and len(now.plan.weekdays) == DAYS_PER_WEEK
    return WeekdaysForm(now.plan) if now.plan and now.ahead and not every_day else None


def _morning(person: Person, today: date) -> object:
    """Return the newest walk if its next morning is asked about now."""
    walk = person.walks.filter(record__isnull=False).order_by("started_at").last()
    return walk if walk is not None and walk.asks_for_the_morning(today) else None
