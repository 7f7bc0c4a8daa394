"""What holds for every session whatever happens in it."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from retrowalk.coach.cues import Cue
from retrowalk.coach.events import (
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
from retrowalk.coach.limits import BELIEVED_TICK_S, FRESH_S
from retrowalk.coach.live import MOVING, Live, Phase, begin
from retrowalk.coach.script import Script, script
from retrowalk.coach.step import step
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.training.session import Symptom


def exact(most_s: float) -> st.SearchStrategy[float]:
    """Return seconds in 1/64: their sums are exact, so that two ticks add up to one."""
    return st.integers(1, int(most_s * 64)).map(lambda n: n / 64)


intervals = st.builds(
    Interval,
    direction=st.sampled_from([Direction.FORWARD, Direction.BACKWARD]),
    duration_s=st.integers(320, 6000).map(lambda n: n / 64),
    speed_mps=st.none() | st.just(Band(0.2, 0.5)),
)
scripts = st.builds(
    script,
    st.builds(
        Prescription,
        programme=st.just("test"),
        intervals=st.lists(intervals, min_size=1, max_size=5).map(tuple),
        place=st.sampled_from(Place),
        support=st.sampled_from(Support),
        sources=st.just(()),
    ),
    st.none() | st.just(120.0),
)
ticks = st.builds(Tick, exact(BELIEVED_TICK_S))
anything = st.one_of(
    ticks,
    ticks,
    st.builds(Tick, st.floats(allow_nan=True)),
    st.builds(Start, st.none() | st.integers(0, 10)),
    st.just(Pause()),
    st.just(Resume()),
    st.just(StopPressed()),
    st.just(StumbleReported()),
    st.builds(SymptomReported, st.sampled_from(Symptom)),
    st.builds(PainReported, st.integers(0, 10)),
    st.builds(StepsSeen, st.sampled_from(Direction)),
    st.builds(SpeedSeen, st.floats(0.0, 3.0)),
    st.builds(HeartRateSeen, st.floats(30.0, 220.0)),
    st.just(SensorLost()),
    st.just(SensorBack()),
    st.just(ScreenHidden()),
    st.just(ScreenShown()),
)
stories = st.lists(anything, max_size=30).map(lambda events: [Start(), *events])


def played(plan: Script, events: Iterable[Event]) -> tuple[Live, list[Cue]]:
    live, spoken = begin(plan), []
    for event in events:
        live, cues = step(live, event)
        spoken += cues
    return live, spoken


@given(scripts, stories, st.lists(anything, max_size=10))
def test_nothing_is_said_after_the_end(plan: Script, story: list[Event], late: list[Event]):
    live = played(plan, [*story, StopPressed()])[0]
    for event in late:
        live, cues = step(live, event)
        assert cues == ()
        assert Phase.OVER is live.phase


@given(scripts, stories)
def test_a_stop_always_ends_the_session(plan: Script, story: list[Event]):
    live = step(played(plan, story)[0], StopPressed())[0]
    assert Phase.OVER is live.phase
    assert live.ending is not None


@given(scripts, stories)
def test_nobody_walks_more_than_was_prescribed_and_the_clock_never_turns_back(
    plan: Script, story: list[Event]
):
    live = begin(plan)
    for event in story:
        before, live = live, step(live, event)[0]
        assert before.at_s <= live.at_s <= plan.end_s
        pairs = zip(live.done_s, plan.walks, strict=True)
        assert all(0.0 <= done_s <= walk.duration_s for done_s, walk in pairs)


@given(scripts, stories)
def test_only_a_tick_walks(plan: Script, story: list[Event]):
    live = begin(plan)
    for event in story:
        before, live = live, step(live, event)[0]
        if not isinstance(event, Tick) or before.phase not in MOVING:
            assert before.at_s == live.at_s
            assert before.done_s == live.done_s


@given(scripts, stories)
def test_a_session_is_over_exactly_when_it_has_an_ending(plan: Script, story: list[Event]):
    live = played(plan, story)[0]
    assert (live.phase is Phase.OVER) is (live.ending is not None)


@given(scripts, stories, exact(60.0), exact(30.0))
def test_two_ticks_leave_the_state_of_one_and_say_all_it_says(
    plan: Script, story: list[Event], first_s: float, then_s: float
):
    live = played(plan, story)[0]
    whole, said_at_once = step(live, Tick(first_s + then_s))
    half, said_first = step(live, Tick(first_s))
    parts, said_then = step(half, Tick(then_s))
    assert whole == parts
    assert _is_part_of(
        [cue.code for cue in said_at_once],
        [cue.code for cue in (*said_first, *said_then)],
    )


@given(scripts, stories, exact(FRESH_S / 2), exact(FRESH_S / 2))
def test_two_short_ticks_say_word_for_word_what_one_says(
    plan: Script, story: list[Event], first_s: float, then_s: float
):
    live = played(plan, story)[0]
    half, said_first = step(live, Tick(first_s))
    assert step(live, Tick(first_s + then_s))[1] == (
        *said_first,
        *step(half, Tick(then_s))[1],
    )


@given(scripts, stories)
def test_the_same_story_is_told_the_same_way_again(plan: Script, story: list[Event]):
    assert played(plan, story) == played(plan, story)


def _is_part_of(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(code in rest for code in some)
