"""What the numbers alone say to a question: ours pooled, and those that others pooled.

Our verdict on a claim is given by people who read; this is what a rule makes of the figures
(source key design_by_numbers), so that everybody sees what a new study would change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.evidence.claims import Claim
from retrowalk.evidence.pooled_picture import PooledPicture, picture_of
from retrowalk.evidence.question import Question
from retrowalk.evidence.study import (
    Better,
    PooledEffect,
    StudyEffect,
    pooled_effects,
    study_effects,
)

RULE = "design_by_numbers"


class Says(StrEnum):
    """Where an interval lies. NO_INTERVAL: it is not visible, or there is nothing to pool."""

    FOR = "for"
    AGAINST = "against"
    UNCLEAR = "unclear"
    NO_INTERVAL = "no_interval"

    @property
    def words(self) -> str:
        """The member as it stands in a sentence."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Published:
    """A pool that others published, and what it says."""

    effect: PooledEffect
    says: Says


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known to a question.

    rows: the single studies, own ones last. picture: them pooled by us, with those kept out.
    says: what our pool says. published: what others pooled.
    """

    question: Question
    rows: tuple[StudyEffect, ...]
    picture: PooledPicture
    says: Says
    published: tuple[Published, ...]

    @property
    def own(self) -> int:
        """How many of the pooled studies are somebody's own."""
        return sum(study.own for study in self.picture.synthesis.studies)

    @property
    def state(self) -> str:
        """The answer in a few plain words, as the history keeps it."""
        synthesis = self.picture.synthesis
        single = len(synthesis.studies)
        pool = synthesis.pool
        found = [
            f"pool of {single}: {pool.effect:.2f} ({pool.low:.2f} to {pool.high:.2f}), "
            f"{self.says.words}"
            if pool
            else f"no pool, {single} {'study' if single == 1 else 'studies'} with numbers"
        ]
        found += [
            f"published {one.effect.estimate:g}, {one.says.words}" for one in self.published
        ]
        return "; ".join(found)


def answer(question: Question, own: Sequence[StudyEffect] = ()) -> Answer:
    """Return what the library, and somebody's own studies beside it, say to a question."""
    rows = question.among((*study_effects(), *own))
    published = question.among(pooled_effects())
    picture = picture_of(question.outcome, rows, published)
    better = picture.better or _better([one.better for one in published])
    pool = picture.synthesis.pool
    says = says_of(pool.low, pool.high, better) if pool else Says.NO_INTERVAL
    return Answer(
        question=question,
        rows=rows,
        picture=picture,
        says=says,
        published=tuple(
            Published(one, says_of(one.ci_low, one.ci_high, one.better))
            for one in published
        ),
    )


def answers(claim: Claim, own: Sequence[StudyEffect] = ()) -> tuple[Answer, ...]:
    """Return what the numbers say to each question of a claim."""
    return tuple(answer(question, own) for question in claim.questions)


def says_of(low: float | None, high: float | None, better: Better | None) -> Says:
    """Return where an interval of a difference lies; None where an end is not visible."""
    if low is None or high is None:
        return Says.NO_INTERVAL
    if better is None or low <= 0.0 <= high:
        return Says.UNCLEAR
    is_better = high < 0.0 if better is Better.LOWER else low > 0.0
    return Says.FOR if is_better else Says.AGAINST


def _better(ways: Sequence[Better]) -> Better | None:
    return ways[0] if len(set(ways)) == 1 else None
