"""Tests of walking, balance and the rest: taken in the player, sent exactly once."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from retrowalk.outcomes.taken import Ended
from retrowalk.server.api.login import SignedInRequest
from retrowalk.server.api.refusals import WRITE
from retrowalk.server.api.sent import NO_CONTROL_CHARACTERS, Sent
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.sessions.find import own_person

# Limits of what a page can send; what a figure may be is said in outcomes.taken.
MOST_TRIALS, MOST_LAPS, MOST_VALUES, MOST_SERIES = 100, 1000, 50, 100
MOST_NUMBERS = 10_000  # of one series
MOST_HAPPENED = 20  # in one trial

Number = Annotated[float, Field(strict=True, ge=-1e9, le=1e9, allow_inf_nan=False)]
Key = Annotated[str, StringConstraints(max_length=64, pattern=NO_CONTROL_CHARACTERS)]
Flag = Annotated[bool, Field(strict=True)]

router = Router(tags=["tests"])


class TrialSent(Schema):
    """One go at a test, or at one part of it; null: not taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    part: Annotated[str, StringConstraints(max_length=32)] = ""
    practice: Flag = False
    ended: Ended = Ended.DONE
    time_s: Number | None = None
    laps_s: list[Number] = Field(default_factory=list, max_length=MOST_LAPS)
    count: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = None
    distance_m: Number | None = None
    rpe_cr10: Number | None = None
    heart_rate_bpm: Number | None = None
    values: dict[Key, Number] = Field(default_factory=dict, max_length=MOST_VALUES)
    confirmed: Flag = False
    series: dict[Key, Annotated[list[Number], Field(max_length=MOST_NUMBERS)]] = Field(
        default_factory=dict, max_length=MOST_SERIES
    )
    happened: Annotated[
        list[Key],
        Field(
            default_factory=list,
            max_length=MOST_HAPPENED,
            description="what went wrong: symptoms, pain, lost_balance, or by_choice",
        ),
    ]


class TestSent(Sent):
    """One test that was done, trial by trial."""

    __test__ = False  # no test of pytest's

    protocol: Key
    version: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = 1
    taken_at: AwareDatetime
    ended: Literal["done", "interrupted"] = "done"
    simulated: Flag = False
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    ended_at: AwareDatetime | None = None
    trials: list[TrialSent] = Field(max_length=MOST_TRIALS)


class TestReceived(Schema):
    """One test is stored."""

    __test__ = False

    test: UUID
    new: bool


@router.put(
    "/persons/{uuid:person_id}/tests/{uuid:test_id}",
    response={201: TestReceived, 200: TestReceived, **WRITE},
)
def put_test(
    request: SignedInRequest, person_id: UUID, test_id: UUID, document: TestSent
) -> Status[TestReceived]:
    """Take one test: 201 the first time, 200 for the same again."""
    person = own_person(request.auth, person_id)
    content = document.model_dump(mode="json", by_alias=True)
    _, new = receive(person, test_id, content)
    return Status(201 if new else 200, TestReceived(test=test_id, new=new))
