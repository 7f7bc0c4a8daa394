"""What a clearance permits at most, and that every kind of excess is found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.evidence.sources import sources
from retrowalk.training.clearance import Clearance, Effort, Outcome, Reason
from retrowalk.training.effort.energy import SLOWEST_MPS, hardest_effort
from retrowalk.training.effort.intensity import heart_rate_band, rpe_band
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    INCLINE_MAX_PCT,
    Band,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.programmes.programme import EvidenceStatus, Oversight, Programme
from retrowalk.training.screening import allowance as remembered
from retrowalk.training.screening.allowance import (
    KNEE_GROUPS,
    SUPPORTED_SPEED_MAX_MPS,
    Allowance,
    allowance,
    speed_limit_mps,
    violations,
)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Let the tests ask the rules, not what the rules said before."""
    remembered._limit_mps.cache_clear()
    remembered._limit_pct.cache_clear()


TODAY = date(2026, 11, 22)
UMA = Person("Uma", 45, Group.ACTIVE_ADULT, max_heart_rate_bpm=180.0)
FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD
LED_GROUPS = (Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON)

SELF_GUIDED = Programme(
    key="own",
    name="Our own way",
    groups=(Group.ACTIVE_ADULT,),
    places=(Place.TREADMILL,),
    sessions_per_week=3,
    weeks=4,
    start_backward_s=300,
    target_backward_s=600,
    step_s=60,
    first_bout_s=60,
    last_bout_s=120,
    bout_step_s=30,
    warm_up_s=120,
    recovery_s=60,
    cool_down_s=60,
    status=EvidenceStatus.OWN,
    dose_from_source="Nothing.",
    dose_from_us="All of it.",
    evidence="This programme is for tests.",
    sources=("design_first_dose",),
)
LED = replace(SELF_GUIDED, oversight=Oversight.CLINICIAN_LED)


def cleared(*told: str, **changed: object) -> Clearance:
    free = Clearance(
        outcome=Outcome.CLEARED,
        support=Support.NONE,
        effort=Effort.VIGOROUS,
        reasons=tuple(Reason(key, "So.", ("steadi",)) for key in told),
        screened_on=TODAY,
        review_on=TODAY + timedelta(days=365),
        still_possible=(),
    )
    return replace(free, **changed)


def supported(*told: str, **changed: object) -> Clearance:
    return replace(
        cleared(*told),
        **{
            "outcome": Outcome.CLEARED_WITH_SUPPORT,
            "support": Support.RAIL_OR_WALL,
            "effort": Effort.MODERATE,
        }
        | changed,
    )


def walk(
    *intervals: Interval,
    place: Place = Place.TREADMILL,
    support: Support = Support.RAIL_OR_WALL,
) -> Prescription:
    told = intervals or (Interval(BACKWARD, 60.0),)
    return Prescription("own", told, place, support, ("design_first_dose",))


def backward(**aimed: object) -> Interval:
    return replace(Interval(BACKWARD, 60.0), **aimed)


def excess(
    prescription: Prescription,
    clearance: Clearance,
    person: Person = UMA,
    programme: Programme = SELF_GUIDED,
) -> tuple[str, ...]:
    return violations(prescription, programme, clearance, person)


any_clearance = st.builds(
    cleared,
    st.sampled_from(["fallen_past_year", "dizziness", "numb_feet", "heart_disease"]),
    outcome=st.sampled_from(Outcome),
    support=st.sampled_from(Support),
    effort=st.sampled_from(Effort),
    clinician_agreed=st.booleans(),
)
any_person = st.builds(
    Person,
    name=st.just("Al"),
    age_years=st.integers(18, 100),
    group=st.sampled_from(Group),
    max_heart_rate_bpm=st.none() | st.floats(100.0, 220.0),
)


# --- what is permitted -----------------------------------------------------------------


@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_without_a_clearance_nothing_is_permitted(outcome: Outcome):
    clearance = cleared(
        outcome=outcome, support=Support.SECOND_PERSON, clinician_agreed=True
    )
    assert allowance(clearance, UMA) == Allowance(
        Effort.LIGHT, Support.SECOND_PERSON, 0.0, 0.0, frozenset(), clinician_led=False
    )


def test_the_clearance_itself_is_passed_on():
    clearance = supported(effort=Effort.LIGHT, clinician_agreed=True)
    allowed = allowance(clearance, UMA)
    assert (allowed.effort, allowed.support, allowed.clinician_led) == (
        Effort.LIGHT,
        Support.RAIL_OR_WALL,
        True,
    )
    assert not allowance(cleared(), UMA).clinician_led


def test_the_freest_person_may_go_to_the_limits_of_every_prescription():
    allowed = allowance(cleared(), UMA)
    assert allowed.speed_max_mps == BACKWARD_SPEED_MAX_MPS
    assert allowed.incline_max_pct == INCLINE_MAX_PCT
    assert allowed.variations == frozenset(Variation)


@pytest.mark.parametrize("effort", Effort)
def test_the_speed_limit_is_the_fastest_that_is_not_harder_than_the_effort(effort: Effort):
    limit = allowance(cleared(effort=effort), UMA).speed_max_mps
    hardest = hardest_effort(limit, 0.0)
    assert hardest is None or hardest.rank <= effort.rank
    above = hardest_effort(limit + 0.01, 0.0)
    assert limit == BACKWARD_SPEED_MAX_MPS or (above and above.rank > effort.rank)


def test_light_effort_stays_where_no_cost_is_published_and_on_the_level():
    allowed = allowance(cleared(effort=Effort.LIGHT), UMA)
    assert allowed.speed_max_mps == 0.83
    assert allowed.speed_max_mps < SLOWEST_MPS
    assert allowed.incline_max_pct == 0.0
    assert Variation.LUNGES not in allowed.variations


def test_brisk_backward_walking_is_vigorous_and_only_for_who_may_work_hard():
    brisk_mps = 1.43
    assert allowance(cleared(effort=Effort.MODERATE), UMA).speed_max_mps < brisk_mps
    assert allowance(cleared(), UMA).speed_max_mps >= brisk_mps


@pytest.mark.parametrize("support", [Support.RAIL_OR_WALL, Support.SECOND_PERSON])
def test_with_support_nobody_is_asked_to_go_faster_than_three_kilometres_an_hour(
    support: Support,
):
    by_outcome = supported(support=support)
    by_support = cleared(support=support)
    for clearance in (by_outcome, by_support, supported(support=Support.NONE)):
        assert allowance(clearance, UMA).speed_max_mps == SUPPORTED_SPEED_MAX_MPS
    assert abs(SUPPORTED_SPEED_MAX_MPS * 3.6 - 3.0) < 1e-9


def test_with_support_there_is_no_slope():
    assert allowance(supported(), UMA).incline_max_pct == 0.0
    assert allowance(supported(clinician_agreed=True), UMA).incline_max_pct == 0.0


def test_the_steepest_slope_is_the_last_that_is_not_harder_than_the_effort():
    steepest = allowance(cleared(effort=Effort.MODERATE), UMA).incline_max_pct
    assert 0.0 < steepest < INCLINE_MAX_PCT
    assert hardest_effort(SLOWEST_MPS, steepest) is Effort.MODERATE
    assert hardest_effort(SLOWEST_MPS, steepest + 0.5) is Effort.VIGOROUS


@pytest.mark.parametrize("group", KNEE_GROUPS)
def test_a_sore_or_healing_knee_gets_neither_slope_nor_lunge_by_itself(group: Group):
    person = replace(UMA, group=group)
    alone = allowance(cleared(), person)
    agreed = allowance(cleared(clinician_agreed=True), person)
    assert (alone.incline_max_pct, agreed.incline_max_pct) == (0.0, INCLINE_MAX_PCT)
    assert Variation.LUNGES not in alone.variations
    assert Variation.LUNGES in agreed.variations
    assert alone.variations == frozenset(Variation) - {Variation.LUNGES}
    assert set(KNEE_GROUPS) == {Group.KNEE_OSTEOARTHRITIS, Group.AFTER_KNEE_INJURY}


@pytest.mark.parametrize("group", LED_GROUPS)
def test_nobody_whom_a_clinician_leads_gets_a_slope_from_us(group: Group):
    allowed = allowance(cleared(clinician_agreed=True), replace(UMA, group=group))
    assert allowed.incline_max_pct == 0.0


def test_with_support_only_the_eyes_may_vary():
    assert allowance(supported(), UMA).variations == {Variation.SHOULDER_CHECKS}


@pytest.mark.parametrize("key", ["fallen_past_year", "feels_unsteady", "reported_fall"])
def test_hands_stay_on_for_whoever_fell_or_is_unsteady_whatever_else_was_allowed(key: str):
    allowed = allowance(cleared(key), UMA)
    assert not {Variation.HANDS_FREE, Variation.ARM_SWING} & allowed.variations
    assert Variation.DUAL_TASK in allowed.variations


def test_hands_stay_on_for_whoever_needs_support():
    allowed = allowance(cleared(support=Support.RAIL_OR_WALL), UMA)
    assert not {Variation.HANDS_FREE, Variation.ARM_SWING} & allowed.variations


@pytest.mark.parametrize("key", ["dizziness", "faintness", "reported_dizziness"])
def test_a_dizzy_head_is_not_turned(key: str):
    for clearance in (cleared(key), supported(key)):
        assert Variation.SHOULDER_CHECKS not in allowance(clearance, UMA).variations


# --- speed on a slope ------------------------------------------------------------------


@given(
    effort=st.sampled_from(Effort),
    one=st.integers(0, 30),
    other=st.integers(0, 30),
)
def test_the_steeper_the_slower(effort: Effort, one: int, other: int):
    allowed = allowance(cleared(effort=effort), UMA)
    flatter, steeper = sorted((one / 2, other / 2))
    assert speed_limit_mps(allowed, steeper) <= speed_limit_mps(allowed, flatter)


@given(effort=st.sampled_from(Effort), incline_pct=st.floats(0.0, INCLINE_MAX_PCT))
def test_the_speed_limit_on_a_slope_is_never_harder_than_the_effort(
    effort: Effort, incline_pct: float
):
    allowed = allowance(cleared(effort=effort), UMA)
    limit = speed_limit_mps(allowed, incline_pct)
    assert 0.0 <= limit <= allowed.speed_max_mps
    if limit == 0.0:
        assert incline_pct > allowed.incline_max_pct
        return
    hardest = hardest_effort(limit, incline_pct)
    assert hardest is None or hardest.rank <= effort.rank


def test_on_the_level_the_limit_is_that_of_the_allowance():
    for clearance in (cleared(), supported(), cleared(effort=Effort.MODERATE)):
        allowed = allowance(clearance, UMA)
        assert speed_limit_mps(allowed, 0.0) == allowed.speed_max_mps


def test_a_support_limit_holds_on_a_slope_too():
    slow = replace(allowance(cleared(), UMA), speed_max_mps=0.5)
    assert speed_limit_mps(slow, 5.0) == 0.5


def test_a_slope_walked_slower_than_any_published_speed_is_judged_at_that_speed():
    moderate = allowance(cleared(effort=Effort.MODERATE), UMA)
    free_slope = replace(moderate, incline_max_pct=INCLINE_MAX_PCT)
    assert hardest_effort(0.3, 10.0) is None
    assert speed_limit_mps(free_slope, 10.0) == 0.0
    light = replace(free_slope, effort=Effort.LIGHT)
    assert speed_limit_mps(light, 0.5) == 0.0
    assert speed_limit_mps(light, 0.0) == 0.83


# --- what is more than that ------------------------------------------------------------


def test_what_is_within_the_clearance_has_no_violation():
    told = walk(
        Interval(FORWARD, 120.0, Band(1.0, 2.0)),
        backward(
            speed_mps=Band(0.8, 1.0),
            incline_pct=3.0,
            rpe_cr10=rpe_band(Effort.VIGOROUS),
            heart_rate_bpm=heart_rate_band(Effort.VIGOROUS, UMA),
            variation=Variation.HANDS_FREE,
        ),
    )
    assert excess(told, cleared()) == ()


@pytest.mark.parametrize("outcome", [Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW])
def test_an_outcome_that_stops_is_a_violation_by_itself(outcome: Outcome):
    (said,) = excess(walk(), cleared(outcome=outcome, clinician_agreed=True), UMA, LED)
    assert said == "Your screening does not allow backward walking now."


@pytest.mark.parametrize(
    ("needed", "given_", "fine"),
    [
        (Support.NONE, Support.NONE, True),
        (Support.NONE, Support.SECOND_PERSON, True),
        (Support.RAIL_OR_WALL, Support.NONE, False),
        (Support.RAIL_OR_WALL, Support.RAIL_OR_WALL, True),
        (Support.RAIL_OR_WALL, Support.SECOND_PERSON, True),
        (Support.SECOND_PERSON, Support.RAIL_OR_WALL, False),
        (Support.SECOND_PERSON, Support.SECOND_PERSON, True),
    ],
)
def test_too_little_support_is_found(needed: Support, given_: Support, fine: bool):
    found = excess(walk(support=given_), supported(support=needed))
    assert (found == ()) is fine


def test_too_little_support_is_said_in_words():
    (said,) = excess(walk(support=Support.NONE), supported(support=Support.SECOND_PERSON))
    assert said == "You need a second person, and this has no support."


@pytest.mark.parametrize("place", Place)
def test_a_rail_where_there_is_none_is_no_support(place: Place):
    found = excess(walk(place=place), supported())
    assert found == (
        ()
        if place in (Place.TREADMILL, Place.HALLWAY)
        else ("There is nothing to hold at this place, so a second person is needed.",)
    )
    assert excess(walk(place=place, support=Support.SECOND_PERSON), supported()) == ()


def test_too_fast_is_found_by_the_top_of_the_band_and_said_in_words():
    clearance = cleared(effort=Effort.MODERATE)
    limit = allowance(clearance, UMA).speed_max_mps
    at = walk(backward(speed_mps=Band(0.5, limit)))
    above = walk(backward(speed_mps=Band(0.5, limit + 0.01)))
    assert excess(at, clearance) == ()
    (said,) = excess(above, clearance)
    assert said == "4.36 km/h backward is faster than your 4.32 km/h at this slope."


def test_too_fast_for_the_slope_is_found_although_each_alone_is_fine():
    clearance = cleared(effort=Effort.MODERATE)
    fast, slope = Band(1.0, 1.1), 4.0
    assert excess(walk(backward(speed_mps=fast)), clearance) == ()
    assert excess(walk(backward(incline_pct=slope)), clearance) == ()
    (said,) = excess(walk(backward(speed_mps=fast, incline_pct=slope)), clearance)
    assert "backward is faster than" in said


def test_forward_walking_is_not_held_to_the_backward_speed():
    told = walk(Interval(FORWARD, 60.0, Band(1.4, 1.8)), backward())
    assert excess(told, supported()) == ()


def test_a_slope_is_found_in_either_direction_and_said_once():
    told = walk(
        Interval(FORWARD, 60.0, None, 2.0),
        backward(incline_pct=2.0),
        backward(incline_pct=2.0, speed_mps=Band(0.1, 0.2)),
    )
    (said,) = excess(told, supported())
    assert said == "A slope of 2 % is steeper than your 0 %."


@pytest.mark.parametrize("variation", Variation)
def test_a_variation_that_is_not_allowed_is_found(variation: Variation):
    found = excess(walk(backward(variation=variation)), supported())
    if variation is Variation.SHOULDER_CHECKS:
        assert found == ()
        return
    words = variation.value.replace("_", " ")
    assert found == (f"The variation {words} is not for you yet.",)


@pytest.mark.parametrize("effort", Effort)
def test_an_effort_above_the_clearance_is_found(effort: Effort):
    clearance = cleared(effort=Effort.MODERATE)
    by_feeling = excess(walk(backward(rpe_cr10=rpe_band(effort))), clearance)
    by_heart = excess(
        walk(backward(heart_rate_bpm=heart_rate_band(effort, UMA))), clearance
    )
    if effort.rank <= Effort.MODERATE.rank:
        assert by_feeling == by_heart == ()
        return
    assert by_feeling == ("An effort of 6 of 10 is more than your 4.",)
    assert by_heart == ("A heart rate of 167 beats a minute is above your 136.",)


def test_a_heart_rate_without_a_measured_highest_one_is_a_violation():
    unknown = replace(UMA, max_heart_rate_bpm=None)
    (said,) = excess(walk(backward(heart_rate_bpm=Band(90.0, 100.0))), cleared(), unknown)
    assert said == "A heart rate is aimed at, but no test has shown your highest one."


def test_a_programme_that_a_clinician_leads_needs_one():
    (said,) = excess(walk(), cleared(), UMA, LED)
    assert said == "Our own way needs a clinician who leads it and has agreed."
    assert excess(walk(), cleared(clinician_agreed=True), UMA, LED) == ()


@pytest.mark.parametrize("group", LED_GROUPS)
def test_who_needs_a_clinician_may_not_follow_a_self_guided_programme(group: Group):
    clearance, person = supported(clinician_agreed=True), replace(UMA, group=group)
    (said,) = excess(walk(), clearance, person)
    assert said == "Our own way has no clinician to lead it, and you need one."
    assert excess(walk(), clearance, person, LED) == ()


def test_every_kind_of_excess_is_said_at_once():
    told = walk(
        backward(speed_mps=Band(1.0, 1.2), rpe_cr10=Band(5.0, 6.0)),
        backward(incline_pct=4.0, variation=Variation.LUNGES),
        place=Place.TRACK,
    )
    found = excess(told, supported(support=Support.SECOND_PERSON), UMA, LED)
    assert len(found) == 7


@given(clearance=any_clearance, person=any_person)
def test_what_is_built_to_the_allowance_violates_nothing(
    clearance: Clearance, person: Person
):
    allowed = allowance(clearance, person)
    programme = LED if profile(person.group).clinician_led else SELF_GUIDED
    limit = speed_limit_mps(allowed, allowed.incline_max_pct)
    told = walk(
        backward(
            speed_mps=Band(0.0, limit),
            incline_pct=allowed.incline_max_pct,
            rpe_cr10=rpe_band(allowed.effort),
            heart_rate_bpm=heart_rate_band(allowed.effort, person),
            variation=next(iter(allowed.variations), None),
        ),
        support=max(allowed.support, Support.RAIL_OR_WALL, key=list(Support).index),
    )
    fine = clearance.may_train and (programme is SELF_GUIDED or clearance.clinician_agreed)
    assert (excess(told, clearance, person, programme) == ()) is fine


@given(clearance=any_clearance, person=any_person)
def test_the_allowance_never_goes_beyond_the_clearance(
    clearance: Clearance, person: Person
):
    allowed = allowance(clearance, person)
    assert allowed.effort.rank <= clearance.effort.rank
    assert allowed.support is clearance.support
    assert allowed.clinician_led <= clearance.clinician_agreed
    assert allowed.speed_max_mps <= BACKWARD_SPEED_MAX_MPS
    assert allowed.incline_max_pct <= INCLINE_MAX_PCT


def test_the_rule_is_in_the_library():
    assert {"design_allowance", "cipriani1995", "cha2016"} <= set(sources())
