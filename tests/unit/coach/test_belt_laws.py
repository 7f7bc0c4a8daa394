"""What holds for every belt, whatever it does and whatever its radio says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.coach.belt import AskForControl, Belt, Command, SetBeltSpeed, StopBelt
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    BeltLost,
    BeltRefused,
    BeltRight,
    BeltTaken,
    BeltTargetSeen,
    Event,
    Pause,
    Resume,
    SpeedSeen,
    Start,
    StopPressed,
    Tick,
)
from retrowalk.coach.limits import BELT_CHANGE_MPS, BELT_WARNED_S
from retrowalk.coach.live import Live, Phase, begin
from retrowalk.coach.script import Script, script
from retrowalk.coach.step import step
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

# Most stories set a speed once or more, and many after a loss, a stop or a refusal.
TINY = 1e-6  # m/s; far below what the radio can say
STOPS = {StopBelt, AskForControl}
numbers = st.floats(allow_nan=True, allow_infinity=True)
WALKED_MPS = (0.2, 0.25, 0.3, 0.35, 0.37, 0.42, 0.52, 0.54)
speeds = st.sampled_from((0.0, *WALKED_MPS, 0.9, 3.0))
steady = st.tuples(st.sampled_from(WALKED_MPS), st.integers(9, 30)).map(
    lambda one: [one[0]] * one[1]
)
runs = st.one_of(steady, st.lists(speeds, min_size=1, max_size=8)).map(
    lambda run: [event for mps in run for event in (Tick(1.0), SpeedSeen(mps))]
)
FOUND = BeltFound(None, None, None, may_set_speed=True)
BACK = [BeltLost(), FOUND, BeltControlled()]
RESTED = [Pause(), SpeedSeen(0.0), SpeedSeen(0.0), Resume()]
WILD: tuple[Event, ...] = (
    Pause(),
    Resume(),
    Start(),
    StopPressed(),
    BeltLost(),
    BeltTaken(),
)
surprises: st.SearchStrategy[list[Event]] = st.one_of(
    st.just(BACK),
    st.just(RESTED),
    st.sampled_from(WILD).map(lambda event: [event]),
    st.one_of(
        st.builds(BeltRefused, st.sampled_from(BeltRight)),
        st.builds(BeltTargetSeen, speeds | numbers),
        st.builds(SpeedSeen, numbers),
        st.builds(Tick, numbers),
        st.builds(BeltFound, *[st.none() | numbers] * 3, st.booleans()),
    ).map(lambda event: [event]),
)
stories = st.tuples(runs, st.lists(st.one_of(runs, runs, surprises), max_size=8)).map(
    lambda parts: [
        FOUND,
        BeltControlled(),
        Start(),
        SpeedSeen(0.0),
        *parts[0],
        *[event for part in parts[1] for event in part],
    ]
)
bands = st.sampled_from((Band(0.4, 0.5), Band(0.5, 0.5), Band(0.2, 0.5), None))
ways = st.sampled_from((Direction.FORWARD, Direction.BACKWARD))
lengths_s = st.sampled_from((60.0, 30.0))
scripts = st.lists(st.builds(Interval, ways, lengths_s, bands), min_size=1, max_size=3)
Moment = tuple[Event, Live, Belt, Belt, tuple[Command, ...], tuple[Cue, ...]]


def played(walks: list[Interval], told: list[Event]) -> list[Moment]:
    """Return every event with the session, the belt before and after, and what came of it."""
    dose = Prescription("t", tuple(walks), Place.TREADMILL, Support.NONE, ())
    plan: Script = script(dose)
    live, belt, moments = begin(plan), Belt(), []
    for event in told:
        live, _ = step(live, event)
        before = belt
        belt, commands, cues = follow(belt, live, event)
        moments.append((event, live, before, belt, commands, cues))
    return moments


@given(scripts, stories)
def test_no_speed_is_asked_for_above_the_prescription_or_by_more_than_a_small_step(
    walks: list[Interval], told: list[Event]
):
    for _, live, before, after, commands, _ in played(walks, told):
        for command in commands:
            if isinstance(command, SetBeltSpeed):
                most_mps = live.segment.speed_most_mps
                assert most_mps is not None
                assert 0.0 < command.speed_mps <= most_mps + TINY
                now_mps = after.speed_mps
                assert now_mps is not None
                assert abs(command.speed_mps - now_mps) <= BELT_CHANGE_MPS + TINY
                assert before.controlled


@given(scripts, stories)
def test_no_belt_is_started_only_one_that_moves_under_a_walker_is_set(
    walks: list[Interval], told: list[Event]
):
    for _, live, _, after, commands, _ in played(walks, told):
        if any(isinstance(command, SetBeltSpeed) for command in commands):
            assert live.phase is Phase.WALKING
            assert after.speed_mps
            assert after.linked
            assert not after.let_go


@given(scripts, stories)
def test_every_change_was_said_long_enough_before(walks: list[Interval], told: list[Event]):
    warned_s: float | None = None
    for _, _, _, after, commands, cues in played(walks, told):
        if {cue.code for cue in cues} & {CueCode.BELT_FASTER, CueCode.BELT_SLOWER}:
            warned_s = after.clock_s
        if any(isinstance(command, SetBeltSpeed) for command in commands):
            assert warned_s is not None
            assert after.clock_s - warned_s >= BELT_WARNED_S
            warned_s = None  # each change has a warning of its own


@given(steady, st.lists(st.one_of(runs, st.just(BACK), st.just(RESTED)), max_size=5))
def test_after_the_radio_was_lost_no_belt_is_made_faster(
    first: list[float], parts: list[list[Event]]
):
    slow = [event for mps in first for event in (Tick(1.0), SpeedSeen(min(mps, 0.3)))]
    begun: list[Event] = [FOUND, BeltControlled(), Start(), SpeedSeen(0.0)]
    late = [event for part in parts for event in part]
    walks = [Interval(Direction.BACKWARD, 300.0, Band(0.4, 0.5))]
    lost = False
    for event, _, before, after, commands, _ in played(
        walks, [*begun, *slow[:8], *BACK, *slow, *late]
    ):
        lost = lost or (isinstance(event, BeltLost) and before.linked)
        for command in commands:
            if lost and isinstance(command, SetBeltSpeed):
                assert after.speed_mps is not None
                assert command.speed_mps < after.speed_mps


@given(scripts, stories)
def test_after_a_stop_nothing_else_is_asked_for_until_the_belt_stands(
    walks: list[Interval], told: list[Event]
):
    for event, live, before, after, commands, _ in played(walks, told):
        if before.stopping is not None and after.stopping is not None:
            assert {type(command) for command in commands} <= STOPS
        leaves = before.was_walking and live.phase is not Phase.WALKING
        asked = isinstance(event, StopPressed) or (leaves and isinstance(event, Pause))
        if asked and after.linked and after.may_set and after.stopping is not None:
            assert StopBelt() in commands
        if before.stopping is not None and after.stopping is None:
            assert after.speed_mps == 0.0


@given(scripts, stories)
def test_no_belt_is_stopped_under_a_walker_who_was_neither_asking_nor_warned(
    walks: list[Interval], told: list[Event]
):
    warned_s: float | None = None
    for event, _, before, after, commands, cues in played(walks, told):
        if CueCode.BELT_STOPS in {cue.code for cue in cues}:
            warned_s = after.clock_s
        first = before.stopping is None or before.stopping.sent_s is None
        by_hand = isinstance(event, StopPressed | Pause)
        moved = before.moving_s is not None and after.moving_s is not None
        if StopBelt() in commands and first and not by_hand and moved:
            assert warned_s is not None
            assert after.clock_s - warned_s >= BELT_WARNED_S


@given(scripts, stories)
@settings(max_examples=50)
def test_a_session_that_is_over_asks_for_nothing_but_a_stop(
    walks: list[Interval], told: list[Event]
):
    for event, live, _, _, commands, _ in played(walks, [*told, StopPressed(), *told]):
        if live.phase is Phase.OVER and not isinstance(event, BeltFound):
            assert {type(command) for command in commands} <= STOPS
