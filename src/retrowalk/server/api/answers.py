"""What the API answers, and how it is made from our own types."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from retrowalk.directions import Direction
from retrowalk.server.sessions.outcome import Outcome
from retrowalk.server.sessions.see import why_nothing
from retrowalk.training.plan import Move, PlannedSession
from retrowalk.training.session import Ending, IntervalDone, MeasuredWalk


class Problem(Schema):
    """A refusal (RFC 9457): detail is one sentence that says what was wrong, and where."""

    type: str
    title: str
    status: int
    detail: str
    missing: list[int] | None = Field(None, description="Numbers of the chunks that lack.")


class Token(Schema):
    """The token that every write carries in the header X-CSRFToken."""

    csrf: str


class ChunkReceived(Schema):
    """One chunk is stored."""

    number: int
    new: bool


class MeasuredAnswer(Schema):
    """What the sensor saw of one interval."""

    direction: Direction
    steps: int
    cadence_spm: float | None
    why_unknown: str | None


class IntervalAnswer(Schema):
    """One interval; measured null: not measured."""

    direction: Direction
    prescribed_s: float
    done_s: float
    measured: MeasuredAnswer | None


class RecordAnswer(Schema):
    """The session record in short."""

    started_at: datetime
    ending: Ending
    adherence: float
    backward_done_s: float
    steps: int | None
    intervals: list[IntervalAnswer]
    not_measured: str | None
    simulated: bool


class DecisionAnswer(Schema):
    """What the next session does, and why."""

    move: Move
    reason: str


class NextAnswer(Schema):
    """The session that follows."""

    number: int
    day: date


class OutcomeAnswer(Schema):
    """What came of one session."""

    session: UUID
    record: RecordAnswer
    decision: DecisionAnswer
    plan_version: int
    next: NextAnswer | None
    url: str


class SessionState(Schema):
    """What has arrived of one session so far."""

    document_received: bool
    chunks: list[int]
    outcome: OutcomeAnswer | None


def outcome_answer(came: Outcome) -> OutcomeAnswer:
    """Return the answer for what came of one session."""
    record = came.record
    seen = [i.measured.steps for i in record.intervals if i.measured]
    return OutcomeAnswer(
        session=came.walk.pk,
        record=RecordAnswer(
            started_at=record.started_at,
            ending=record.ending,
            adherence=record.adherence,
            backward_done_s=record.backward_done_s,
            steps=sum(seen) if seen else None,
            intervals=[_interval(i) for i in record.intervals],
            not_measured=why_nothing(came.walk.gait),
            simulated=record.simulated,
        ),
        decision=DecisionAnswer(move=came.decision.move, reason=came.decision.reason),
        plan_version=came.plan_version,
        next=_next(came.following),
        url=came.url,
    )


def _next(following: PlannedSession | None) -> NextAnswer | None:
    return NextAnswer(number=following.number, day=following.day) if following else None


def _interval(done: IntervalDone) -> IntervalAnswer:
    return IntervalAnswer(
        direction=done.direction,
        prescribed_s=done.prescribed_s,
        done_s=done.done_s,
        measured=_measured(done.measured),
    )


def _measured(seen: MeasuredWalk | None) -> MeasuredAnswer | None:
    if seen is None:
        return None
    return MeasuredAnswer(
        direction=seen.direction,
        steps=seen.steps,
        cadence_spm=seen.cadence_spm,
        why_unknown=seen.why_unknown,
    )
