"""The next dose: safety first, and never more after a bad or an unsure session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.directions import Direction
from retrowalk.training.plan import Move
from retrowalk.training.prescription import Interval, Place, Prescription, Support
from retrowalk.training.progression import decide
from retrowalk.training.session import (
    Ending,
    IntervalDone,
    MeasuredWalk,
    SessionRecord,
    Symptom,
)
from retrowalk.training.session_rules import is_good
from retrowalk.training.starter_programmes import (
    FIVE_DAILY,
    PROGRAMMES,
    TEN_TO_THIRTY,
    TWO_BY_TWO,
)

MON, WED, FRI = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)
Build = Callable[..., SessionRecord]

pains = st.none() | st.integers(0, 10)
ways = st.sampled_from([Direction.FORWARD, Direction.BACKWARD])
seconds = st.floats(1.0, 2000.0)
any_dose = st.builds(
    Prescription,
    programme=st.sampled_from([*PROGRAMMES, "of our own"]),
    intervals=st.lists(st.builds(Interval, ways, seconds), min_size=1, max_size=4).map(
        tuple
    ),
    place=st.sampled_from(Place),
    support=st.sampled_from(Support),
    sources=st.just(("alghadir2019",)),
)
any_measured = st.builds(
    MeasuredWalk,
    st.sampled_from(Direction),
    st.integers(0, 500),
    st.none() | st.floats(0, 200),
)
any_interval = st.builds(
    IntervalDone, ways, seconds, st.floats(0, 3000), st.none() | any_measured
)
any_session = st.builds(
    SessionRecord,
    session_id=st.text(max_size=2),
    started_at=st.datetimes(
        datetime(2026, 1, 1),
        datetime(2026, 3, 1),
        timezones=st.just(UTC),
    ),
    prescription=any_dose,
    ending=st.sampled_from(Ending),
    intervals=st.lists(any_interval, max_size=2).map(tuple),
    pain_before=pains,
    pain_after=pains,
    rpe_cr10=st.none() | st.floats(0, 10),
    stumbles=st.none() | st.integers(0, 9),
    symptoms=st.lists(st.sampled_from(Symptom), max_size=2).map(tuple),
    simulated=st.booleans(),
)


def after_a_good_one(a_session: Build, **last: object) -> tuple[SessionRecord, ...]:
    return (a_session(MON), a_session(WED, **last))


def test_two_good_sessions_in_a_row_add_one_step(a_session: Build):
    decision = decide(after_a_good_one(a_session))
    assert (decision.move, decision.rule) == (Move.PROGRESS, "progress")
    assert "75 seconds" in decision.reason


def test_one_good_session_is_not_enough(a_session: Build):
    assert decide([a_session(MON)]).rule == "in_a_row"


def test_with_no_session_the_dose_is_held():
    assert decide([]).move is Move.HOLD


@pytest.mark.parametrize("symptom", Symptom)
def test_every_symptom_and_every_fall_is_referred(a_session: Build, symptom: Symptom):
    decision = decide(after_a_good_one(a_session, symptoms=(symptom,)))
    assert decision.move is Move.REFER


def test_a_stop_because_of_a_symptom_is_referred_even_if_none_was_named(a_session: Build):
    last = {"ending": Ending.STOPPED_BY_SYMPTOM}
    assert decide(after_a_good_one(a_session, **last)).move is Move.REFER


@pytest.mark.parametrize(
    ("last", "rule", "figure"),
    [
        ({"pain_before": 1, "pain_after": 3}, "pain_rise", "2 points"),
        ({"pain_before": 6, "pain_after": 6}, "pain_after", "6 of 10"),
        ({"stumbles": 2}, "stumbles", "2 times"),
        ({"rpe_cr10": 7.0}, "too_hard", "7 of 10"),
    ],
)
def test_signs_of_too_much_make_the_next_session_shorter(
    a_session: Build, last: dict[str, object], rule: str, figure: str
):
    decision = decide(after_a_good_one(a_session, **last))
    assert (Move.REGRESS, rule) == (decision.move, decision.rule)
    assert figure in decision.reason


@pytest.mark.parametrize(
    ("last", "rule", "figure"),
    [
        ({"pain_before": 2, "pain_after": 3}, "some_pain", "1 point"),
        ({"stumbles": 1}, "one_stumble", "once"),
        ({"rpe_cr10": 4.5}, "effort", "4.5 of 10"),
        ({"pain_after": None}, "unsure", "1 question"),
        ({"pain_before": None, "stumbles": None}, "unsure", "2 questions"),
        ({"rpe_cr10": None}, "unsure", "effort"),
        ({"share": 0.79}, "adherence", "79 %"),
        ({"share": 0.0}, "adherence", "0 %"),
        ({"seen": Direction.FORWARD}, "direction", "5 backward bouts"),
    ],
)
def test_an_unsure_session_holds_the_dose(
    a_session: Build, last: dict[str, object], rule: str, figure: str
):
    decision = decide(after_a_good_one(a_session, **last))
    assert (Move.HOLD, rule) == (decision.move, decision.rule)
    assert figure in decision.reason


def test_comfortable_speech_is_just_still_good(a_session: Build):
    assert decide(after_a_good_one(a_session, rpe_cr10=4.4)).move is Move.PROGRESS


def test_what_is_known_to_be_too_much_counts_though_something_else_is_open(
    a_session: Build,
):
    last = {"stumbles": 3, "pain_after": None}
    assert decide(after_a_good_one(a_session, **last)).move is Move.REGRESS


@pytest.mark.parametrize(
    "seen", [None, Direction.BACKWARD, Direction.UNKNOWN, Direction.TURNING]
)
def test_a_direction_that_cannot_be_told_does_not_hold_anyone_back(
    a_session: Build, seen: Direction | None
):
    assert decide(after_a_good_one(a_session, seen=seen)).move is Move.PROGRESS


def test_forward_walking_does_not_make_up_for_skipped_backward_bouts(a_session: Build):
    good = a_session(WED)
    skipped = tuple(
        replace(i, done_s=0.0 if i.direction is Direction.BACKWARD else 3 * i.prescribed_s)
        for i in good.intervals
    )
    last = replace(good, intervals=skipped)
    assert last.adherence == 1.0
    assert decide([a_session(MON), last]).rule == "adherence"


def test_a_bad_session_before_a_good_one_breaks_the_run(a_session: Build):
    assert decide([a_session(MON, stumbles=1), a_session(WED)]).rule == "in_a_row"


def test_two_programmes_are_not_one_run(a_session: Build):
    assert decide([a_session(MON, rules=FIVE_DAILY), a_session(WED)]).rule == "in_a_row"


def test_a_session_that_was_sent_twice_is_one_session(a_session: Build):
    assert decide([a_session(MON), a_session(MON)]).rule == "in_a_row"


@pytest.mark.parametrize(("days", "rule"), [(4, "progress"), (5, "missed"), (40, "missed")])
def test_a_missed_session_holds_the_dose(a_session: Build, days: int, rule: str):
    decision = decide([a_session(MON), a_session(MON + timedelta(days=days))])
    assert decision.rule == rule
    assert rule == "progress" or f"{days} days" in decision.reason


def test_a_session_that_comes_in_late_adds_nothing(a_session: Build):
    history = [a_session(MON), a_session(FRI), a_session(WED)]
    assert decide(history).rule == "late"


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_is_far_off_cannot_stop_a_decision(a_session: Build, year: int):
    history = [a_session(MON), a_session(date(year, 1, 1))]
    assert decide(history).move is Move.HOLD
    assert decide(history[1:]).move is Move.HOLD


def test_at_the_target_the_dose_stays(a_session: Build):
    decision = decide([a_session(MON, backward_s=600), a_session(WED, backward_s=600)])
    assert (decision.move, decision.rule) == (Move.HOLD, "at_target")
    assert "10 minutes" in decision.reason


def test_a_week_adds_no_more_than_four_minutes(a_session: Build):
    days = [MON + timedelta(days=n) for n in (0, 2, 4)]
    doses = [600, 780, 840]
    history = [
        a_session(day, backward_s=dose, rules=TEN_TO_THIRTY)
        for day, dose in zip(days, doses, strict=True)
    ]
    assert decide(history).rule == "weekly_cap"
    a_week_on = a_session(MON + timedelta(days=7), backward_s=840, rules=TEN_TO_THIRTY)
    assert decide([*history, a_week_on]).move is Move.PROGRESS


def test_a_step_of_two_minutes_fits_into_a_week_twice(a_session: Build):
    told = [
        a_session(MON + timedelta(days=n), backward_s=dose, rules=TWO_BY_TWO)
        for n, dose in ((0, 240), (2, 360), (4, 480))
    ]
    assert [decide(told[:2]).move, decide(told).move] == [Move.PROGRESS, Move.HOLD]


@given(history=st.lists(any_session, max_size=4))
def test_there_is_a_decision_for_every_history(history: list[SessionRecord]):
    decision = decide(history)
    assert decision.reason.endswith(".")
    assert "\n" not in decision.reason
    assert decision.rule
    assert decision.sources


@given(history=st.lists(any_session, min_size=1, max_size=4))
def test_nothing_is_added_unless_the_last_session_was_good(history: list[SessionRecord]):
    told = tuple({r.session_id: r for r in history}.values())
    if decide(history).move is Move.PROGRESS:
        assert is_good(told[-1])
        assert is_good(told[-2])
        assert told[-1].prescription.programme in PROGRAMMES


@given(
    history=st.lists(any_session, max_size=2),
    last=any_session,
    symptoms=st.lists(st.sampled_from(Symptom), min_size=1).map(tuple),
)
def test_no_history_outweighs_a_symptom(
    history: list[SessionRecord], last: SessionRecord, symptoms: tuple[Symptom, ...]
):
    hurt = replace(last, session_id="the last one", symptoms=symptoms)
    assert decide([*history, hurt]).move is Move.REFER


@given(
    worse=st.fixed_dictionaries(
        {},
        optional={
            "pain_after": st.none() | st.integers(3, 10),
            "rpe_cr10": st.none() | st.floats(4.5, 10),
            "stumbles": st.none() | st.integers(1, 9),
        },
    ).filter(bool)
)
def test_no_missed_painful_or_unsure_session_raises_the_dose(
    a_session: Build, worse: dict[str, object]
):
    decision = decide([a_session(MON), a_session(WED, **worse)])
    assert decision.move in (Move.HOLD, Move.REGRESS)


def test_the_reason_for_knee_pain_is_one_plain_sentence(a_session: Build):
    decision = decide(after_a_good_one(a_session, pain_before=1, pain_after=4))
    assert decision.reason == "Your pain rose by 3 points, so the next session is shorter."
