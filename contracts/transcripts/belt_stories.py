"""Draw sessions on a treadmill that obeys, mostly: a made-up machine with faults."""

from typing import Any

from hypothesis import strategies as st

from retrowalk.coach import events
from retrowalk.coach.belt import AskForControl, Belt, Command, SetBeltSpeed, StopBelt
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.live import Phase, begin
from retrowalk.coach.presenting import Density
from retrowalk.coach.script import Script
from retrowalk.coach.step import step

MOST_S = 80  # seconds of one story
RAMP_MPS = 0.1  # in a second
FAULTS = (
    "none",
    "none",
    "none",
    "none",
    "drops",
    "deaf",
    "refuses",
    "takes",
    "silent",
    "garbled",
)
DONE = ("walk",) * 70
HANDS = ("start",) * 12 + ("resume",) * 4 + ("pause", "pause", "stop", "lose", "set")
HANDS += ("slower", "faster")


class Machine:
    """A treadmill: obeys, ramps, and has at most one fault."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.speed_mps = 0.0
        self.target_mps = 0.0

    def obey(self, command: Command) -> list[events.Event]:
        """Answer a command."""
        if isinstance(command, AskForControl):
            refused = events.BeltRefused(events.BeltRight.CONTROL)
            return [refused if self.fault == "refuses" else events.BeltControlled()]
        if isinstance(command, StopBelt):
            self.target_mps = self.target_mps if self.fault == "deaf" else 0.0
        if isinstance(command, SetBeltSpeed) and self.speed_mps:
            self.target_mps = command.speed_mps
            if self.fault == "takes":
                return [events.BeltTaken()]
            return [events.BeltTargetSeen(round(command.speed_mps, 3))]
        return []

    def second(self) -> list[events.Event]:
        """Let a second pass and say how fast the belt is."""
        way = self.target_mps - self.speed_mps
        self.speed_mps = round(self.speed_mps + max(-RAMP_MPS, min(RAMP_MPS, way)), 3)
        if self.fault == "silent" and self.speed_mps > 0.3:
            return []
        said = 650.0 if self.fault == "garbled" else self.speed_mps
        return [events.SpeedSeen(said)]


@st.composite
def belt_stories(draw: st.DrawFn, plans: list[Script]) -> Any:
    """Draw a session on a treadmill, second by second."""
    rows = [i for i, plan in enumerate(plans) if plan.on_belt]
    index = draw(st.sampled_from(rows))
    machine = Machine(draw(st.sampled_from(FAULTS)))
    live, belt = begin(plans[index]), Belt()
    told: list[events.Event] = []

    def tell(event: events.Event) -> None:
        nonlocal live, belt
        told.append(event)
        live, _ = step(live, event)
        belt, commands, _ = follow(belt, live, event)
        for answer in [one for command in commands for one in machine.obey(command)]:
            tell(answer)

    grain_mps = draw(st.sampled_from((None, 0.1 / 3.6, 0.16 / 3.6)))
    tell(events.BeltFound(0.1, 3.0, grain_mps, draw(st.sampled_from((True, True, False)))))
    tell(events.Start())
    machine.target_mps = draw(st.sampled_from((0.0, 0.25, 0.25, 0.3, 0.35, 0.58, 0.9)))
    for _ in range(draw(st.integers(20, MOST_S))):
        hand = draw(st.sampled_from(DONE + HANDS))
        for event in _by_hand(hand, machine, live.phase):
            tell(event)
        tell(events.Tick(draw(st.sampled_from((1.0, 1.0, 1.0, 1.0, 1.0, 0.2, 1.7)))))
        drops = machine.fault == "drops" and draw(st.booleans())
        for event in machine.second():
            if not drops:
                tell(event)
    return index, draw(st.sampled_from(Density)), told


def _by_hand(hand: str, machine: Machine, phase: Phase) -> list[events.Event]:
    """Do what a person does at the treadmill or on the screen."""
    if hand == "start" and phase is Phase.WALKING:
        machine.target_mps = max(machine.target_mps, 0.25)
    if hand in ("slower", "faster"):
        step_mps = 0.15 if hand == "faster" else -0.15
        machine.target_mps = max(0.0, round(machine.target_mps + step_mps, 3))
    lost = [events.BeltLost(), events.Tick(1.0), events.BeltFound(0.1, 3.0, None, True)]
    spoken: dict[str, list[events.Event]] = {
        "pause": [events.Pause()],
        "resume": [events.Resume()],
        "stop": [events.StopPressed()] if phase is Phase.PAUSED else [],
        "lose": lost,
        "set": [events.BeltTargetSeen(1.2)],
    }
    return spoken.get(hand, [])
