"""How one measure went from test to test: is the latest value a change that is real.

The first three values are the baseline (design_single_case); the latest is compared with
their mean. A published detectable change is of one value against one; against a mean of
three it is a little stricter than it need be, never laxer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from retrowalk.outcomes.change import Verdict, Word, judge
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.norms import Kind, change_threshold
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import BASELINE_VALUES
from retrowalk.outcomes.saying import ENGLISH, Saying


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a measure on a day, in the measure's unit."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Course:
    """What may be said of a measure so far.

    baseline: mean of the first three values, None while there are fewer.
    too_small: low and high of the band in which a change is too small to tell, None where
        its width is not known for these people.
    verdict: of the latest value, None while it is too early.
    sentence: what is said, whole.
    """

    measure: Measure
    values: tuple[Value, ...]
    baseline: float | None
    too_small: tuple[float, float] | None
    word: Word
    verdict: Verdict | None
    sentence: str
    sources: tuple[str, ...]


def course(
    of: Measure,
    values: Sequence[Value],
    population: Population,
    saying: Saying = ENGLISH,
) -> Course:
    """Return what may be said of a measure, from its values in any order of days.

    Of several values of one day the last counts: a baseline wants three days, and who
    types a test in again corrects it.
    """
    told = _one_a_day(values)
    first = [one.value for one in told[:BASELINE_VALUES]]
    baseline = fmean(first) if len(first) == BASELINE_VALUES else None
    if baseline is None or len(told) == BASELINE_VALUES:
        return Course(
            of,
            told,
            baseline,
            None if baseline is None else too_small(of, population, baseline),
            Word.TOO_EARLY,
            None,
            _too_early(of, len(told), saying),
            ("design_single_case",),
        )
    verdict = judge(of, population, baseline, told[-1].value, saying)
    return Course(
        of,
        told,
        baseline,
        too_small(of, population, baseline),
        verdict.word,
        verdict,
        saying.words(
            "Against the mean of your first %(n)d tests: %(verdict)s It cannot show what "
            "caused the change."
        )
        % {"n": BASELINE_VALUES, "verdict": verdict.sentence},
        (*verdict.sources, "design_single_case"),
    )


def _one_a_day(values: Sequence[Value]) -> tuple[Value, ...]:
    last = {one.day: one for one in values}
    return tuple(last[day] for day in sorted(last))


def too_small(
    of: Measure, population: Population, baseline: float
) -> tuple[float, float] | None:
    """Return the band around a baseline in which a change is too small to tell.

    None where its width is not known for these people.
    """
    limit = change_threshold(of, population, Kind.MDC)
    if limit is None:
        return None
    size = limit.size(baseline)
    return max(baseline - size, of.lowest), min(baseline + size, of.highest)


def _too_early(of: Measure, n: int, saying: Saying) -> str:
    template = (
        saying.words(
            "%(name)s: tested on %(n)d day so far; the first %(needed)d are your "
            "baseline, and a change can be judged from the next one on."
        )
        if n == 1
        else saying.words(
            "%(name)s: tested on %(n)d days so far; the first %(needed)d are your "
            "baseline, and a change can be judged from the next one on."
        )
    )
    return template % {"name": saying.words(of.name), "n": n, "needed": BASELINE_VALUES}
