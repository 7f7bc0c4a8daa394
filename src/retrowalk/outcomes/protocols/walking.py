"""Tests of walking: as far as possible in a time, or a distance against the clock, both ways."""

from retrowalk.directions import Direction
from retrowalk.outcomes.protocols.protocol import (
    Gives,
    Part,
    Protocol,
    Reading,
    Summary,
    Way,
)

STOP_IF = (
    "Stop at once with chest pain, dizziness, severe breathlessness, a cramp, or when you "
    "begin to stagger."
)
CLEAR_PATH = (
    "Clear the path of rugs, cables and pets, and look at it once before you turn round."
)
BESIDE_YOU = (
    "Somebody walks beside you, half a step behind your leading shoulder, hands free."
)
ONE_HELPER = (
    "A helper alone holds the phone in the hand away from you and taps without looking: both "
    "marks have the same large button."
)
PATH_FREE = "The way is level, dry, and free of rugs, cables and pets."
CHAIR_NEAR = "A chair is within reach of the path."
SAME_AGAIN = "Wear the same shoes as last time, on the same floor, at about the same hour."

SIX_MINUTES_S = 360.0  # s
SEATED_S = 30.0  # s; of counting at rest; own choice (design_tests)
PAIR_REST_S = 1800.0  # s; between the two ways of a pair (design_tests)

_CORRIDOR = (
    "Measure a straight, level path of at least 10 metres and mark both ends; a phone's map "
    "is too inexact for this.",
    SAME_AGAIN,
    "Sit for 10 minutes before the start.",
)

SIX_MINUTES_FORWARD = Protocol(
    key="six_minute_walk",
    name="Six-minute walk",
    way=Way.COUNTDOWN,
    readings=(
        Reading("six_minute_walk_m", Gives.DISTANCE),
        Reading("six_minute_heart_rate_bpm", Gives.HEART_RATE),
        Reading("six_minute_rpe_cr10", Gives.EXERTION),
    ),
    needs=("a measured, level path", "a chair within reach"),
    checks=(PATH_FREE, CHAIR_NEAR),
    set_up=_CORRIDOR,
    safety=(STOP_IF, "You may slow down and rest standing; the clock goes on."),
    told="Walk as far as you can in six minutes. Press Lap at each end of the path.",
    duration_s=SIX_MINUTES_S,
    direction=Direction.FORWARD,
    sources=("bohannon2017", "gps_6mwt2024", "design_tests"),
)

SIX_MINUTES_BACKWARD = Protocol(
    key="six_minute_backward",
    name="Six-minute walk backward",
    way=Way.COUNTDOWN,
    readings=(
        Reading("six_minute_backward_m", Gives.DISTANCE),
        Reading("six_minute_backward_heart_rate_bpm", Gives.HEART_RATE),
        Reading("six_minute_backward_rpe_cr10", Gives.EXERTION),
    ),
    needs=("a measured, level path", "a chair within reach", "a person beside you"),
    checks=(PATH_FREE, CHAIR_NEAR),
    set_up=(*_CORRIDOR, CLEAR_PATH),
    safety=(STOP_IF, BESIDE_YOU, "Your helper says when the end of the path is near."),
    told=(
        "Walk backward as far as you safely can in six minutes. Your helper presses Lap at each "
        "end of the path."
    ),
    helper=True,
    duration_s=SIX_MINUTES_S,
    direction=Direction.BACKWARD,
    practice_effect=(
        "No study of a six-minute walk backward was found: what is usual, and what people gain "
        "by knowing it, is not known."
    ),
    sources=("design_tests",),
)

THREE_METRES_MIDDLE = Protocol(
    key="backward_walk_middle_3m",
    name="Three metres backward, the middle of five",
    way=Way.STOPWATCH,
    readings=(Reading("backward_speed_mps", Gives.SPEED),),
    needs=("5 metres of level floor", "tape at 1 and 4 metres", "a person beside you"),
    checks=(PATH_FREE,),
    set_up=(
        "Mark a start, 1 metre, 4 metres and 5 metres on the floor.",
        CLEAR_PATH,
        SAME_AGAIN,
    ),
    safety=(STOP_IF, BESIDE_YOU, ONE_HELPER),
    told=(
        "Walk all 5 metres backward at a comfortable speed. Your helper taps when you pass the "
        "mark of 1 metre and again at 4: the time between counts."
    ),
    helper=True,
    trials=2,
    rest_s=30.0,
    summary=Summary.MEAN,
    distance_m=3.0,
    marks_m=(1.0, 4.0),
    direction=Direction.BACKWARD,
    sources=("demark2023", "design_tests"),
)

THREE_METRES_STANDING = Protocol(
    key="backward_walk_3m_standing",
    name="Three metres backward from standing",
    way=Way.STOPWATCH,
    readings=(Reading("backward_walk_3m_s", Gives.TIME),),
    needs=("4 metres of level floor", "tape at 3 metres", "a person beside you"),
    checks=(PATH_FREE,),
    set_up=("Mark a start and 3 metres on the floor.", CLEAR_PATH, SAME_AGAIN),
    safety=(STOP_IF, BESIDE_YOU),
    told=(
        "From standing, walk 3 metres backward as fast as you safely can. The clock starts with "
        "the tone and stops at the mark."
    ),
    helper=True,
    practice_trials=1,
    trials=2,
    rest_s=30.0,
    summary=Summary.MEAN,
    distance_m=3.0,
    direction=Direction.BACKWARD,
    sources=("carter2020", "design_tests"),
)


def _ten_metres(
    key: str, name: str, measure: str, way: Direction, *, helper: bool
) -> Protocol:
    word = "backward" if way is Direction.BACKWARD else "forward"
    path = ("Mark a start, 2 metres, 12 metres and 14 metres on the floor.", SAME_AGAIN)
    return Protocol(
        key=key,
        name=name,
        way=Way.STOPWATCH,
        readings=(Reading(measure, Gives.SPEED),),
        needs=("14 metres of level floor", *(("a person beside you",) if helper else ())),
        checks=(PATH_FREE,),
        set_up=(*path, CLEAR_PATH) if helper else path,
        safety=(STOP_IF, BESIDE_YOU, ONE_HELPER) if helper else (STOP_IF,),
        told=(
            f"Walk all 14 metres {word} at your usual speed. Tap when you pass the mark of 2 "
            "metres and again at 12, or let somebody tap: the time between counts."
        ),
        helper=helper,
        trials=2,
        rest_s=30.0,
        summary=Summary.MEAN,
        distance_m=10.0,
        marks_m=(2.0, 12.0),
        direction=way,
        sources=("perera2006", "design_tests"),
    )


TEN_METRES_FORWARD = _ten_metres(
    "ten_metres", "Ten metres forward", "gait_speed_mps", Direction.FORWARD, helper=False
)
TEN_METRES_BACKWARD = _ten_metres(
    "ten_metres_backward",
    "Ten metres backward",
    "backward_speed_10m_mps",
    Direction.BACKWARD,
    helper=True,
)


def _dual(key: str, name: str, measure: str, way: Direction) -> Protocol:
    backward = way is Direction.BACKWARD
    word = "backward" if backward else "forward"
    return Protocol(
        key=key,
        name=name,
        way=Way.STOPWATCH,
        readings=(
            Reading(measure, Gives.SLOWER_PCT),
            Reading(f"dual_task_answers_{word}_pct", Gives.FEWER_PCT),
        ),
        needs=(
            "14 metres of level floor",
            "a chair",
            "a person beside you" if backward else "somebody who counts right answers",
        ),
        checks=(PATH_FREE,),
        set_up=(
            "Mark 2 metres and 12 metres of a path of 14.",
            *((CLEAR_PATH,) if backward else ()),
            SAME_AGAIN,
        ),
        safety=(STOP_IF, BESIDE_YOU, ONE_HELPER) if backward else (STOP_IF,),
        told=(
            f"Walk {word} at your usual speed, from before the first mark to past the second. "
            "Tap at both marks, or let somebody tap: the time between counts."
        ),
        parts=(
            Part("seated", "Sit, and count down aloud by threes.", SEATED_S, counts=True),
            Part("single", "Only walk."),
            Part("dual", "Walk, and count down aloud by threes.", counts=True),
        ),
        parameters={"count_from_least": 200.0, "count_from_most": 400.0},
        helper=backward,
        practice_trials=1,
        trials=2,
        rest_s=30.0,
        summary=Summary.MEAN,
        distance_m=10.0,
        marks_m=(2.0, 12.0),
        direction=way,
        sources=("dual_task2021", "design_tests"),
    )


DUAL_TASK_FORWARD = _dual(
    "dual_task",
    "Walking forward while thinking",
    "dual_task_cost_forward_pct",
    Direction.FORWARD,
)
DUAL_TASK_BACKWARD = _dual(
    "dual_task_backward",
    "Walking backward while thinking",
    "dual_task_cost_backward_pct",
    Direction.BACKWARD,
)

WALKING = (
    SIX_MINUTES_FORWARD,
    SIX_MINUTES_BACKWARD,
    TEN_METRES_FORWARD,
    TEN_METRES_BACKWARD,
    THREE_METRES_MIDDLE,
    THREE_METRES_STANDING,
    DUAL_TASK_FORWARD,
    DUAL_TASK_BACKWARD,
)
