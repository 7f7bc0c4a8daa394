"""What came of stored sessions: what the player is answered, and what the pages show."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from retrowalk.errors import Unknown
from retrowalk.server.people.models import Person
from retrowalk.server.programme.models import PlanVersion
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.codec.plan import decision_from_json, plan_from_json
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.plan import Decision, PlannedSession
from retrowalk.training.session import SessionRecord


@dataclass(frozen=True, slots=True)
class Outcome:
    """One session's record, the decision on it, and the session that followed from it.

    over: whether the plan it led to was ended.
    """

    walk: WalkedSession
    record: SessionRecord
    decision: Decision
    plan_version: int
    following: PlannedSession | None
    over: bool

    @property
    def url(self) -> str:
        """Address of the session's own page."""
        return reverse("session", args=[self.walk.person_id, self.walk.pk])

    @property
    def day(self) -> date:
        """Day of the walk, where it was walked."""
        return self.record.started_at.date()


def outcome(walk: WalkedSession) -> Outcome:
    """Return what came of a session, from the plan version that it made."""
    made = PlanVersion.objects.filter(
        person=walk.person_id, version=walk.plan_after or 0
    ).first()
    return _outcome(walk, made)


def outcomes(person: Person) -> tuple[Outcome, ...]:
    """Return what came of all sessions of a person, in order of the walks."""
    made = {version.version: version for version in person.plans.all()}
    return tuple(
        _outcome(walk, made.get(walk.plan_after or 0)) for walk in person.walks.all()
    )


def _outcome(walk: WalkedSession, made: PlanVersion | None) -> Outcome:
    if made is None or walk.record is None:
        raise Unknown(f"session {walk.pk} has no outcome stored.")
    plan = plan_from_json(made.body)
    record = record_from_json(walk.record)
    return Outcome(
        walk=walk,
        record=replace(record, pain_next_morning=walk.pain_next_morning),
        decision=decision_from_json(made.decision),
        plan_version=plan.version,
        following=plan.ahead[0] if plan.ahead else None,
        over=plan.ended,
    )
