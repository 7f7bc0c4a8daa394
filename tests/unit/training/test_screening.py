"""The screening: every question is asked, and caution only ever adds up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.evidence.sources import sources
from retrowalk.training.clearance import Clearance, Effort, Outcome, strength
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import Support
from retrowalk.training.screening.allowance import allowance
from retrowalk.training.screening.contradictions import contradictions
from retrowalk.training.screening.questions import (
    QUESTION_KEYS,
    QUESTIONS,
    AnswerKind,
    Section,
    page,
    question,
)
from retrowalk.training.screening.rules import DISEASES, REPORTED, REVIEW_DAYS, RISKS
from retrowalk.training.screening.screen import screen
from retrowalk.training.screening.still_possible import (
    AT_ONCE,
    CARE,
    FIRST,
    FITS,
    Lighter,
    lighter_options,
)
from retrowalk.training.session import UNNAMED, Reported, Symptom

TODAY = date(2026, 11, 22)
ADA = Person("Ada", 45, Group.ACTIVE_ADULT)
RISK_KEYS = (*RISKS, *DISEASES)
NOT_A_RISK = {"regularly_active", "desired_effort", "clinician_agreed"}
CLINICIAN_LED = (Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON)

CLEARED, HELP = Outcome.CLEARED, Outcome.CLEARED_WITH_SUPPORT
ASK, NOT_NOW = Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW
RAIL, PERSON = Support.RAIL_OR_WALL, Support.SECOND_PERSON

# Written down a second time on purpose: a slip in the table of rules must not pass.
ONE_YES = {
    "chest_discomfort": (ASK, PERSON),
    "unusual_breathlessness": (ASK, PERSON),
    "faintness": (ASK, PERSON),
    "heart_flutter_or_swelling": (ASK, PERSON),
    "leg_cramp_walking": (ASK, RAIL),
    "unstable_heart": (NOT_NOW, PERSON),
    "very_high_blood_pressure": (ASK, RAIL),
    "fever_or_infection": (NOT_NOW, RAIL),
    "pregnant": (ASK, PERSON),
    "fallen_past_year": (HELP, RAIL),
    "feels_unsteady": (HELP, RAIL),
    "worries_about_falling": (HELP, RAIL),
    "dizziness": (ASK, PERSON),
    "cannot_see_or_hear": (HELP, PERSON),
    "numb_feet": (ASK, RAIL),
    "walking_aid": (ASK, PERSON),
    "makes_drowsy": (HELP, PERSON),
    "neurological_disease": (ASK, PERSON),
    "recent_surgery_or_fracture": (ASK, RAIL),
    "swollen_joint": (NOT_NOW, RAIL),
    "knee_gives_way": (ASK, RAIL),
    "fragile_bones": (ASK, PERSON),
    "back_red_flags": (NOT_NOW, PERSON),
}
RED_FLAGS = tuple(key for key, (outcome, _) in ONE_YES.items() if outcome is NOT_NOW)


def answers(**changed: str) -> dict[str, str]:
    healthy = dict.fromkeys(QUESTION_KEYS, "no") | {
        "regularly_active": "yes",
        "desired_effort": "light",
    }
    return healthy | changed


def screened(*reported: Reported, person: Person = ADA, **changed: str) -> Clearance:
    return screen(answers(**changed), person, TODAY, reported)


def keys(clearance: Clearance) -> list[str]:
    return [reason.key for reason in clearance.reasons]


any_answers = st.fixed_dictionaries(
    {q.key: st.sampled_from([c.key for c in q.choices]) for q in QUESTIONS}
)
any_reported = st.lists(st.sampled_from(Symptom), unique=True).map(tuple)
any_person = st.builds(
    Person,
    name=st.just("Al"),
    age_years=st.integers(18, 120),
    group=st.sampled_from(Group),
)


def test_every_question_has_a_page_a_rule_and_an_answer():
    paged = [q.key for section in Section for q in page(section)]
    assert sorted(QUESTION_KEYS) == sorted(paged)
    assert set(QUESTION_KEYS) == set(RISK_KEYS) | NOT_A_RISK
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
    with pytest.raises(BadAnswer) as refused:
        screen(told, ADA, TODAY)
    choices = " or ".join(choice.key for choice in question(key).choices)
    assert str(refused.value) == f"{key} is not answered; expected {choices}"


def test_an_answer_that_was_not_offered_is_refused():
    with pytest.raises(
        BadAnswer, match=r"^dizziness is answered 'maybe'; expected yes or no$"
    ):
        screened(dizziness="maybe")


def test_an_answer_to_no_question_is_refused_by_its_name():
    with pytest.raises(
        BadAnswer, match=r"^there is no question 'hat_size' in the screening$"
    ):
        screened(shoe_size="42", hat_size="58")


def test_true_and_false_are_yes_and_no():
    spoken = {k: {"yes": True, "no": False}.get(v, v) for k, v in answers().items()}
    assert screened() == screen(spoken, ADA, TODAY)
    assert screened(dizziness="yes") == screen(spoken | {"dizziness": True}, ADA, TODAY)


def test_contradictory_answers_are_refused_with_both_named():
    told = answers()
    person = replace(ADA, group=Group.STROKE)
    misfits = contradictions(told, person)
    with pytest.raises(BadAnswer) as refused:
        screen(told, person, TODAY)
    assert str(refused.value) == misfits[0].sentence
    assert len(misfits) == 2


@pytest.mark.parametrize(("key", "expected"), ONE_YES.items())
def test_one_yes_leads_to_its_outcome_and_support(
    key: str, expected: tuple[Outcome, Support]
):
    clearance = screened(**{key: "yes"})
    assert (clearance.outcome, clearance.support) == expected
    reason = clearance.reasons[0]
    assert (reason.key, reason.sources) == (key, question(key).sources)
    assert set(ONE_YES) == set(RISKS)


def test_an_inactive_person_without_disease_who_wants_light_effort_is_cleared():
    clearance = screened(regularly_active="no", desired_effort="light")
    assert (clearance.outcome, clearance.support) == (CLEARED, Support.NONE)
    assert keys(clearance) == ["nothing_against"]


def test_an_inactive_person_who_wants_to_work_hard_is_cleared_to_begin_lightly():
    clearance = screened(regularly_active="no", desired_effort="vigorous")
    assert (clearance.outcome, clearance.effort) == (CLEARED, Effort.MODERATE)
    assert keys(clearance) == ["nothing_against", "desired_effort"]
    assert clearance.reasons[1].sentence == (
        "You are not regularly active yet, so you begin lightly and build up."
    )


@pytest.mark.parametrize("effort", Effort)
def test_an_active_person_without_disease_works_as_hard_as_they_want(effort: Effort):
    clearance = screened(desired_effort=effort)
    assert (clearance.outcome, clearance.effort) == (CLEARED, effort)
    assert keys(clearance) == ["nothing_against"]


@pytest.mark.parametrize("disease", DISEASES)
def test_known_disease_follows_activity_and_wanted_effort(disease: str):
    inactive = screened(regularly_active="no", **{disease: "yes"})
    active = screened(**{disease: "yes"})
    hard = screened(desired_effort="vigorous", **{disease: "yes"})
    assert [inactive.outcome, active.outcome, hard.outcome] == [ASK, HELP, ASK]
    assert {inactive.support, active.support, hard.support} == {RAIL}
    assert keys(inactive) == [disease, "many_are_sent"]
    assert keys(active) == [disease]
    assert all(DISEASES[disease] in c.reasons[0].sentence for c in (inactive, active, hard))


@pytest.mark.parametrize("disease", DISEASES)
def test_backward_is_new_so_known_disease_stays_light_until_a_clinician_agreed(
    disease: str,
):
    alone = screened(desired_effort="moderate", **{disease: "yes"})
    agreed = screened(desired_effort="moderate", clinician_agreed="yes", **{disease: "yes"})
    assert (alone.outcome, alone.effort) == (HELP, Effort.LIGHT)
    assert (agreed.outcome, agreed.effort) == (HELP, Effort.MODERATE)
    assert keys(alone) == [disease, "desired_effort"]
    assert "moderate effort" in alone.reasons[1].sentence
    assert "stays light" in alone.reasons[1].sentence
    assert keys(agreed) == [disease]


@pytest.mark.parametrize("disease", DISEASES)
def test_whoever_asks_first_only_because_of_hard_effort_hears_that_light_would_do(
    disease: str,
):
    hard = screened(desired_effort="vigorous", **{disease: "yes"})
    hard_and_dizzy = screened(
        desired_effort="vigorous", dizziness="yes", **{disease: "yes"}
    )
    inactive = screened(
        desired_effort="vigorous", regularly_active="no", **{disease: "yes"}
    )
    after_a_fall = screened(Symptom.FALL, desired_effort="vigorous", **{disease: "yes"})
    offer = "If light effort is enough for you"
    said = [
        any(sentence.startswith(offer) for sentence in c.still_possible)
        for c in (hard, hard_and_dizzy, inactive, after_a_fall)
    ]
    assert said == [True, False, False, False]


def test_nobody_who_may_start_is_told_to_want_less():
    for clearance in (
        screened(desired_effort="vigorous"),
        screened(desired_effort="vigorous", fallen_past_year="yes"),
        screened(desired_effort="vigorous", heart_disease="yes", clinician_agreed="yes"),
        screened(desired_effort="vigorous", swollen_joint="yes"),
    ):
        assert not any("light effort is enough" in s for s in clearance.still_possible)


def test_with_support_the_effort_stays_moderate_and_that_is_said():
    clearance = screened(desired_effort="vigorous", fallen_past_year="yes")
    assert (clearance.outcome, clearance.effort) == (HELP, Effort.MODERATE)
    assert keys(clearance) == ["fallen_past_year", "desired_effort"]
    assert clearance.reasons[1].sentence == (
        "You asked for vigorous effort; with what you told us it stays moderate for now."
    )
    assert clearance.reasons[1].sources == ("acsm2015", "design_allowance")


@pytest.mark.parametrize(
    "key", [key for key, (outcome, _) in ONE_YES.items() if outcome is not HELP]
)
def test_whoever_may_not_train_yet_is_given_no_more_than_light_effort(key: str):
    clearance = screened(desired_effort="vigorous", **{key: "yes"})
    assert not clearance.may_train
    assert clearance.effort is Effort.LIGHT


def test_it_is_said_how_many_such_questions_send_to_a_clinician():
    by_sign = screened(chest_discomfort="yes", knee_gives_way="yes")
    by_our_gate = screened(knee_gives_way="yes")
    light_disease_and_gate = screened(knee_gives_way="yes", heart_disease="yes")
    assert keys(by_sign) == ["chest_discomfort", "knee_gives_way", "many_are_sent"]
    assert "54.2 %" in by_sign.reasons[-1].sentence
    assert "2.6 %" in by_sign.reasons[-1].sentence
    assert by_sign.reasons[-1].sources == ("whitfield2017",)
    assert keys(by_our_gate) == ["knee_gives_way", "our_own_gate"]
    assert keys(light_disease_and_gate)[-1] == "our_own_gate"
    assert screened(swollen_joint="yes", knee_gives_way="yes").reasons[-1].key == (
        "knee_gives_way"
    )


def test_the_strictest_reason_comes_first():
    clearance = screened(fallen_past_year="yes", dizziness="yes", back_red_flags="yes")
    assert keys(clearance) == ["back_red_flags", "dizziness", "fallen_past_year"]


def test_an_emergency_is_said_before_what_merely_has_to_pass():
    clearance = screened(
        fever_or_infection="yes",
        swollen_joint="yes",
        unstable_heart="yes",
        back_red_flags="yes",
        dizziness="yes",
    )
    first_two, later, last = keys(clearance)[:2], keys(clearance)[2:4], keys(clearance)[4:]
    assert set(first_two) == {"unstable_heart", "back_red_flags"}
    assert later == ["fever_or_infection", "swollen_joint"]
    assert last == ["dizziness"]
    assert clearance.still_possible[:4] == tuple(FIRST[key] for key in (*first_two, *later))


def test_whoever_must_ask_first_hears_what_is_possible_until_then():
    clearance = screened(regularly_active="no", heart_disease="yes")
    assert any("Until then" in sentence for sentence in clearance.still_possible)
    assert not clearance.may_train


@pytest.mark.parametrize("key", RED_FLAGS)
def test_no_word_of_a_clinician_opens_what_must_wait(key: str):
    clearance = screened(clinician_agreed="yes", **{key: "yes"})
    assert clearance.outcome is NOT_NOW
    assert "clinician_agreed" not in keys(clearance)
    assert FIRST[key] == clearance.still_possible[0]


def test_a_clinician_who_agreed_lets_a_person_start_with_support():
    clearance = screened(numb_feet="yes", clinician_agreed="yes")
    assert (clearance.outcome, clearance.support) == (HELP, RAIL)
    assert keys(clearance) == ["numb_feet", "clinician_agreed"]
    assert clearance.clinician_agreed
    assert not screened(numb_feet="yes").clinician_agreed


def test_a_clinician_who_agreed_to_nothing_careful_changes_nothing_but_the_note():
    alone, agreed = screened(), screened(clinician_agreed="yes")
    assert agreed == replace(alone, clinician_agreed=True)


@pytest.mark.parametrize("group", CLINICIAN_LED)
@given(told=any_answers)
def test_after_a_stroke_with_ms_or_parkinson_nobody_starts_without_a_clinicians_word(
    told: dict[str, str], group: Group
):
    person = replace(ADA, group=group)
    told |= {"neurological_disease": "yes", "heart_disease": "yes"}
    clearance = screen(told, person, TODAY)
    assert not clearance.may_train or clearance.clinician_agreed
    assert clearance.outcome is not CLEARED


# --- what made the last plan rest -----------------------------------------------------


@pytest.mark.parametrize("symptom", Symptom)
def test_what_made_the_plan_rest_is_not_forgotten(symptom: Symptom):
    fresh, agreed = screened(symptom), screened(symptom, clinician_agreed="yes")
    assert fresh.outcome is ASK
    assert keys(fresh) == [f"reported_{symptom.value}", "our_own_gate"]
    assert fresh.reasons[0].sources == ("design_hard_stops",)
    assert (agreed.outcome, agreed.effort) == (HELP, Effort.LIGHT)
    assert keys(agreed) == [f"reported_{symptom.value}", "clinician_agreed"]
    assert agreed.support is not Support.NONE


@pytest.mark.parametrize(
    ("symptom", "support"),
    [
        (Symptom.FALL, PERSON),
        (Symptom.CHEST_PAIN, PERSON),
        (Symptom.DIZZINESS, PERSON),
        (Symptom.BREATHLESSNESS, PERSON),
        (Symptom.NEW_NUMBNESS_OR_WEAKNESS, PERSON),
        (Symptom.KNEE_GAVE_WAY, RAIL),
        (Symptom.SHARP_PAIN, RAIL),
        (UNNAMED, PERSON),
    ],
)
def test_a_reported_symptom_asks_for_its_support(symptom: Reported, support: Support):
    assert screened(symptom).support is support


def test_every_reported_symptom_becomes_a_reason_of_its_own():
    clearance = screened(*Symptom, UNNAMED)
    said = {r.sentence for r in clearance.reasons if r.key.startswith("reported_")}
    assert len(said) == len(Symptom) + 1 == len(REPORTED)


def test_a_stop_by_a_symptom_that_nobody_named_is_asked_about_first():
    stopped = screened(UNNAMED)
    assert stopped.outcome is Outcome.ASK_CLINICIAN_FIRST
    assert keys(stopped)[0] == "reported_stopped_by_symptom"
    assert "you stopped a session because of a symptom" in stopped.reasons[0].sentence
    assert "emergency help" in stopped.still_possible[0]
    assert lighter_options(keys(stopped)[:1]) == ()


def test_a_symptom_that_nobody_named_may_have_been_a_fall_or_dizziness():
    agreed = screened(UNNAMED, clinician_agreed="yes")
    assert agreed.outcome is Outcome.CLEARED_WITH_SUPPORT
    assert allowance(agreed, ADA).variations == frozenset()


def test_light_effort_after_a_reported_symptom_even_if_more_was_wanted():
    agreed = screened(Symptom.FALL, desired_effort="vigorous", clinician_agreed="yes")
    assert agreed.effort is Effort.LIGHT
    assert keys(agreed)[-1] == "desired_effort"


# --- until when ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "days"),
    [
        ((), 365),
        (("fallen_past_year",), 182),
        (("dizziness",), 14),
        (("swollen_joint",), 7),
        (("dizziness", "clinician_agreed"), 182),
        (("pregnant",), 14),
        (("pregnant", "clinician_agreed"), 28),
        (("recent_surgery_or_fracture", "fragile_bones", "clinician_agreed"), 28),
    ],
)
def test_the_screening_is_repeated_the_sooner_the_more_it_can_change(
    yes: tuple[str, ...], days: int
):
    clearance = screened(**dict.fromkeys(yes, "yes"))
    assert clearance.screened_on == TODAY
    assert clearance.review_on == TODAY + timedelta(days=days)


def test_training_again_after_a_symptom_is_looked_at_again_after_four_weeks():
    agreed = screened(Symptom.DIZZINESS, clinician_agreed="yes")
    assert agreed.review_on == TODAY + timedelta(days=28)


# --- laws ------------------------------------------------------------------------------


@given(told=any_answers, key=st.sampled_from(RISK_KEYS), reported=any_reported)
def test_one_more_yes_to_a_risk_never_loosens_anything(
    told: dict[str, str], key: str, reported: tuple[Symptom, ...]
):
    before = screen(told | {key: "no"}, ADA, TODAY, reported)
    after = screen(told | {key: "yes"}, ADA, TODAY, reported)
    assert_no_looser(before, after)


@given(told=any_answers, reported=any_reported, symptom=st.sampled_from(Symptom))
def test_one_more_reported_symptom_never_loosens_anything(
    told: dict[str, str], reported: tuple[Symptom, ...], symptom: Symptom
):
    before = screen(told, ADA, TODAY, reported)
    after = screen(told, ADA, TODAY, tuple(dict.fromkeys((*reported, symptom))))
    assert_no_looser(before, after)


@given(told=any_answers, reported=any_reported)
def test_wanting_more_never_allows_more_than_wanting_less_would_forbid(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    light, moderate, vigorous = (
        screen(told | {"desired_effort": e}, ADA, TODAY, reported) for e in Effort
    )
    assert light.outcome.severity <= moderate.outcome.severity
    assert moderate.outcome.severity <= vigorous.outcome.severity


@given(told=any_answers, reported=any_reported)
def test_being_active_never_tightens_anything(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    idle = screen(told | {"regularly_active": "no"}, ADA, TODAY, reported)
    active = screen(told | {"regularly_active": "yes"}, ADA, TODAY, reported)
    assert active.outcome.severity <= idle.outcome.severity


@given(told=any_answers, flag=st.sampled_from(RED_FLAGS), reported=any_reported)
def test_a_red_flag_always_stops(
    told: dict[str, str], flag: str, reported: tuple[Symptom, ...]
):
    clearance = screen(told | {flag: "yes"}, ADA, TODAY, reported)
    assert clearance.outcome is NOT_NOW
    assert not clearance.may_train
    assert clearance.reasons[0].key in RED_FLAGS


@given(told=any_answers, person=any_person, reported=any_reported)
def test_screening_answers_everybody_whose_answers_fit_each_other(
    told: dict[str, str], person: Person, reported: tuple[Symptom, ...]
):
    if contradictions(told, person):
        with pytest.raises(BadAnswer):
            screen(told, person, TODAY, reported)
        return
    clearance = screen(told, person, TODAY, reported)
    assert clearance.reasons
    assert clearance.still_possible
    assert clearance.stands_on(TODAY)
    assert not clearance.stands_on(clearance.review_on)
    assert not clearance.stands_on(TODAY - timedelta(days=1))
    assert (clearance.support is Support.NONE) is (clearance.outcome is CLEARED)
    assert clearance.review_on - TODAY <= timedelta(days=REVIEW_DAYS[clearance.outcome])


@given(told=any_answers, reported=any_reported)
def test_every_reason_has_a_sentence_and_a_source_of_the_library(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    for reason in screen(told, ADA, TODAY, reported).reasons:
        assert reason.sentence.endswith(".")
        assert reason.sources
        assert set(reason.sources) <= set(sources())


@given(told=any_answers, reported=any_reported)
def test_every_yes_to_a_risk_is_said_back_once(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    said = keys(screen(told, ADA, TODAY, reported))
    expected = {key for key in RISK_KEYS if told[key] == "yes"}
    expected |= {f"reported_{symptom.value}" for symptom in reported}
    assert expected <= set(said)
    assert len(said) == len(set(said))


# --- what is still possible ------------------------------------------------------------


@given(told=any_answers, reported=any_reported)
def test_a_lighter_thing_is_offered_only_if_it_fits_every_reason(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    clearance = screen(told, ADA, TODAY, reported)
    reasons = [k for k in keys(clearance) if k in RISK_KEYS or k.startswith("reported_")]
    offered = {o for o in Lighter if o.value in clearance.still_possible}
    assert offered == (set(lighter_options(reasons)) if clearance.outcome is ASK else set())
    assert all(offered <= FITS.get(key, frozenset()) for key in reasons)


def test_different_reasons_leave_different_things_possible():
    assert lighter_options(["heart_disease"]) == tuple(Lighter)
    assert lighter_options(["heart_disease", "dizziness"]) == (Lighter.SEATED,)
    assert lighter_options(["walking_aid", "numb_feet"]) == (
        Lighter.USUAL_WALKS,
        Lighter.SEATED,
        Lighter.THERAPIST,
    )
    assert lighter_options(["recent_surgery_or_fracture", "pregnant"]) == ()


@pytest.mark.parametrize("key", ["chest_discomfort", "faintness", "unusual_breathlessness"])
def test_with_a_sign_of_the_heart_it_is_said_that_nothing_lighter_is_offered(key: str):
    said = screened(**{key: "yes"}).still_possible
    assert any("nothing lighter" in sentence for sentence in said)
    assert not any("nothing lighter" in s for s in screened(numb_feet="yes").still_possible)


def test_standing_is_never_offered_to_somebody_dizzy_or_whose_knee_gives_way():
    for key in ("dizziness", "knee_gives_way", "reported_dizziness", "walking_aid"):
        assert not {Lighter.HOLD_AND_SHIFT, Lighter.HOLD_AND_STEP} & FITS[key]


@given(told=any_answers, reported=any_reported)
def test_who_may_start_hears_how_for_each_reason_and_when_to_stop(
    told: dict[str, str], reported: tuple[Symptom, ...]
):
    clearance = screen(told, ADA, TODAY, reported)
    care = {CARE[k] for k in keys(clearance) if k in CARE}
    if clearance.may_train:
        assert care <= set(clearance.still_possible)
        assert clearance.still_possible[-1].startswith("Stop at once")
    else:
        assert not care & set(clearance.still_possible)


STOP = "Stop at once with chest pain, dizziness, severe breathlessness or sharp pain."


@pytest.mark.parametrize(
    ("yes", "said"),
    [
        (
            (),
            (
                "You can start with backward walking at a comfortable speed.",
                "Keep to a pace at which you could sing.",
                STOP,
            ),
        ),
        (
            ("feels_unsteady",),
            (
                "You can start with something to hold or a second person beside you.",
                "Keep to a pace at which you could sing.",
                "Take short, slow steps, with one hand on the rail or the wall.",
                STOP,
            ),
        ),
        (
            ("dizziness",),
            (
                "Show your answers to a clinician who knows you, and come back with their "
                "word.",
                "Until then, go on with your ordinary day, and stop whatever brings on what "
                "you told us about.",
                "Sit on a firm chair with arms and lift your knees in turn, for as long as it "
                "is easy.",
            ),
        ),
        (
            ("back_red_flags", "dizziness"),
            (
                "Go to a hospital or call for emergency help now.",
                "Rest from training, and get medical help if it gets worse or worries you.",
                "Answer the questions again when it has settled.",
            ),
        ),
    ],
)
def test_what_is_still_possible_is_said_in_plain_sentences_the_first_thing_first(
    yes: tuple[str, ...], said: tuple[str, ...]
):
    assert screened(**dict.fromkeys(yes, "yes")).still_possible == said


def test_who_must_have_a_second_person_is_not_told_that_something_to_hold_would_do():
    clearance = screened(cannot_see_or_hear="yes", fallen_past_year="yes")
    assert (clearance.outcome, clearance.support) == (HELP, PERSON)
    assert clearance.still_possible[0] == (
        "You can start with a second person beside you all the time."
    )


@pytest.mark.parametrize("key", [key for key in AT_ONCE if key in QUESTION_KEYS])
def test_who_asks_first_because_of_the_heart_hears_at_once_when_not_to_wait(key: str):
    said = screened(**{key: "yes", "numb_feet": "yes"}).still_possible
    assert said[0] == AT_ONCE[key]
    assert "call for emergency help now" in said[0]


@pytest.mark.parametrize("symptom", [Symptom.CHEST_PAIN, Symptom.NEW_NUMBNESS_OR_WEAKNESS])
def test_who_rests_since_an_alarming_symptom_hears_at_once_when_not_to_wait(
    symptom: Symptom,
):
    said = screened(symptom).still_possible
    assert said[0] == AT_ONCE[f"reported_{symptom.value}"]
    assert "emergency" not in screened(Symptom.SHARP_PAIN).still_possible[0]


def test_the_same_advice_for_two_reasons_is_given_once():
    said = screened(heart_disease="yes", kidney_disease="yes").still_possible
    assert len(said) == len(set(said))


def test_the_pace_that_is_told_is_that_of_the_allowed_effort():
    told = {e: screened(desired_effort=e).still_possible[1] for e in Effort}
    assert "sing" in told[Effort.LIGHT]
    assert "talk in whole sentences" in told[Effort.MODERATE]
    assert "work harder later" in told[Effort.VIGOROUS]
    assert (
        "sing"
        in screened(desired_effort="moderate", kidney_disease="yes").still_possible[1]
    )


def test_every_rule_of_what_is_possible_is_about_a_reason_that_exists():
    reasons = {*RISK_KEYS, *(key for key, _ in REPORTED.values())}
    assert {*FITS, *CARE, *FIRST, *AT_ONCE} <= reasons
    assert set(FIRST) == set(RED_FLAGS)
    assert "design_lighter_options" in sources()


def assert_no_looser(before: Clearance, after: Clearance) -> None:
    assert after.outcome.severity >= before.outcome.severity
    assert strength(after.support) >= strength(before.support)
    assert after.effort.rank <= before.effort.rank
    assert after.review_on <= before.review_on
