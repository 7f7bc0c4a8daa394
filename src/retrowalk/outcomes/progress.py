"""One person's own trend, said with care.

The first three answers are the baseline: at least three are needed before one person's
change means anything (design_single_case). They come from training, not from before it,
and nobody else is compared, so no trend here shows that walking backward was the cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from retrowalk.outcomes.change import Word, judge
from retrowalk.outcomes.measures import Measure, measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.saying import ENGLISH, Saying

BASELINE_VALUES = 3  # answers; design_single_case
RECENT_VALUES = 3  # answers; as many as the baseline, design_single_case


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What may be said of one person's trend.

    baseline_mean, recent_mean, change: in the measure's unit; None while too early.
    n_baseline, n_recent: answers behind the means. n_missing: not answered, never 0.
    """

    word: Word
    sentence: str
    baseline_mean: float | None
    recent_mean: float | None
    change: float | None
    n_baseline: int
    n_recent: int
    n_missing: int
    sources: tuple[str, ...]


def pain_change(
    pain_before_by_session: Sequence[int | None],
    population: Population,
    saying: Saying = ENGLISH,
) -> ChangeReport:
    """Compare pain before the latest sessions with pain before the first ones.

    pain_before_by_session: 0 to 10, oldest first, None where not answered.
    """
    return trend(measure("pain_nrs"), pain_before_by_session, population, saying)


def trend(
    of: Measure,
    values: Sequence[float | None],
    population: Population,
    saying: Saying = ENGLISH,
) -> ChangeReport:
    """Compare the last three answers with the first three.

    values: in the measure's unit, oldest first, None where not answered.
    Raises BadAnswer if a value is outside what the measure can be.
    """
    told = [of.check(value) for value in values if value is not None]
    missing = len(values) - len(told)
    baseline = told[:BASELINE_VALUES]
    recent = told[BASELINE_VALUES:][-RECENT_VALUES:]
    if len(recent) < RECENT_VALUES:
        return _too_early(of, (baseline, recent), missing, saying)
    verdict = judge(of, population, fmean(baseline), fmean(recent), saying)
    caution = saying.words(
        "This compares your first %(first)d answers with your last %(last)d; it cannot "
        "show what caused the change."
    ) % {"first": len(baseline), "last": len(recent)}
    return ChangeReport(
        word=verdict.word,
        sentence=f"{verdict.sentence} {caution}",
        baseline_mean=fmean(baseline),
        recent_mean=fmean(recent),
        change=verdict.change,
        n_baseline=len(baseline),
        n_recent=len(recent),
        n_missing=missing,
        sources=(*verdict.sources, "design_single_case"),
    )


def _too_early(
    of: Measure, told: tuple[Sequence[float], Sequence[float]], missing: int, saying: Saying
) -> ChangeReport:
    baseline, recent = told
    got = len(baseline) + len(recent)
    template = (
        saying.words(
            "%(name)s: %(n)d answer so far; a change can be judged from %(needed)d on."
        )
        if got == 1
        else saying.words(
            "%(name)s: %(n)d answers so far; a change can be judged from %(needed)d on."
        )
    )
    needed = BASELINE_VALUES + RECENT_VALUES
    return ChangeReport(
        word=Word.TOO_EARLY,
        sentence=template % {"name": saying.words(of.name), "n": got, "needed": needed},
        baseline_mean=None,
        recent_mean=None,
        change=None,
        n_baseline=len(baseline),
        n_recent=len(recent),
        n_missing=missing,
        sources=("design_single_case",),
    )
