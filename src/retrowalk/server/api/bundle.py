"""The bundle: all the player needs for the next 14 days, so that it can do without us."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from ninja import Router
from ninja.decorators import decorate_view

from retrowalk.coach.catalogue import words_in
from retrowalk.coach.script import script, to_json
from retrowalk.server.api.bundle_answers import (
    BandAnswer,
    Bundle,
    ClearanceAnswer,
    PersonAnswer,
    PlannedAnswer,
    PlannedInterval,
    SymptomAnswer,
)
from retrowalk.server.api.bundle_trial import trial_of
from retrowalk.server.api.guided_tests import GuidedTest
from retrowalk.server.api.login import SignedInRequest
from retrowalk.server.api.refusals import READ
from retrowalk.server.outcomes.bundle_tests import tests_for
from retrowalk.server.people.models import Account, Person
from retrowalk.server.people.trainee import trainee
from retrowalk.server.programme.catalogue import programme_of
from retrowalk.server.programme.standing import Standing, standing
from retrowalk.server.programme.trial_days import trial_day
from retrowalk.server.sessions.find import own_person
from retrowalk.server.sessions.words import SYMPTOMS
from retrowalk.training.clearance import Clearance
from retrowalk.training.effort.intensity import describe
from retrowalk.training.plan import PlannedSession
from retrowalk.training.planning.training_days import HORIZON_DAYS
from retrowalk.training.prescription import Band, Interval, Support
from retrowalk.training.programmes.places import checklist
from retrowalk.training.programmes.variations import ADVICE, SLOPE
from retrowalk.training.session import Symptom

router = Router(tags=["bundle"])


@router.get(
    "/persons/{uuid:person_id}/bundle", response={200: Bundle, **READ}, by_alias=True
)
@decorate_view(
    gzip_page
)  # 11 kB become 3; it mirrors nothing of a request, and holds no token
def bundle(request: SignedInRequest, person_id: UUID) -> Bundle:
    """Return the sessions ahead with their scripts, and the words they are coached in."""
    person = own_person(request.auth, person_id)
    today = timezone.localdate()
    now = standing(person, today)
    return Bundle(
        schema=1,
        person=PersonAnswer(id=person.pk, name=person.name, units=person.units),
        account=opaque(request.auth),
        made_at=timezone.now(),
        plan_version=now.plan.version if now.plan else 0,
        plan_reason=gettext(now.plan.reason) if now.plan else "",
        clearance=_clearance(now.clearance),
        sessions=[_planned(s, person, now) for s in _near(now.ahead, today)],
        resting=now.why_not or None,
        words=words_in(person.coach_language),
        symptoms=[
            SymptomAnswer(key=s.value, text=str(SYMPTOMS[s]), stop=True) for s in Symptom
        ],
        tests=[GuidedTest(**one) for one in tests_for(person, today)],
        simulated=person.simulated,
        trial=trial_of(person, now, today),
    )


def _near(ahead: Sequence[PlannedSession], today: date) -> Sequence[PlannedSession]:
    """Return the sessions of the next 14 days; the next one always, however far it is."""
    last_day = today + timedelta(days=HORIZON_DAYS)
    return [s for s in ahead if s.day < last_day] or ahead[:1]


def opaque(account: Account) -> str:
    """Return a name for an account that a phone may keep: it says nothing about who it is."""
    return salted_hmac("retrowalk.player.account", str(account.pk)).hexdigest()[:16]


def _clearance(clearance: Clearance | None) -> ClearanceAnswer:
    if clearance is None:
        return ClearanceAnswer(outcome="not_screened", support=True)
    return ClearanceAnswer(
        outcome=clearance.outcome.value, support=clearance.support is not Support.NONE
    )


def _planned(session: PlannedSession, person: Person, now: Standing) -> PlannedAnswer:
    dose = session.prescription
    programme = programme_of(person, dose.programme)
    trial = None if now.plan is None else now.plan.trial
    in_trial = trial_day(trial, session.day, session, person)
    return PlannedAnswer(
        number=session.number,
        day=session.day,
        programme=dose.programme,
        programme_name=dose.programme if programme is None else programme.name,
        place=dose.place.value,
        support=dose.support.value,
        backward_s=dose.backward_s,
        duration_s=dose.duration_s,
        intervals=[
            PlannedInterval(
                direction=i.direction,
                duration_s=i.duration_s,
                speed_mps=_band(i.speed_mps),
                incline_pct=i.incline_pct,
                told=_told(dose.intervals, index),
            )
            for index, i in enumerate(dose.intervals)
        ],
        script=to_json(script(dose)),
        checklist=[gettext(sentence) for sentence in checklist(dose, programme)],
        aims=[gettext(aim) for aim in describe(dose, trainee(person, session.day))],
        trial=None if in_trial is None else in_trial.told,
    )


def _told(intervals: Sequence[Interval], index: int) -> str:
    """Return what else a voice says as an interval begins: a new slope, a variation."""
    interval = intervals[index]
    before_pct = intervals[index - 1].incline_pct if index else 0.0
    said = []
    if interval.incline_pct > before_pct:
        said.append(gettext(SLOPE.told))
    elif interval.incline_pct < before_pct:
        said.append(gettext("Set the belt level again."))
    if interval.variation is not None:
        said.append(gettext(ADVICE[interval.variation].told))
    return " ".join(said)


def _band(speed: Band | None) -> BandAnswer | None:
    return BandAnswer(low=speed.low, high=speed.high) if speed else None
