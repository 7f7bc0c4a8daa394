"""The tests that the bundle takes along, ready to be guided without a network."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from retrowalk.directions import Direction
from retrowalk.outcomes.protocols.protocol import Way


class TestPart(Schema):
    """One position or task of a test; limit_s: a hold ends there."""

    __test__ = False  # no test of pytest's

    key: str
    told: str
    limit_s: float | None


class GuidedTest(Schema):
    """One test; asks: what is typed in after a trial. why_not: why not now, null if it may be."""

    key: str
    version: int
    name: str
    way: Way
    direction: Direction | None
    helper: bool
    needs: list[str]
    set_up: list[str]
    safety: list[str]
    told: str
    parts: list[TestPart]
    practice_trials: int
    trials: int
    rest_s: float
    duration_s: float | None
    distance_m: float | None
    asks: Annotated[list[str], Field(description="count, distance_m, rpe_cr10, …")]
    usual: bool
    why_not: str | None
