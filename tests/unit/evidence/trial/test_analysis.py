"""The analysis answers what the design asked, all of it, and says what it cannot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.analysis import Unanswered, analyse
from retrowalk.evidence.trial.ancova import contrasts
from retrowalk.evidence.trial.figure import Figure
from retrowalk.evidence.trial.judgement import Word, amount, judged, way
from retrowalk.evidence.trial.mixed_model import all_weeks
from retrowalk.evidence.trial.outcomes import Outcome
from retrowalk.evidence.trial.report_effects import needed_told
from retrowalk.evidence.trial.responders import (
    difference_of_shares,
    needed_to_treat,
    responders,
)


def test_every_comparison_of_the_design_is_there_in_its_order(a_design, people_of):
    design = a_design()
    found = analyse(people_of(design), design)
    assert [(c.outcome, c.week, c.against) for c in found.primary] == [
        ("pain_nrs", 6, "forward"),
        ("pain_nrs", 6, "usual"),
    ]
    assert [c.week for several in found.other_weeks for c in several] == [12, 12]
    assert [c.week for c in found.all_weeks] == [6, 6, 12, 12]
    assert len(found.secondary) == 2
    assert {c.outcome for several in found.secondary for c in several} == {"gait_speed_mps"}
    assert len(found.responders) == 4


def test_an_effect_put_in_comes_out(a_design, people_of):
    design = a_design()
    people = people_of(design, n=1500, effect=-1.0, walked=1.0)
    primary = contrasts(people, design, "pain_nrs", 6)[0]
    assert primary.difference.low < -1.0 < primary.difference.high
    assert primary.difference.high < -0.7
    assert all(
        c.difference.low < -1.0 < c.difference.high
        for c in all_weeks(people, design, "pain_nrs")
    )


def test_half_who_walk_halve_the_difference_but_not_the_effect_in_those_who_did(
    a_design, people_of
):
    design = a_design()
    found = analyse(people_of(design, n=3000, effect=-2.0, walked=0.5), design)
    assert found.primary[0].difference.value == pytest.approx(-1.0, abs=0.25)
    moved = found.compliers[0]
    assert moved.more_walked.value == pytest.approx(0.5, abs=0.05)
    assert moved.effect.low < -2.0 < moved.effect.high


def test_when_nobody_walks_the_effect_of_walking_cannot_be_told(a_design, people_of):
    design = a_design()
    found = analyse(people_of(design, walked=0.0), design)
    assert [c.effect for c in found.compliers] == [None, None]
    assert found.as_treated == ()


def test_a_shift_of_all_readings_and_the_order_of_rows_change_nothing(
    a_design, people_of, a_table
):
    design, columns = a_design(), a_table(a_design())
    usual = contrasts(people_of(design, columns), design, "pain_nrs", 6)[0].difference
    order = np.random.default_rng(0).permutation(90)
    mixed = {name: [cells[k] for k in order] for name, cells in columns.items()}
    again = contrasts(people_of(design, mixed), design, "pain_nrs", 6)[0].difference
    assert again.low == pytest.approx(usual.low)
    shifted = {
        name: [f"{float(c) + 3:.4f}" if c and "pain" in name else c for c in cells]
        for name, cells in columns.items()
    }
    moved = contrasts(people_of(design, shifted), design, "pain_nrs", 6)[0].difference
    assert moved.high == pytest.approx(usual.high, abs=1e-4)


def test_a_missing_baseline_keeps_its_person_in(a_design, people_of, a_table):
    design, columns = a_design(), a_table(a_design(), lost=0.0)
    for k in (0, 1, 2, 7):
        columns["pain_nrs_baseline"][k] = ""
    found = contrasts(people_of(design, columns), design, "pain_nrs", 6)[0]
    assert (found.backward_n, found.against_n) == (30, 30)


def test_a_table_without_baselines_at_all_is_still_compared(a_design, people_of, a_table):
    design, columns = a_design(), a_table(a_design())
    columns["pain_nrs_baseline"] = [""] * 90
    found = analyse(people_of(design, columns), design)
    assert found.primary[0].backward_n > 20
    assert isinstance(found.responders, Unanswered)
    assert "baseline" in found.responders.why


def test_with_one_follow_up_there_is_no_model_of_all_weeks(a_design, people_of):
    design = a_design(("weeks = [6, 12]", "weeks = [6]"))
    found = analyse(people_of(design), design)
    assert isinstance(found.all_weeks, Unanswered)
    assert found.other_weeks == ()


def test_a_secondary_outcome_that_nobody_measured_says_so_and_the_rest_stands(
    a_design, people_of, a_table
):
    design, columns = a_design(), a_table(a_design())
    columns["gait_speed_mps_week_12"] = [""] * 90
    found = analyse(people_of(design, columns), design)
    assert isinstance(found.secondary[1], Unanswered)
    assert "Walking speed, week 12: arm backward has 0 readings" in found.secondary[1].why
    assert found.primary


def test_a_primary_outcome_that_cannot_be_compared_is_refused(a_design, people_of, a_table):
    design, columns = a_design(), a_table(a_design())
    columns["pain_nrs_week_6"] = [
        "" if arm == "forward" else cell
        for arm, cell in zip(columns["arm"], columns["pain_nrs_week_6"], strict=True)
    ]
    with pytest.raises(BadInput, match="Pain, week 6: arm forward has 0 readings"):
        analyse(people_of(design, columns), design)


def test_too_few_people_for_the_model_are_refused(a_design, people_of):
    design = a_design()
    with pytest.raises(BadInput, match="expected more people"):
        analyse(people_of(design, n=7, lost=0.0), design)


def test_newcombes_published_intervals():
    for (a, b), (low, high) in (
        (((56, 70), (48, 80)), (0.0524, 0.3339)),
        (((9, 10), (3, 10)), (0.1705, 0.8090)),
        (((6, 7), (2, 7)), (0.0582, 0.8062)),
        (((5, 56), (0, 29)), (-0.0381, 0.1926)),
        (((0, 10), (0, 20)), (-0.1611, 0.2775)),
    ):
        found = difference_of_shares(a, b)
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_altmans_number_needed_to_treat_runs_through_infinity():
    found = needed_to_treat(Estimate(0.10, -0.05, 0.25))
    assert (found.people, found.benefit_from, found.harm_from) == pytest.approx((10, 4, 20))
    assert (found.benefit_to, found.harm_to) == (None, None)
    assert needed_told(found) == (
        "10.0 for one more (4.0 to infinity for one more, and 20.0 to infinity for one fewer)"
    )
    assert needed_told(needed_to_treat(Estimate(0.0, -0.1, 0.1))) == "no difference seen"


def test_responders_count_a_change_of_exactly_the_mcid(two_arms, people_of, a_table):
    columns = a_table(two_arms, n=8, lost=0.0)
    columns["pain_nrs_baseline"] = ["5.3"] * 8
    columns["pain_nrs_week_6"] = ["4.3", "4.4", "4.3", "", "4.2", "5", "6", "5"]
    measured, everyone = responders(people_of(two_arms, columns), two_arms)
    assert (measured.better, measured.of) == (3, 4)
    assert (measured.against_better, measured.against_of) == (0, 3)
    assert (everyone.against_better, everyone.against_of) == (0, 4)


PAIN = Outcome("pain_nrs", "Pain", "points", Better.LOWER, Figure(1.0, assumed="a guess"))


@pytest.mark.parametrize(
    ("low", "value", "high", "word"),
    [
        (-2.0, -1.5, -1.0, Word.BETTER_AND_MATTERS),
        (-2.0, -1.0, -0.2, Word.BETTER),
        (-0.9, -0.5, -0.2, Word.BETTER_BUT_LITTLE),
        (-0.9, 0.0, 0.9, Word.NONE_THAT_MATTERS),
        (-1.2, 0.0, 0.9, Word.TOO_SMALL_TO_TELL),
        (-0.9, 0.0, 3.0, Word.TOO_SMALL_TO_TELL),
        (0.1, 1.0, 2.0, Word.WORSE),
        (1.0, 1.5, 2.0, Word.WORSE_AND_MATTERS),
    ],
)
def test_words_come_from_the_whole_interval(low, value, high, word):
    found = judged(Estimate(value, low, high), PAIN, "Usual care")
    assert found.word is word
    assert "usual care" in found.sentence
    assert ("Too small to tell" in found.sentence) == (word is Word.TOO_SMALL_TO_TELL)


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5))
def test_no_difference_inside_the_interval_is_never_called_a_difference(
    value, below, above
):
    difference = Estimate(value, value - below, value + above)
    word = judged(difference, PAIN, "Usual care").word
    if not difference.excludes(0.0):
        assert word in {Word.NONE_THAT_MATTERS, Word.TOO_SMALL_TO_TELL}


def test_amounts_read_as_people_say_them():
    assert amount(1.0, "metres per second") == "1 metre per second"
    assert amount(2.0, "points") == "2 points"
    assert way(-0.5, "points") == "0.5 points worse"
    assert way(0.25) == "0.25 better"
