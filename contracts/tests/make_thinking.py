"""Play the trials of thinking again: what a device kept, and the values it gives.

    python contracts/tests/make_thinking.py         # after a rule changed: play, and write
    python contracts/tests/make_thinking.py draw    # after a series joined: draw new ones

Both the Python room (outcomes/reaction.py, colours.py, two_back.py) and the player's twins
(thinking/*.js) must give exactly this, to a millionth. The stories are of made-up people:
simulated, nobody's data. Playing needs no chance, so the same file comes out everywhere; read
the difference before committing it.
"""

import json
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from retrowalk.outcomes.protocols.protocol import Way
from retrowalk.outcomes.protocols.thinking import COLOURS, TWO_BACK, VIGILANCE
from retrowalk.outcomes.taken import Trial
from retrowalk.outcomes.worked_out import Worked, worked_out

FILE = Path(__file__).with_name("thinking.json")
EACH = 30  # stories of each way
PROTOCOLS = {p.way: p for p in (VIGILANCE, COLOURS, TWO_BACK)}
Story = dict[str, list[float]]
Row = dict[str, Any]


def main(*, anew: bool) -> None:
    """Play the stories that are kept, or new ones, and write what they give."""
    made = drawn() if anew else played(kept())
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in made)
    FILE.write_text(f'{{"schema":1,"rows":[\n{rows}\n]}}\n', encoding="utf-8")


def kept() -> list[Row]:
    """Return the rows of the file."""
    rows: list[Row] = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    return rows


def played(rows: Iterable[Row]) -> list[Row]:
    """Return each story with the values that the Python rules give today."""
    return [_row(Way(row["way"]), row["series"]) for row in rows]


def drawn() -> list[Row]:
    """Return new stories of each way with their values."""
    return [
        _row(way, draw(random.Random(f"{way} {number}")))  # noqa: S311 # not for secrets
        for way, draw in DRAW.items()
        for number in range(EACH)
    ]


def _row(way: Way, series: Story) -> Row:
    parameters = dict(PROTOCOLS[way].parameters)
    trial = Trial(series={name: tuple(numbers) for name, numbers in series.items()})
    worked = worked_out(way, trial, parameters) or Worked({})
    values = {key: round(value, 6) for key, value in worked.values.items()}
    return {
        "way": way.value,
        "parameters": parameters,
        "series": series,
        "values": values,
        "why_not": worked.why_not,
    }


def _moments(chance: random.Random, stimuli: int, middle_ms: float) -> Story:
    """Draw stimuli with taps: some missed, some too soon, some shown late or not told of."""
    told, missed, soon = (
        chance.random() < 0.7,
        0.04 * chance.random(),
        0.15 * chance.random(),
    )
    frames, shown, taps, ms = [], [], [], 0.0
    for _ in range(stimuli):
        ms = round(ms + chance.uniform(1000, 4000), 1)
        late = chance.choice((0.0, 4.1, 16.6, 249.9, 250.1, -9.9, -10.1))
        frames.append(ms)
        shown.append(round(ms + late, 1) if told and chance.random() < 0.95 else -1.0)
        time_ms = chance.lognormvariate(0, 0.3) * middle_ms
        if chance.random() < soon:
            time_ms = chance.choice((-12.0, 20.0, 99.9, 100.0, 355.0, 355.1))
        taps.append(-1.0 if chance.random() < missed else round(ms + time_ms, 1))
    late = chance.choice((0.0, 0.08, 0.2))
    stalls = [100.1 if chance.random() < late else 100.0 for _ in frames]
    return {"frame_ms": frames, "presented_ms": shown, "tap_ms": taps, "stall_ms": stalls}


def _reactions(chance: random.Random) -> Story:
    series = _moments(chance, chance.choice((0, 20, 50, 65)), chance.uniform(200, 500))
    early = [
        round(chance.uniform(0, 180000), 1) for _ in range(chance.choice((0, 2, 5, 16)))
    ]
    return {**series, "early_ms": sorted(early)}


def _words(chance: random.Random) -> Story:
    count, sure = chance.choice((0, 10, 60, 60, 60)), chance.uniform(0.65, 1.0)
    inks = [float(chance.randrange(4)) for _ in range(count)]
    words = [ink if chance.random() < 0.5 else (ink + 1) % 4 for ink in inks]
    answers = [ink if chance.random() < sure else (ink + 1) % 4 for ink in inks]
    series = _moments(chance, count, chance.uniform(600, 1200))
    taps = series["tap_ms"]
    return {
        **series,
        "word": words,
        "ink": inks,
        "answer": [-1.0 if tap < 0 else a for tap, a in zip(taps, answers, strict=True)],
    }


def _letters(chance: random.Random) -> Story:
    count, kinds = chance.choice((0, 14, 44, 44)), chance.choice((1, 3, 5, 8))
    letters = [float(chance.randrange(kinds)) for _ in range(count)]
    series = _moments(chance, count, chance.uniform(500, 1000))
    answers = [-1.0, -1.0] * (count > 0)
    sure = chance.uniform(0.4, 1.0)
    for at in range(2, count):
        same = letters[at] == letters[at - 2]
        answers.append(float(same if chance.random() < sure else not same))
    return {**series, "letter": letters, "answer": answers}


DRAW: dict[Way, Callable[[random.Random], Story]] = {
    Way.REACTION: _reactions,
    Way.COLOURS: _words,
    Way.TWO_BACK: _letters,
}

if __name__ == "__main__":
    main(anew=sys.argv[1:] == ["draw"])
