"""Effects: what single studies and pooled analyses found.

Only rows with Design.PARALLEL are differences between groups that may ever be pooled;
a crossover compares the same people on one day, a baseline the same people before.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrowalk.errors import BadInput
from retrowalk.evidence.library_rows import Row, build_all, filled, number, whole, word
from retrowalk.evidence.sources import checked_address, known_source

STUDIES = "studies.csv"
POOLED = "pooled.csv"
STUDY_COLUMNS = (
    "source",
    "address",
    "year",
    "population",
    "comparator",
    "outcome",
    "scale",
    "timepoint_weeks",
    "n_backward",
    "mean_backward",
    "sd_backward",
    "n_control",
    "mean_control",
    "sd_control",
    "kind",
    "better",
)
POOLED_COLUMNS = (
    "source",
    "address",
    "year",
    "population",
    "comparator",
    "outcome",
    "metric",
    "estimate",
    "ci_low",
    "ci_high",
    "trials",
    "i2_pct",
)


class Design(StrEnum):
    """Whom the people who walked backward were compared with."""

    PARALLEL = "parallel"
    CROSSOVER = "crossover"
    BASELINE = "baseline"
    UNCLEAR = "unclear"


class Reported(StrEnum):
    """Whether the means are values afterwards or changes."""

    POST = "post"
    CHANGE = "change"


class Better(StrEnum):
    """Which way the scale goes when things get better."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a study; None means not visible."""

    n: int | None
    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One outcome of one study.

    comparator: whom with, after the design. timepoint_weeks: 0 for one visit.
    backward, control: means and standard deviations in the unit of scale.
    """

    source: str
    address: str
    year: int | None
    population: str
    design: Design
    comparator: str
    outcome: str
    scale: str
    timepoint_weeks: float | None
    backward: Arm
    control: Arm
    reported: Reported
    better: Better


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """One pooled effect, as published; the interval covers 95 %.

    estimate, ci_low, ci_high: in the unit of metric. i2_pct: heterogeneity, percent.
    """

    source: str
    address: str
    year: int | None
    population: str
    comparator: str
    outcome: str
    metric: str
    estimate: float
    ci_low: float | None
    ci_high: float | None
    trials: int | None
    i2_pct: float | None


@cache
def study_effects() -> tuple[StudyEffect, ...]:
    """Return every effect of a single study; raise BadInput if a row is wrong."""
    return build_all(STUDIES, STUDY_COLUMNS, build_study)


@cache
def pooled_effects() -> tuple[PooledEffect, ...]:
    """Return every pooled effect; raise BadInput if a row is wrong."""
    return build_all(POOLED, POOLED_COLUMNS, build_pooled)


def build_study(row: Row) -> StudyEffect:
    """Return the effect of one row of studies.csv."""
    design, comparator = _design(filled(row, "comparator"))
    return StudyEffect(
        source=known_source(filled(row, "source")),
        address=checked_address(row["address"]),
        year=whole(row, "year"),
        population=filled(row, "population"),
        design=design,
        comparator=comparator,
        outcome=filled(row, "outcome"),
        scale=filled(row, "scale"),
        timepoint_weeks=number(row, "timepoint_weeks"),
        backward=_arm(row, "backward"),
        control=_arm(row, "control"),
        reported=word(row, "kind", Reported),
        better=word(row, "better", Better),
    )


def build_pooled(row: Row) -> PooledEffect:
    """Return the effect of one row of pooled.csv."""
    estimate = number(row, "estimate")
    low, high = number(row, "ci_low"), number(row, "ci_high")
    if estimate is None:
        raise BadInput("estimate is blank; expected a number")
    if (low is None) != (high is None):
        raise BadInput("the interval has one end only; expected both or none")
    if low is not None and high is not None and not low <= estimate <= high:
        raise BadInput(f"the estimate {estimate} is outside its interval {low} to {high}")
    return PooledEffect(
        source=known_source(filled(row, "source")),
        address=checked_address(row["address"]),
        year=whole(row, "year"),
        population=filled(row, "population"),
        comparator=filled(row, "comparator"),
        outcome=filled(row, "outcome"),
        metric=filled(row, "metric"),
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        trials=whole(row, "trials"),
        i2_pct=number(row, "i2_pct"),
    )


def _design(comparator: str) -> tuple[Design, str]:
    for design in Design:
        mark = f"{design.value}:"
        if comparator.startswith(mark):
            return design, comparator.removeprefix(mark).strip()
    expected = ", ".join(f"{design.value}:" for design in Design)
    raise BadInput(
        f"the comparator is {comparator!r}; expected it to begin with {expected}"
    )


def _arm(row: Row, who: str) -> Arm:
    sd = number(row, f"sd_{who}")
    if sd is not None and sd < 0:
        raise BadInput(f"sd_{who} is {sd}; expected 0 or more")
    return Arm(whole(row, f"n_{who}"), number(row, f"mean_{who}"), sd)
