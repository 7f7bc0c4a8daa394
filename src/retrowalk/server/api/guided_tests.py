"""The tests that the bundle takes along, ready to be guided without a network."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from retrowalk.directions import Direction
from retrowalk.outcomes.protocols.protocol import Way


class TestPart(Schema):
    """One position or task of a test.

    limit_s: it ends there. target: deg, to be found. counts: right answers are counted.
    """

    __test__ = False  # no test of pytest's

    key: str
    told: str
    limit_s: float | None
    target: float | None
    counts: bool


class FieldLimits(Schema):
    """What one number of a trial can be, and what it usually is."""

    least: float
    most: float
    usual_least: float
    usual_most: float


class PairedWith(Schema):
    """The same test the other way, done on one day in an order that chance draws.

    key: of the pair. unit: as the person reads it; unit_size: how many of the measure's own
    unit make one. detectable: what the measure moves by itself in these people, in its
    unit or in percent of the value forward; null where that is not known.
    """

    key: str
    name: str
    partner: str
    rest_s: float
    measure_name: str
    unit: str
    unit_size: float
    detectable: float | None
    detectable_pct: bool
    people: str


class GuidedTest(Schema):
    """One test; asks: what is typed in after a trial. why_not: why not now, null if it may be.

    checks: what has to be true right before it begins, one tap each.
    """

    key: str
    version: int
    name: str
    way: Way
    direction: Direction | None
    helper: bool
    needs: list[str]
    set_up: list[str]
    safety: list[str]
    checks: list[str]
    told: str
    parts: list[TestPart]
    practice_trials: int
    trials: int
    rest_s: float
    duration_s: float | None
    distance_m: float | None
    marks_m: tuple[float, float] | None
    parameters: dict[str, float]
    limits: Annotated[
        dict[str, FieldLimits],
        Field(description="by the field of a trial: time_s, count, …"),
    ]
    pair: PairedWith | None
    asks: Annotated[list[str], Field(description="count, distance_m, rpe_cr10, …")]
    usual: bool
    why_not: str | None
