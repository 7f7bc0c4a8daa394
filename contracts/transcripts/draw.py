"""Draw the stories that the transcripts play: hypothesis invents them, once.

    python contracts/transcripts/draw.py

Run it when an event or a sort of trouble joins; then read what make.py makes of the stories.
The same version of hypothesis draws the same stories again; another one draws others, which
is why they are kept, and why no test draws them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import make
from belt_stories import belt_stories
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from retrowalk.coach import events
from retrowalk.coach.presenting import Density
from retrowalk.directions import Direction
from retrowalk.training.prescription import Place, Support
from retrowalk.training.session import Symptom

Story = tuple[int, Density, list[events.Event]]
TICKS_S = (0.016, 0.1, 0.25, 1.0, 1.0, 5.0, 3.7, 12.5, 40.0)
SPEEDS_MPS = (0.0, 0.002, 0.3, 0.4, 0.402, 0.403, 0.5, 0.502, 0.8, 1.1)
NUMBERS = st.sampled_from(
    (0.0, -0.0, -1.0, 1e-9, 0.5, 1.0, 89.9, 90.0, 90.1, 120.0, 251.0, 1e9, 1e300)
) | st.sampled_from((float("nan"), float("inf"), float("-inf")))
BANDS = ((0.2, 0.4), (0.2, 0.5), (0.4, 0.8), (0.45, 0.55), (None, None))
INTERVALS = st.tuples(
    st.sampled_from(("forward", "backward")),
    st.sampled_from((15.0, 20.0, 45.0, 60.0, 90.5, 33.33, 7.01)),
    st.sampled_from(BANDS),
).map(lambda drawn: (drawn[0], drawn[1], *drawn[2]))


@st.composite
def prescriptions(draw: st.DrawFn, places: tuple[Place, ...] = tuple(Place)) -> Any:
    """Draw a prescription as scripts.json keeps it."""
    return {
        "intervals": draw(st.lists(INTERVALS, min_size=1, max_size=5)),
        "place": draw(st.sampled_from(places)).value,
        "support": draw(st.sampled_from(Support)).value,
        "limit_bpm": draw(st.sampled_from((None, 120.0))),
    }


def happenings(*others: st.SearchStrategy[events.Event]) -> Any:
    """Draw a run of ticks, or one of the others."""
    ticks = st.tuples(st.sampled_from(TICKS_S), st.integers(1, 30)).map(
        lambda drawn: [events.Tick(drawn[0])] * drawn[1]
    )
    return st.one_of(ticks, ticks, st.one_of(*others).map(lambda event: [event]))


@st.composite
def stories(
    draw: st.DrawFn, n_scripts: int, others: list[st.SearchStrategy[events.Event]]
) -> Story:
    """Draw a session: what happens before the start, the start, and all that follows."""
    early = draw(st.lists(st.one_of(*others), max_size=2))
    pain = draw(st.sampled_from((None, 0, 2, 3, 5, 6)))
    told = draw(st.lists(happenings(*others), min_size=8, max_size=22))
    flat = [event for run in told for event in run]
    index = draw(st.integers(0, n_scripts - 1))
    return index, draw(st.sampled_from(Density)), [*early, events.Start(pain), *flat]


def of(make_event: Callable[..., events.Event], *values: Any) -> Any:
    """Draw one sort of event."""
    return st.builds(make_event, *values)


PAUSES = [of(events.Pause), of(events.Resume), of(events.Resume)]
SCREEN = [of(events.ScreenHidden), of(events.ScreenShown)]
SLEEP = [of(events.Tick, st.sampled_from((90.0, 90.5, 300.0, 0.0, -1.0)))]
TROUBLE = [
    of(events.StumbleReported),
    of(events.PainReported, st.integers(0, 10)),
    of(events.Resume),
    of(events.Resume),
]
ENDS = [
    of(events.SymptomReported, st.sampled_from(Symptom)),
    of(events.StopPressed),
]
SENSORS = [
    of(events.StepsSeen, st.sampled_from(Direction)),
    of(events.SpeedSeen, st.sampled_from(SPEEDS_MPS)),
    of(events.HeartRateSeen, st.sampled_from((90.0, 120.0, 121.0, 150.0))),
    of(events.HeartRateSeen, st.just(160.0)),
    of(events.HeartRateSeen, st.just(170.0)),
    of(events.HeartRateSeen, st.just(180.0)),
    of(events.SensorLost),
    of(events.SensorBack),
]
BELT = [
    of(events.BeltFound, st.none(), st.none(), st.none(), st.booleans()),
    of(events.BeltFound, *[st.none() | NUMBERS] * 3, st.booleans()),
    of(events.BeltControlled),
    of(events.BeltRefused, st.sampled_from(events.BeltRight)),
    of(events.BeltTargetSeen, NUMBERS),
    of(events.BeltTaken),
    of(events.BeltLost),
]
HOSTILE = [
    of(events.Tick, NUMBERS),
    of(events.SpeedSeen, NUMBERS),
    of(events.HeartRateSeen, NUMBERS),
    of(events.Start, st.none() | st.integers(0, 10)),
]
MIXES = {
    "clock": (60, SCREEN),
    "pauses": (80, [*PAUSES, *SCREEN, *SLEEP]),
    "trouble": (90, [*TROUBLE, *TROUBLE, *ENDS]),
    "sensors": (90, [*SENSORS, *PAUSES]),
    "hostile": (
        110,
        [*HOSTILE, *SENSORS, *PAUSES, *SCREEN, *SLEEP, *TROUBLE, *ENDS, *BELT],
    ),
}


def drawn(strategy: st.SearchStrategy[Any], n: int) -> list[Any]:
    """Return n things that hypothesis draws, all different."""
    found: list[Any] = []

    @settings(
        max_examples=3 * n,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(thing: Any) -> None:
        if len(found) < n and all(repr(thing) != repr(other) for other in found):
            found.append(thing)

    collect()
    return found


def edges(n_scripts: int) -> Iterator[Story]:
    """Play what chance seldom hits: figures exactly on their limits, on the last scripts."""
    readings = (
        events.StepsSeen(Direction.FORWARD),
        events.SpeedSeen(0.504),
        events.HeartRateSeen(121.0),
    )
    for index in (n_scripts - 2, n_scripts - 1):
        for before in (None, 0, 3, 5, 6):
            for now in range(11):
                begun: list[events.Event] = [events.Start(before), events.Tick(1.0)]
                told = [*begun, events.PainReported(now), events.Resume()]
                yield index, Density.FEW, told
        for seen in readings:
            ticks: list[events.Event] = []
            for wait_s in (4.75, 0.25, 14.75, 0.25, 39.75, 0.25, 4.75, 0.25):
                ticks += (events.Tick(wait_s), seen)
            yield index, Density.ALL, [events.Start(), *ticks]
    for density in Density:
        yield n_scripts - 3, density, [events.Start(), *[events.Tick(1.0)] * 610]
        turned = [events.Tick(6.0), events.StepsSeen(Direction.BACKWARD)]
        yield n_scripts - 3, density, [events.Start(), *turned]
        yield n_scripts - 1, density, _a_belt_too_fast()


def _a_belt_too_fast() -> list[events.Event]:
    """Return a belt a little above the prescription: it is slowed after a warning."""
    found = events.BeltFound(0.1, 3.0, None, may_set_speed=True)
    seen = [events.SpeedSeen(0.53), events.Tick(1.0)] * 8
    return [found, events.BeltControlled(), events.Start(), *seen, events.StopPressed()]


def main() -> None:
    """Draw all stories and keep them; make.py then plays them."""
    treadmill = (Place.TREADMILL,)
    doses = drawn(prescriptions(), 24) + drawn(prescriptions(treadmill), 12)
    long = [("forward", 100.0, None, None), ("backward", 500.0, 0.2, 0.5)]
    hall = {"intervals": long, "place": Place.HALLWAY.value, "limit_bpm": None}
    doses.append(hall | {"support": Support.RAIL_OR_WALL.value})
    for place in (Place.HALLWAY, Place.TREADMILL):
        walks = [("backward", 60.0, 0.2, 0.5), ("forward", 60.0, None, None)]
        edge = {"intervals": walks, "place": place.value, "limit_bpm": 120.0}
        doses.append(edge | {"support": Support.RAIL_OR_WALL.value})
    rows = [{"prescription": dose} for dose in doses]
    plans = [make.plan_from_row(row) for row in rows]
    n = len(plans)
    make.write(make.HERE, "scripts", rows)
    told = {name: drawn(stories(n, others), size) for name, (size, others) in MIXES.items()}
    told["belt"] = drawn(belt_stories(plans), 150)
    told["edges"] = list(edges(n))
    for name, all_of_it in told.items():
        kept = [_row(f"{name} {i}", *story) for i, story in enumerate(all_of_it)]
        make.write(make.HERE, name, kept)
    make.main(make.HERE)


def _row(name: str, index: int, density: Density, told: list[events.Event]) -> Any:
    return {
        "name": name,
        "script": index,
        "density": density.value,
        "events": make.packed(told),
    }


if __name__ == "__main__":
    main()
