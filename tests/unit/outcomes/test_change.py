"""The words for a change: real, meaningful, too small to tell, or not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.change import Verdict, Word, judge
from retrowalk.outcomes.measures import MEASURES, Better, measure
from retrowalk.outcomes.populations import Population

OLDER, KNEE = Population.OLDER_ADULT, Population.KNEE_OSTEOARTHRITIS
SEVERE = Population.SEVERE_KNEE_OSTEOARTHRITIS


def judged(key: str, population: Population, before: float, after: float) -> Verdict:
    return judge(measure(key), population, before, after)


@pytest.mark.parametrize(
    ("key", "population", "before", "after", "word"),
    [
        ("six_minute_walk_m", SEVERE, 300, 400, Word.REAL_AND_MEANINGFUL),
        ("six_minute_walk_m", SEVERE, 300, 379, Word.TOO_SMALL_TO_TELL),
        ("six_minute_walk_m", SEVERE, 400, 300, Word.REAL),
        ("tug_s", KNEE, 12, 10.8, Word.REAL),
        ("tug_s", KNEE, 12, 10.9, Word.TOO_SMALL_TO_TELL),
        ("pain_nrs", KNEE, 5, 4.5, Word.TOO_SMALL_TO_TELL),
        ("pain_nrs", KNEE, 5, 4, Word.NOT_KNOWN),
        ("pain_nrs", OLDER, 5, 1, Word.NOT_KNOWN),
        ("pain_nrs", KNEE, 4, 4, Word.TOO_SMALL_TO_TELL),
        ("backward_walk_3m_s", OLDER, 6, 3, Word.NOT_KNOWN),
        ("backward_walk_3m_s", Population.PARKINSON, 9, 6, Word.REAL),
    ],
)
def test_the_word_follows_the_thresholds_of_these_people(
    key: str, population: Population, before: float, after: float, word: Word
):
    assert judged(key, population, before, after).word is word


def test_pain_says_that_its_own_movement_is_not_known():
    verdict = judged("pain_nrs", KNEE, 5, 3)
    assert verdict.mdc is None
    assert "at least the 1 point" in verdict.sentence
    assert "whether it is real is not known" in verdict.sentence
    assert verdict.sources == ("salaffi2004",)


def test_getting_worse_is_never_called_meaningful_by_a_threshold_of_improvement():
    verdict = judged("pain_nrs", KNEE, 2, 6)
    assert (verdict.better, verdict.mcid, verdict.word) == (False, None, Word.NOT_KNOWN)
    assert verdict.sentence.startswith("Pain went up by 4 points")


def test_the_sentence_names_the_people_the_threshold_comes_from():
    assert "people with knee osteoarthritis" in judged("tug_s", KNEE, 12, 10).sentence


def test_a_value_that_cannot_be_is_refused():
    with pytest.raises(BadAnswer, match="Pain is 12 points; expected 0 to 10"):
        judged("pain_nrs", KNEE, 5, 12)


@given(
    key=st.sampled_from(list(MEASURES)),
    population=st.sampled_from(Population),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_real_needs_a_detectable_change_and_meaningful_needs_both(
    key: str, population: Population, shares: tuple[float, float]
):
    of = measure(key)
    before, after = (of.lowest + share * (of.highest - of.lowest) for share in shares)
    verdict = judge(of, population, before, after)
    size = abs(verdict.change)
    if verdict.word in (Word.REAL, Word.REAL_AND_MEANINGFUL):
        assert verdict.mdc is not None
        assert size > verdict.mdc.size(before)
    if verdict.word is Word.REAL_AND_MEANINGFUL:
        assert verdict.mcid is not None
        assert verdict.better
        assert size >= verdict.mcid.size(before) - 1e-6
    if verdict.word is Word.NOT_KNOWN:
        assert verdict.mdc is None
        assert "not known" in verdict.sentence
    assert verdict.sentence.endswith(".")


@given(
    key=st.sampled_from(list(MEASURES)), shares=st.tuples(st.floats(0, 1), st.floats(0, 1))
)
def test_there_and_back_is_better_once_and_worse_once(
    key: str, shares: tuple[float, float]
):
    of = measure(key)
    low, high = sorted(of.lowest + s * (of.highest - of.lowest) for s in shares)
    up, down = judge(of, KNEE, low, high), judge(of, KNEE, high, low)
    if up.better is None:
        assert down.better is None
    else:
        assert up.better is (of.better is Better.HIGHER)
        assert down.better is not up.better
