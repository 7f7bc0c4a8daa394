"""Contradictions: only what cannot be true together, each said with what to do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.evidence.sources import sources
from retrowalk.training.person import Group, Person
from retrowalk.training.screening.contradictions import contradictions
from retrowalk.training.screening.questions import QUESTION_KEYS, QUESTIONS, question

LIV = Person("Liv", 45, Group.ACTIVE_ADULT)
ALL_NO = dict.fromkeys(QUESTION_KEYS, "no")
ALL_YES = dict.fromkeys(QUESTION_KEYS, "yes")

NO_DENIES = {
    Group.MULTIPLE_SCLEROSIS: ["neurological_disease"],
    Group.PARKINSON: ["neurological_disease"],
    Group.STROKE: ["neurological_disease", "heart_disease"],
    Group.DIABETIC_NEUROPATHY: ["metabolic_disease", "numb_feet"],
}

any_answers = st.fixed_dictionaries(
    {}, optional={q.key: st.sampled_from([c.key for c in q.choices]) for q in QUESTIONS}
)


def found(answers: dict[str, str] | dict[str, bool], person: Person) -> list[str]:
    return [key for c in contradictions(answers, person) for key in c.questions]


@pytest.mark.parametrize("group", Group)
def test_a_disease_cannot_be_the_reason_to_train_and_denied(group: Group):
    person = replace(LIV, group=group)
    assert found(ALL_NO, person) == NO_DENIES.get(group, [])
    assert found(ALL_YES, person) == []


def test_the_sentence_names_both_sides_and_what_to_do_without_a_full_stop():
    person = replace(LIV, group=Group.STROKE)
    for contradiction in contradictions(ALL_NO, person):
        (key,) = contradiction.questions
        assert question(key).text in contradiction.sentence
        assert "you train after a stroke, but answered no" in contradiction.sentence
        assert contradiction.sentence.endswith("change this answer, or what you train for")


@pytest.mark.parametrize(
    ("age", "expected"), [(60, []), (61, ["pregnant"]), (80, ["pregnant"])]
)
def test_a_pregnancy_above_sixty_is_taken_for_a_slip(age: int, expected: list[str]):
    person = replace(LIV, age_years=age)
    assert found({"pregnant": "yes"}, person) == expected
    assert found({"pregnant": "no"}, person) == []


def test_the_age_is_named_where_it_does_not_fit():
    (only,) = contradictions({"pregnant": "yes"}, replace(LIV, age_years=71))
    assert question("pregnant").text in only.sentence
    assert "your age is 71 years" in only.sentence
    assert only.sentence.endswith("change this answer, or the year of birth")


def test_true_and_false_are_understood():
    person = replace(LIV, group=Group.PARKINSON)
    assert found({"neurological_disease": False}, person) == ["neurological_disease"]
    assert found({"neurological_disease": True}, person) == []


@given(
    told=any_answers,
    group=st.sampled_from(Group),
    age=st.integers(18, 120),
)
def test_what_is_not_answered_contradicts_nothing(
    told: dict[str, str], group: Group, age: int
):
    person = replace(LIV, group=group, age_years=age)
    assert set(found(told, person)) <= set(told)
    assert contradictions({}, person) == ()


def test_a_clinician_who_agreed_although_nothing_asks_for_one_is_no_contradiction():
    assert found(ALL_NO | {"clinician_agreed": "yes"}, LIV) == []


def test_the_rule_is_in_the_library():
    assert "design_contradictions" in sources()
