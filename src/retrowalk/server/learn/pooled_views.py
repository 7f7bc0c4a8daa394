"""The pooled picture: what the numbers say to each claim, and every outcome drawn."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from retrowalk.charts.forest import forest_plot
from retrowalk.evidence.certainty import doubts
from retrowalk.evidence.claims import claims
from retrowalk.evidence.numbers import RULE, Answer, answer, answers
from retrowalk.evidence.pooled_picture import PooledPicture, outcomes
from retrowalk.evidence.question import Question, same_words
from retrowalk.evidence.refits import leave_one_out
from retrowalk.evidence.study import StudyEffect
from retrowalk.server.learn.forest_words import forest_words
from retrowalk.server.learn.forms import PoolFilter
from retrowalk.server.learn.own import own_effects, owner_of
from retrowalk.server.learn.pool_shown import (
    pool_facts,
    pool_rows,
    published_rows,
    refit_rows,
)
from retrowalk.server.learn.shown import (
    ShownAnswer,
    ShownClaim,
    our_pool,
    question_words,
    shown_answer,
    shown_claim,
)
from retrowalk.server.learn.words import MEASURES


@dataclass(frozen=True, slots=True)
class ClaimBesideNumbers:
    """A claim with what the numbers say to each of its questions."""

    shown: ShownClaim
    answers: list[ShownAnswer]


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """One outcome in the list. pooled: how many studies show enough to be pooled."""

    outcome: str
    slug: str
    studies: int
    poolable: int
    published: int
    own: int

    @property
    def words(self) -> str:
        """How much is known of it."""
        found = []
        if self.studies:
            single = ngettext("%(n)d single study", "%(n)d single studies", self.studies)
            found.append(single % {"n": self.studies})
            found.append(_("%(n)d with all numbers") % {"n": self.poolable})
        if self.published:
            pools = ngettext(
                "%(n)d published pool", "%(n)d published pools", self.published
            )
            found.append(pools % {"n": self.published})
        return ", ".join(found)


@require_safe
def pooled(request: HttpRequest) -> HttpResponse:
    """List the claims beside their numbers, and every outcome."""
    own = own_effects(owner_of(request))
    every = [_outcome(Question(name), own) for name in _outcomes(own)]
    context = {
        "beside": [
            ClaimBesideNumbers(shown_claim(one), list(map(shown_answer, answers(one, own))))
            for one in claims()
            if one.questions
        ],
        "outcomes": [one for one in every if one.poolable or one.published],
        "without": [one for one in every if not (one.poolable or one.published)],
        "own": len(own),
    }
    return render(request, "learn/pooled.html", context)


@require_safe
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw one outcome, for some people and against some comparator if asked."""
    own = own_effects(owner_of(request))
    name = next((one for one in _outcomes(own) if slugify(one) == slug), None)
    if name is None:
        raise Http404("there is no such outcome")
    every = answer(Question(name), own)
    has_own = any(row.own for row in every.rows)
    form = PoolFilter(request.GET, every, has_own=has_own)
    people, against, with_own = form.asked()
    found = answer(Question(name, people, against), own if with_own else ())
    return render(request, "learn/outcome.html", _context(found, form, has_own=has_own))


def _context(found: Answer, form: PoolFilter, *, has_own: bool) -> dict[str, object]:
    picture = found.picture
    return {
        "outcome": found.question.outcome,
        "question": question_words(found.question),
        "form": form,
        "forest": forest_plot(_drawn(picture), forest_words()),
        "sentence": our_pool(found),
        "measure": MEASURES[picture.measure],
        "unit": picture.unit,
        "rows": pool_rows(found),
        "facts": pool_facts(picture.synthesis.pool),
        "published": published_rows(found),
        "kept_out": picture.synthesis.kept_out,
        "doubts": doubts(picture.synthesis),
        "refits": refit_rows(leave_one_out(picture.synthesis)),
        "keys": " ".join(_keys(found)),
        "own": found.own,
        "has_own": has_own,
    }


def _drawn(picture: PooledPicture) -> PooledPicture:
    """Return what the plot shows; what it would only list stands as text on the page."""
    return replace(picture, synthesis=replace(picture.synthesis, kept_out=()), elsewhere=())


def _keys(found: Answer) -> list[str]:
    """Return the sources whose figures the plot shows."""
    single = [row.source for row in found.rows if not row.own]
    return list(
        dict.fromkeys((*single, *(one.effect.source for one in found.published), RULE))
    )


def _outcomes(own: tuple[StudyEffect, ...]) -> list[str]:
    found = list(outcomes())
    for effect in own:
        if not any(same_words(effect.outcome, one) for one in found):
            found.append(effect.outcome)
    return found


def _outcome(question: Question, own: tuple[StudyEffect, ...]) -> ShownOutcome:
    found = answer(question, own)
    return ShownOutcome(
        outcome=question.outcome,
        slug=slugify(question.outcome),
        studies=len({row.source for row in found.rows}),
        poolable=len(found.picture.synthesis.studies),
        published=len(found.published),
        own=sum(row.own for row in found.rows),
    )
