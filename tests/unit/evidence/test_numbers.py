"""What the numbers alone say, and what somebody's own study changes."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.evidence.numbers import Says, answer, says_of
from retrowalk.evidence.question import Question, parse_questions, same_words
from retrowalk.evidence.study import (
    Against,
    Arm,
    Better,
    Design,
    Difference,
    People,
    StudyEffect,
    study_effects,
)

KNEE = Question("pain", People.KNEE_OSTEOARTHRITIS, Against.USUAL_CARE)
FINITE = st.floats(-1e6, 1e6)


@pytest.fixture
def own() -> StudyEffect:
    """Return a study with all its numbers, as Chen 2021 reports, but somebody's own."""
    chen = next(
        one for one in study_effects() if (one.source, one.outcome) == ("chen2021", "pain")
    )
    return replace(chen, source="mine", name="Mine, 2026", own=True)


@given(low=FINITE, width=st.floats(0.0, 1e6), better=st.sampled_from(Better))
def test_an_interval_with_no_difference_in_it_never_speaks_for_or_against(
    low, width, better
):
    high = low + width
    said = says_of(low, high, better)
    assert (said is Says.UNCLEAR) == (low <= 0.0 <= high)


@given(low=st.floats(1e-9, 1e6), width=st.floats(0.0, 1e6))
def test_what_is_better_depends_on_the_direction_of_the_scale(low, width):
    assert says_of(low, low + width, Better.HIGHER) is Says.FOR
    assert says_of(low, low + width, Better.LOWER) is Says.AGAINST
    assert says_of(-low - width, -low, Better.LOWER) is Says.FOR
    assert says_of(low, low + width, None) is Says.UNCLEAR


def test_an_interval_that_is_not_visible_says_nothing():
    assert says_of(None, 3.0, Better.LOWER) is Says.NO_INTERVAL


def test_one_study_is_no_pool_and_an_own_one_makes_it_two(own: StudyEffect):
    assert answer(KNEE).says is Says.NO_INTERVAL
    assert answer(KNEE).own == 0
    with_mine = answer(KNEE, [own])
    assert with_mine.own == 1
    assert with_mine.picture.synthesis.pool is not None
    assert with_mine.state != answer(KNEE).state


def test_an_own_study_of_other_people_or_another_comparator_changes_nothing(
    own: StudyEffect,
):
    for other in (
        replace(own, people=People.LOW_BACK_PAIN),
        replace(own, against=Against.FORWARD),
        replace(own, outcome="stairs"),
    ):
        assert answer(KNEE, [other]).state == answer(KNEE).state


def test_an_own_study_without_two_groups_is_kept_out_with_the_reason(own: StudyEffect):
    before = replace(own, design=Design.BASELINE)
    found = answer(KNEE, [before])
    assert found.picture.synthesis.pool is None
    assert any(
        one.study == own.name and one.why for one in found.picture.synthesis.kept_out
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"backward": Arm(1, 1.0, 1.0)},
        {"backward": Arm(16, 1.0, 0.0)},
        {"backward": Arm(None, 1.0, 1.0)},
        {"control": Arm(16, None, 1.0)},
    ],
)
def test_a_study_that_cannot_be_pooled_is_kept_out_and_makes_no_nan(own, broken):
    found = answer(KNEE, [replace(own, **broken), replace(own, source="b", name="B, 2026")])
    pool = found.picture.synthesis.pool
    assert pool is not None
    assert math.isfinite(pool.effect)
    assert own.name in [one.study for one in found.picture.synthesis.kept_out]


def test_a_printed_difference_can_be_pooled_in_its_unit(own: StudyEffect):
    falls = replace(
        own,
        outcome="falls",
        scale="falls a year",
        backward=Arm(None, None, None),
        control=Arm(None, None, None),
        difference=Difference(-0.4, -0.7, -0.1),
    )
    other = replace(falls, source="b", name="B, 2026")
    found = answer(Question("Falls"), [falls, other])
    assert found.says is Says.UNCLEAR or found.says is Says.FOR
    pool = found.picture.synthesis.pool
    assert pool is not None
    assert pool.effect == pytest.approx(-0.4)


def test_published_pools_are_read_by_the_same_rule():
    berg = answer(Question("Berg balance scale", People.STROKE))
    assert [one.says for one in berg.published] == [Says.FOR, Says.FOR]
    stride = answer(Question("stride length", People.STROKE, Against.FORWARD_IN_BOTH))
    assert [one.says for one in stride.published] == [Says.UNCLEAR]


def test_forward_walking_and_forward_walking_in_both_groups_are_different_questions():
    alone = answer(Question("walking speed", People.STROKE, Against.FORWARD))
    added = answer(Question("walking speed", People.STROKE, Against.FORWARD_IN_BOTH))
    assert [one.effect.estimate for one in alone.published] == [0.16]
    assert [one.effect.estimate for one in added.published] == [0.03]


@pytest.mark.parametrize(
    "question", [KNEE, Question("falls"), Question("a b", None, Against.FORWARD)]
)
def test_a_question_survives_being_written_in_a_table(question: Question):
    assert parse_questions(question.words) == (question,)
    assert parse_questions(f"{question.words} ; falls")[-1] == Question("falls")


def test_words_are_compared_without_case_and_blanks():
    assert same_words(" Berg  balance scale", "berg balance Scale")
    assert not same_words("Berg balance", "balance")
