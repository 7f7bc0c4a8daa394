"""Level walking first: a slope or a brisk pace is nobody's first backward walk."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.evidence.sources import sources
from retrowalk.training.clearance import Clearance, Effort
from retrowalk.training.person import Group, Person
from retrowalk.training.planning.first_plan import first_plan, repeated
from retrowalk.training.planning.level_first import (
    BRISK_FROM_MPS,
    GOOD_SESSIONS_FIRST,
    good_sessions,
    why_not_yet,
)
from retrowalk.training.planning.offering import offer, offers
from retrowalk.training.programmes.programme import Oversight, Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.session import SessionRecord, Symptom
from retrowalk.training.terms import Terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from level_sessions import level_session, level_sessions
from made_up_programmes import programmes

MON = date(2026, 11, 23)
DAY = timedelta(days=1)
HARDER = ("slope_20_min", "brisk_15_min")
harder = pytest.mark.parametrize("rules", [PROGRAMMES[key] for key in HARDER], ids=HARDER)
Clear = Callable[..., Clearance]
Who = Callable[..., Person]


@pytest.fixture
def freest(a_clearance: Clear, a_person: Who) -> Callable[[Programme], Terms]:
    def build(rules: Programme) -> Terms:
        cleared = a_clearance(effort=Effort.VIGOROUS, clinician_agreed=True)
        return Terms(rules, cleared, a_person(group=rules.groups[0]))

    return build


@harder
def test_a_slope_or_a_brisk_pace_is_nobodys_first_backward_walk(
    freest: Callable[[Programme], Terms], rules: Programme
):
    terms = freest(rules)
    with pytest.raises(BadProgramme, match="first walk 6 good sessions"):
        first_plan(terms, MON, rules.places[0])
    shut = offer(rules, terms.person, terms.clearance, MON, ())
    assert not shut.allowed
    assert (shut.why_not or "").endswith("You have walked none so far.")
    assert shut.why_sources == ("design_level_first",)
    assert set(shut.why_sources) <= set(sources())


@harder
def test_after_enough_good_level_sessions_it_opens_and_begins_as_it_says(
    freest: Callable[[Programme], Terms], rules: Programme
):
    terms, walked = freest(rules), level_sessions(MON)
    assert offer(rules, terms.person, terms.clearance, MON, walked).allowed
    plan = first_plan(terms, MON, rules.places[0], walked=walked)
    assert plan.dose.incline_pct == rules.start_incline_pct
    assert plan.dose.speed_mps == pytest.approx(rules.start_speed_mps)
    assert plan.dose.backward_s <= rules.start_backward_s
    new = f"and new is a slope of {rules.start_incline_pct:g} %" in plan.reason
    assert new is (rules.start_incline_pct > 0)


@harder
def test_one_session_fewer_keeps_it_shut_and_says_how_many_there_are(rules: Programme):
    said = why_not_yet(rules, level_sessions(MON, GOOD_SESSIONS_FIRST - 1), MON)
    assert (said or "").endswith("You have walked 5 so far.")


@pytest.mark.parametrize(
    "changed",
    [
        {"pain_after": 3},
        {"pain_during": 6},
        {"stumbles": 1},
        {"rpe_cr10": 8.0},
        {"pain_before": None},
        {"symptoms": (Symptom.DIZZINESS,)},
    ],
)
def test_a_session_that_was_not_good_does_not_count(changed: dict[str, object]):
    walked = [*level_sessions(MON)[1:], level_session(MON - DAY, **changed)]
    assert good_sessions(walked, MON) == GOOD_SESSIONS_FIRST - 1


def test_sessions_before_a_break_of_four_weeks_do_not_count():
    walked = level_sessions(MON)
    last = walked[-1].started_at.date()
    assert good_sessions(walked, last + 27 * DAY) == GOOD_SESSIONS_FIRST
    assert good_sessions(walked, last + 28 * DAY) == 0
    long_ago = level_sessions(MON - 60 * DAY)
    assert good_sessions([*long_ago, *walked], MON) == GOOD_SESSIONS_FIRST


def test_simulated_sessions_count_only_where_there_are_no_others():
    made_up = [replace(one, simulated=True) for one in level_sessions(MON)]
    assert good_sessions(made_up, MON) == GOOD_SESSIONS_FIRST
    assert good_sessions([*made_up, level_session(MON - DAY)], MON) == 1


def test_the_order_in_which_sessions_are_told_does_not_matter():
    walked = level_sessions(MON)
    assert good_sessions(walked[::-1], MON) == good_sessions(walked, MON)


def test_a_clinician_who_leads_decides_alone():
    led = replace(
        PROGRAMMES["slope_20_min"], oversight=Oversight.CLINICIAN_LED, key="own-led"
    )
    assert why_not_yet(led, (), MON) is None


@given(rules=programmes())
def test_what_somebody_wrote_is_held_to_the_same(rules: Programme):
    level = rules.start_incline_pct == 0 and (
        rules.start_speed_mps is None or rules.start_speed_mps <= BRISK_FROM_MPS
    )
    said = why_not_yet(rules, (), MON)
    assert (said is None) == (level or rules.clinician_led)


@given(group=st.sampled_from(Group), days=st.lists(st.integers(1, 80), max_size=12))
def test_nobody_without_six_good_sessions_is_offered_a_slope_or_a_brisk_pace(
    a_clearance: Clear, group: Group, days: list[int]
):
    walked = [level_session(MON - n * DAY) for n in days]
    cleared = a_clearance(effort=Effort.VIGOROUS, clinician_agreed=True)
    for one in offers(Person("Lu", 50, group), cleared, MON, walked):
        rules = one.programme
        slow = (rules.start_speed_mps or 0.0) <= BRISK_FROM_MPS
        if one.allowed and not rules.clinician_led and len(walked) < GOOD_SESSIONS_FIRST:
            assert slow
            assert rules.start_incline_pct == 0.0


@harder
def test_it_is_not_repeated_either_without_good_sessions_behind_it(
    freest: Callable[[Programme], Terms],
    a_session: Callable[..., SessionRecord],
    rules: Programme,
):
    hard = a_session(MON - 2 * DAY, rules=rules, rpe_cr10=8.0)
    with pytest.raises(BadProgramme, match="first walk 6 good sessions"):
        repeated(freest(rules), MON, rules.places[0], (hard,))
