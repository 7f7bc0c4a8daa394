"""What one session alone says: too much goes back, anything unsure adds nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from retrowalk.directions import Direction
from retrowalk.training.plan import Decision, Move
from retrowalk.training.prescription import Band, Interval
from retrowalk.training.progression.session_rules import SESSION_RULES, is_good
from retrowalk.training.session import Ending, SessionRecord, Symptom

MON = date(2026, 11, 23)
Build = Callable[..., SessionRecord]


def said_of(record: SessionRecord) -> Decision | None:
    """Return what the first rule says that speaks about a session."""
    return next((d for rule in SESSION_RULES if (d := rule(record))), None)


@pytest.mark.parametrize("told", [None, 0, 2])
def test_a_walk_that_pain_ended_is_too_much_whatever_number_was_left(
    a_session: Build, told: int | None
):
    decision = said_of(a_session(ending=Ending.STOPPED_BY_PAIN, pain_during=told))
    assert decision is not None
    assert (decision.move, decision.rule) == (Move.REGRESS, "pain_during")
    assert decision.reason.startswith("Your walk ended early because it hurt")
    assert decision.sources == ("design_pain_walking", "design_progression")


def test_a_good_session_is_one_that_no_rule_speaks_about(a_session: Build):
    good = a_session()
    assert is_good(good)
    assert said_of(good) is None
    assert not is_good(replace(good, stumbles=1))


@pytest.mark.parametrize(
    ("symptoms", "said"),
    [
        ((Symptom.FALL,), "a fall"),
        ((Symptom.CHEST_PAIN,), "chest pain"),
        ((Symptom.DIZZINESS,), "dizziness"),
        ((Symptom.BREATHLESSNESS,), "severe breathlessness"),
        ((Symptom.NEW_NUMBNESS_OR_WEAKNESS,), "new numbness or weakness"),
        ((Symptom.KNEE_GAVE_WAY,), "a knee that gave way"),
        ((Symptom.SHARP_PAIN,), "sharp pain"),
        ((Symptom.FALL, Symptom.DIZZINESS), "a fall and dizziness"),
    ],
)
def test_every_symptom_is_said_back(
    a_session: Build, symptoms: tuple[Symptom, ...], said: str
):
    decision = said_of(a_session(symptoms=symptoms, pain_after=10))
    assert decision == Decision(
        Move.REFER,
        f"You reported {said}, so please ask a clinician before you walk backward again.",
        "symptom",
        ("design_hard_stops",),
    )


def test_a_stop_by_a_symptom_without_a_name_is_referred_too(a_session: Build):
    decision = said_of(a_session(ending=Ending.STOPPED_BY_SYMPTOM))
    assert decision == Decision(
        Move.REFER,
        "You stopped because of a symptom, so please ask a clinician before you go on.",
        "symptom",
        ("design_hard_stops",),
    )


def test_to_stop_by_choice_near_the_end_is_no_fault(a_session: Build):
    assert is_good(a_session(ending=Ending.STOPPED_BY_CHOICE, share=0.8))


@pytest.mark.parametrize(
    ("changed", "rule", "said"),
    [
        ({"pain_after": 4}, "pain_rise", "Your pain rose by 2 points"),
        ({"pain_after": 5}, "pain_rise", "Your pain rose by 3 points"),
        ({"pain_during": 4}, "pain_rise", "Your pain rose by 2 points"),
        ({"pain_next_morning": 4}, "pain_rise", "Your pain rose by 2 points"),
        ({"pain_during": 5, "pain_after": 4}, "pain_rise", "Your pain rose by 3 points"),
        ({"pain_before": 6, "pain_after": 6}, "pain_after", "was 6 of 10 afterwards"),
        ({"pain_before": 5, "pain_during": 6}, "pain_during", "6 of 10 while you walked"),
        (
            {"pain_before": 5, "pain_next_morning": 6},
            "pain_next_morning",
            "was 6 of 10 the next morning",
        ),
        ({"pain_before": None, "pain_after": 6}, "pain_after", "6 of 10"),
        ({"stumbles": 2}, "stumbles", "You stumbled 2 times"),
        ({"stumbles": 5, "pain_after": None}, "stumbles", "You stumbled 5 times"),
        ({"rpe_cr10": 7.0}, "too_hard", "It felt like 7 of 10, very hard"),
        ({"rpe_cr10": 9.5, "stumbles": None}, "too_hard", "It felt like 9.5 of 10"),
    ],
)
def test_signs_of_too_much_make_the_next_session_shorter(
    a_session: Build, changed: dict[str, object], rule: str, said: str
):
    decision = said_of(a_session(**changed))
    assert decision is not None
    assert (decision.move, decision.rule) == (Move.REGRESS, rule)
    assert said in decision.reason
    assert decision.reason.endswith(", so the next session is shorter.")


@pytest.mark.parametrize(
    ("changed", "rule", "said"),
    [
        ({"pain_after": 3}, "some_pain", "Your pain rose by 1 point, so nothing"),
        ({"pain_during": 3}, "some_pain", "Your pain rose by 1 point, so nothing"),
        ({"pain_next_morning": 3}, "some_pain", "Your pain rose by 1 point, so nothing"),
        (
            {"pain_before": 6, "pain_after": 5},
            "pain_before",
            "Your pain was 6 of 10 before you began, so nothing",
        ),
        (
            {"stumbles": 1},
            "one_stumble",
            "You stumbled once, so nothing is added yet.",
        ),
        ({"pain_after": None}, "unsure", "1 question was left open (pain after), so"),
        (
            {"pain_before": None, "rpe_cr10": None},
            "unsure",
            "2 questions were left open (pain before, effort), so",
        ),
        ({"stumbles": None}, "unsure", "1 question was left open (stumbles), so"),
        ({"share": 0.7999}, "adherence", "You walked 79 % of the session, so nothing"),
        ({"share": 0.0}, "adherence", "You walked 0 % of the session, so nothing"),
        ({"seen": Direction.FORWARD}, "direction", "5 backward bouts look like forward"),
    ],
)
def test_an_unsure_session_adds_nothing(
    a_session: Build, changed: dict[str, object], rule: str, said: str
):
    decision = said_of(a_session(**changed))
    assert decision is not None
    assert (decision.move, decision.rule) == (Move.HOLD, rule)
    assert decision.reason.startswith(said)
    assert decision.reason.endswith(", so nothing is added yet.")
    assert decision.sources[-1] == "design_progression"


@pytest.mark.parametrize(
    "changed",
    [
        {"pain_before": 5, "pain_after": 5},
        {"pain_after": 0},
        {"pain_during": 2, "pain_next_morning": 2},
        {"pain_during": None, "pain_next_morning": None},
        {"rpe_cr10": 4.4},
        {"share": 0.8},
        {"seen": Direction.BACKWARD},
        {"seen": Direction.UNKNOWN},
        {"seen": Direction.TURNING},
    ],
)
def test_what_is_as_it_should_be_or_cannot_be_told_is_good(
    a_session: Build, changed: dict[str, object]
):
    assert is_good(a_session(**changed))


@pytest.mark.parametrize(
    ("changed", "sources"),
    [
        ({"pain_after": 4}, ("salaffi2004", "design_progression")),
        ({"pain_before": 6, "pain_after": 6}, ("design_progression",)),
        ({"stumbles": 2}, ("design_hard_stops", "design_progression")),
        ({"rpe_cr10": 7.0}, ("borg_cr10", "design_progression")),
        ({"rpe_cr10": 4.5}, ("talk_test", "design_progression")),
        ({"pain_after": 3}, ("salaffi2004", "design_progression")),
        ({"stumbles": 1}, ("design_progression",)),
    ],
)
def test_every_rule_names_where_its_limit_comes_from(
    a_session: Build, changed: dict[str, object], sources: tuple[str, ...]
):
    decision = said_of(a_session(**changed))
    assert decision is not None
    assert decision.sources == sources


def aimed_at(record: SessionRecord, band: Band | None) -> SessionRecord:
    """Return the session as if its prescription had told how hard to work."""
    told = tuple(
        replace(i, rpe_cr10=band if i.direction is Direction.BACKWARD else None)
        for i in record.prescription.intervals
    )
    return replace(record, prescription=replace(record.prescription, intervals=told))


@pytest.mark.parametrize(
    ("band", "felt", "good"),
    [
        (None, 4.4, True),
        (None, 4.5, False),
        (Band(1, 2), 2.0, True),
        (Band(1, 2), 2.5, False),
        (Band(5, 6), 6.0, True),
        (Band(5, 6), 6.5, False),
    ],
)
def test_harder_than_was_told_adds_nothing(
    a_session: Build, band: Band | None, felt: float, good: bool
):
    session = aimed_at(a_session(rpe_cr10=felt), band)
    assert is_good(session) is good
    if not good:
        decision = said_of(session)
        limit = 4.4 if band is None else band.high
        assert decision is not None
        assert decision.rule == "effort"
        assert decision.reason == (
            f"It felt like {felt:g} of 10, and nothing is added until it is {limit:g} or less."
        )
        wanted = "talk_test" if band is None else "design_intensity"
        assert decision.sources == (wanted, "design_progression")


def test_one_bout_that_looks_forward_is_said_as_one(a_session: Build):
    session = a_session(seen=Direction.BACKWARD)
    first_back = next(
        k for k, i in enumerate(session.intervals) if i.direction is Direction.BACKWARD
    )
    bouts = list(session.intervals)
    measured = bouts[first_back].measured
    assert measured is not None
    bouts[first_back] = replace(
        bouts[first_back], measured=replace(measured, direction=Direction.FORWARD)
    )
    decision = said_of(replace(session, intervals=tuple(bouts)))
    assert decision is not None
    assert decision.reason == (
        "1 backward bout looks like forward walking, so nothing is added yet."
    )


def test_forward_bouts_that_look_forward_are_as_told(a_session: Build):
    session = a_session(seen=Direction.FORWARD)
    forward = tuple(
        i if i.direction is Direction.FORWARD else replace(i, measured=None)
        for i in session.intervals
    )
    assert is_good(replace(session, intervals=forward))


def test_a_long_bout_does_not_make_up_for_a_skipped_one(a_session: Build):
    session = a_session()
    backward = [
        k for k, i in enumerate(session.intervals) if i.direction is not Direction.FORWARD
    ]
    bouts = list(session.intervals)
    for k, share in zip(backward, (3.0, 1.0, 1.0, 0.9, 0.0), strict=True):
        bouts[k] = replace(bouts[k], done_s=share * bouts[k].prescribed_s)
    decision = said_of(replace(session, intervals=tuple(bouts)))
    assert decision is not None
    assert decision.reason == "You walked 78 % of the session, so nothing is added yet."


def test_a_session_without_backward_walking_adds_nothing(a_session: Build):
    session = a_session()
    only = replace(session.prescription, intervals=(Interval(Direction.FORWARD, 600.0),))
    decision = said_of(replace(session, prescription=only))
    assert decision is not None
    assert (decision.move, decision.rule) == (Move.HOLD, "no_backward")
    assert decision.reason == (
        "There was nothing to walk backward this time, so nothing is added."
    )
