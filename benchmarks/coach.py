"""What one step of the coach costs, over whole sessions as the player sends them.

    python benchmarks/coach.py

Sessions of every starter programme on a treadmill, or where it is walked: five ticks a
second, and once a second a belt's speed, a heart rate and a direction. Each step is timed by
itself, with and without the belt's rule after it, in processor time; a session is played
several times and the quickest of each step counts, because a busy machine only adds. The
time of the timer, about a microsecond, is not taken off.
"""

import gc
import os
import time
from collections.abc import Iterator

from retrowalk.coach.belt import Belt
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.events import (
    BeltControlled,
    BeltFound,
    Event,
    HeartRateSeen,
    SpeedSeen,
    Start,
    StepsSeen,
    Tick,
)
from retrowalk.coach.live import begin
from retrowalk.coach.script import Script, script
from retrowalk.coach.step import step
from retrowalk.directions import Direction
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.layout import intervals
from retrowalk.training.programmes.programme import start_dose
from retrowalk.training.programmes.starters import PROGRAMMES

GOAL_US = 20.0
TICK_S = 0.2
LIMIT_BPM = 130.0
ROUNDS = 7


def sessions() -> Iterator[Script]:
    """Return the first session of every starter programme."""
    for one in PROGRAMMES.values():
        place = Place.TREADMILL if Place.TREADMILL in one.places else one.places[0]
        told = intervals(one, start_dose(one))
        dose = Prescription(one.key, told, place, Support.RAIL_OR_WALL, one.sources)
        yield script(dose, LIMIT_BPM)


def events(plan: Script) -> Iterator[Event]:
    """Return what a phone, a treadmill and a strap tell during a whole session."""
    yield BeltFound(0.1, 5.0, None, may_set_speed=True)
    yield BeltControlled()
    yield Start(2)
    for number in range(int(plan.end_s / TICK_S) + 2):
        yield Tick(TICK_S)
        if number % 5 == 0:
            yield SpeedSeen(0.42 if number % 50 else 0.2)
            yield HeartRateSeen(100.0 + number % 40)
            yield StepsSeen(Direction.BACKWARD)


def spent(plan: Script) -> tuple[list[int], list[int]]:
    """Return the nanoseconds of every step, and of every step with the belt's rule."""
    now = time.thread_time_ns  # not the wall: others may have the processor meanwhile
    alone, both = [], []
    live, belt = begin(plan), Belt()
    for event in events(plan):
        begun = now()
        live, _ = step(live, event)
        stepped = now()
        belt, _, _ = follow(belt, live, event)
        followed = now()
        alone.append(stepped - begun)
        both.append(followed - begun)
    return alone, both


def main() -> None:
    gc.disable()
    alone, both = [], []
    for plan in sessions():
        rounds = [spent(plan) for _ in range(ROUNDS)]
        alone += [min(times) for times in zip(*(one for one, _ in rounds), strict=True)]
        both += [min(times) for times in zip(*(two for _, two in rounds), strict=True)]
    print(f"{len(alone)} steps; load {os.getloadavg()[0]:.1f}; goal {GOAL_US:g} us a step")
    print(f"{'':24}{'median':>10}{'99 %':>10}{'mean':>10}{'dearest':>10}")
    for name, times in (("step", sorted(alone)), ("step, then belt", sorted(both))):
        middle, most = times[len(times) // 2], times[int(len(times) * 0.99)]
        shown = (middle, most, sum(times) / len(times), times[-1])
        print(f"{name:24}" + "".join(f"{ns / 1e3:>7.1f} us" for ns in shown))


if __name__ == "__main__":
    main()
