"""Two hundred sessions on a treadmill where all goes wrong that can, each by its seed.

The same treadmill, radio and person meet the player's rules in tests/edges.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "fakes"))

from faulty_treadmill import Faults, FaultyRadio, Walker, faults

from retrowalk.coach.belt import AskForControl, SetBeltSpeed, StopBelt
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.events import (
    Event,
    PainReported,
    Pause,
    Resume,
    SpeedSeen,
    Start,
    StopPressed,
    StumbleReported,
    SymptomReported,
    Tick,
)
from retrowalk.coach.limits import BELIEVED_BELT_MPS
from retrowalk.coach.live import Live, Phase, begin
from retrowalk.coach.script import script
from retrowalk.devices.guided import Entry, GuidedWalk
from retrowalk.devices.transport import Gone
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.training.session import Symptom
from retrowalk.units import mps_from_kmh

TICK_S = 0.5
AFTER_S = 25.0  # watched after the end
STEP_MPS = mps_from_kmh(0.2)
ROUND_MPS = mps_from_kmh(0.011)  # of the radio's steps, and of the reading before
SEEDS = range(200)
WARNINGS = (CueCode.BELT_FASTER, CueCode.BELT_SLOWER)


@dataclass
class Seen:
    """What one session came to, for the laws to look at."""

    walk: GuidedWalk
    radio: FaultyRadio
    faults: Faults
    most_mps: float
    hand_mps: float = 0.0  # the fastest that a hand or another app ever set
    laws_broken: list[str] = field(default_factory=list)

    @property
    def transcript(self) -> list[Entry]:
        return self.walk.transcript

    def said(self, code: CueCode) -> list[float]:
        return [
            entry.at_s
            for entry in self.walk.transcript
            if entry.cue is not None and entry.cue.code is code
        ]


def prescribed(dice: random.Random) -> tuple[Live, float]:
    most_mps = dice.choice([0.4, 0.7, 1.1])
    band = Band(dice.choice([0.5, 0.8, 1.0]) * most_mps, most_mps)
    ways = [Direction.FORWARD, Direction.BACKWARD]
    walks = tuple(
        Interval(ways[i % 2], dice.choice([30.0, 50.0, 80.0]), band)
        for i in range(dice.randint(1, 2))
    )
    dose = Prescription("test", walks, Place.TREADMILL, Support.RAIL_OR_WALL, ())
    return begin(script(dose)), most_mps


def presses(dice: random.Random, length_s: float) -> list[tuple[float, Event]]:
    """Return what the person presses, and when; mostly little, now and then a lot."""
    kinds: list[Event] = [
        Pause(),
        Resume(),
        StumbleReported(),
        PainReported(dice.randint(0, 7)),
        StopPressed(),
        SymptomReported(Symptom.DIZZINESS),
    ]
    some = dice.sample(kinds, dice.choice([0, 1, 2, 4]))
    return sorted(
        ((dice.uniform(3.0, length_s), event) for event in some), key=lambda one: one[0]
    )


def walked(seed: int) -> Seen:
    """Walk one session to its end, and some time beyond."""
    dice = random.Random(seed)  # noqa: S311 - a session's luck, not a secret
    live, most_mps = prescribed(dice)
    length_s = live.script.end_s
    wrong = faults(dice, length_s)
    radio, walker = FaultyRadio(dice, wrong), Walker(dice)
    heard: list[str] = []
    walk = GuidedWalk(
        live,
        radio,
        lambda _live, cues: heard.extend(cue.code.value for cue in cues),
        allowed=True,
    )
    seen = Seen(walk, radio, wrong, most_mps)
    to_press = [(2.0, Start(0)), *presses(dice, length_s)]
    over_s: float | None = None
    while over_s is None or walk.at_s - over_s < AFTER_S:
        walker.moves(walk.at_s, walk.live, radio.treadmill)
        if radio.treadmill.by != "us":
            seen.hand_mps = max(seen.hand_mps, radio.treadmill.target_mps)
        radio.pass_time(TICK_S)
        walk.listen()
        tell(seen, Tick(TICK_S))
        while to_press and walk.at_s >= to_press[0][0]:
            tell(seen, to_press.pop(0)[1])
        if walk.live.phase is Phase.PAUSED and dice.random() < 0.02:
            tell(seen, Resume())
        walker.hears(walk.at_s, heard)
        heard.clear()
        look(seen)
        if walk.live.phase is Phase.OVER and over_s is None:
            over_s = walk.at_s
        if walk.at_s > length_s + 300.0:
            tell(seen, StopPressed())
    return seen


def tell(seen: Seen, event: Event) -> None:
    was, linked = seen.walk.live.phase, seen.walk.belt.linked
    at = len(seen.walk.transcript)
    seen.walk.tell(event)
    commands = [e.command for e in seen.walk.transcript[at:] if e.command is not None]
    left = was is Phase.WALKING and seen.walk.live.phase is not Phase.WALKING
    stop = seen.walk.belt.stopping
    # A stop that could not be said before is said first and follows three seconds later.
    waits = stop is not None and stop.due_s > seen.walk.belt.clock_s
    if left and linked and not waits and StopBelt() not in commands:
        seen.laws_broken.append(f"{seen.walk.at_s}: {event} asked no stop of the belt")


def look(seen: Seen) -> None:
    """Check the belt itself, whatever anybody said about it."""
    belt = seen.radio.treadmill
    if belt.by == "us" and belt.target_mps > seen.most_mps + 1e-9:
        seen.laws_broken.append(f"{seen.walk.at_s}: we set {belt.target_mps}")
    limit_mps = max(seen.most_mps, seen.hand_mps) + 1e-9
    if belt.speed_mps > limit_mps:
        seen.laws_broken.append(f"{seen.walk.at_s}: the belt ran at {belt.speed_mps}")
    for mps in belt.set_by_us:
        if not 0.0 < mps <= seen.most_mps + 1e-9:
            seen.laws_broken.append(f"{seen.walk.at_s}: a speed of {mps} was asked for")


@pytest.fixture(scope="module")
def sessions() -> list[Seen]:
    return [walked(seed) for seed in SEEDS]


def broken(sessions: list[Seen], law: Callable[[Seen], object]) -> dict[int, object]:
    """Return what the law says against each session that breaks it, by seed."""
    found = {seed: law(seen) for seed, seen in zip(SEEDS, sessions, strict=True)}
    return {seed: what for seed, what in found.items() if what}


def test_the_belt_is_never_above_the_prescription_and_always_asked_to_stop(
    sessions: list[Seen],
):
    assert broken(sessions, lambda seen: seen.laws_broken) == {}


def test_the_belt_never_starts_by_itself(sessions: list[Seen]):
    assert broken(sessions, lambda seen: seen.radio.treadmill.started_by_us) == {}


def test_every_change_is_small_and_said_three_seconds_before(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        told_mps, warned_s, found = 0.0, -60.0, []
        for entry in seen.transcript:
            match entry:
                case Entry(event=SpeedSeen(speed_mps)) if speed_mps <= BELIEVED_BELT_MPS:
                    told_mps = speed_mps
                case Entry(cue=Cue(code)) if code in WARNINGS:
                    warned_s = entry.at_s
                case Entry(command=SetBeltSpeed(speed_mps)):
                    small = abs(speed_mps - told_mps) <= STEP_MPS + ROUND_MPS
                    warned = 3.0 <= entry.at_s - warned_s <= 10.0
                    found += [] if small and warned else [entry]
        return found

    assert broken(sessions, law) == {}


def test_a_belt_that_was_out_of_reach_is_never_made_faster(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        told_mps, lost, found = 0.0, False, []
        for entry in seen.transcript:
            match entry:
                case Entry(event=SpeedSeen(speed_mps)) if speed_mps <= BELIEVED_BELT_MPS:
                    told_mps = speed_mps
                case Entry(cue=Cue(CueCode.BELT_LOST)):
                    lost = True
                case Entry(command=SetBeltSpeed(speed_mps)):
                    found += [entry] if lost and speed_mps > told_mps else []
        return found

    assert broken(sessions, law) == {}


def test_once_let_go_or_refused_no_speed_is_set_again(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        let_go = min(
            [*seen.said(CueCode.BELT_LET_GO), *seen.said(CueCode.BELT_REFUSED), 1e9]
        )
        return [
            entry
            for entry in seen.transcript
            if isinstance(entry.command, SetBeltSpeed) and entry.at_s > let_go
        ]

    assert broken(sessions, law) == {}


def test_the_person_is_told_of_a_link_that_was_lost_on_a_moving_belt(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        moving, told, found = False, False, []
        for entry in seen.transcript:
            match entry:
                case Entry(event=SpeedSeen(speed_mps)) if speed_mps <= BELIEVED_BELT_MPS:
                    moving, told = speed_mps > 0.0, False
                case Entry(cue=Cue(CueCode.BELT_LOST)):
                    told = True
                case Entry(event=StopPressed() | SymptomReported() | Gone()) if moving:
                    found.append(entry)
        lost = [entry for entry in found if isinstance(entry.event, Gone)]
        return lost if lost and not (told or seen.said(CueCode.BELT_LOST)) else None

    assert broken(sessions, law) == {}


def test_the_transcript_tells_whether_the_belt_stood_in_the_end(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        last = (
            next(
                e.event.speed_mps
                for e in reversed(seen.transcript)
                if isinstance(e.event, SpeedSeen) or e.event == Start(0)
                if isinstance(e.event, SpeedSeen)
            )
            if any(isinstance(e.event, SpeedSeen) for e in seen.transcript)
            else 0.0
        )
        told = [
            *seen.said(CueCode.BELT_STANDS),
            *seen.said(CueCode.BELT_NOT_STOPPED),
            *seen.said(CueCode.BELT_LOST),
        ]
        return None if told or last == 0.0 else seen.transcript[-5:]

    assert broken(sessions, law) == {}


def test_a_belt_that_hears_a_stop_is_not_moved_again_but_by_hand(sessions: list[Seen]):
    def law(seen: Seen) -> object:
        belt = seen.radio.treadmill
        deaf = seen.faults.deaf_s > 0.0
        return (
            belt.stop_heard_s is not None and not deaf and belt.by == "us" and belt.running
        )

    assert broken(sessions, law) == {}


def test_the_two_hundred_meet_every_fault_and_say_every_word_of_the_belt(
    sessions: list[Seen],
):
    met = Counter(
        name
        for seen in sessions
        for name in Faults.__dataclass_fields__
        if getattr(seen.faults, name)
    )
    assert min(met[name] for name in Faults.__dataclass_fields__) >= 20
    said = {e.cue.code for seen in sessions for e in seen.transcript if e.cue}
    assert {code for code in CueCode if code.startswith("belt_")} <= said
    asked = Counter(
        type(e.command) for seen in sessions for e in seen.transcript if e.command
    )
    assert min(asked[SetBeltSpeed], asked[StopBelt], asked[AskForControl]) >= 100
