"""Write the transcripts: sessions with their events, and what the coach made of them.

    python contracts/transcripts/make.py [FOLDER]

Both coaches, coach/step.py and the player's step.js, must say and keep exactly this. The
same sessions come out on every machine: all chance is drawn from numbered generators.
A change of a live rule changes these files; read the difference before committing it.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from retrowalk.coach import events
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.glance import glance
from retrowalk.coach.live import begin
from retrowalk.coach.script import Script, script
from retrowalk.coach.script import to_json as script_to_json
from retrowalk.coach.step import step
from retrowalk.coach.wire import cue_to_json, event_to_json, live_to_json
from retrowalk.coach.words import WORDS, sentence
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support
from retrowalk.training.session import Symptom

FORWARD, BACKWARD = Direction.FORWARD, Direction.BACKWARD
Thing = TypeVar("Thing")
LONGEST = 300  # events; every session drawn here ends long before
TICKS_S = (0.016, 0.1, 0.25, 1.0, 1.0, 1.0, 5.0, 3.7, 12.5, 40.0)
SPEEDS_MPS = (0.0, 0.002, 0.3, 0.4, 0.402, 0.403, 0.5, 0.502, 0.8, 1.1)


def main(folder: Path) -> None:
    """Write every file of transcripts."""
    for name, sessions in FILES.items():
        rows = [_played(*session) for session in sessions()]
        _write(folder / f"{name}.json", "transcripts", rows)
    _write(folder / "words.json", "sentences", list(_sentences()))


def _played(name: str, plan: Script, told: list[events.Event]) -> dict[str, Any]:
    live, steps = begin(plan), []
    for event in told:
        live, cues = step(live, event)
        steps.append([event_to_json(event), [cue_to_json(cue) for cue in cues]])
    after = live_to_json(live)
    del after["script"]
    look = glance(live)
    shown = {field: getattr(look, field) for field in look.__dataclass_fields__}
    return {
        "name": name,
        "script": script_to_json(plan),
        "steps": steps,
        "after": after,
        "glance": shown,
    }


def _sessions_by_the_clock() -> Iterator[tuple[str, Script, list[events.Event]]]:
    for number in range(40):
        chance = _chance(1_000 + number)
        plan = _plan(chance)
        tick_s = _one(chance, TICKS_S[3:])
        ticks = [events.Tick(tick_s)] * (int(plan.end_s / tick_s) + 2)
        while len(ticks) > LONGEST:
            ticks = [events.Tick(t.seconds * 2.0) for t in ticks[::2]]
        yield f"clock {number}", plan, [events.Start(), *ticks]


def _sessions_with_pauses_and_sleep() -> Iterator[tuple[str, Script, list[events.Event]]]:
    others = (
        (0.06, lambda _: events.Pause()),
        (0.10, lambda _: events.Resume()),
        (0.03, lambda _: events.ScreenHidden()),
        (0.05, lambda _: events.ScreenShown()),
        (0.02, lambda chance: events.Tick(90.0 + 30.0 * chance.random())),
        (0.01, lambda _: events.Tick(90.0)),
        (0.01, lambda _: events.Tick(-1.0)),
    )
    yield from _drawn("pauses", 2_000, 50, others)


def _sessions_with_trouble() -> Iterator[tuple[str, Script, list[events.Event]]]:
    others = (
        (0.04, lambda _: events.StumbleReported()),
        (0.05, lambda chance: events.PainReported(int(11 * chance.random()))),
        (0.02, lambda chance: events.SymptomReported(_one(chance, tuple(Symptom)))),
        (0.02, lambda _: events.StopPressed()),
        (0.10, lambda _: events.Resume()),
    )
    yield from _drawn("trouble", 3_000, 60, others)


def _sessions_with_sensors() -> Iterator[tuple[str, Script, list[events.Event]]]:
    others = (
        (0.20, lambda chance: events.StepsSeen(_one(chance, tuple(Direction)))),
        (0.15, lambda chance: events.SpeedSeen(_one(chance, SPEEDS_MPS))),
        (0.15, lambda chance: events.HeartRateSeen(90 + int(60 * chance.random()))),
        (0.03, lambda _: events.SensorLost()),
        (0.05, lambda _: events.SensorBack()),
        (0.02, lambda _: events.Pause()),
        (0.08, lambda _: events.Resume()),
    )
    yield from _drawn("sensors", 4_000, 40, others)


def _sessions_at_the_edges() -> Iterator[tuple[str, Script, list[events.Event]]]:
    """Play what chance seldom hits: figures exactly on their limits."""
    edge_readings: tuple[events.Event, ...] = (
        events.StepsSeen(FORWARD),
        events.SpeedSeen(0.504),
        events.HeartRateSeen(121.0),
    )
    walks = (Interval(BACKWARD, 60.0, Band(0.2, 0.5)), Interval(FORWARD, 60.0))
    for place in (Place.HALLWAY, Place.TREADMILL):
        dose = Prescription("transcript", walks, place, Support.RAIL_OR_WALL, sources=())
        plan = script(dose, heart_rate_limit_bpm=120.0)
        for before in (None, 0, 3, 5, 6):
            for now in range(11):
                told: list[events.Event] = [events.Start(before), events.Tick(1.0)]
                told += (events.PainReported(now), events.Resume())
                yield f"{place} pain {before} {now}", plan, told
        for seen in edge_readings:
            waits = (4.75, 0.25, 14.75, 0.25, 39.75, 0.25, 4.75, 0.25)
            ticks: list[events.Event] = []
            for wait_s in waits:
                ticks += (events.Tick(wait_s), seen)
            yield f"{place} {type(seen).__name__}", plan, [events.Start(), *ticks]


Others = tuple[tuple[float, Callable[[Random], events.Event]], ...]


def _drawn(
    name: str, seed: int, n: int, others: Others
) -> Iterator[tuple[str, Script, list[events.Event]]]:
    for number in range(n):
        chance = _chance(seed + number)
        plan = _plan(chance)
        pain = int(5 * chance.random()) if chance.random() < 0.5 else None
        told = [_event(chance, others) for _ in range(9 if number % 5 == 0 else 0)]
        told.append(events.Start(pain))
        clock_s = 0.0
        while clock_s < 1.3 * plan.end_s and len(told) < LONGEST:
            told.append(_event(chance, others))
            clock_s += told[-1].seconds if isinstance(told[-1], events.Tick) else 0.0
        yield f"{name} {number}", plan, told


def _event(chance: Random, others: Others) -> events.Event:
    draw = chance.random()
    for share, make in others:
        if draw < share:
            return make(chance)
        draw -= share
    return events.Tick(_one(chance, TICKS_S))


def _plan(chance: Random) -> Script:
    directions = [
        _one(chance, (FORWARD, BACKWARD)) for _ in range(1 + int(5 * chance.random()))
    ]
    intervals = tuple(
        Interval(
            direction,
            _rounded(
                _one(chance, (15.0, 20.0, 45.0, 60.0, 90.5, 7.0 + 60.0 * chance.random()))
            ),
            Band(0.2, _one(chance, (0.4, 0.5, 0.8))) if chance.random() < 0.5 else None,
        )
        for direction in directions
    )
    prescription = Prescription(
        "transcript",
        intervals,
        _one(chance, tuple(Place)),
        _one(chance, tuple(Support)),
        sources=(),
    )
    return script(prescription, _one(chance, (None, None, 120.0)))


def _one(chance: Random, things: tuple[Thing, ...]) -> Thing:
    return things[int(len(things) * chance.random())]


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- to be repeatable is what it is for


def _rounded(value: float) -> float:
    return round(value, 2)


def _sentences() -> Iterator[dict[str, Any]]:
    for code in CueCode:
        template = WORDS[code.value]
        numbers: tuple[float | None, ...] = (None,)
        if "{bpm}" in template:
            numbers = (60.0, 131.5)
        if "{duration}" in template:
            numbers = (1.0, 10.0, 59.5, 60.0, 61.0, 120.0, 150.0)
        for number in numbers:
            cue = Cue(code, number)
            yield {"cue": cue_to_json(cue), "sentence": sentence(cue)}


def _write(path: Path, what: str, rows: list[dict[str, Any]]) -> None:
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    path.write_text(f'{{"schema":1,"{what}":[\n{lines}\n]}}\n', encoding="utf-8")


FILES = {
    "clock": _sessions_by_the_clock,
    "pauses": _sessions_with_pauses_and_sleep,
    "trouble": _sessions_with_trouble,
    "sensors": _sessions_with_sensors,
    "edges": _sessions_at_the_edges,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
