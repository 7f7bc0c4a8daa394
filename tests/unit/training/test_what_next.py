"""After a programme: test again first, and nothing more while pain has risen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from retrowalk.evidence.sources import sources
from retrowalk.outcomes.measures import MEASURES
from retrowalk.training.dose import Dose
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group, Person
from retrowalk.training.plan import Plan, PlanState
from retrowalk.training.planning.what_next import NextStep, next_steps
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.starters import PROGRAMMES
from retrowalk.training.session import SessionRecord

MON = date(2026, 11, 23)
DAY = timedelta(days=1)
Build = Callable[..., SessionRecord]
BuildPlan = Callable[..., Plan]


@pytest.fixture
def person(a_person: Callable[..., Person]) -> Person:
    return a_person()


@pytest.fixture
def over(a_plan: BuildPlan) -> Callable[..., Plan]:
    def build(rules: Programme, **changed: object) -> Plan:
        return a_plan(rules, ahead=(), state=PlanState.ENDED, **changed)

    return build


@pytest.fixture
def knee() -> Programme:
    return PROGRAMMES["knee_10_min"]


def block(
    a_session: Build, rules: Programme, backward_s: float, pains: list[int | None]
) -> list[SessionRecord]:
    weeks = rules.weeks * 7 - 1
    return [
        a_session(
            MON + (weeks - len(pains) + n) * DAY,
            rules=rules,
            dose=Dose(backward_s, 60.0),
            pain_before=pain,
            pain_after=pain,
        )
        for n, pain in enumerate(pains)
    ]


def by_key(steps: tuple[NextStep, ...]) -> dict[str, NextStep]:
    table = {step.key: step for step in steps}
    assert len(table) == len(steps)
    return table


def test_after_a_good_block_the_tests_come_first_and_then_three_ways_to_go_on(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    records = block(a_session, knee, 600.0, [2] * 8)
    steps = next_steps(over(knee), knee, records, person)
    assert [s.key for s in steps] == ["retest", "repeat", "move_on", "keep"]
    assert steps[0].measures == profile(person.group).measures
    assert set(steps[0].measures) <= set(MEASURES)
    assert steps[1].sentence == (
        "Repeat Ten minutes for knees for 6 more weeks, beginning with 10 minutes of "
        "backward walking, no more than you last walked."
    )
    assert steps[2].sentence == (
        "You have reached the end of Ten minutes for knees; Ten minutes in one go is a next "
        "one, which grows to at most 10 minutes 3 times a week."
    )
    assert steps[3].sentence == (
        "Keep what you have with 10 minutes twice a week; how little is enough to keep it "
        "is not known."
    )
    assert (steps[3].programme, steps[3].per_week) == (knee.key, 2)


def test_every_step_is_a_sentence_with_sources_that_exist(
    a_session: Build, over: Callable[..., Plan], person: Person
):
    for rules in PROGRAMMES.values():
        for pains in ([2] * 6, [1, 1, 5, 5], []):
            someone = replace(person, group=rules.groups[0])
            records = block(a_session, rules, float(rules.target_backward_s), pains)
            for step in next_steps(over(rules), rules, records, someone):
                assert step.sentence.endswith(".")
                assert step.sources
                assert set(step.sources) <= set(sources())


def test_where_pain_rose_a_clinician_comes_first_and_nothing_is_asked_for_again(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    records = block(a_session, knee, 600.0, [1, 2, 2, 3, 3, 3])
    steps = next_steps(over(knee), knee, records, person)
    assert [s.key for s in steps] == ["show_clinician", "retest", "keep"]
    assert steps[0].sentence == (
        "The pain you told us rose from 2 to 3 of 10 over these weeks, so show that to a "
        "clinician before you go on."
    )


@pytest.mark.parametrize(
    "pains",
    [
        [3, 3, 3, 3, 3, 3],
        [5, 4, 3, 2, 1, 0],
        [2, 2, 9, 2, 2, 2],
        [None, None, 1, None],
        [4],
    ],
)
def test_pain_that_did_not_rise_or_is_not_known_sends_nobody_away(
    a_session: Build,
    over: Callable[..., Plan],
    knee: Programme,
    person: Person,
    pains: list[int | None],
):
    steps = next_steps(over(knee), knee, block(a_session, knee, 600.0, pains), person)
    assert "show_clinician" not in by_key(steps)


@pytest.mark.parametrize(
    "sore", [{"pain_after": 8}, {"pain_before": 4, "pain_after": 6}, {"pain_during": 6}]
)
def test_who_ends_a_block_with_a_session_that_hurt_too_much_shows_that_to_a_clinician(
    a_session: Build,
    over: Callable[..., Plan],
    knee: Programme,
    person: Person,
    sore: dict[str, int],
):
    worst = max(sore.values())
    before = block(a_session, knee, 600.0, [worst] * 5)
    last = replace(before[-1], **({"pain_before": worst} | sore))
    steps = next_steps(over(knee), knee, [*before[:-1], last], person)
    assert [s.key for s in steps] == ["show_clinician", "retest", "keep"]
    assert steps[0].sentence == (
        "Your last session still hurt too much, so show that to a clinician before you go on."
    )


def test_pain_on_the_next_morning_counts_too(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    records = block(a_session, knee, 600.0, [1, 1, 1, 1])
    sore = [*records[:2], *(replace(r, pain_next_morning=4) for r in records[2:])]
    assert next_steps(over(knee), knee, sore, person)[0].key == "show_clinician"


def test_a_next_programme_is_offered_only_at_the_end_of_this_one_and_begins_below_it(
    a_session: Build, over: Callable[..., Plan], person: Person
):
    rules = PROGRAMMES["beginner_intervals"]
    active = replace(person, group=Group.ACTIVE_ADULT)
    half = block(a_session, rules, 240.0, [0] * 4)
    assert "move_on" not in by_key(next_steps(over(rules), rules, half, active))
    whole = block(a_session, rules, float(rules.target_backward_s), [0] * 4)
    onward = by_key(next_steps(over(rules), rules, whole, active))["move_on"]
    following = PROGRAMMES[str(onward.programme)]
    assert following.start_backward_s <= rules.target_backward_s
    assert active.group in following.groups
    assert following.target_backward_s >= rules.target_backward_s
    assert following.last_bout_s > rules.last_bout_s
    assert following.name in onward.sentence


def test_no_programme_is_next_whose_first_session_asks_for_more_than_was_walked(
    a_session: Build, over: Callable[..., Plan], person: Person
):
    rules = PROGRAMMES["five_daily"]
    back = replace(person, group=Group.LOW_BACK_PAIN)
    records = block(a_session, rules, float(rules.target_backward_s), [0] * 4)
    assert PROGRAMMES["back_15_min"].start_backward_s > rules.target_backward_s
    assert "move_on" not in by_key(next_steps(over(rules), rules, records, back))


def test_whoever_walked_on_fewer_days_is_not_sent_on_to_the_same_programme(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    records = block(a_session, knee, 600.0, [2] * 4)
    steps = by_key(next_steps(over(knee, weekdays=(0, 3)), knee, records, person))
    assert steps["move_on"].programme != knee.key
    assert steps["keep"].per_week == 1


def test_records_of_other_blocks_do_not_count(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    before = [a_session(MON - n * DAY, rules=knee) for n in range(1, 5)]
    other = [a_session(MON + DAY, rules=PROGRAMMES["five_daily"])]
    steps = next_steps(over(knee), knee, [*before, *other], person)
    assert [s.key for s in steps] == ["retest", "begin_again"]


def test_after_a_long_break_the_programme_begins_again(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    plan = over(knee, ends_on=MON + 40 * DAY)
    steps = next_steps(plan, knee, [a_session(MON, rules=knee)], person)
    assert [s.key for s in steps] == ["retest", "begin_again"]


def test_whoever_walks_once_a_week_is_not_asked_to_walk_less_often(
    a_session: Build, over: Callable[..., Plan], knee: Programme, person: Person
):
    records = block(a_session, knee, 600.0, [2] * 4)
    steps = next_steps(over(knee, weekdays=(0,)), knee, records, person)
    assert "keep" not in by_key(steps)


@pytest.mark.parametrize("state", [PlanState.RUNNING, PlanState.RESTING])
def test_a_plan_that_is_not_over_has_no_next_step(
    a_plan: BuildPlan, knee: Programme, person: Person, state: PlanState
):
    plan = a_plan(knee)
    if state is PlanState.RESTING:
        plan = replace(plan, ahead=(), state=state)
    assert next_steps(plan, knee, (), person) == ()


@pytest.mark.parametrize("sessions", [2, 8])
def test_a_programme_that_waits_for_level_sessions_is_no_next_step(
    a_session: Build, over: Callable[..., Plan], sessions: int
):
    rules = PROGRAMMES["two_by_two"]
    active = Person("Lu", 40, Group.WEIGHT_AND_FITNESS)
    walked = float(rules.target_backward_s)
    records = block(a_session, rules, walked, [2] * sessions)
    steps = by_key(next_steps(over(rules), rules, records, active))
    onward = steps["move_on"].programme if "move_on" in steps else None
    assert (onward in ("brisk_15_min", "slope_20_min")) is (sessions >= 6)
