"""What the coach does and says, rule by rule."""

import pytest

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    BeltLost,
    BeltTaken,
    Event,
    HeartRateSeen,
    PainReported,
    Pause,
    Resume,
    ScreenHidden,
    ScreenShown,
    SensorBack,
    SensorLost,
    SpeedSeen,
    Start,
    StepsSeen,
    StopPressed,
    StumbleReported,
    SymptomReported,
    Tick,
)
from retrowalk.coach.glance import glance
from retrowalk.coach.limits import (
    BELIEVED_TICK_S,
    CHANGE_ON_BELT_S,
    CHANGE_S,
    PAIN_HIGH_NRS,
)
from retrowalk.coach.live import Live, Phase, begin
from retrowalk.coach.script import Script, script
from retrowalk.coach.step import step
from retrowalk.coach.words import WORDS
from retrowalk.directions import Direction
from retrowalk.errors import BadAnswer
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.training.session import Ending, Symptom

F, B = Direction.FORWARD, Direction.BACKWARD


def plan(
    place: Place = Place.HALLWAY, limit_bpm: float | None = None, first: Direction = F
) -> Script:
    """Return 60 s one way, then 60 s the other, at 0.5 m/s at most."""
    other = B if first is F else F
    band = Band(0.2, 0.5)
    intervals = (Interval(first, 60.0, band), Interval(other, 60.0, band))
    return script(Prescription("test", intervals, place, Support.NONE, ()), limit_bpm)


def after(*events: Event, of: Script | None = None) -> Live:
    return played(*events, of=of)[0]


def said(*events: Event, of: Script | None = None) -> list[CueCode]:
    """Return what is said at the last event."""
    return [cue.code for cue in played(*events, of=of)[1]]


def played(*events: Event, of: Script | None = None) -> tuple[Live, tuple[Cue, ...]]:
    live, cues = begin(of or plan()), ()
    for event in events:
        live, cues = step(live, event)
    return live, cues


def seconds(n: int) -> list[Tick]:
    return [Tick(1.0)] * n


def test_nothing_happens_before_the_start():
    live = after(*seconds(30), Pause(), StepsSeen(B), StumbleReported(), PainReported(9))
    assert begin(plan()) == live


def test_the_start_says_what_to_do_and_for_how_long():
    live, cues = played(Start())
    assert (Cue(CueCode.WALK_FORWARD, 60.0),) == cues
    assert Phase.WALKING is live.phase


def test_on_a_treadmill_the_person_is_told_to_start_the_belt():
    assert said(Start(), of=plan(Place.TREADMILL)) == [
        CueCode.WALK_FORWARD,
        CueCode.START_BELT_YOURSELF,
    ]


def test_a_belt_is_stopped_before_anybody_stands_on_it():
    stops = [
        (Pause(), CueCode.PAUSED),
        (StopPressed(), CueCode.STOPPED),
        (SymptomReported(Symptom.DIZZINESS), CueCode.STOPPED),
        (PainReported(9), CueCode.PAIN_STOP),
        (Tick(50.0), CueCode.CHANGE_TO_BACKWARD),
        (Tick(BELIEVED_TICK_S + 1.0), CueCode.TIME_LOST),
    ]
    for event, code in stops:
        spoken = said(Start(), Tick(10.0), event, of=plan(Place.TREADMILL))
        assert spoken[:2] == [CueCode.STOP_BELT_YOURSELF, code]


def test_a_belt_that_already_stands_is_not_stopped_again():
    turning = (Start(), Tick(65.0))
    belt = plan(Place.TREADMILL)
    assert said(*turning, Pause(), of=belt) == [CueCode.PAUSED]
    assert said(*turning, StopPressed(), of=belt) == [CueCode.STOPPED]


def test_a_belt_is_started_again_by_hand_after_every_stop():
    belt = plan(Place.TREADMILL)
    after_pause = said(Start(), Tick(10.0), Pause(), Resume(), of=belt)
    after_turn = said(Start(), Tick(65.0), Tick(CHANGE_ON_BELT_S - 5.0), of=belt)
    assert after_pause[-1] is CueCode.START_BELT_YOURSELF
    assert after_turn[:2] == [CueCode.WALK_BACKWARD, CueCode.START_BELT_YOURSELF]
    shown = (Start(), Tick(10.0), ScreenHidden(), ScreenShown())
    assert said(*shown, of=belt) == [CueCode.WALK_FORWARD]


def test_a_turn_that_was_slept_through_on_a_belt_stops_it_first():
    assert said(Start(), Tick(50.0), Tick(35.0), of=plan(Place.TREADMILL)) == [
        CueCode.STOP_BELT_YOURSELF,
        CueCode.CHANGE_TO_BACKWARD,
        CueCode.WALK_BACKWARD,
        CueCode.START_BELT_YOURSELF,
    ]


def test_nobody_off_a_treadmill_hears_of_a_belt():
    live, spoken = begin(plan(Place.HALLWAY)), []
    for event in (Start(), *seconds(65), Pause(), Resume(), *seconds(10), StopPressed()):
        live, cues = step(live, event)
        spoken += [cue.code.value for cue in cues]
    assert not [code for code in spoken if "belt" in code]


def test_a_second_start_is_ignored():
    assert after(Start(), Tick(20.0)) == after(Start(), Tick(20.0), Start(3))


def test_a_whole_session_by_the_second_says_everything_once_and_in_order():
    live, spoken = begin(plan()), []
    for event in (Start(), *seconds(130)):
        live, cues = step(live, event)
        spoken += [(round(live.at_s), cue.code.value) for cue in cues]
    assert spoken == [
        (0, "walk_forward"),
        (15, "form_stand_tall"),
        (50, "next_backward"),
        (50, "change_in"),
        (60, "change_to_backward"),
        (70, "walk_backward"),
        (70, "half_way"),
        (85, "form_short_steps"),
        (120, "last_seconds"),
        (130, "done"),
    ]
    assert live.done_s == (60.0, 60.0)
    assert Ending.COMPLETED is live.ending


def test_a_change_of_direction_is_not_walked_time():
    live = after(Start(), *seconds(65))
    assert Phase.CHANGING is live.phase
    assert live.done_s == (60.0, 0.0)


def test_paused_time_is_not_walked_time():
    live = after(Start(), Tick(20.0), Pause(), Tick(30.0), Resume(), Tick(5.0))
    assert live.done_s == (25.0, 0.0)


def test_going_on_repeats_the_instruction_with_the_time_left():
    cues = played(Start(), Tick(20.5), Pause(), Resume())[1]
    assert (Cue(CueCode.RESUMED), Cue(CueCode.WALK_FORWARD, 40.0)) == cues


def test_a_phone_that_slept_over_a_change_tells_the_turn_before_the_walk():
    live, cues = played(Start(), Tick(20.0), Tick(40.0 + CHANGE_S + 20.0))
    turn_then_walk = (
        Cue(CueCode.CHANGE_TO_BACKWARD, 0.0),
        Cue(CueCode.WALK_BACKWARD, 40.0),
    )
    assert cues == turn_then_walk
    assert live.done_s == (60.0, 20.0)


def test_a_phone_that_slept_into_a_change_says_only_what_to_do_now():
    cues = played(Start(), Tick(20.0), Tick(45.0))[1]
    assert cues == (Cue(CueCode.CHANGE_TO_BACKWARD, 5.0),)


def test_a_call_just_missed_is_still_said_and_an_old_one_is_not():
    both = [CueCode.NEXT_BACKWARD, CueCode.CHANGE_IN]
    assert said(Start(), Tick(48.0), Tick(4.0)) == both
    assert said(Start(), Tick(48.0), Tick(4.5)) == []


def test_time_nobody_can_vouch_for_is_not_counted_and_pauses():
    live, cues = played(Start(), Tick(20.0), Tick(BELIEVED_TICK_S + 1.0))
    assert (Cue(CueCode.TIME_LOST),) == cues
    assert (live.phase, live.at_s) == (Phase.PAUSED, 20.0)


@pytest.mark.parametrize("odd_s", [0.0, -5.0, float("nan")])
def test_a_clock_that_does_not_go_forward_changes_nothing(odd_s: float):
    assert after(Start(), Tick(20.0)) == after(Start(), Tick(20.0), Tick(odd_s))


@pytest.mark.parametrize(
    "events",
    [
        (),
        (Start(),),
        (Start(), Tick(65.0)),
        (Start(), Pause()),
    ],
    ids=["ready", "walking", "changing", "paused"],
)
def test_a_stop_ends_the_session_from_any_phase(events: tuple[Event, ...]):
    live, cues = played(*events, StopPressed())
    assert (live.phase, live.ending) == (Phase.OVER, Ending.STOPPED_BY_CHOICE)
    assert (Cue(CueCode.STOPPED),) == cues


def test_a_first_stumble_slows_down_and_the_walk_goes_on():
    live, cues = played(Start(), Tick(10.0), StumbleReported())
    assert (Cue(CueCode.SLOW_DOWN),) == cues
    assert (live.phase, live.stumbles) == (Phase.WALKING, 1)


def test_a_second_stumble_stops_and_holds():
    live, cues = played(Start(), StumbleReported(), Tick(10.0), StumbleReported())
    assert (Cue(CueCode.STOP_AND_HOLD),) == cues
    assert (live.phase, live.stumbles) == (Phase.PAUSED, 2)


@pytest.mark.parametrize("symptom", Symptom)
def test_any_symptom_ends_the_session_at_once(symptom: Symptom):
    live, cues = played(Start(), Tick(10.0), SymptomReported(symptom))
    assert (live.phase, live.ending) == (Phase.OVER, Ending.STOPPED_BY_SYMPTOM)
    assert (symptom,) == live.symptoms
    assert CueCode.STOPPED is cues[0].code


def test_chest_pain_asks_for_help_and_a_knee_that_gave_way_for_rest():
    helped = said(Start(), SymptomReported(Symptom.CHEST_PAIN))
    rested = said(Start(), SymptomReported(Symptom.KNEE_GAVE_WAY))
    assert helped == [CueCode.STOPPED, CueCode.SIT_DOWN_AND_GET_HELP]
    assert rested == [CueCode.STOPPED, CueCode.SIT_DOWN_AND_REST]


def test_a_symptom_told_after_the_stop_is_why_it_ended_and_says_nothing():
    live, cues = played(Start(), StopPressed(), SymptomReported(Symptom.DIZZINESS))
    assert (live.ending, cues) == (Ending.STOPPED_BY_SYMPTOM, ())
    assert live.symptoms == (Symptom.DIZZINESS,)


@pytest.mark.parametrize("before", [None, 2, 5])
def test_pain_above_five_ends_the_walk_and_says_why(before: int | None):
    live, cues = played(Start(before), Tick(10.0), PainReported(PAIN_HIGH_NRS + 1))
    assert (live.phase, live.ending) == (Phase.OVER, Ending.STOPPED_BY_PAIN)
    assert cues == (Cue(CueCode.PAIN_STOP),)


def test_pain_above_five_does_not_begin_and_may_be_told_anew():
    live, cues = played(Start(PAIN_HIGH_NRS + 1))
    assert live.phase is Phase.READY
    assert cues == (Cue(CueCode.PAIN_WAIT),)
    again = after(Start(PAIN_HIGH_NRS + 1), Start(PAIN_HIGH_NRS))
    assert (again.phase, again.pain_before_nrs) == (Phase.WALKING, PAIN_HIGH_NRS)


def test_the_figure_that_is_said_before_the_start_is_that_of_the_rule():
    assert f"when it is {PAIN_HIGH_NRS} or less" in WORDS[CueCode.PAIN_WAIT]


def test_the_highest_pain_is_kept_the_later_ones_and_those_after_the_end_too():
    told = (Start(4), Tick(1.0), PainReported(5), PainReported(1), StopPressed())
    assert after(Start(4), Tick(1.0)).pain_most_nrs is None
    assert after(*told).pain_most_nrs == 5
    assert after(*told, PainReported(8)).pain_most_nrs == 8


def test_a_symptom_told_after_pain_ended_the_walk_is_why_it_ended():
    live = after(Start(), PainReported(9), SymptomReported(Symptom.SHARP_PAIN))
    assert live.ending is Ending.STOPPED_BY_SYMPTOM


@pytest.mark.parametrize(
    ("before", "now", "rests"),
    [(None, 5, False), (2, 3, False), (2, 4, True), (3, 5, True), (0, 1, False)],
)
def test_pain_that_has_risen_by_two_asks_for_rest(
    before: int | None, now: int, rests: bool
):
    live, cues = played(Start(before), Tick(10.0), PainReported(now))
    assert ((Cue(CueCode.PAIN_REST),) if rests else ()) == cues
    assert (Phase.PAUSED if rests else Phase.WALKING) is live.phase
    assert (before, now) == (live.pain_before_nrs, live.pain_nrs)


@pytest.mark.parametrize("nrs", [-1, 11])
def test_pain_outside_the_scale_cannot_be_reported(nrs: int):
    with pytest.raises(BadAnswer, match=f"pain is {nrs}; expected 0 to 10"):
        PainReported(nrs)


def test_going_the_wrong_way_is_said_and_not_said_again_at_once():
    backward = plan(first=B)
    first = (Start(), Tick(6.0), StepsSeen(F))
    assert said(*first, of=backward) == [CueCode.GOING_FORWARD]
    assert said(*first, Tick(14.0), StepsSeen(F), of=backward) == []
    assert said(*first, Tick(15.0), StepsSeen(F), of=backward) == [CueCode.GOING_FORWARD]
    assert said(Start(), Tick(6.0), StepsSeen(B)) == [CueCode.GOING_BACKWARD]


@pytest.mark.parametrize("direction", [F, Direction.TURNING, Direction.UNKNOWN])
def test_the_told_way_and_a_way_nobody_can_tell_are_not_corrected(direction: Direction):
    assert said(Start(), Tick(6.0), StepsSeen(direction)) == []


def test_a_direction_measured_right_after_a_change_is_not_believed_yet():
    assert said(Start(), Tick(4.9), StepsSeen(B)) == []


def test_the_turn_itself_is_not_corrected():
    assert said(Start(), Tick(67.0), StepsSeen(F)) == []


def test_a_belt_above_the_band_is_too_fast_and_one_on_its_edge_is_not():
    assert said(Start(), Tick(1.0), SpeedSeen(0.51)) == [CueCode.SLOWER]
    assert said(Start(), Tick(1.0), SpeedSeen(180 * 0.01 / 3.6)) == []


def test_a_belt_that_moves_while_the_person_turns_is_called_out():
    belt = plan(Place.TREADMILL)
    assert said(Start(), Tick(64.0), SpeedSeen(0.3), of=belt) == []
    assert said(Start(), Tick(66.0), SpeedSeen(0.3), of=belt) == [CueCode.STOP_THE_BELT]
    assert said(Start(), Tick(66.0), SpeedSeen(0.0), of=belt) == []


def test_a_new_segment_may_repeat_a_correction_at_once():
    told = (Start(), Tick(58.0), SpeedSeen(0.9), Tick(8.0), SpeedSeen(0.9))
    assert said(*told, of=plan(Place.TREADMILL)) == [CueCode.STOP_THE_BELT]


def test_a_heart_rate_is_judged_only_against_a_limit_somebody_set():
    assert said(Start(), Tick(1.0), HeartRateSeen(190)) == []
    cues = played(Start(), Tick(1.0), HeartRateSeen(121), of=plan(limit_bpm=120))[1]
    assert (Cue(CueCode.HEART_RATE_HIGH, 121),) == cues
    assert said(Start(), Tick(1.0), HeartRateSeen(120), of=plan(limit_bpm=120)) == []


def test_a_heart_rate_that_stays_too_high_asks_for_rest():
    high = [Tick(15.0), HeartRateSeen(130)]
    limited = plan(limit_bpm=120)
    live, cues = played(Start(), *high * 3, of=limited)
    assert [cue.code for cue in cues] == [CueCode.HEART_RATE_HIGH, CueCode.REST]
    assert (live.phase, live.heart_warnings) == (Phase.PAUSED, 0)
    came_down = [*high * 2, HeartRateSeen(119), *high]
    assert said(Start(), *came_down, of=limited) == [CueCode.HEART_RATE_HIGH]


def test_on_a_belt_rest_begins_with_stopping_it():
    limited = plan(Place.TREADMILL, limit_bpm=120)
    assert said(Start(), *[Tick(15.0), HeartRateSeen(130)] * 3, of=limited) == [
        CueCode.HEART_RATE_HIGH,
        CueCode.STOP_BELT_YOURSELF,
        CueCode.REST,
    ]


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -1.0, 0.0, 251.0, 1e300])
def test_a_heart_rate_that_nobody_has_is_not_believed(odd: float):
    limited = plan(limit_bpm=120)
    told = (Start(), Tick(1.0), HeartRateSeen(odd))
    assert played(*told, of=limited) == (after(*told[:2], of=limited), ())


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -1.0, 12.1, 180.0])
def test_a_speed_that_no_belt_has_is_not_believed(odd: float):
    told = (Start(), Tick(1.0), SpeedSeen(odd))
    assert played(*told) == (after(*told[:2]), ())


def test_a_belt_above_the_band_is_told_to_be_set_slower_on_its_own_buttons():
    told = (Start(), Tick(1.0), SpeedSeen(0.51))
    assert said(*told, of=plan(Place.TREADMILL)) == [CueCode.BELT_TOO_FAST]


def test_a_belt_below_the_band_is_mentioned_once_an_interval_and_not_at_once():
    belt = plan(Place.TREADMILL)
    told = (Start(), Tick(30.0), SpeedSeen(0.1))
    assert said(Start(), Tick(29.0), SpeedSeen(0.1), of=belt) == []
    assert said(*told, of=belt) == [CueCode.BELT_TOO_SLOW]
    assert said(*told, Tick(25.0), SpeedSeen(0.1), of=belt) == []
    assert said(Start(), Tick(30.0), SpeedSeen(0.0), of=belt) == []
    assert said(*told) == []  # on the floor nobody is too slow


def test_what_comes_next_is_said_before_the_end_of_every_walk_but_the_last():
    live, spoken = begin(plan()), []
    for event in (Start(), *seconds(130)):
        live, cues = step(live, event)
        spoken += [cue for cue in cues if cue.code.startswith("next_")]
    assert spoken == [Cue(CueCode.NEXT_BACKWARD, 60.0)]


def test_what_comes_next_is_said_also_where_the_direction_stays():
    walks = (Interval(B, 60.0), Interval(B, 30.0))
    same_way = script(Prescription("test", walks, Place.HALLWAY, Support.NONE, ()))
    assert said(Start(), Tick(49.5), Tick(0.5), of=same_way) == [CueCode.NEXT_BACKWARD]


def test_what_a_treadmill_says_of_itself_is_nothing_to_the_session():
    for event in (BeltFound(), BeltControlled(), BeltTaken(), BeltLost()):
        assert played(Start(), event) == (after(Start()), ())


def test_a_lost_sensor_is_told_once_and_its_return_once():
    assert said(Start(), SensorLost()) == [CueCode.SENSOR_LOST]
    assert said(Start(), SensorLost(), SensorLost()) == []
    assert said(Start(), SensorLost(), SensorBack()) == [CueCode.SENSOR_BACK]
    assert said(Start(), SensorBack()) == []


def test_a_screen_that_comes_back_says_what_to_do_now():
    assert said(Start(), ScreenHidden()) == [CueCode.KEEP_SCREEN_ON]
    told = (Start(), Tick(10.0), ScreenHidden(), Tick(20.0), ScreenShown())
    assert (Cue(CueCode.WALK_FORWARD, 30.0),) == played(*told)[1]
    assert said(Start(), Pause(), ScreenHidden(), ScreenShown()) == [CueCode.PAUSED]
    assert said(ScreenHidden(), ScreenShown()) == []


def test_a_glance_shows_now_next_and_how_far():
    look = glance(after(Start(), Tick(20.0)))
    assert (look.direction, look.left_s, look.next_direction) == (F, 40.0, B)
    assert (look.walked_s, look.total_s) == (20.0, 120.0)


def test_a_glance_during_a_change_shows_the_way_it_leads_to():
    look = glance(after(Start(), Tick(60.0), of=plan(Place.TREADMILL)))
    assert (
        look.direction,
        look.left_s,
        look.next_direction,
    ) == (B, CHANGE_ON_BELT_S, None)


def test_a_glance_after_the_end_tells_nobody_to_walk():
    look = glance(after(Start(), Tick(20.0), StopPressed()))
    assert (look.direction, look.left_s, look.done_s) == (None, 0.0, (20.0, 0.0))
