"""Claims, results and answers in the words and figures that a page shows."""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from retrowalk.evidence.claims import VERDICT_WORDS, Claim
from retrowalk.evidence.numbers import Answer, Says
from retrowalk.evidence.question import Question
from retrowalk.evidence.sources import Kind, source
from retrowalk.evidence.study import Arm, Difference, PooledEffect, StudyEffect
from retrowalk.outcomes.measures import MEASURES
from retrowalk.outcomes.measures import Measure as OutcomeMeasure
from retrowalk.server.learn.words import (
    AGAINST,
    BETTER,
    CERTAINTIES,
    DESIGNS,
    PEOPLE,
    REPORTED,
    SAYS,
    TOPICS,
    VERDICTS,
)


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One claim in the reader's words."""

    claim: Claim
    topic: Promise
    verdict: Promise
    meaning: str
    certainty: Promise
    keys: str

    @property
    def measures(self) -> list[OutcomeMeasure]:
        """The outcome measures that test it."""
        return [MEASURES[key] for key in self.claim.measures]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What the numbers say to a question. lines: a sentence a figure, with its source's key."""

    question: str
    slug: str
    query: str
    lines: tuple[tuple[str, str], ...]
    brief: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a study. text: empty where it is not visible."""

    name: str
    text: str


def shown_claim(claim: Claim) -> ShownClaim:
    """Return a claim as a page shows it."""
    return ShownClaim(
        claim=claim,
        topic=TOPICS[claim.topic],
        verdict=VERDICTS[claim.verdict],
        meaning=_(VERDICT_WORDS[claim.verdict]),
        certainty=CERTAINTIES[claim.certainty],
        keys=" ".join(claim.sources),
    )


def shown_answer(answer: Answer) -> ShownAnswer:
    """Return what the numbers say, a sentence for each figure."""
    question = answer.question
    lines = [
        (_published(one.effect, one.says), one.effect.source) for one in answer.published
    ]
    lines.append((our_pool(answer), "design_by_numbers"))
    return ShownAnswer(
        question=question_words(question),
        slug=slugify(question.outcome),
        query=question_query(question),
        lines=tuple(lines),
        brief=_brief(answer),
        mine=answer.own > 0,
    )


def _brief(answer: Answer) -> str:
    """Return in a few words what each pool says."""
    found = []
    if answer.published:
        said = Counter(str(SAYS[one.says]) for one in answer.published)
        pools = "; ".join(f"{count} {words}" for words, count in said.items())
        found.append(_("Published pools: %(pools)s.") % {"pools": pools})
    if answer.picture.synthesis.pool is not None:
        found.append(_("Ours: %(says)s.") % {"says": SAYS[answer.says]})
    return " ".join(found) or _("No pool.")


def question_words(question: Question) -> str:
    """Return a question in words: pain; knee osteoarthritis; against forward walking."""
    parts = [question.outcome]
    if question.people:
        parts.append(str(PEOPLE[question.people]))
    if question.against:
        parts.append(
            _("against %(comparator)s") % {"comparator": AGAINST[question.against]}
        )
    return ", ".join(parts)


def question_query(question: Question) -> str:
    """Return the part of an address that asks a question of an outcome's page."""
    asked = {"people": question.people, "against": question.against}
    return "&".join(f"{name}={value}" for name, value in asked.items() if value)


def our_pool(answer: Answer) -> str:
    """Return in one sentence what our own pool of single studies says."""
    synthesis = answer.picture.synthesis
    pool = synthesis.pool
    if pool is None:
        one = _("One single study shows all its numbers; one is not pooled.")
        none = _("No single study shows the numbers that pooling needs.")
        return one if synthesis.studies else none
    words = _("Our pool of %(count)d studies: %(effect)s (%(low)s to %(high)s): %(says)s.")
    if answer.own:
        words = _(
            "The pool of %(count)d studies, %(own)d of them yours: %(effect)s (%(low)s to "
            "%(high)s): %(says)s."
        )
    return words % {
        "count": pool.studies,
        "own": answer.own,
        "effect": figure(pool.effect),
        "low": figure(pool.low),
        "high": figure(pool.high),
        "says": SAYS[answer.says],
    }


def source_name(key: str) -> str:
    """Return what to call a source where a sentence names it."""
    found = source(key)
    if found.kind is Kind.DESIGN_RULE:
        return _("our own rule")
    return found.citation.split(",")[0]


def figure(value: float) -> str:
    """Return a worked-out number as people write it, no finer than it can be known."""
    digits = f"{value:.2f}" if abs(value) < 10.0 else f"{value:.3g}"
    return digits.replace("-", "\N{MINUS SIGN}")


def exact(value: float | None) -> str:
    """Return a number as it was printed; empty where it is not visible."""
    return "" if value is None else f"{value:g}".replace("-", "\N{MINUS SIGN}")


def interval(low: float | None, high: float | None) -> str:
    """Return an interval; empty where it is not visible."""
    if low is None or high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": exact(low), "high": exact(high)}


def study_facts(effect: StudyEffect) -> list[Fact]:
    """Return every field of a study's result."""
    weeks = exact(effect.timepoint_weeks)
    if effect.timepoint_weeks == 0:
        weeks = _("one visit")
    return [
        Fact(_("People"), _together(str(PEOPLE[effect.people]), effect.population)),
        Fact(_("Design"), str(DESIGNS[effect.design])),
        Fact(_("Compared with"), compared_with(effect)),
        Fact(_("Measured as"), f"{effect.scale} ({BETTER[effect.better]})"),
        Fact(_("After weeks"), weeks),
        Fact(_("What is reported"), str(REPORTED[effect.reported])),
        Fact(_("Walked backward"), _arm(effect.backward)),
        Fact(_("Comparison"), _arm(effect.control)),
        Fact(_("Difference, backward minus comparison"), _difference(effect.difference)),
        Fact(_("Year"), exact(effect.year)),
    ]


def pooled_facts(effect: PooledEffect) -> list[Fact]:
    """Return every field of a pooled effect."""
    return [
        Fact(_("People"), _together(str(PEOPLE[effect.people]), effect.population)),
        Fact(_("Compared with"), compared_with(effect)),
        Fact(_("Measured as"), f"{effect.metric} ({BETTER[effect.better]})"),
        Fact(_("Effect"), exact(effect.estimate)),
        Fact(_("95 % interval"), interval(effect.ci_low, effect.ci_high)),
        Fact(_("Trials"), exact(effect.trials)),
        Fact(_("Heterogeneity I²"), _percent(effect.i2_pct)),
        Fact(_("Year"), exact(effect.year)),
    ]


def compared_with(effect: StudyEffect | PooledEffect) -> str:
    """Return whom people were compared with, as one kind and in words."""
    return _together(str(AGAINST[effect.against]), effect.comparator)


def _together(kind: str, words: str) -> str:
    return words if words.casefold().startswith(kind.casefold()) else f"{kind}: {words}"


def _published(effect: PooledEffect, says: Says) -> str:
    numbers = exact(effect.estimate)
    if effect.ci_low is not None:
        numbers += f" ({interval(effect.ci_low, effect.ci_high)})"
    return _(
        "Published pool, %(metric)s: %(numbers)s, against %(comparator)s: %(says)s."
    ) % {
        "metric": effect.metric,
        "numbers": numbers,
        "comparator": effect.comparator,
        "says": SAYS[says],
    }


def _arm(arm: Arm) -> str:
    if arm == Arm(None, None, None):
        return ""
    unseen = _("not visible")
    return _("people %(n)s; mean %(mean)s; standard deviation %(sd)s") % {
        "n": exact(arm.n) or unseen,
        "mean": exact(arm.mean) or unseen,
        "sd": exact(arm.sd) or unseen,
    }


def _difference(difference: Difference | None) -> str:
    if difference is None:
        return ""
    ends = interval(difference.low, difference.high) or _("not visible")
    return _("%(value)s; 95 %% interval %(ends)s") % {
        "value": exact(difference.value),
        "ends": ends,
    }


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:g} %"
