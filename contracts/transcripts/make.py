"""Play the transcripts again: sessions with their events, and what the coach makes of them.

    python contracts/transcripts/make.py [FOLDER]    # after a rule changed: play, and write
    python contracts/transcripts/draw.py             # after an event joined: draw new ones

Both coaches, the Python room `coach` and the player's step.js and coach/belt.js, must say,
ask and keep exactly this. Playing needs no chance, so the same files come out everywhere; read
the difference before committing it.

A file holds stories. Of each: the row of its script in scripts.json, how many cues the person
wants to hear, its events as [type, values ...], with a count before those that repeat;
what was said as [event, code, number, whether it is heard], what was asked of the belt as
[event, type, value ...]; then what differs from a fresh session and a fresh belt, and what
a screen shows. Numbers that JSON does not have are the strings "NaN", "Infinity", "-Infinity".
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any

from retrowalk.coach import events
from retrowalk.coach.belt import Belt
from retrowalk.coach.belt_rule import follow
from retrowalk.coach.catalogue import languages, words_in
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.glance import glance
from retrowalk.coach.live import begin
from retrowalk.coach.presenting import Density, is_heard, pattern
from retrowalk.coach.script import Script, script
from retrowalk.coach.script import to_json as script_to_json
from retrowalk.coach.step import step
from retrowalk.coach.wire import (
    EVENT_TYPES,
    belt_to_json,
    command_to_json,
    cue_to_json,
    event_from_json,
    event_to_json,
    live_to_json,
)
from retrowalk.coach.words import sentence, shown
from retrowalk.directions import Direction
from retrowalk.training.prescription import Band, Interval, Place, Prescription, Support

HERE = Path(__file__).parent
FAMILIES = ("clock", "pauses", "trouble", "sensors", "belt", "hostile", "edges")
NOT_JSON = ("NaN", "Infinity", "-Infinity")
Row = dict[str, Any]


def main(folder: Path) -> None:
    """Play every story that is kept, and write all files anew."""
    kept = _read("scripts")
    plans = [plan_from_row(row) for row in kept]
    write(
        folder, "scripts", [script_row(row, p) for row, p in zip(kept, plans, strict=True)]
    )
    for name in FAMILIES:
        write(folder, name, [played(row, plans) for row in _read(name)])
    write(folder, "words", list(_sentences()))
    write(folder, "presenting", list(_presented()))


def plan_from_row(row: Row) -> Script:
    """Lay a kept prescription out on a clock, by the rules of today."""
    dose = row["prescription"]
    walks = tuple(
        Interval(Direction(way), seconds, Band(low, high) if high is not None else None)
        for way, seconds, low, high in dose["intervals"]
    )
    place, support = Place(dose["place"]), Support(dose["support"])
    return script(Prescription("transcript", walks, place, support, ()), dose["limit_bpm"])


def script_row(row: Row, plan: Script) -> Row:
    """Return a prescription and its script."""
    return {"prescription": row["prescription"], "script": script_to_json(plan)}


def played(row: Row, plans: Sequence[Script]) -> Row:
    """Play one story from its events."""
    live, belt = begin(plans[row["script"]]), Belt()
    density = Density(row["density"])
    said, asked = [], []
    for number, event in enumerate(unpacked(row["events"])):
        live, cues = step(live, event)
        belt, commands, more = follow(belt, live, event)
        said += [[number, *_cue(cue, density)] for cue in (*cues, *more)]
        asked += [[number, *command_to_json(command).values()] for command in commands]
    after, fresh = live_to_json(live), live_to_json(begin(live.script))
    look = glance(live)
    return {
        "name": row["name"],
        "script": row["script"],
        "density": row["density"],
        "events": row["events"],
        "said": said,
        "asked": asked,
        "after": _different(after, fresh),
        "belt": _different(belt_to_json(belt), belt_to_json(Belt())),
        "glance": {field.name: getattr(look, field.name) for field in fields(look)},
    }


def packed(told: Iterable[events.Event]) -> list[list[Any]]:
    """Write events in short, those that repeat with their count."""
    short = [[_kept(value) for value in event_to_json(event).values()] for event in told]
    return [one if (n := len(list(run))) == 1 else [n, *one] for one, run in groupby(short)]


def unpacked(short: Iterable[Sequence[Any]]) -> Iterator[events.Event]:
    """Read events back."""
    for one in short:
        count, (kind, *values) = (1, one) if isinstance(one[0], str) else (one[0], one[1:])
        names = [f.name for f in fields(EVENT_TYPES[kind])]
        told = {
            name: float(value) if value in NOT_JSON else value
            for name, value in zip(names, values, strict=True)
        }
        yield from [event_from_json({"type": kind} | told)] * count


def write(folder: Path, name: str, rows: list[Row]) -> None:
    """Write one file, a row a line."""
    lines = ",\n".join(
        json.dumps(row, separators=(",", ":"), allow_nan=False) for row in rows
    )
    text = f'{{"schema":2,"rows":[\n{lines}\n]}}\n'
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _read(name: str) -> list[Row]:
    rows: list[Row] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))[
        "rows"
    ]
    return rows


def _cue(cue: Cue, density: Density) -> list[Any]:
    return [cue.code.value, cue.number, is_heard(cue.code, density)]


def _kept(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return value


def _different(now: Row, fresh: Row) -> Row:
    return {key: value for key, value in now.items() if value != fresh[key]}


def _sentences() -> Iterator[Row]:
    for language in languages():
        said = words_in(language)
        for code in CueCode:
            for number in _numbers(said[code.value]):
                cue = Cue(code, number)
                text, short = sentence(cue, said), shown(cue, said)
                yield {
                    "language": language,
                    "cue": cue_to_json(cue),
                    "sentence": text,
                    "shown": short,
                }


def _numbers(template: str) -> tuple[float | None, ...]:
    if "{bpm}" in template:
        return (60.0, 131.5)
    if "{duration}" in template:
        return (0.0, 1.0, 10.0, 59.5, 60.0, 61.0, 120.0, 150.0, 12_060.0, -3.0)
    return (None,)


def _presented() -> Iterator[Row]:
    for code in CueCode:
        heard = {density.value: is_heard(code, density) for density in Density}
        way = pattern(code)
        yield {"code": code, "heard": heard, "tones": way.tones, "shake": way.shake_ms}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
