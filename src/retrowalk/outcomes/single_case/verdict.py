"""What one person's trial says, in one plain sentence and with all that is uncertain."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.outcomes.change import amount
from retrowalk.outcomes.measures import Better, Measure, measure
from retrowalk.outcomes.norms import Kind, change_threshold
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.single_case.autocorrelated import LEAST_READINGS, Modelled, modelled
from retrowalk.outcomes.single_case.design import Condition, Schedule
from retrowalk.outcomes.single_case.nonoverlap import nap
from retrowalk.outcomes.single_case.orders import BACKWARD, Draws, draws_of
from retrowalk.outcomes.single_case.prior import Belief, updated
from retrowalk.outcomes.single_case.shuffles import Shuffled, shuffled

LEVEL = 0.05  # of the test, and 1 minus the interval's confidence
LEAST_SHARE = (
    0.6  # of the counted days of each kind; with less, who is missing decides; own choice
)
SOURCES = ("bulte_onghena2008", "design_single_case")
_WALKED = {
    Condition.BACKWARD: "walking backward",
    Condition.FORWARD: "walking forward",
    Condition.NEITHER: "not walking extra",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Backward against one other condition.

    test: the randomisation test, which the sentence rests on. model: the same difference
        with trend and resembling days, None where there are too few readings. better_days:
        share of pairs of days in which the backward one is better. belief: pooled knowledge
        with this trial added, None without pooled knowledge or model.
    readings: counted readings of backward and of the other.
    """

    against: Condition
    test: Shuffled
    model: Modelled | None
    better_days: float
    belief: Belief | None
    readings: tuple[int, int]
    sentence: str
    sources: tuple[str, ...]


def judged(
    schedule: Schedule,
    values: FloatArray,
    population: Population,
    before: Belief | None = None,
) -> tuple[Finding, ...]:
    """Return what a trial found, one finding for each condition beside backward.

    values: shape (days,), in the measure's unit, NaN where nothing was measured. before:
    what was believed of backward against another condition, in the measure's unit.

    Raises BadAnswer for an impossible value, BadInput where a kind of day has no reading.
    """
    of = measure(schedule.design.measure)
    if values.shape != (schedule.design.n_days,):
        raise BadInput(
            f"there are {values.size} days of readings; expected {schedule.design.n_days}"
        )
    for value in values[np.isfinite(values)]:
        of.check(float(value))
    draws = draws_of(schedule)
    found = []
    for code, against in enumerate(schedule.design.conditions[1:], 1):
        test = shuffled(values, draws, (BACKWARD, code), LEVEL)
        there = draws.day_counted & np.isfinite(values)
        one, other = (there & (draws.order == kind) for kind in (BACKWARD, code))
        model = _model(values, np.flatnonzero(one | other), draws.order)
        said = _Said(
            of,
            population,
            against,
            test,
            _share(draws, there, code),
            float(values[other].mean()),
        )
        sentence, sources = said.verdict()
        better_days = nap(
            values[one], values[other], higher_is_better=of.better is Better.HIGHER
        )
        found.append(
            Finding(
                against=against,
                test=test,
                model=model,
                better_days=better_days,
                belief=updated(before, model.difference, model.se)
                if before and model
                else None,
                readings=(int(one.sum()), int(other.sum())),
                sentence=sentence,
                sources=sources,
            )
        )
    return tuple(found)


def _share(draws: Draws, there: BoolArray, code: int) -> float:
    """Return the share of counted days with a reading, of the kind that has fewer."""
    kinds = [draws.order == kind for kind in (BACKWARD, code)]
    return min(
        float((there & kind).sum() / (draws.day_counted & kind).sum()) for kind in kinds
    )


def _model(values: FloatArray, day: IntArray, order: CodeArray) -> Modelled | None:
    if len(day) < LEAST_READINGS:
        return None
    period = np.cumsum(np.append(0, np.diff(order) != 0))
    return modelled(
        values[day], day, (order[day] == BACKWARD).astype(np.float64), period[day]
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The grounds of a sentence; usual: mean of the other condition's days."""

    of: Measure
    population: Population
    against: Condition
    test: Shuffled
    share: float
    usual: float

    def verdict(self) -> tuple[str, tuple[str, ...]]:
        """Return the verdict in one sentence, and its sources."""
        if self.share < LEAST_SHARE:
            return (
                f"Too little to judge: of one kind of days only {self.share:.0%} have a reading; "
                f"expected {LEAST_SHARE:.0%} or more.",
                SOURCES,
            )
        if self.test.least_p > LEVEL:
            return (
                "This schedule could not tell: even the clearest difference would come by chance "
                f"in {self.test.least_p:.0%} of draws.",
                SOURCES,
            )
        if self.test.p > LEVEL:
            return (
                f"Too small to tell: {self.of.name} differed by "
                f"{amount(self.of, abs(self.test.difference))}, and chance alone does that in "
                f"{self.test.p:.0%} of draws; anything {self._between()} still fits.",
                SOURCES,
            )
        return self._noticeable()

    def _noticeable(self) -> tuple[str, tuple[str, ...]]:
        size = abs(self.test.difference)
        lower = self.test.difference < 0.0
        better = lower == (self.of.better is Better.LOWER)
        told = (
            f"{self.of.name} was {amount(self.of, size)} {'lower' if lower else 'higher'} on "
            f"days with {_WALKED[Condition.BACKWARD]} than with {_WALKED[self.against]} "
            f"({self._between()}): {'better' if better else 'worse'}, and more than the draw "
            f"explains (chance alone: {self.test.p:.1%})"
        )
        if not better:
            return f"{told}.", SOURCES
        mcid = change_threshold(self.of, self.population, Kind.MCID)
        if mcid is None:
            return f"{told}; whether it matters is not known.", SOURCES
        notice = mcid.size(self.usual)
        words = "at least" if size >= notice else "less than"
        return (
            f"{told}; {words} the {amount(self.of, notice)} people notice.",
            (*SOURCES, mcid.source),
        )

    def _between(self) -> str:
        return f"from {self.test.low:+.2g} to {self.test.high:+.2g}"
