"""What speaks against leaning on a pool: facts in plain words, not a grade."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from retrowalk.evidence.bias import LEAST_FOR_EGGER, SOURCES, egger
from retrowalk.evidence.refits import leave_one_out
from retrowalk.evidence.synthesis import Pool, Synthesis


class Doubt(StrEnum):
    """What sort of reason it is."""

    NO_POOL = "no_pool"
    MAYBE_NOTHING = "maybe_nothing"
    NEW_STUDY_MAY_DIFFER = "new_study_may_differ"
    DIFFERENCE_NOT_KNOWN = "difference_not_known"
    ONE_STUDY_CARRIES_IT = "one_study_carries_it"
    DIFFERENT_PEOPLE = "different_people"
    DIFFERENT_COMPARISONS = "different_comparisons"
    SMALL_STUDIES_NOT_TESTED = "small_studies_not_tested"
    SMALL_STUDIES = "small_studies"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for doubt, as one sentence, with the keys of its sources if it needs one."""

    doubt: Doubt
    sentence: str
    sources: tuple[str, ...] = ()


def doubts(synthesis: Synthesis) -> tuple[Reason, ...]:
    """Return what speaks against leaning on a synthesis, the plainest first."""
    pool = synthesis.pool
    if pool is None:
        return (Reason(Doubt.NO_POOL, synthesis.sentence), *_about_studies(synthesis))
    found: list[Reason] = []
    if _holds_nothing(pool.low, pool.high):
        sentence = "The average may be nothing: its interval holds no difference."
        found.append(Reason(Doubt.MAYBE_NOTHING, sentence))
    found += _about_a_new_study(pool)
    found += _about_one_study(synthesis, pool)
    found += _about_small_studies(synthesis)
    return (*found, *_about_studies(synthesis))


def _about_a_new_study(pool: Pool) -> list[Reason]:
    if pool.predicted_low is None or pool.predicted_high is None:
        sentence = "What a new study would find cannot be told from so few studies."
        return [Reason(Doubt.DIFFERENCE_NOT_KNOWN, sentence)]
    found = []
    if _holds_nothing(pool.predicted_low, pool.predicted_high):
        sentence = "A new study may well find nothing, or the opposite."
        found.append(Reason(Doubt.NEW_STUDY_MAY_DIFFER, sentence))
    if pool.tau2_low == 0.0 < pool.tau2_high:
        sentence = (
            "It is not known whether the studies differ in truth: chance alone may "
            f"explain it, or {pool.i2_high_pct:.0f} % of their spread may be real."
        )
        found.append(Reason(Doubt.DIFFERENCE_NOT_KNOWN, sentence))
    return found


def _about_one_study(synthesis: Synthesis, pool: Pool) -> list[Reason]:
    nothing = _holds_nothing(pool.low, pool.high)
    for refit in leave_one_out(synthesis):
        if _holds_nothing(refit.pool.low, refit.pool.high) != nothing:
            sentence = f"Without {refit.study.study} the answer would be another."
            return [Reason(Doubt.ONE_STUDY_CARRIES_IT, sentence)]
    return []


def _about_small_studies(synthesis: Synthesis) -> list[Reason]:
    count = len(synthesis.studies)
    if count < LEAST_FOR_EGGER:
        sentence = (
            "Whether small studies tell another story than large ones cannot be tested "
            f"with {count} studies; {LEAST_FOR_EGGER} are needed."
        )
        return [Reason(Doubt.SMALL_STUDIES_NOT_TESTED, sentence, SOURCES)]
    effects = np.array([study.effect for study in synthesis.studies])
    variances = np.array([study.variance for study in synthesis.studies])
    test = egger(effects, variances, synthesis.method.level)
    if test is None or test.p >= 1.0 - synthesis.method.level:
        return []
    sentence = (
        "Small studies tell another story than large ones (Egger's test, "
        f"p = {test.p:.3f}); results may be missing."
    )
    return [Reason(Doubt.SMALL_STUDIES, sentence)]


def _about_studies(synthesis: Synthesis) -> list[Reason]:
    found = []
    groups = dict.fromkeys(study.group for study in synthesis.studies if study.group)
    if len(groups) > 1:
        sentence = f"The studies are of different people: {'; '.join(groups)}."
        found.append(Reason(Doubt.DIFFERENT_PEOPLE, sentence))
    against = dict.fromkeys(one.against for one in synthesis.studies if one.against)
    if len(against) > 1:
        sentence = f"They compare with different things: {'; '.join(against)}."
        found.append(Reason(Doubt.DIFFERENT_COMPARISONS, sentence))
    if any(study.simulated for study in synthesis.studies):
        sentence = "Some of these studies are simulated: made up, and no evidence."
        found.append(Reason(Doubt.SIMULATED, sentence))
    return found


def _holds_nothing(low: float, high: float) -> bool:
    return low <= 0.0 <= high
