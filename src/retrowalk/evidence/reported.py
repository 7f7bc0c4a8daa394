"""From what a paper reports of two groups to an effect, or why it gives none."""

import math
from dataclasses import dataclass

import numpy as np

from retrowalk.evidence.effect_sizes import (
    Counts,
    Effects,
    Groups,
    Measure,
    hedges_g,
    log_odds_ratio,
    log_ratio_of_means,
    log_risk_ratio,
    mean_difference,
)
from retrowalk.evidence.poolable import variance_of_interval
from retrowalk.evidence.variances import NORMAL, sd_of_both

_OF_MEANS = {
    Measure.MEAN_DIFFERENCE: mean_difference,
    Measure.STANDARDISED: hedges_g,
    Measure.LOG_RATIO_OF_MEANS: log_ratio_of_means,
}
_OF_COUNTS = {
    Measure.LOG_ODDS_RATIO: log_odds_ratio,
    Measure.LOG_RISK_RATIO: log_risk_ratio,
}


@dataclass(frozen=True, slots=True)
class ReportedGroup:
    """One group as printed; None is not visible, never 0."""

    n: float | None
    mean: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class ReportedDifference:
    """Backward less comparison with its 95 % interval, as printed; None is not visible."""

    value: float
    low: float | None
    high: float | None
    n_backward: float | None
    n_control: float | None


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """How many of a group had the event, as printed; None is not visible."""

    events: float | None
    n: float | None


def effect_of_means(
    backward: ReportedGroup, control: ReportedGroup, measure: Measure
) -> Effects | str:
    """Return the effect, shape (1,), or the reason why there is none."""
    if measure not in _OF_MEANS:
        return f"means do not give a {_said(measure)}"
    why = _not_visible(backward, control) or _not_possible(backward, control)
    if why:
        return why
    lowest = min(backward.mean or 0.0, control.mean or 0.0)
    if measure is Measure.LOG_RATIO_OF_MEANS and lowest <= 0.0:
        return "a mean is not above 0, so there is no ratio of means"
    return _OF_MEANS[measure](_group(backward), _group(control))


def effect_of_counts(
    backward: ReportedCount, control: ReportedCount, measure: Measure
) -> Effects | str:
    """Return the effect, shape (1,), or the reason why there is none."""
    if measure not in _OF_COUNTS:
        return f"counts do not give a {_said(measure)}"
    for who, group in (("backward", backward), ("comparison", control)):
        if group.n is None or group.events is None:
            return f"the size or the events of its {who} group are not visible"
        if not (group.n >= 1.0 and 0.0 <= group.events <= group.n < math.inf):
            return f"its {who} group has {group.events:g} events in {group.n:g} people"
    events = (backward.events or 0.0) + (control.events or 0.0)
    if events in (0.0, (backward.n or 0.0) + (control.n or 0.0)):
        return "nobody, or everybody, had the event, which says nothing of the ratio"
    return _OF_COUNTS[measure](_count(backward), _count(control))


def effect_of_difference(difference: ReportedDifference, measure: Measure) -> Effects | str:
    """Return the effect, shape (1,), or the reason why there is none.

    Standardised, the pooled standard deviation comes from the interval and both sizes.
    """
    sizes = [n for n in (difference.n_backward, difference.n_control) if n is not None]
    known = len(sizes) == 2
    if difference.low is None or difference.high is None:
        return "neither the spread of its groups nor an interval is visible"
    df = sum(sizes) - 2.0 if known else NORMAL
    if not df > 0.0:
        return f"its groups are n = {sizes[0]:g} and {sizes[1]:g}; that leaves no spread"
    ends = (difference.low, difference.high)
    variance = variance_of_interval(difference.value, *ends, df=df)
    if isinstance(variance, str):
        return variance
    value = np.array([difference.value])
    if measure is Measure.MEAN_DIFFERENCE:
        return Effects(value, np.array([variance]))
    if measure is not Measure.STANDARDISED:
        return f"a difference does not give a {_said(measure)}"
    if not known:
        return "the sizes of its groups are not visible"
    if min(sizes) < 2.0:
        return f"a group of it is n = {min(sizes):g}; one person has no spread"
    sd = np.array([sd_of_both(math.sqrt(variance), *sizes)])
    n_a, n_b = (np.array([size]) for size in sizes)
    return hedges_g(Groups(n_a, value, sd), Groups(n_b, np.zeros(1), sd))


def _not_visible(backward: ReportedGroup, control: ReportedGroup) -> str:
    missing = [
        what
        for what, cells in (
            ("sizes", (backward.n, control.n)),
            ("means", (backward.mean, control.mean)),
            ("standard deviations", (backward.sd, control.sd)),
        )
        if None in cells
    ]
    if not missing:
        return ""
    *others, last = missing
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"the {listed} of its groups are not visible"


def _not_possible(backward: ReportedGroup, control: ReportedGroup) -> str:
    for who, group in (("backward", backward), ("comparison", control)):
        n, mean, sd = group.n or 0.0, group.mean, group.sd or 0.0
        if not math.isfinite(n) or n < 2.0:
            return f"its {who} group is n = {n:g}; one person has no spread"
        if not (math.isfinite(sd) and sd > 0.0):
            return f"its {who} group has the standard deviation {sd:g}; it must be above 0"
        if mean is None or not math.isfinite(mean):
            return f"the mean of its {who} group is not a number"
    return ""


def _group(group: ReportedGroup) -> Groups:
    return Groups(
        *(np.array([cell], dtype=float) for cell in (group.n, group.mean, group.sd))
    )


def _count(group: ReportedCount) -> Counts:
    return Counts(*(np.array([cell], dtype=float) for cell in (group.events, group.n)))


def _said(measure: Measure) -> str:
    return measure.value.replace("_", " ")
