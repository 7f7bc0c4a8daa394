"""The shape of the bundle: what the player keeps for days without a network."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from retrowalk.directions import Direction
from retrowalk.server.api.bundle_trial import TrialAnswer
from retrowalk.server.api.guided_tests import GuidedTest


class PersonAnswer(Schema):
    """The person, as far as the player needs to know."""

    id: UUID
    name: str
    units: str


class ClearanceAnswer(Schema):
    """What the screening came to; support: something or somebody to hold is a must."""

    outcome: str
    support: bool


class BandAnswer(Schema):
    """A speed aimed at, with room on both sides."""

    low: float
    high: float


class PlannedInterval(Schema):
    """A stretch of walking in one told direction; speed null: comfortable.

    told: what else a voice says as it begins; empty where nothing is special.
    """

    direction: Direction
    duration_s: float
    speed_mps: BandAnswer | None
    incline_pct: float
    told: str


class PlannedAnswer(Schema):
    """One session ahead, ready to be coached without a network.

    trial: what the day is in a trial of oneself, in one line; null outside of one.
    """

    number: int
    day: date
    programme: str
    programme_name: str
    place: str
    support: str
    backward_s: float
    duration_s: float
    intervals: list[PlannedInterval]
    script: dict[str, Any]
    checklist: list[str]
    aims: list[str]
    trial: str | None = None


class SymptomAnswer(Schema):
    """A symptom that can be reported with one tap; stop: it ends the session."""

    key: str
    text: str
    stop: bool


class Bundle(Schema):
    """What the player needs for the next 14 days, offline."""

    schema_: int = Field(1, alias="schema")
    person: PersonAnswer
    account: str
    made_at: datetime
    plan_version: int
    plan_reason: str
    clearance: ClearanceAnswer
    sessions: list[PlannedAnswer]
    resting: str | None = None
    words: dict[str, str]
    symptoms: list[SymptomAnswer]
    tests: list[GuidedTest]
    simulated: bool
    trial: TrialAnswer | None = None
