"""From a schedule and its readings to what they found, one finding for each comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.errors import BadInput
from retrowalk.outcomes.measures import Better, Measure, measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.saying import ENGLISH, Saying
from retrowalk.outcomes.single_case import said
from retrowalk.outcomes.single_case.autocorrelated import LEAST_READINGS, Modelled, modelled
from retrowalk.outcomes.single_case.design import Condition, Schedule
from retrowalk.outcomes.single_case.nonoverlap import nap, stretched
from retrowalk.outcomes.single_case.orders import BACKWARD, Draws, draws_between, draws_of
from retrowalk.outcomes.single_case.prior import Belief, updated
from retrowalk.outcomes.single_case.shuffles import Shuffled, shuffled

_NOTHING: Mapping[Condition, Belief] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """Backward against one other condition.

    test: the randomisation test, which the sentence rests on. model: the same difference
        with trend and resembling days, None where there are too few readings.
    better_days: share of pairs of days in which the backward one is better, with its
        interval better_days_low to better_days_high.
    before, belief: what was known of one person before, and with this trial added; belief
        is None without pooled knowledge or model. known: both in a sentence, or empty.
    readings: counted readings of backward and of the other.
    """

    against: Condition
    test: Shuffled
    model: Modelled | None
    better_days: float
    better_days_low: float
    better_days_high: float
    before: Belief | None
    belief: Belief | None
    known: str
    readings: tuple[int, int]
    sentence: str
    sources: tuple[str, ...]


def judged(
    schedule: Schedule,
    values: FloatArray,
    population: Population,
    before: Mapping[Condition, Belief] = _NOTHING,
    saying: Saying = ENGLISH,
) -> tuple[Finding, ...]:
    """Return what a trial found, one finding for each condition beside backward.

    values: shape (days,), in the measure's unit, NaN where nothing was measured. before:
    what was known of backward against another condition, in the measure's unit.

    Raises BadAnswer for an impossible value, BadInput where a kind of day has no reading.
    """
    of = measure(schedule.design.measure)
    if values.shape != (schedule.design.n_days,):
        raise BadInput(
            f"there are {values.size} days of readings; expected {schedule.design.n_days}"
        )
    for value in values[np.isfinite(values)]:
        of.check(float(value))
    trial = _Trial(schedule, of, population, draws_of(schedule), values, saying)
    return tuple(
        trial.against(code, against, before.get(against))
        for code, against in enumerate(schedule.design.conditions[1:], 1)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """What every comparison of one trial needs."""

    schedule: Schedule
    of: Measure
    population: Population
    draws: Draws
    values: FloatArray
    saying: Saying

    def against(self, code: int, condition: Condition, before: Belief | None) -> Finding:
        """Return the finding of backward against the condition of that code."""
        pair = (BACKWARD, code)
        between = draws_between(self.schedule, pair)
        test = shuffled(self.values, between, pair, said.LEVEL)
        there = self.draws.day_counted & np.isfinite(self.values)
        one, other = (there & (self.draws.order == kind) for kind in pair)
        model = self._model(np.flatnonzero(one | other))
        sentence, sources = said.verdict(
            said.Grounds(
                self.of,
                self.population,
                condition,
                test,
                self._share(there, code),
                float(self.values[other].mean()),
            ),
            self.saying,
        )
        n, m = int(one.sum()), int(other.sum())
        days = nap(
            self.values[one],
            self.values[other],
            higher_is_better=self.of.better is Better.HIGHER,
            stretch=stretched(model.se, model.sd, n, m) if model else 1.0,
        )
        after = updated(before, model.difference, model.se) if before and model else None
        return Finding(
            against=condition,
            test=test,
            model=model,
            better_days=days.share,
            better_days_low=days.low,
            better_days_high=days.high,
            before=before,
            belief=after,
            known=said.known(self.of, before, after, self.saying)
            if before and after
            else "",
            readings=(n, m),
            sentence=sentence,
            sources=sources,
        )

    def _share(self, there: BoolArray, code: int) -> float:
        """Return the share of counted days with a reading, of the kind that has fewer."""
        kinds = [self.draws.order == kind for kind in (BACKWARD, code)]
        counted = self.draws.day_counted
        return min(float((there & kind).sum() / (counted & kind).sum()) for kind in kinds)

    def _model(self, day: IntArray) -> Modelled | None:
        if len(day) < LEAST_READINGS or np.ptp(self.values[day]) == 0.0:
            return None
        order = self.draws.order
        period = np.cumsum(np.append(0, np.diff(order) != 0))
        with_it = (order[day] == BACKWARD).astype(np.float64)
        return modelled(self.values[day], day, with_it, period[day])
