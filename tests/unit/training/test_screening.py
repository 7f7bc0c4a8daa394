"""The screening: every question is asked, and caution only ever adds up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.training.clearance import Clearance, Effort, Outcome
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Support
from retrowalk.training.questions import (
    QUESTION_KEYS,
    QUESTIONS,
    AnswerKind,
    Section,
    page,
)
from retrowalk.training.screening import screen
from retrowalk.training.screening_rules import DISEASES, RISKS

TODAY = date(2026, 11, 22)
ADA = Person("Ada", 70, Group.OLDER_ADULT)
RISK_KEYS = (*RISKS, *DISEASES)


def answers(**changed: str) -> dict[str, str]:
    healthy = dict.fromkeys(QUESTION_KEYS, "no") | {
        "regularly_active": "yes",
        "desired_effort": "light",
    }
    return healthy | changed


def screened(**changed: str) -> Clearance:
    return screen(answers(**changed), ADA, TODAY)


any_answers = st.fixed_dictionaries(
    {q.key: st.sampled_from([c.key for c in q.choices]) for q in QUESTIONS}
)


def test_every_question_has_a_page_a_rule_and_an_answer():
    paged = [q.key for section in Section for q in page(section)]
    not_a_risk = {"regularly_active", "desired_effort", "clinician_agreed"}
    assert sorted(QUESTION_KEYS) == sorted(paged)
    assert set(QUESTION_KEYS) == set(RISK_KEYS) | not_a_risk
    assert all(q.sources and len(q.choices) >= 2 for q in QUESTIONS)
    assert all(
        [c.key for c in q.choices] == ["yes", "no"]
        for q in QUESTIONS
        if q.kind is AnswerKind.YES_NO
    )


def test_a_page_is_short():
    assert max(len(page(section)) for section in Section) <= 10


@pytest.mark.parametrize("key", QUESTION_KEYS)
def test_an_unanswered_question_is_named(key: str):
    told = answers()
    del told[key]
    with pytest.raises(BadAnswer, match=f"{key} is not answered"):
        screen(told, ADA, TODAY)


def test_an_answer_that_was_not_offered_is_refused():
    with pytest.raises(
        BadAnswer, match="dizziness is answered 'maybe'; expected yes or no"
    ):
        screened(dizziness="maybe")


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(BadAnswer, match="no question 'shoe_size'"):
        screened(shoe_size="42")


def test_true_and_false_are_yes_and_no():
    spoken = {k: {"yes": True, "no": False}.get(v, v) for k, v in answers().items()}
    assert screened() == screen(spoken, ADA, TODAY)


@pytest.mark.parametrize("age", [17, -1, 121])
def test_only_adults_are_screened(age: int):
    with pytest.raises(BadAnswer, match=f"age is {age}"):
        screen(answers(), Person("Bo", age, Group.ACTIVE_ADULT), TODAY)


def test_an_inactive_person_without_disease_who_wants_light_effort_is_cleared():
    clearance = screened(regularly_active="no", desired_effort="light")
    assert (
        clearance.outcome,
        clearance.support,
        clearance.reasons,
    ) == (Outcome.CLEARED, Support.NONE, ())


def test_an_inactive_person_who_wants_to_work_hard_is_cleared_to_begin_lightly():
    clearance = screened(regularly_active="no", desired_effort="vigorous")
    assert (clearance.outcome, clearance.effort) == (Outcome.CLEARED, Effort.MODERATE)
    assert [r.key for r in clearance.reasons] == ["desired_effort"]


@pytest.mark.parametrize("disease", DISEASES)
def test_known_disease_follows_activity_and_wanted_effort(disease: str):
    inactive = screened(regularly_active="no", **{disease: "yes"})
    active = screened(**{disease: "yes"})
    hard = screened(desired_effort="vigorous", **{disease: "yes"})
    assert [inactive.outcome, active.outcome, hard.outcome] == [
        Outcome.ASK_CLINICIAN_FIRST,
        Outcome.CLEARED_WITH_SUPPORT,
        Outcome.ASK_CLINICIAN_FIRST,
    ]


def test_whoever_must_ask_first_hears_what_is_possible_until_then():
    clearance = screened(regularly_active="no", heart_disease="yes")
    assert any("Until then" in sentence for sentence in clearance.still_possible)
    assert not clearance.may_train


@pytest.mark.parametrize(
    "key", ["fallen_past_year", "feels_unsteady", "worries_about_falling"]
)
def test_each_key_question_about_falls_asks_for_support(key: str):
    clearance = screened(**{key: "yes"})
    assert (
        clearance.outcome,
        clearance.support,
    ) == (Outcome.CLEARED_WITH_SUPPORT, Support.RAIL_OR_WALL)


@pytest.mark.parametrize("key", ["back_red_flags", "unstable_heart", "swollen_joint"])
def test_no_word_of_a_clinician_opens_what_must_wait(key: str):
    clearance = screened(clinician_agreed="yes", **{key: "yes"})
    assert clearance.outcome is Outcome.NOT_NOW


def test_a_clinician_who_agreed_lets_a_person_start_with_support():
    clearance = screened(numb_feet="yes", clinician_agreed="yes")
    assert (
        clearance.outcome,
        clearance.support,
    ) == (Outcome.CLEARED_WITH_SUPPORT, Support.RAIL_OR_WALL)
    assert [r.key for r in clearance.reasons] == ["numb_feet", "clinician_agreed"]


@given(told=any_answers, key=st.sampled_from(RISK_KEYS))
def test_one_more_yes_to_a_risk_never_loosens_anything(told: dict[str, str], key: str):
    before = screen(told | {key: "no"}, ADA, TODAY)
    after = screen(told | {key: "yes"}, ADA, TODAY)
    helps = list(Support)
    efforts = list(Effort)
    assert after.outcome.severity >= before.outcome.severity
    assert helps.index(after.support) >= helps.index(before.support)
    assert efforts.index(after.effort) <= efforts.index(before.effort)


@given(told=any_answers)
def test_a_clearance_says_why_until_when_and_what_is_possible(told: dict[str, str]):
    clearance = screen(told, ADA, TODAY)
    assert clearance.reasons or clearance.outcome is Outcome.CLEARED
    assert clearance.still_possible
    assert clearance.stands_on(TODAY)
    assert not clearance.stands_on(clearance.review_on)
    assert not clearance.stands_on(TODAY - timedelta(days=1))
    assert (clearance.support is Support.NONE) <= (clearance.outcome is Outcome.CLEARED)


@given(told=any_answers)
def test_every_yes_to_a_risk_is_said_back(told: dict[str, str]):
    said = {r.key for r in screen(told, ADA, TODAY).reasons}
    assert {key for key in RISK_KEYS if told[key] == "yes"} <= said
