"""Starter programmes: gentle, each named as what it is, and true to the figures they cite."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme, Unknown
from retrowalk.evidence.sources import Kind, source
from retrowalk.training.people_served import PROFILES
from retrowalk.training.person import Group
from retrowalk.training.prescription import BACKWARD_SPEED_MAX_MPS, Place, Variation
from retrowalk.training.programmes.programme import (
    ALONE_START_MAX_S,
    CLINICIAN_LED_GROUPS,
    SPEED_ROOM_MPS,
    WEEKLY_GROWTH_MAX_S,
    EvidenceStatus,
    Oversight,
    Programme,
    by_key,
)
from retrowalk.training.programmes.starters import PROGRAMMES, programme
from retrowalk.units import kmh_from_mps

every_programme = pytest.mark.parametrize("rules", PROGRAMMES.values(), ids=PROGRAMMES)

# (minutes at most, times a week, weeks, status), as /evidence/library/sources.csv and the
# popular articles have them; None where the source does not say.
FROM_SOURCES = {
    "knee_10_min": (10, 3, 6, EvidenceStatus.TRIAL),
    "back_15_min": (15, 3, 3, EvidenceStatus.TRIAL),
    "ten_to_thirty": (30, 3, 6, EvidenceStatus.PRINTED),
    "slope_20_min": (20, 5, 4, EvidenceStatus.TRIAL),
    "brisk_15_min": (15, 3, 4, EvidenceStatus.TRIAL),
    "ms_30_min": (30, 3, 8, EvidenceStatus.TRIAL),
    "stroke_treadmill": (None, 3, 3, EvidenceStatus.TRIAL),
    "ten_in_one_go": (10, 3, 4, EvidenceStatus.UNTESTED),
    "five_daily": (5, 7, None, EvidenceStatus.UNTESTED),
    "one_or_two_daily": (2, 7, None, EvidenceStatus.UNTESTED),
    "two_by_two": (None, None, None, EvidenceStatus.UNTESTED),
    "beginner_intervals": (None, None, None, EvidenceStatus.UNTESTED),
    "with_a_clinician": (None, None, None, EvidenceStatus.UNTESTED),
}


@every_programme
def test_dose_rhythm_and_status_are_those_of_the_source(rules: Programme):
    minutes, times, weeks, status = FROM_SOURCES[rules.key]
    assert rules.status is status
    assert rules.target_backward_s == 60 * (minutes or rules.target_backward_s / 60)
    assert rules.sessions_per_week == (times or rules.sessions_per_week)
    assert rules.weeks == (weeks or rules.weeks)


@every_programme
def test_a_programme_says_where_its_dose_comes_from(rules: Programme):
    for said in (rules.dose_from_source, rules.dose_from_us, rules.evidence):
        assert said.endswith(".")
        assert len(said) <= 300
    kinds = {source(key).kind for key in rules.sources}
    assert Kind.DESIGN_RULE in kinds
    assert (Kind.STUDY in kinds) or rules.status is EvidenceStatus.UNTESTED
    untested = rules.status is EvidenceStatus.UNTESTED
    assert untested == ("no study seen" in rules.evidence.lower())


@every_programme
def test_who_has_a_programme_on_their_list_is_among_those_it_is_for(rules: Programme):
    listed = {
        group for group, profile in PROFILES.items() if rules.key in profile.programmes
    }
    assert listed == set(rules.groups)


@pytest.mark.parametrize("group", Group)
def test_everyone_has_a_usual_programme_and_the_fitting_oversight(group: Group):
    keys = PROFILES[group].programmes
    assert len(keys) == len(set(keys)) >= 1
    led = {PROGRAMMES[key].clinician_led for key in keys}
    assert led == {group in CLINICIAN_LED_GROUPS}
    assert PROFILES[group].clinician_led == (group in CLINICIAN_LED_GROUPS)


def test_for_parkinson_it_is_said_that_no_training_trial_was_found():
    assert "No study seen trained" in PROGRAMMES["with_a_clinician"].evidence
    assert PROFILES[Group.PARKINSON].programmes == ("with_a_clinician",)


@every_programme
def test_the_first_bouts_are_no_longer_than_three_minutes(rules: Programme):
    assert rules.first_bout_s <= 180
    assert rules.start_backward_s <= ALONE_START_MAX_S


@every_programme
def test_no_variation_fills_a_whole_session_and_no_starter_has_lunges(rules: Programme):
    assert not rules.variations or rules.last_bout_s < rules.target_backward_s
    assert Variation.LUNGES not in rules.variations


def test_slope_and_speed_are_those_of_the_sources_or_less():
    slope, brisk = PROGRAMMES["slope_20_min"], PROGRAMMES["brisk_15_min"]
    assert (slope.top_incline_pct, kmh_from_mps(slope.top_speed_mps)) == (
        10.0,
        pytest.approx(3.0),
    )
    assert slope.start_incline_pct < slope.top_incline_pct
    assert brisk.top_speed_mps == pytest.approx(1.4305, abs=1e-3)
    assert brisk.top_speed_mps + SPEED_ROOM_MPS <= BACKWARD_SPEED_MAX_MPS
    assert "above our limit" in brisk.dose_from_us
    assert all(
        p.top_incline_pct == 0.0
        for p in PROGRAMMES.values()
        if {Group.KNEE_OSTEOARTHRITIS, Group.AFTER_KNEE_INJURY}.intersection(p.groups)
    )


def test_an_unknown_programme_is_refused_with_the_known_ones():
    with pytest.raises(
        Unknown, match="no programme 'moonwalk'; expected one of one_or_two"
    ):
        programme("moonwalk")


def test_a_key_is_used_once():
    one = PROGRAMMES["knee_10_min"]
    with pytest.raises(BadProgramme, match="share one key"):
        by_key((one, one))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (
            {"start_backward_s": 900, "oversight": Oversight.CLINICIAN_LED},
            "above its own target",
        ),
        (
            {"start_backward_s": 615, "target_backward_s": 900},
            "starts with 615 s on one's own",
        ),
        ({"target_backward_s": 2415}, "target of 2415 s; expected 15 to 2400 s"),
        ({"step_s": 70}, "a step of 70 s; expected 15 to 2400 s in steps of 15 s"),
        ({"step_s": 255}, "at most the 240 s that a week may grow"),
        ({"first_bout_s": 0}, "first bout of 0 s"),
        ({"first_bout_s": 120}, "starts with its longest bouts"),
        ({"last_bout_s": 615}, "longer than all of its backward walking"),
        ({"recovery_s": 0}, "a recovery of 0 s"),
        ({"warm_up_s": 915}, "a warm-up of 915 s; expected 15 to 900 s"),
        ({"places": ()}, "needs a group, a place"),
        ({"sessions_per_week": 8}, "1 to 7 sessions a week"),
        ({"weeks": 53}, "lasts 53 weeks; expected 1 to 52"),
        ({"groups": (Group.OLDER_ADULT, Group.OLDER_ADULT)}, "expected each only once"),
        ({"groups": (Group.STROKE,)}, "is for stroke; expected a clinician"),
        ({"start_speed_mps": 0.5}, "only one of a first and a top speed"),
        ({"start_speed_mps": 0.5, "top_speed_mps": 1.46}, "from 0.5 to 1.46 m/s"),
        ({"start_speed_mps": 0.9, "top_speed_mps": 0.8}, "expected a rise"),
        ({"start_speed_mps": 0.04, "top_speed_mps": 0.8}, "expected a rise"),
        ({"start_speed_mps": float("nan"), "top_speed_mps": 0.8}, "from nan to 0.8"),
        ({"top_incline_pct": 5.0}, "expected a treadmill as its only place"),
        (
            {"top_incline_pct": 16.0, "places": (Place.TREADMILL,)},
            "from 0 to 16 % of slope",
        ),
        ({"start_incline_pct": -1.0}, "expected a rise within 0 to 15 %"),
        ({"variations": (Variation.LUNGES,)}, "lunges on a treadmill"),
    ],
)
def test_what_could_not_be_walked_safely_cannot_be_built(
    a_programme: Callable[..., Programme], changed: dict[str, object], why: str
):
    sound = a_programme(last_bout_s=105)
    with pytest.raises(BadProgramme, match=why):
        replace(sound, **changed)


@given(
    start_s=st.integers(-30, 3000),
    target_s=st.integers(-30, 3000),
    step_s=st.integers(-30, 600),
    bout_s=st.integers(-30, 3000),
)
def test_nobody_starts_alone_with_more_than_the_least_of_any_trial(
    start_s: int, target_s: int, step_s: int, bout_s: int
):
    try:
        made = replace(
            PROGRAMMES["knee_10_min"],
            start_backward_s=start_s,
            target_backward_s=target_s,
            step_s=step_s,
            first_bout_s=bout_s,
            last_bout_s=bout_s,
        )
    except BadProgramme:
        return
    assert 0 < made.first_bout_s <= made.start_backward_s <= ALONE_START_MAX_S
    assert made.start_backward_s <= made.target_backward_s <= 2400
    assert 0 < made.step_s <= WEEKLY_GROWTH_MAX_S
