"""The next dose: safety first, one lever at a time, never more after a bad or unsure session."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from retrowalk.directions import Direction
from retrowalk.errors import BadAnswer
from retrowalk.training.clearance import Outcome, Reason
from retrowalk.training.dose import Dose, Lever
from retrowalk.training.log import AdverseEvent, Log
from retrowalk.training.person import Group
from retrowalk.training.plan import Decision, Move
from retrowalk.training.prescription import Place, Variation
from retrowalk.training.progression.decide import decide
from retrowalk.training.session import Ending, SessionRecord, Symptom

MON, WED, FRI = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)
SCREENED = date(2026, 11, 20)
MWF = (0, 2, 4)
Build = Callable[..., SessionRecord]
Decided = Callable[..., Decision]


@pytest.fixture(scope="session")
def a_log(a_programme, a_person, a_clearance) -> Callable[..., Log]:
    """Return a builder of logs: cleared before the first session, asked an hour after the last."""

    def build(records: Sequence[SessionRecord] = (), **changed: object) -> Log:
        last = max(
            (r.started_at for r in records), default=datetime(2026, 11, 23, tzinfo=UTC)
        )
        log = Log(
            records=tuple(records),
            programme=a_programme(),
            clearance=a_clearance(SCREENED),
            person=a_person(group=Group.OLDER_ADULT),
            now=last + timedelta(hours=1),
        )
        return replace(log, **changed)

    return build


@pytest.fixture(scope="session")
def decided(a_log) -> Decided:
    """Return what the decision on a log is."""
    return lambda records=(), **changed: decide(a_log(records, **changed))


@pytest.fixture(scope="session")
def after_a_good_one(a_session: Build) -> Callable[..., tuple[SessionRecord, ...]]:
    """Return a good session on Monday, and one on Wednesday that was different."""
    return lambda **last: (a_session(MON), a_session(WED, **last))


# ---- growing


def test_two_good_sessions_in_a_row_add_one_step(decided: Decided, after_a_good_one):
    decision = decided(after_a_good_one())
    assert (decision.move, decision.rule) == (Move.PROGRESS, "progress")
    assert decision.lever is Lever.MINUTES
    assert decision.reason == "Your last 2 sessions were good, so 75 seconds are added."


def test_one_good_session_is_not_enough(decided: Decided, a_session: Build):
    decision = decided([a_session(MON)])
    assert (decision.move, decision.rule) == (Move.HOLD, "in_a_row")
    assert decision.reason == "That was 1 good session; after 2 in a row a little is added."


def test_with_no_session_the_dose_is_held(decided: Decided):
    decision = decided()
    assert (decision.move, decision.rule) == (Move.HOLD, "no_session")
    assert decision.reason == "There are 0 sessions so far, so the plan stays as it is."


@pytest.mark.parametrize(
    ("step_s", "said"),
    [
        (15, "so 15 seconds are added."),
        (60, "so 1 minute is added."),
        (75, "so 75 seconds are added."),
        (105, "so 105 seconds are added."),
        (120, "so 2 minutes are added."),
        (195, "so 3 minutes 15 seconds are added."),
    ],
)
def test_what_is_added_is_said_as_people_say_it(
    decided: Decided, after_a_good_one, a_programme, step_s: int, said: str
):
    decision = decided(after_a_good_one(), programme=a_programme(step_s=step_s))
    assert decision.reason.endswith(said)


def test_the_last_step_is_only_what_is_missing(decided: Decided, a_session: Build):
    told = [a_session(MON, backward_s=570), a_session(WED, backward_s=570)]
    assert "30 seconds are added" in decided(told).reason


LEVERS = {
    "step_s": 60,
    "start_speed_mps": 0.3,
    "top_speed_mps": 0.6,
    "top_incline_pct": 5.0,
    "variations": (Variation.SHOULDER_CHECKS, Variation.DUAL_TASK),
    "places": (Place.TREADMILL,),
}


@pytest.fixture(scope="session")
def decided_at(decided: Decided, a_session: Build, a_programme) -> Decided:
    """Return what the decision is after two good sessions of one dose."""
    rules = a_programme(**LEVERS)

    def decision(dose: Dose, **changed: object) -> Decision:
        told = [a_session(day, rules=rules, dose=dose) for day in (MON, WED)]
        return decided(told, programme=rules, **changed)

    return decision


FULL = Dose(600.0, 120.0, 0.6, 5.0, Variation.DUAL_TASK)


@pytest.mark.parametrize(
    ("dose", "lever", "said"),
    [
        (Dose(540.0, 60.0, 0.3), Lever.MINUTES, "so 1 minute is added."),
        (
            Dose(600.0, 60.0, 0.3),
            Lever.CONTINUOUS,
            "so the longest bout grows to 75 seconds.",
        ),
        (
            Dose(600.0, 105.0, 0.3),
            Lever.CONTINUOUS,
            "so the longest bout grows to 2 minutes.",
        ),
        (Dose(600.0, 120.0, 0.3), Lever.SPEED, "so you walk a little faster."),
        (Dose(600.0, 120.0, 0.6), Lever.INCLINE, "so the slope grows to 1 %."),
        (Dose(600.0, 120.0, 0.6, 4.0), Lever.INCLINE, "so the slope grows to 5 %."),
        (
            Dose(600.0, 120.0, 0.6, 5.0),
            Lever.VARIATION,
            "so the last bout gets something new: eyes ahead with shoulder checks.",
        ),
        (
            Dose(600.0, 120.0, 0.6, 5.0, Variation.SHOULDER_CHECKS),
            Lever.VARIATION,
            "so the last bout gets something new: a task for the mind.",
        ),
    ],
)
def test_one_lever_grows_at_a_time_in_a_fixed_order(
    decided_at: Decided, dose: Dose, lever: Lever, said: str
):
    decision = decided_at(dose)
    assert (Move.PROGRESS, lever) == (decision.move, decision.lever)
    assert decision.reason == f"Your last 2 sessions were good, {said}"


def test_without_a_speed_the_other_levers_grow_all_the_same(
    decided: Decided, a_session: Build
):
    told = [a_session(day, backward_s=600) for day in (MON, WED)]
    assert decided(told).lever is Lever.CONTINUOUS


def test_where_every_lever_is_at_its_most_the_dose_stays(
    decided_at: Decided,
):
    decision = decided_at(FULL)
    assert (decision.move, decision.rule) == (Move.HOLD, "at_target")
    said = "You have reached the 10 minutes of this programme, so it stays there."
    assert decision.reason == said
    assert decision.sources == ("design_first_dose", "design_progression")


def test_what_the_clearance_does_not_allow_never_grows(decided_at: Decided, a_clearance):
    careful = a_clearance(SCREENED, outcome=Outcome.CLEARED_WITH_SUPPORT)
    dose = Dose(600.0, 120.0, 0.6, 0.0, Variation.SHOULDER_CHECKS)
    assert decided_at(dose, clearance=careful).rule == "at_target"


def test_minutes_rest_on_the_printed_growth_and_the_other_levers_on_our_own(
    decided_at: Decided,
):
    more = decided_at(Dose(540.0, 60.0, 0.3))
    longer = decided_at(Dose(600.0, 60.0, 0.3))
    assert more.sources == ("chitkara_lbp", "design_progression")
    assert longer.sources == ("design_levers", "design_progression")


# ---- not faster than a week allows

WIDE = {"target_backward_s": 1800, "last_bout_s": 300}


def test_a_week_adds_no_more_than_four_minutes(
    decided: Decided, a_session: Build, a_programme
):
    rules = a_programme(**WIDE)
    told = [
        a_session(MON + timedelta(days=days), backward_s=dose, rules=rules)
        for days, dose in ((0, 600), (2, 780), (4, 840), (7, 840))
    ]
    within = decided(told[:3], programme=rules)
    assert (within.move, within.rule) == (Move.HOLD, "weekly_cap")
    said = "No more than 4 minutes are added in one week, so it stays the same today."
    assert within.reason == said
    assert within.sources == ("chitkara_lbp", "design_progression")
    assert decided(told, programme=rules).move is Move.PROGRESS


@pytest.mark.parametrize(("first_s", "move"), [(555.0, Move.PROGRESS), (540.0, Move.HOLD)])
def test_exactly_four_minutes_are_still_within(
    decided: Decided, a_session: Build, a_programme, first_s: float, move: Move
):
    rules = a_programme(**WIDE)
    told = [
        a_session(day, backward_s=dose, rules=rules)
        for day, dose in ((MON, first_s), (WED, 720.0), (FRI, 720.0))
    ]
    assert decided(told, programme=rules).move is move


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        (Dose(600.0, 60.0), Dose(600.0, 60.0, 0.3)),
        (Dose(600.0, 60.0, 0.3), Dose(600.0, 75.0, 0.3)),
        (Dose(600.0, 120.0, 0.3), Dose(600.0, 120.0, 0.35)),
        (Dose(600.0, 120.0, 0.6), Dose(600.0, 120.0, 0.6, 1.0)),
        (
            Dose(600.0, 120.0, 0.6, 5.0),
            Dose(600.0, 120.0, 0.6, 5.0, Variation.SHOULDER_CHECKS),
        ),
    ],
)
def test_the_other_levers_take_at_most_one_step_in_seven_days(
    decided: Decided, a_session: Build, a_programme, earlier: Dose, now: Dose
):
    rules = a_programme(**LEVERS)

    def walked(days: int, dose: Dose) -> SessionRecord:
        return a_session(MON + timedelta(days=days), rules=rules, dose=dose)

    told = [walked(0, earlier), walked(3, now), walked(6, now)]
    within = decided(told, programme=rules)
    assert (within.move, within.rule) == (Move.HOLD, "lever_week")
    said = "Something was added less than a week ago, so it stays the same today."
    assert within.reason == said
    assert within.sources == ("design_levers", "design_progression")
    a_week_on = [walked(0, earlier), *(walked(days, now) for days in (3, 5, 7))]
    assert decided(a_week_on, programme=rules).move is Move.PROGRESS


# ---- what stops a plan


@pytest.mark.parametrize("symptom", Symptom)
def test_every_symptom_and_every_fall_is_referred(
    decided: Decided, after_a_good_one, symptom: Symptom
):
    decision = decided(after_a_good_one(symptoms=(symptom,)))
    assert (decision.move, decision.rule) == (Move.REFER, "symptom")
    assert decision.sources == ("design_hard_stops",)


def test_a_stop_because_of_a_symptom_is_referred_even_if_none_was_named(
    decided: Decided, after_a_good_one
):
    last = {"ending": Ending.STOPPED_BY_SYMPTOM}
    assert decided(after_a_good_one(**last)).move is Move.REFER


def test_an_adverse_event_outside_of_sessions_is_referred(
    decided: Decided, after_a_good_one
):
    events = (AdverseEvent(FRI, Symptom.CHEST_PAIN), AdverseEvent(MON, Symptom.FALL))
    decision = decided(after_a_good_one(), events=events)
    assert (decision.move, decision.rule) == (Move.REFER, "event")
    assert decision.reason == (
        "You told us of chest pain on 27 November, so please ask a clinician before you "
        "walk backward again."
    )


def test_a_fall_at_home_is_referred_before_the_first_session(decided: Decided):
    event = AdverseEvent(MON, Symptom.FALL)
    assert decided(events=(event,)).move is Move.REFER


def test_a_symptom_is_referred_until_a_newer_screening(
    decided: Decided, a_session: Build, a_clearance
):
    told = [a_session(MON, symptoms=(Symptom.FALL,)), a_session(WED), a_session(FRI)]
    decision = decided(told)
    assert (decision.move, decision.rule) == (Move.REFER, "symptom_before")
    assert decision.reason == (
        "You had a symptom in your session of 23 November, so please answer the health "
        "questions again before you walk backward."
    )
    newer = a_clearance(MON + timedelta(days=1))
    assert decided(told, clearance=newer).move is Move.PROGRESS


@pytest.mark.parametrize(
    "hurt", [{"symptoms": (Symptom.FALL,)}, {"ending": Ending.STOPPED_BY_SYMPTOM}]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_symptom_is_found_wherever_it_stands(
    decided: Decided, a_session: Build, hurt: dict, place: int
):
    days = [MON, WED, FRI, FRI + timedelta(days=3)]
    told = [a_session(day, **(hurt if n == place else {})) for n, day in enumerate(days)]
    assert decided(told).rule == "symptom_before"


def test_a_symptom_of_this_morning_is_not_answered_by_an_older_screening(
    decided: Decided, a_session: Build, a_clearance
):
    reasons = (Reason("reported_fall", "You fell.", ("x",)),)
    evening = datetime(2026, 11, 25, 18, tzinfo=UTC)
    told = [a_session(WED, symptoms=(Symptom.FALL,)), a_session(WED, started_at=evening)]
    named = decided(told, clearance=a_clearance(MON, reasons=reasons))
    assert named.rule == "symptom_before"


def test_without_a_clearance_no_symptom_is_forgotten(decided: Decided, a_session: Build):
    told = [a_session(MON, ending=Ending.STOPPED_BY_SYMPTOM), a_session(WED)]
    assert decided(told, clearance=None).rule == "symptom_before"


@pytest.mark.parametrize(
    ("names", "rule"),
    [(("fall",), "progress"), (("dizziness",), "symptom_before"), ((), "symptom_before")],
)
def test_on_the_day_of_the_screening_only_a_symptom_that_it_names_is_answered(
    decided: Decided, a_session: Build, a_clearance, names: tuple[str, ...], rule: str
):
    reasons = tuple(Reason(f"reported_{name}", "You fell.", ("x",)) for name in names)
    same_day = a_clearance(MON, reasons=reasons)
    told = [a_session(MON, symptoms=(Symptom.FALL,)), a_session(WED), a_session(FRI)]
    assert decided(told, clearance=same_day).rule == rule


@pytest.mark.parametrize(
    ("key", "rule"),
    [("reported_fall", "symptom_before"), ("reported_stopped_by_symptom", "progress")],
)
def test_a_stop_by_a_symptom_that_nobody_named_is_answered_where_the_screening_says_so(
    decided: Decided, a_session: Build, a_clearance, key: str, rule: str
):
    reasons = (Reason(key, "You stopped.", ("x",)),)
    stopped = a_session(MON, ending=Ending.STOPPED_BY_SYMPTOM)
    told = [stopped, a_session(WED), a_session(FRI)]
    assert decided(told, clearance=a_clearance(MON, reasons=reasons)).rule == rule


def test_a_symptom_after_the_screening_is_new_though_the_screening_names_one(
    decided: Decided, a_session: Build, a_clearance
):
    reasons = (Reason("reported_fall", "You fell.", ("x",)),)
    told = [a_session(WED, symptoms=(Symptom.FALL,)), a_session(FRI)]
    named = decided(told, clearance=a_clearance(MON, reasons=reasons))
    assert named.rule == "symptom_before"


def test_a_symptom_dated_in_the_future_is_answered_by_a_screening_that_names_it(
    decided: Decided, a_session: Build, a_clearance
):
    reasons = (Reason("reported_fall", "You fell.", ("x",)),)
    told = [
        a_session(date(2099, 1, 1), symptoms=(Symptom.FALL,)),
        a_session(MON),
        a_session(WED),
    ]
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    silent = decided(told, now=now)
    named = decided(told, now=now, clearance=a_clearance(SCREENED, reasons=reasons))
    assert (silent.rule, named.rule) == ("symptom_before", "progress")


@pytest.mark.parametrize(
    ("clearance", "rule", "said"),
    [
        (
            None,
            "no_clearance",
            "Your health questions are not answered yet, so please answer them first.",
        ),
        (
            {"outcome": Outcome.ASK_CLINICIAN_FIRST},
            "not_cleared",
            "Your health answers do not allow backward walking now, so the plan rests.",
        ),
        (
            {"outcome": Outcome.NOT_NOW},
            "not_cleared",
            "Your health answers do not allow backward walking now, so the plan rests.",
        ),
        (
            {"review_on": WED},
            "clearance_due",
            "Your health answers were good until 25 November, so please answer the questions "
            "again before you walk backward.",
        ),
    ],
)
def test_without_a_clearance_that_stands_the_plan_rests(
    decided: Decided, a_clearance, clearance: dict | None, rule: str, said: str
):
    stands = None if clearance is None else a_clearance(SCREENED, **clearance)
    decision = decided(clearance=stands, now=datetime(2026, 11, 25, 10, tzinfo=UTC))
    assert (decision.move, decision.rule, decision.reason) == (Move.REFER, rule, said)
    source = "design_review_dates" if rule == "clearance_due" else "acsm2015"
    assert decision.sources == (source, "design_hard_stops")


def test_on_its_last_day_a_clearance_stands(
    decided: Decided, after_a_good_one, a_clearance
):
    stands = a_clearance(SCREENED, review_on=WED + timedelta(days=1))
    assert decided(after_a_good_one(), clearance=stands).move is Move.PROGRESS


def test_a_clearance_from_the_future_adds_nothing_but_does_not_stop_the_plan(
    decided: Decided, after_a_good_one, a_clearance
):
    decision = decided(after_a_good_one(), clearance=a_clearance(FRI))
    assert (decision.move, decision.rule) == (Move.HOLD, "clearance_ahead")
    assert decision.reason == (
        "Your health answers are dated in the future, so nothing is added until the clock "
        "of your device is right."
    )
    assert decision.sources == ("design_log", "design_progression")
    hurt = decided(after_a_good_one(pain_after=9), clearance=a_clearance(FRI))
    assert hurt.move is Move.REGRESS


# ---- pain that stayed


@pytest.fixture(scope="session")
def two_sessions(decided: Decided, a_session: Build) -> Decided:
    """Return what the decision is after a Monday and a Wednesday that were different."""
    return lambda mon, wed: decided([a_session(MON, **mon), a_session(WED, **wed)])


@pytest.mark.parametrize(
    ("before", "last", "rule", "said"),
    [
        ({"pain_next_morning": 4}, {}, "pain_stayed", "2 points higher, so the next"),
        ({"pain_next_morning": 3}, {}, "some_pain_stayed", "1 point higher, so nothing"),
        ({"pain_next_morning": 2}, {}, "progress", "75 seconds"),
        ({}, {"pain_before": 4, "pain_after": 4}, "pain_stayed", "2 points"),
        ({}, {"pain_before": 3, "pain_after": 3}, "some_pain_stayed", "1 point"),
        (
            {"pain_next_morning": 2},
            {"pain_before": 5, "pain_after": 5},
            "progress",
            "75 seconds",
        ),
        (
            {"pain_before": 5, "pain_after": 5, "pain_next_morning": 6},
            {},
            "pain_morning",
            "Your pain was 6 of 10 the morning after your session before, so the next",
        ),
        (
            {"pain_before": 4, "pain_after": 4, "pain_next_morning": 5},
            {},
            "some_pain_stayed",
            "1 point higher",
        ),
        ({"pain_before": None, "pain_next_morning": 5}, {}, "in_a_row", "1 good session"),
    ],
)
def test_the_next_morning_speaks_about_the_session_before(
    two_sessions, before: dict, last: dict, rule: str, said: str
):
    decision = two_sessions(before, last)
    moves = {"pain_stayed": Move.REGRESS, "pain_morning": Move.REGRESS}
    moves["progress"] = Move.PROGRESS
    assert (decision.move, decision.rule) == (moves.get(rule, Move.HOLD), rule)
    assert said in decision.reason


@pytest.mark.parametrize(
    ("morning", "said", "sources"),
    [
        (
            4,
            "The session before left your pain 2 points higher, so the next session is shorter.",
            ("salaffi2004", "design_progression"),
        ),
        (
            3,
            "The session before left your pain 1 point higher, so nothing is added yet.",
            ("salaffi2004", "design_progression"),
        ),
    ],
)
def test_what_the_morning_showed_is_said_with_its_source(
    two_sessions: Decided, morning: int, said: str, sources: tuple[str, ...]
):
    decision = two_sessions({"pain_next_morning": morning}, {})
    assert (decision.reason, decision.sources) == (said, sources)


def test_a_high_pain_in_the_morning_is_said_as_it_is(two_sessions: Decided):
    sore = {"pain_before": 5, "pain_after": 5, "pain_next_morning": 6}
    decision = two_sessions(sore, {})
    assert decision.reason == (
        "Your pain was 6 of 10 the morning after your session before, so the next session "
        "is shorter."
    )
    assert decision.sources == ("design_progression",)


@pytest.mark.parametrize("morning", [4, 6])
def test_one_painful_session_takes_the_dose_back_once(
    decided: Decided, a_session: Build, morning: int
):
    told = [
        a_session(MON, backward_s=600, pain_next_morning=morning),
        a_session(WED, backward_s=450),
    ]
    assert decided(told).move is Move.HOLD


def test_a_pain_that_nobody_told_is_no_pain_that_stayed(decided: Decided, a_session: Build):
    assert decided([a_session(MON), a_session(WED, pain_before=None)]).rule == "unsure"


def test_a_painful_morning_outweighs_an_open_question(decided: Decided, a_session: Build):
    told = [a_session(MON, pain_next_morning=5), a_session(WED, stumbles=None)]
    assert decided(told).rule == "pain_stayed"


def test_asked_again_with_the_painful_morning_the_dose_goes_back(
    decided: Decided, after_a_good_one
):
    assert decided(after_a_good_one(pain_next_morning=4)).rule == "pain_rise"
    assert decided(after_a_good_one(pain_next_morning=3)).rule == "some_pain"
    assert decided(after_a_good_one(pain_next_morning=2)).move is Move.PROGRESS


# ---- the run of sessions


def test_a_bad_session_before_a_good_one_breaks_the_run(decided: Decided, a_session: Build):
    assert decided([a_session(MON, stumbles=1), a_session(WED)]).rule == "in_a_row"


def test_two_programmes_are_not_one_run(decided: Decided, a_session: Build, a_programme):
    other = a_session(MON, rules=a_programme(key="other"))
    assert decided([other, a_session(WED)]).rule == "in_a_row"


def test_a_session_of_another_programme_adds_nothing(
    decided: Decided, a_session: Build, a_programme
):
    rules = a_programme(key="other")
    told = [a_session(MON, rules=rules), a_session(WED, rules=rules)]
    decision = decided(told)
    assert (decision.move, decision.rule) == (Move.HOLD, "other_programme")
    said = "This session belongs to another programme, so nothing is added for it."
    assert decision.reason == said
    assert decision.sources == ("design_progression",)


def test_without_a_programme_nothing_is_added(decided: Decided, after_a_good_one):
    decision = decided(after_a_good_one(), programme=None)
    assert (decision.move, decision.rule) == (Move.HOLD, "no_programme")
    assert decision.reason == "This was not one of our programmes, so nothing is added."


@pytest.mark.parametrize(
    ("per_week", "most_days"), [(1, 7), (2, 5), (3, 4), (4, 3), (5, 3), (6, 2), (7, 1)]
)
def test_a_missed_session_holds_the_dose_where_the_days_are_not_known(
    decided: Decided, a_session: Build, a_programme, per_week: int, most_days: int
):
    rules = a_programme(sessions_per_week=per_week)

    def after(days: int) -> Decision:
        told = [a_session(MON), a_session(MON + timedelta(days=days))]
        return decided(told, programme=rules)

    assert after(most_days).move is Move.PROGRESS
    decision = after(most_days + 1)
    assert (decision.move, decision.rule) == (Move.HOLD, "missed")
    said = f"{most_days + 1} days passed between two sessions, so nothing is added yet."
    assert decision.reason == said


@pytest.mark.parametrize(
    ("days", "rule"),
    [(13, "missed"), (14, "came_back"), (27, "came_back"), (28, "came_back")],
)
def test_who_comes_back_after_two_weeks_with_more_than_before_goes_a_step_back(
    decided: Decided, a_session: Build, days: int, rule: str
):
    back = MON + timedelta(days=days)
    decision = decided([a_session(MON), a_session(back, backward_s=315)])
    assert decision.rule == rule
    if rule == "came_back":
        assert decision.move is Move.REGRESS
        assert decision.reason == (
            f"You came back after {days} days with more than before, so the next session "
            "is shorter."
        )
        assert decision.sources == ("design_return", "design_progression")
    assert decided([a_session(MON), a_session(back)]).rule == "missed"


def test_who_comes_back_with_less_has_gone_back_already(decided: Decided, a_session: Build):
    told = [a_session(MON), a_session(MON + timedelta(days=20), backward_s=225)]
    assert decided(told).rule == "missed"


def test_a_break_with_a_wrong_clock_is_no_break(decided: Decided, a_session: Build):
    told = [a_session(MON), a_session(MON + timedelta(days=20), backward_s=375)]
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert decided(told, now=now).rule == "ahead"


@pytest.mark.parametrize(
    ("weekdays", "days", "missed"),
    [
        (MWF, 2, 0),  # Monday, Wednesday
        (MWF, 3, 0),  # Wednesday's walked on Thursday
        (MWF, 4, 1),  # Monday, Friday
        (MWF, 7, 2),
        (MWF, 9, 3),
        ((0, 1, 2), 7, 2),
        ((0, 3, 5), 3, 0),
        ((0,), 7, 0),
        ((0,), 13, 0),
        ((0,), 14, 1),
        ((6,), 6, 0),
        ((5, 6), 6, 1),
        ((0, 1, 2, 3, 4, 5, 6), 1, 0),
        ((0, 1, 2, 3, 4, 5, 6), 2, 1),
        ((3,), 2, 0),
    ],
)
def test_where_the_plans_days_are_known_every_missed_one_counts(
    decided: Decided, a_session: Build, weekdays: tuple[int, ...], days: int, missed: int
):
    told = [a_session(MON), a_session(MON + timedelta(days=days))]
    decision = decided(told, weekdays=weekdays)
    if not missed:
        assert decision.move is Move.PROGRESS
        return
    assert (decision.move, decision.rule) == (Move.HOLD, "missed")
    noun = "session" if missed == 1 else "sessions"
    assert decision.reason == f"You missed {missed} {noun}, so nothing is added yet."


def test_days_in_a_block_leave_a_gap_that_is_no_missed_session(
    decided: Decided, a_session: Build
):
    told = [a_session(WED), a_session(MON + timedelta(days=7))]
    assert decided(told, weekdays=(0, 1, 2)).move is Move.PROGRESS
    assert decided(told).rule == "missed"


@pytest.mark.parametrize(("days", "move"), [(6, Move.PROGRESS), (7, Move.HOLD)])
def test_what_was_walked_a_week_ago_adds_nothing_any_more(
    decided: Decided, after_a_good_one, days: int, move: Move
):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC) + timedelta(days=days)
    decision = decided(after_a_good_one(), now=now)
    assert decision.move is move
    if move is Move.HOLD:
        assert decision.rule == "long_ago"
        assert decision.reason == "You walked this 7 days ago, so nothing is added for it."
        assert decision.sources == ("design_return", "design_progression")


def test_a_second_session_of_a_day_adds_nothing(decided: Decided, a_session: Build):
    evening = datetime(2026, 11, 25, 18, tzinfo=UTC)
    told = [a_session(WED), a_session(WED, started_at=evening)]
    decision = decided(told)
    assert (decision.move, decision.rule) == (Move.HOLD, "same_day")
    assert decision.reason == "You walked twice in one day, so nothing is added yet."


def test_more_sessions_than_planned_add_nothing(decided: Decided, a_session: Build):
    told = [a_session(MON + timedelta(days=n)) for n in range(4)]
    assert decided(told[:3]).move is Move.PROGRESS
    decision = decided(told)
    assert (decision.move, decision.rule) == (Move.HOLD, "more_often")
    assert decision.reason == (
        "You walked 4 times in 7 days, more than planned, so nothing is added."
    )


def test_the_same_weekday_of_last_week_is_not_of_this_week(
    decided: Decided, a_session: Build
):
    days = (0, 2, 4, 7)
    told = [a_session(MON + timedelta(days=n)) for n in days]
    assert decided(told).move is Move.PROGRESS


def test_the_dose_grows_from_the_plans_own_where_that_is_less(
    decided: Decided, a_session: Build
):
    told = [a_session(MON, backward_s=600), a_session(WED, backward_s=600)]
    assert decided(told).lever is Lever.CONTINUOUS
    smaller = decided(told, dose=Dose(585.0, 60.0))
    assert (smaller.lever, "so 15 seconds are" in smaller.reason) == (Lever.MINUTES, True)


def test_an_easier_week_adds_nothing(decided: Decided, after_a_good_one):
    decision = decided(after_a_good_one(), dose=Dose(315.0, 60.0))
    assert (decision.move, decision.rule) == (Move.HOLD, "easier")
    said = "This session asked for less than your plan does, so nothing is added for it."
    assert decision.reason == said
    assert decided(after_a_good_one(), dose=Dose(300.0, 60.0)).move is Move.PROGRESS


# ---- clocks, order and copies


def test_a_session_that_was_sent_twice_is_one_session(decided: Decided, a_session: Build):
    assert decided([a_session(MON), a_session(MON)]).rule == "in_a_row"


def test_two_different_records_of_one_session_are_refused_by_name(
    decided: Decided, a_session: Build
):
    twice = [a_session(MON), a_session(WED, session_id="walk 7")]
    twice += [replace(twice[1], stumbles=1)]
    with pytest.raises(BadAnswer, match="session walk 7 is in the log twice"):
        decided(twice)


def test_a_session_from_the_future_is_held_for_its_clock(
    decided: Decided, after_a_good_one
):
    wednesday_at_nine = datetime(2026, 11, 25, 9, tzinfo=UTC)
    slow = decided(after_a_good_one(), now=wednesday_at_nine - timedelta(seconds=300))
    ahead = decided(after_a_good_one(), now=wednesday_at_nine - timedelta(seconds=301))
    assert slow.move is Move.PROGRESS
    assert (ahead.move, ahead.rule) == (Move.HOLD, "ahead")
    assert ahead.reason == (
        "This session is dated in the future, so it is kept but nothing is added until the "
        "clock of your device is right."
    )
    assert ahead.sources == ("design_log", "design_progression")


def test_a_session_from_the_future_does_not_hold_back_those_after_it(
    decided: Decided, a_session: Build
):
    told = [a_session(MON), a_session(date(2099, 1, 1)), a_session(WED), a_session(FRI)]
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert decided(told, now=now).move is Move.PROGRESS


@pytest.mark.parametrize("year", [1, 9999])
def test_a_clock_that_is_far_off_cannot_stop_a_decision(
    decided: Decided, a_session: Build, year: int
):
    east = timezone(timedelta(hours=14) if year == 1 else timedelta(hours=-12))
    day = 1 if year == 1 else 31
    off = datetime(year, 1 if year == 1 else 12, day, 12, tzinfo=east)
    told = [a_session(MON), a_session(WED, started_at=off)]
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert decided(told, now=now).move is Move.HOLD
    assert decided(told[1:], now=now).move is Move.HOLD
    assert decided([*told, a_session(WED)], now=now).reason


def test_a_session_that_comes_in_late_adds_nothing(decided: Decided, a_session: Build):
    decision = decided([a_session(MON), a_session(FRI), a_session(WED)])
    assert (decision.move, decision.rule) == (Move.HOLD, "late")
    said = "This session came in after a later one, so nothing is added for it."
    assert decision.reason == said
    assert decision.sources == ("design_log", "design_progression")


@pytest.mark.parametrize(
    ("wednesday", "friday"), [({"stumbles": 1}, {}), ({}, {"stumbles": 1})]
)
def test_a_late_session_hides_neither_itself_nor_the_one_it_came_after(
    decided: Decided, a_session: Build, wednesday: dict, friday: dict
):
    told = [
        a_session(MON),
        a_session(FRI, **friday),
        a_session(WED, **wednesday),
        a_session(FRI + timedelta(days=3)),
    ]
    assert decided(told).rule == "in_a_row"


def test_after_a_late_session_two_good_ones_in_a_row_grow_again(
    decided: Decided, a_session: Build
):
    next_monday = a_session(FRI + timedelta(days=3))
    told = [a_session(MON), a_session(FRI), a_session(WED), next_monday]
    assert decided(told).move is Move.PROGRESS


def test_what_matters_is_found_in_any_order_of_a_long_log(
    decided: Decided, a_session: Build, a_programme
):
    rules = a_programme(**WIDE)
    small = a_session(FRI - timedelta(days=6), backward_s=420, rules=rules)
    years = [
        a_session(MON - timedelta(days=n), backward_s=600, rules=rules)
        for n in range(7, 400, 3)
    ]
    tail = [a_session(day, backward_s=600, rules=rules) for day in (WED, FRI)]
    assert decided([*years, *tail], programme=rules).move is Move.PROGRESS
    assert decided([small, *years, *tail], programme=rules).rule == "weekly_cap"


@pytest.mark.parametrize(("between", "rule"), [(399, "weekly_cap"), (400, "progress")])
def test_the_newest_four_hundred_sessions_are_looked_at(
    decided: Decided, a_session: Build, a_programme, between: int, rule: str
):
    rules = a_programme(**WIDE)
    small = a_session(FRI - timedelta(days=6), backward_s=420, rules=rules)
    one = a_session(MON, backward_s=600, rules=rules)
    old = [
        replace(one, session_id=str(n), started_at=one.started_at - timedelta(days=7 + n))
        for n in range(between - 1)
    ]
    tail = [a_session(day, backward_s=600, rules=rules) for day in (WED, FRI)]
    assert decided([small, *old, *tail], programme=rules).rule == rule


def test_of_two_sessions_at_one_moment_both_have_to_be_good(
    decided: Decided, a_session: Build
):
    good, bad = a_session(MON), a_session(MON, stumbles=1)
    assert decided([good, bad, a_session(WED)]).rule == "in_a_row"
    assert decided([bad, good, a_session(WED)]).rule == "in_a_row"


def test_a_session_that_came_first_of_two_at_one_moment_is_not_late(
    decided: Decided, a_session: Build
):
    told = [a_session(MON), a_session(WED), a_session(WED, session_id="the other phone")]
    assert decided(told).rule == "same_day"


def test_a_session_walked_long_before_is_still_the_one_before(
    decided: Decided, a_session: Build
):
    told = [a_session(MON - timedelta(days=days)) for days in (60, 90)] + [a_session(MON)]
    assert "60 days passed" in decided(told).reason


def test_a_simulated_session_tells_nothing_about_a_real_person(
    decided: Decided, a_session: Build
):
    real, simulated = a_session(MON), a_session(WED, simulated=True)
    decision = decided([real, simulated])
    assert (decision.move, decision.rule) == (Move.HOLD, "simulated")
    assert decision.reason == (
        "This session was simulated and the others were not, so it changes nothing."
    )
    assert decision.sources == ("design_log", "design_progression")
    hurt = replace(simulated, pain_after=9)
    assert decided([real, hurt]).move is Move.HOLD
    assert decided([real, simulated, a_session(FRI)]).move is Move.PROGRESS
    between = [simulated, a_session(FRI)]
    assert decided(between).rule == "in_a_row"


def test_a_simulated_person_grows_by_simulated_sessions(decided: Decided, a_session: Build):
    told = [a_session(day, simulated=True) for day in (MON, WED)]
    assert decided(told).move is Move.PROGRESS


# ---- time zones and the night the clocks change

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_day_is_a_day_of_the_persons_own_calendar(decided: Decided, a_session: Build):
    # 23:30 and 00:30 in Berlin are two days there and one day in Greenwich.
    late = a_session(MON, started_at=datetime(2026, 11, 24, 22, 30, tzinfo=UTC))
    early = a_session(WED, started_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    now = datetime(2026, 11, 25, 0, 45, tzinfo=UTC)
    assert decided([late, early], now=now).rule == "same_day"
    assert decided([late, early], now=now.astimezone(BERLIN)).move is Move.PROGRESS


def test_in_the_night_the_clocks_go_back_the_later_session_is_the_later_one(
    decided: Decided, a_session: Build, a_clearance
):
    # 02:30 comes twice on 25 October 2026; the second 02:10 is after the first 02:30.
    first = a_session(MON, started_at=datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN))
    second = a_session(WED, started_at=datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN))
    now = datetime(2026, 10, 25, 2, 59, fold=1, tzinfo=BERLIN)
    cleared = a_clearance(date(2026, 10, 1))
    assert decided([first, second], now=now, clearance=cleared).rule == "same_day"
    assert decided([second, first], now=now, clearance=cleared).rule == "late"


def test_the_week_the_clocks_go_back_is_a_week(
    decided: Decided, a_session: Build, a_clearance
):
    days = [datetime(2026, 10, day, 9, tzinfo=BERLIN) for day in (23, 26, 28)]
    told = [a_session(d.date(), started_at=d) for d in days]
    now = days[-1] + timedelta(hours=1)
    cleared = a_clearance(date(2026, 10, 1))
    assert decided(told, now=now, clearance=cleared, weekdays=MWF).move is Move.PROGRESS


def test_a_decision_needs_a_time_with_its_zone(a_log, after_a_good_one):
    with pytest.raises(BadAnswer, match="no time zone"):
        a_log(after_a_good_one(), now=datetime(2026, 11, 25))


def test_forward_walking_does_not_make_up_for_skipped_backward_bouts(
    decided: Decided, a_session: Build
):
    good = a_session(WED)
    skipped = tuple(
        replace(i, done_s=0.0 if i.direction is Direction.BACKWARD else 9 * i.prescribed_s)
        for i in good.intervals
    )
    last = replace(good, intervals=skipped)
    assert last.adherence == 1.0
    assert decided([a_session(MON), last]).rule == "adherence"


# ---- too much again and again

TOO_MUCH_THRICE = [
    {"pain_before": 4, "pain_after": 8},
    {"pain_before": 9, "pain_after": 9},
    {"stumbles": 2},
    {"rpe_cr10": 8.0},
]


@pytest.mark.parametrize("bad", TOO_MUCH_THRICE)
def test_three_sessions_in_a_row_that_were_too_much_are_referred(
    decided: Decided, a_session: Build, bad: dict[str, object]
):
    three = [a_session(day, **bad) for day in (MON, WED, FRI)]
    assert decided(three[:2]).move is Move.REGRESS
    decision = decided(three)
    assert (decision.move, decision.rule) == (Move.REFER, "too_much_again")
    assert decision.sources == ("design_progression", "design_hard_stops")
    assert decision.reason == (
        "Your last 3 sessions were too much for you, so please ask a clinician before you "
        "walk backward again."
    )


def test_a_good_session_between_breaks_the_row_of_too_much(
    decided: Decided, a_session: Build
):
    bad = {"pain_before": 4, "pain_after": 8}
    days = [MON, WED, FRI, FRI + timedelta(days=3)]
    told = [a_session(day, **({} if day == WED else bad)) for day in days]
    assert decided(told).move is Move.REGRESS


def test_what_was_too_much_before_the_newest_screening_counts_no_more(
    decided: Decided, a_session: Build, a_clearance
):
    bad = {"pain_before": 4, "pain_after": 8}
    three = [a_session(day, **bad) for day in (MON, WED, FRI)]
    assert decided(three, clearance=a_clearance(WED)).move is Move.REGRESS
    assert decided(three, clearance=a_clearance(MON)).move is Move.REFER


def test_simulated_sessions_never_refer_a_real_person(decided: Decided, a_session: Build):
    bad = {"pain_before": 4, "pain_after": 8}
    three = [a_session(day, simulated=day != FRI, **bad) for day in (MON, WED, FRI)]
    assert decided(three).move is Move.REGRESS
