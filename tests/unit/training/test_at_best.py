"""At best: how far a programme reaches, by the same rules that everybody's plan goes through."""

import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.person import Group
from retrowalk.training.planning.at_best import at_best, freest_offer
from retrowalk.training.programmes.programme import (
    WEEKLY_GROWTH_MAX_S,
    Oversight,
    Programme,
    start_dose,
)
from retrowalk.training.programmes.starters import PROGRAMMES

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from made_up_programmes import programmes

every_programme = pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)
best = cache(at_best)  # the starters are asked about again and again
# What a programme says of itself where its weeks do not reach all it asks for.
SAYS_HOW_FAR = {
    "ten_to_thirty": "24 minutes at best",
    "slope_20_min": "7 % at best",
    "brisk_15_min": "stay at 3.2 mph or below",
}


@every_programme
def test_a_programme_lasts_its_weeks_and_starts_with_its_first_dose(rules: Programme):
    sessions = best(rules)
    assert len(sessions) == rules.weeks * rules.sessions_per_week
    assert [s.week for s in sessions] == sorted(s.week for s in sessions)
    assert sessions[-1].week == rules.weeks
    first, start = sessions[0].dose, start_dose(rules)
    assert (first.backward_s, first.bout_s, first.incline_pct) == (
        start.backward_s,
        start.bout_s,
        start.incline_pct,
    )


@every_programme
def test_a_programme_reaches_its_minutes_or_says_how_far(rules: Programme):
    reached_s = max(s.dose.backward_s for s in best(rules))
    said = SAYS_HOW_FAR.get(rules.key, "")
    assert said in rules.dose_from_us
    if said.endswith("minutes at best"):
        assert said == f"{reached_s / 60:g} minutes at best"
    else:
        assert reached_s == rules.target_backward_s


def test_the_figures_that_programmes_say_of_themselves_are_what_comes_out():
    slope = best(PROGRAMMES["slope_20_min"])[-1].dose
    assert SAYS_HOW_FAR["slope_20_min"].startswith(f"{slope.incline_pct:g} %")
    one_go = best(PROGRAMMES["ten_in_one_go"])[-1].dose
    assert one_go.bout_s == one_go.backward_s == 600
    brisk = PROGRAMMES["brisk_15_min"]
    last = best(brisk)[-1].dose
    assert brisk.start_speed_mps < last.speed_mps < brisk.top_speed_mps


@every_programme
def test_each_lever_that_a_programme_has_moves_within_its_weeks(rules: Programme):
    first, last = best(rules)[0].dose, best(rules)[-1].dose
    assert last.backward_s > first.backward_s
    reaches_minutes = rules.key != "ten_to_thirty"  # its six weeks go into the minutes
    if rules.first_bout_s < rules.last_bout_s and rules.key != "stroke_treadmill":
        assert (last.bout_s > first.bout_s) == reaches_minutes
    if rules.top_incline_pct > rules.start_incline_pct:
        assert last.incline_pct > first.incline_pct


@every_programme
def test_no_week_grows_by_more_than_the_stated_rate(rules: Programme):
    per_week = rules.sessions_per_week
    done = [s.dose.backward_s for s in best(rules)]
    for number, now_s in enumerate(done):
        week = done[max(0, number - per_week) : number]
        assert all(now_s - before_s <= WEEKLY_GROWTH_MAX_S for before_s in week)


def test_the_easier_week_does_not_take_anything_back_for_good():
    by_week = {s.week: s.dose for s in best(PROGRAMMES["knee_10_min"])}
    assert by_week[4].backward_s < by_week[3].backward_s
    assert by_week[5].backward_s >= by_week[3].backward_s


@settings(max_examples=20)
@given(rules=programmes().map(lambda p: replace(p, weeks=min(p.weeks, 6))))
def test_whatever_somebody_wrote_it_ends_and_stays_within_itself(rules: Programme):
    if not any(freest_offer(rules, group).allowed for group in rules.groups):
        with pytest.raises(BadProgramme, match="nobody could begin this programme"):
            at_best(rules)
        return
    sessions = at_best(rules)
    assert 1 <= len(sessions) <= 7 * rules.weeks
    for one in sessions:
        assert one.week <= rules.weeks
        assert one.dose.backward_s <= rules.target_backward_s
        assert one.dose.bout_s <= rules.last_bout_s
        assert one.dose.incline_pct <= rules.top_incline_pct
    for before, now in pairwise(sessions):
        assert now.dose.backward_s - before.dose.backward_s <= WEEKLY_GROWTH_MAX_S


@given(group=st.sampled_from([Group.STROKE, Group.PARKINSON, Group.MULTIPLE_SCLEROSIS]))
def test_a_slope_for_those_who_never_get_one_cannot_be_begun(group: Group):
    steep = replace(
        PROGRAMMES["slope_20_min"], groups=(group,), oversight=Oversight.CLINICIAN_LED
    )
    with pytest.raises(BadProgramme, match=r"nobody could begin .* slope"):
        at_best(steep)
