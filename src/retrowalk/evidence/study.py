"""Effects: what single studies and pooled analyses found.

Only rows with Design.PARALLEL are differences between groups that may ever be pooled;
a crossover compares the same people on one day, a baseline the same people before.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrowalk.errors import BadInput
from retrowalk.evidence.library_rows import Row, build_all, filled, number, whole, word
from retrowalk.evidence.schema import POOLED, STUDIES
from retrowalk.evidence.sources import checked_address, known_source, source


class Design(StrEnum):
    """Whom the people who walked backward were compared with."""

    PARALLEL = "parallel"
    CROSSOVER = "crossover"
    BASELINE = "baseline"
    UNCLEAR = "unclear"


class Against(StrEnum):
    """What those did whom the people who walked backward were compared with.

    FORWARD_IN_BOTH: both groups walked forward, and one walked backward as well.
    USUAL_CARE: both got the usual treatment, and one walked backward as well.
    BEFORE: the same people before. MIXED: more than one of these in one comparison.
    """

    FORWARD = "forward"
    FORWARD_IN_BOTH = "forward_in_both"
    USUAL_CARE = "usual_care"
    OTHER_TRAINING = "other_training"
    NO_TRAINING = "no_training"
    BEFORE = "before"
    MIXED = "mixed"
    NOT_STATED = "not_stated"


class People(StrEnum):
    """Who took part, so that like is compared with like."""

    KNEE_OSTEOARTHRITIS = "knee_osteoarthritis"
    LOW_BACK_PAIN = "low_back_pain"
    AFTER_KNEE_INJURY = "after_knee_injury"
    STROKE = "stroke"
    MULTIPLE_SCLEROSIS = "multiple_sclerosis"
    PARKINSON = "parkinson"
    CEREBRAL_PALSY = "cerebral_palsy"
    DIABETIC_NEUROPATHY = "diabetic_neuropathy"
    OLDER_ADULT = "older_adult"
    HEALTHY_ADULT = "healthy_adult"
    OVERWEIGHT = "overweight"
    CHILDREN = "children"
    MIXED = "mixed"
    OTHER = "other"


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
class Difference:
    """Backward minus comparison in the unit of the scale, with its 95 % interval."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One outcome of one study.

    comparator, against: whom with, after the design, in words and as one kind.
    timepoint_weeks: 0 for one visit. backward, control: means and standard deviations in
    the unit of scale; difference: between them, where it is printed. name: what to call the
    study. own: somebody's own, not part of the library. simulated: made up.
    """

    source: str
    address: str
    year: int | None
    population: str
    people: People
    design: Design
    comparator: str
    against: Against
    outcome: str
    scale: str
    timepoint_weeks: float | None
    backward: Arm
    control: Arm
    difference: Difference | None
    reported: Reported
    better: Better
    name: str
    own: bool = False
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """One pooled effect, as published; the interval covers 95 %.

    estimate, ci_low, ci_high: in the unit of metric. i2_pct: heterogeneity, percent.
    better: which way the estimate goes when things are better with backward walking.
    """

    source: str
    address: str
    year: int | None
    population: str
    people: People
    comparator: str
    against: Against
    outcome: str
    metric: str
    estimate: float
    ci_low: float | None
    ci_high: float | None
    trials: int | None
    i2_pct: float | None
    better: Better


@cache
def study_effects() -> tuple[StudyEffect, ...]:
    """Return every effect of a single study; raise BadInput if a row is wrong."""
    return build_all(STUDIES.name, STUDIES.names, build_study)


@cache
def pooled_effects() -> tuple[PooledEffect, ...]:
    """Return every pooled effect; raise BadInput if a row is wrong."""
    return build_all(POOLED.name, POOLED.names, build_pooled)


def build_study(row: Row) -> StudyEffect:
    """Return the effect of one row of studies.csv."""
    key = known_source(filled(row, "source"))
    return build_effect(row, key, source(key).citation)


def build_effect(row: Row, key: str, name: str) -> StudyEffect:
    """Return the effect of one row, of a study with that key and name.

    Raises BadInput naming the column, what it holds and what was expected.
    """
    design, comparator = _design(filled(row, "comparator"))
    return StudyEffect(
        source=key,
        address=checked_address(row["address"]),
        year=whole(row, "year"),
        population=filled(row, "population"),
        people=word(row, "people", People),
        design=design,
        comparator=comparator,
        against=word(row, "against", Against),
        outcome=filled(row, "outcome"),
        scale=filled(row, "scale"),
        timepoint_weeks=_not_negative(row, "timepoint_weeks"),
        backward=_arm(row, "backward"),
        control=_arm(row, "control"),
        difference=_difference(row),
        reported=word(row, "kind", Reported),
        better=word(row, "better", Better),
        name=name,
    )


def build_pooled(row: Row) -> PooledEffect:
    """Return the effect of one row of pooled.csv."""
    estimate = number(row, "estimate")
    if estimate is None:
        raise BadInput("estimate is blank; expected a number")
    low, high = _interval(row, "estimate", estimate)
    return PooledEffect(
        source=known_source(filled(row, "source")),
        address=checked_address(row["address"]),
        year=whole(row, "year"),
        population=filled(row, "population"),
        people=word(row, "people", People),
        comparator=filled(row, "comparator"),
        against=word(row, "against", Against),
        outcome=filled(row, "outcome"),
        metric=filled(row, "metric"),
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        trials=whole(row, "trials"),
        i2_pct=_not_negative(row, "i2_pct"),
        better=word(row, "better", Better),
    )


def _design(comparator: str) -> tuple[Design, str]:
    for design in Design:
        before, mark, words = comparator.partition(":")
        if mark and before.strip() == design.value and words.strip():
            return design, words.strip()
    expected = ", ".join(f"{design.value}:" for design in Design)
    raise BadInput(
        f"comparator is {comparator!r}; expected it to begin with {expected} and to go on "
        "in words"
    )


def _arm(row: Row, who: str) -> Arm:
    n = whole(row, f"n_{who}")
    if n == 0:
        raise BadInput(f"n_{who} is 0; expected 1 or more, or a blank for not visible")
    return Arm(n, number(row, f"mean_{who}"), _not_negative(row, f"sd_{who}"))


def _difference(row: Row) -> Difference | None:
    value = number(row, "difference")
    if value is None:
        for end in ("ci_low", "ci_high"):
            if row[end]:
                raise BadInput(f"{end} is {row[end]!r}; expected a difference beside it")
        return None
    return Difference(value, *_interval(row, "difference", value))


def _interval(row: Row, what: str, value: float) -> tuple[float | None, float | None]:
    low, high = number(row, "ci_low"), number(row, "ci_high")
    for end, here, other in (("ci_low", low, high), ("ci_high", high, low)):
        if here is None and other is not None:
            raise BadInput(f"{end} is blank; expected both ends of the interval or none")
    if low is not None and high is not None and not low <= value <= high:
        raise BadInput(
            f"{what} is {value:g}, outside its interval ci_low {low:g} to ci_high {high:g}; "
            "expected it inside"
        )
    return low, high


def _not_negative(row: Row, column: str) -> float | None:
    value = number(row, column)
    if value is not None and value < 0:
        raise BadInput(f"{column} is {value:g}; expected 0 or more, or a blank")
    return value
