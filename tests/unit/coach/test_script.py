"""A prescription becomes a timeline without gaps, and speaks at the right moments."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.coach.calls import Call
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.limits import CHANGE_ON_BELT_S, CHANGE_S, FORM_APART_S
from retrowalk.coach.script import Script, from_json, script, to_json
from retrowalk.coach.segments import Kind, Segment
from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

F, B = Direction.FORWARD, Direction.BACKWARD

intervals = st.lists(
    st.builds(
        Interval,
        direction=st.sampled_from([F, B]),
        duration_s=st.floats(1.0, 900.0),
        speed_mps=st.none() | st.just(Band(0.2, 0.5)),
    ),
    min_size=1,
    max_size=9,
)
prescriptions = st.builds(
    Prescription,
    programme=st.just("test"),
    intervals=intervals.map(tuple),
    place=st.sampled_from(Place),
    support=st.sampled_from(Support),
    sources=st.just(()),
)


def prescribed(*told: tuple[Direction, float], place: Place = Place.HALLWAY) -> Script:
    walked = tuple(Interval(direction, duration_s) for direction, duration_s in told)
    return script(Prescription("test", walked, place, Support.RAIL_OR_WALL, ()))


def said_at(plan: Script, code: CueCode) -> list[float]:
    return [call.at_s for call in plan.calls if call.cue.code is code]


def test_a_change_stands_between_intervals_of_different_direction_only():
    plan = prescribed((F, 60), (F, 30), (B, 60), (F, 20))
    kinds = [(s.kind.value, s.direction.value, s.interval) for s in plan.segments]
    assert kinds == [
        ("walk", "forward", 0),
        ("walk", "forward", 1),
        ("change", "backward", 2),
        ("walk", "backward", 2),
        ("change", "forward", 3),
        ("walk", "forward", 3),
    ]
    assert [s.start_s for s in plan.segments] == [0, 60, 90, 100, 160, 170]
    assert plan.end_s == 60 + 30 + CHANGE_S + 60 + CHANGE_S + 20


def test_a_change_on_a_treadmill_leaves_time_to_stop_and_start_the_belt_by_hand():
    plan = prescribed((F, 60), (B, 60), place=Place.TREADMILL)
    assert [s.duration_s for s in plan.segments] == [60, CHANGE_ON_BELT_S, 60]
    assert plan.on_belt


def test_half_way_counts_walked_time_and_not_changes():
    assert said_at(prescribed((F, 60), (B, 120)), CueCode.HALF_WAY) == [90 + CHANGE_S]


def test_half_way_between_two_walks_is_said_as_the_second_begins():
    assert said_at(prescribed((F, 60), (B, 60)), CueCode.HALF_WAY) == [60 + CHANGE_S]


def test_half_way_never_falls_on_the_end_of_a_walk_by_rounding():
    walked_s = 0.1 + 0.2 + 60.0
    plan = prescribed((F, 0.1), (F, 0.2), (F, 60.0), (B, walked_s))
    (at_s,) = said_at(plan, CueCode.HALF_WAY)
    assert any(walk.start_s <= at_s < walk.end_s for walk in plan.walks)


def test_a_change_and_the_end_are_announced_ten_seconds_ahead():
    plan = prescribed((F, 60), (B, 60))
    assert said_at(plan, CueCode.CHANGE_IN) == [50]
    assert said_at(plan, CueCode.LAST_SECONDS) == [110 + CHANGE_S]


def test_a_walk_too_short_for_a_warning_gets_none():
    plan = prescribed((F, 19), (B, 19))
    assert said_at(plan, CueCode.CHANGE_IN) + said_at(plan, CueCode.LAST_SECONDS) == []


def test_tips_rotate_and_fit_the_direction():
    plan = prescribed((F, 120), (B, 300))
    tips = [(c.at_s, c.cue.code) for c in plan.calls if c.cue.code.startswith("form_")]
    backward = [code for at_s, code in tips if at_s >= 120 + CHANGE_S]
    assert CueCode.FORM_SHORT_STEPS is backward[0]
    assert CueCode.FORM_LIGHT_HAND in backward
    assert all(one is not other for one, other in pairwise(backward))
    assert CueCode.FORM_SHORT_STEPS not in [code for at_s, code in tips if at_s < 120]


@given(prescriptions)
def test_a_script_has_no_gaps_and_walks_exactly_what_is_prescribed(dose: Prescription):
    plan = script(dose)
    assert plan.segments[0].start_s == 0.0
    assert all(one.end_s == other.start_s for one, other in pairwise(plan.segments))
    assert [i.duration_s for i in dose.intervals] == [w.duration_s for w in plan.walks]
    assert [i.direction for i in dose.intervals] == [w.direction for w in plan.walks]
    assert list(range(len(dose.intervals))) == [w.interval for w in plan.walks]


@given(prescriptions)
def test_every_call_is_said_while_walking_in_the_order_of_time(dose: Prescription):
    plan = script(dose)
    times = [call.at_s for call in plan.calls]
    assert times == sorted(times)
    assert all(
        any(walk.start_s <= at_s < walk.end_s for walk in plan.walks) for at_s in times
    )


@given(prescriptions)
def test_no_tip_talks_over_another_call(dose: Prescription):
    plan = script(dose)
    tips = [c.at_s for c in plan.calls if c.cue.code.startswith("form_")]
    others = [c.at_s for c in plan.calls if not c.cue.code.startswith("form_")]
    assert all(abs(tip - other) >= FORM_APART_S for tip in tips for other in others)


@given(prescriptions, st.none() | st.floats(60.0, 200.0))
def test_a_script_comes_back_from_json_as_it_was(
    dose: Prescription, limit_bpm: float | None
):
    plan = script(dose, limit_bpm)
    assert plan == from_json(json.loads(json.dumps(to_json(plan))))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"schema": 2}, "a script has schema 2; expected 1"),
        ({"segments": []}, "no segments"),
        ({"segments": [{"kind": "walk"}]}, "cannot be read: KeyError"),
        ({"calls": [{"at_s": 1.0, "cue": {"code": "sing", "number": None}}]}, "'sing'"),
    ],
)
def test_a_broken_script_is_refused_with_a_reason(change: dict[str, object], sentence: str):
    with pytest.raises(BadProgramme, match=sentence):
        from_json(to_json(prescribed((F, 60))) | change)


def test_a_script_with_a_gap_cannot_be_built():
    with pytest.raises(BadProgramme, match=r"starts at 31\.0 s; expected 30\.0 s"):
        Script(
            "test",
            (Segment(Kind.WALK, F, 0, 0.0, 30.0), Segment(Kind.WALK, F, 1, 31.0, 30.0)),
            (),
        )


def test_a_script_with_calls_out_of_order_cannot_be_built():
    late_first = (Call(9.0, Cue(CueCode.HALF_WAY)), Call(3.0, Cue(CueCode.HALF_WAY)))
    with pytest.raises(BadProgramme, match="out of order"):
        Script("test", (Segment(Kind.WALK, F, 0, 0.0, 30.0),), late_first)


def test_a_segment_into_an_unknown_direction_cannot_be_built():
    with pytest.raises(BadProgramme, match="expected forward or backward"):
        Segment(Kind.WALK, Direction.UNKNOWN, 0, 0.0, 30.0)
