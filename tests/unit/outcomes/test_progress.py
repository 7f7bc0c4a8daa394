"""One person's trend: a baseline of three, and no claim about the cause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.change import Word
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.progress import pain_change, trend

KNEE = Population.KNEE_OSTEOARTHRITIS


@pytest.mark.parametrize("told", [[], [5], [5, 4, 3, 2, 1], [5, None, 4, None, 3, 2, 1]])
def test_fewer_than_six_answers_are_too_early(told: list[int | None]):
    report = pain_change(told, KNEE)
    assert report.word is Word.TOO_EARLY
    assert report.change is None
    assert "can be judged from 6 on" in report.sentence


def test_the_last_three_answers_are_compared_with_the_first_three():
    report = pain_change([6, 5, 7, 9, 9, 4, 3, 5], KNEE)
    assert (report.baseline_mean, report.recent_mean, report.change) == (6.0, 4.0, -2.0)
    assert (report.n_baseline, report.n_recent, report.n_missing) == (3, 3, 0)
    assert report.sentence.startswith("Pain went down by 2 points")
    assert set(report.sources) == {"salaffi2004", "design_single_case"}


def test_an_open_answer_is_not_a_zero():
    report = pain_change([6, None, 6, 6, None, 6, 6, 6], KNEE)
    assert (report.change, report.n_missing) == (0.0, 2)


def test_no_trend_claims_a_cause():
    assert "cannot show what caused" in pain_change([6, 6, 6, 1, 1, 1], KNEE).sentence


def test_thirds_of_a_point_do_not_tip_the_verdict():
    report = pain_change([5, 5, 6, 4, 4, 5], KNEE)
    assert report.change == pytest.approx(-1.0)
    assert report.word is Word.NOT_KNOWN
    assert "at least the 1 point" in report.sentence


def test_a_value_that_cannot_be_is_refused():
    with pytest.raises(BadAnswer, match="Pain is 11"):
        pain_change([5, 11], KNEE)


def test_any_measure_can_be_followed():
    told = [12.0, 12.2, 12.1, 10.0, 10.1, 9.9]
    assert trend(measure("tug_s"), told, KNEE).word is Word.REAL


@given(told=st.lists(st.none() | st.integers(0, 10), max_size=20))
def test_pain_is_never_called_real_because_its_own_movement_is_not_known(
    told: list[int | None],
):
    report = pain_change(told, KNEE)
    assert report.word in (Word.TOO_EARLY, Word.TOO_SMALL_TO_TELL, Word.NOT_KNOWN)
    assert report.n_baseline + report.n_recent + report.n_missing <= len(told)
