"""All that is known about one outcome: single studies, our pool of them, pools of others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrowalk.errors import Unknown
from retrowalk.evidence.effect_sizes import Measure
from retrowalk.evidence.library_studies import fit_to_pool
from retrowalk.evidence.pooling import USUAL, Method
from retrowalk.evidence.question import Question, same_words
from retrowalk.evidence.study import (
    Better,
    Design,
    PooledEffect,
    StudyEffect,
    pooled_effects,
    study_effects,
)
from retrowalk.evidence.synthesis import Synthesis, synthesise

_STANDARDISED = ("Hedges' g", "standardised mean difference")
_DIFFERENCE = "mean difference, "
_NO_UNIT = "unit not printed"


@dataclass(frozen=True, slots=True)
class PooledPicture:
    """One outcome, on one measure.

    better: which way the scale goes when things get better; None if not known.
    unit: of the effects, empty where they have none.
    others: pools that others published on this measure and in this unit; elsewhere: their
    pools of the same outcome on another measure, which cannot be drawn beside these.
    """

    outcome: str
    measure: Measure
    unit: str
    better: Better | None
    synthesis: Synthesis
    others: tuple[PooledEffect, ...] = ()
    elsewhere: tuple[PooledEffect, ...] = ()


def outcomes() -> tuple[str, ...]:
    """Return every outcome of the library with two groups of people or a published pool."""
    single = (e.outcome for e in study_effects() if e.design is Design.PARALLEL)
    return tuple(dict.fromkeys((*single, *(e.outcome for e in pooled_effects()))))


def pooled_picture(
    outcome: str, measure: Measure | None = None, method: Method = USUAL
) -> PooledPicture:
    """Return what the library knows of an outcome, in all people and against everything.

    measure: that of the published pools, else of the studies, if not said. Raises Unknown
    if there is no such outcome.
    """
    return question_picture(Question(outcome), measure, method)


def question_picture(
    question: Question, measure: Measure | None = None, method: Method = USUAL
) -> PooledPicture:
    """Return what the library knows to a question; raise Unknown if it has no such outcome."""
    known = [name for name in outcomes() if same_words(name, question.outcome)]
    if not known:
        raise Unknown(
            f"the evidence library has no outcome {question.outcome!r}; expected one of "
            + "; ".join(outcomes())
        )
    rows = question.among(study_effects())
    return picture_of(known[0], rows, question.among(pooled_effects()), measure, method)


def picture_of(
    outcome: str,
    rows: Sequence[StudyEffect],
    published: Sequence[PooledEffect],
    measure: Measure | None = None,
    method: Method = USUAL,
) -> PooledPicture:
    """Return what these studies and published pools say of an outcome.

    rows, published: all of that outcome, chosen so that like is compared with like.
    measure: that of the published pools, else of the studies, if not said.
    """
    chosen = measure or _usual_measure(rows, published)
    found = fit_to_pool(rows, chosen)
    synthesis = synthesise(found.poolable, method, found.kept_out)
    unit = _unit(chosen, synthesis, published)
    here = [one for one in published if measured(one) == (chosen, unit)]
    return PooledPicture(
        outcome=outcome,
        measure=chosen,
        unit=unit,
        better=_better(rows, here),
        synthesis=synthesis,
        others=tuple(here),
        elsewhere=tuple(one for one in published if one not in here),
    )


def measured(published: PooledEffect) -> tuple[Measure | None, str]:
    """Return the measure and the unit of a published pool; None if it is neither of ours."""
    if published.metric in _STANDARDISED:
        return Measure.STANDARDISED, ""
    before, found, unit = published.metric.partition(_DIFFERENCE)
    if not found or before not in ("", "weighted ") or unit == _NO_UNIT:
        return None, ""
    return Measure.MEAN_DIFFERENCE, unit


def _usual_measure(
    rows: Sequence[StudyEffect], published: Sequence[PooledEffect]
) -> Measure:
    known = [measured(one)[0] for one in published]
    if Measure.STANDARDISED in known:
        return Measure.STANDARDISED
    scales = {row.scale for row in rows if row.design is Design.PARALLEL}
    if Measure.MEAN_DIFFERENCE in known or len(scales) <= 1:
        return Measure.MEAN_DIFFERENCE
    return Measure.STANDARDISED


def _unit(measure: Measure, synthesis: Synthesis, published: Sequence[PooledEffect]) -> str:
    if not measure.keeps_unit:
        return ""
    if synthesis.studies:
        return synthesis.studies[0].scale
    units = Counter(unit for one in published if (unit := measured(one)[1]))
    return units.most_common(1)[0][0] if units else ""


def _better(rows: Sequence[StudyEffect], here: Sequence[PooledEffect]) -> Better | None:
    """Return where better is, if all that can be drawn agree on it."""
    ways = {row.better for row in rows} | {one.better for one in here}
    return ways.pop() if len(ways) == 1 else None
