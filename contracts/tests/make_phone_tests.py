"""What the phone and the server must both make of the same goes at a test.

    python contracts/tests/make_phone_tests.py    # after a rule changed

Sway, angles, the order of a pair and its difference are worked out in the player, without a
network, and on the server from what the player kept. Both must say exactly this. The signals
are made up (simulated); no chance is in them, so the same file comes out everywhere.
"""

import json
from datetime import date
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.inclination import below_level, found_again
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import In
from retrowalk.outcomes.pairing import detectable, difference_said, first_way, seed_of
from retrowalk.outcomes.populations import WORDS, Population
from retrowalk.outcomes.protocols.catalogue import PAIRS
from retrowalk.outcomes.sway import AXES, RATE_HZ, STEP, stage, standing
from retrowalk.outcomes.taken import Trial

HERE = Path(__file__).parent
NAME = "phone_tests.json"
GRAVITY_MPS2 = 9.8
Row = dict[str, Any]


def stories() -> Row:
    """Return everything as it is written."""
    return {
        "simulated": True,
        "sway": [_sway(*one) for one in SWAYS],
        "stage": [_stage(*one) for one in STAGES],
        "knee": [_told(found_again, held) for held in KNEES],
        "hip": [_told(below_level, held) for held in HIPS],
        "order": [_order(n) for n in range(12)],
        "difference": [_difference(*one) for one in DIFFERENCES],
    }


# part, seconds, size of the sway in m/s2, rounding of the browser in m/s2, lean of the phone in deg
SWAYS = (
    ("open", 30.0, 0.15, 0.1, 8.0),
    ("closed", 26.5, 0.4, 0.0, 70.0),
    ("closed", 30.0, 0.004, 0.1, 20.0),
    ("open", 12.0, 0.15, 0.1, 8.0),
)
STAGES = (
    ("tandem", 10.0, 0.3, 0.1, 8.0),
    ("one_leg", 9.5, 0.3, 0.1, 8.0),
    ("together", 10.0, 0.004, 0.1, 20.0),
)
HOLD_S = 10.0


def _sway(part: str, seconds: float, size: float, step: float, lean_deg: float) -> Row:
    return _story(standing, part, _stood(seconds, size, step, lean_deg), step)


def _stage(part: str, seconds: float, size: float, step: float, lean_deg: float) -> Row:
    columns = _stood(seconds, size, step, lean_deg)
    return _story(lambda trial: stage(trial, HOLD_S), part, columns, step)


def _stood(seconds: float, size: float, step: float, lean_deg: float) -> list[list[float]]:
    columns: list[list[float]] = [[], [], []]
    for i in range(round(seconds * RATE_HZ)):
        t_s = i / RATE_HZ
        ahead = size * (sin(2 * pi * 0.31 * t_s) + 0.4 * sin(2 * pi * 1.07 * t_s + 1.0))
        left = size * 0.6 * (cos(2 * pi * 0.23 * t_s) + 0.5 * sin(2 * pi * 2.9 * t_s))
        tremor = 0.3 * size * sin(2 * pi * 9.0 * t_s)
        c, s = cos(radians(lean_deg)), sin(radians(lean_deg))
        up = GRAVITY_MPS2 + tremor
        for column, value in zip(
            columns, (left, c * up + s * ahead, s * up - c * ahead), strict=True
        ):
            told = round(value / step) * step if step else value
            column.append(round(told, 3))
    return columns


def _story(rule: Any, part: str, columns: list[list[float]], step: float) -> Row:
    series = {
        **{name: tuple(one) for name, one in zip(AXES, columns, strict=True)},
        STEP: (step,),
    }
    values, why_not = _tried(rule, Trial(part=part, series=series))
    return {
        "part": part,
        "columns": columns,
        "step": step,
        "values": values,
        "why_not": why_not,
    }


def _pull(
    pitch_deg: float, roll_deg: float = 0.0, strap_deg: float = 0.0
) -> tuple[float, ...]:
    """Return the pull of gravity on a phone on a limb that is pitched, out of plane, askew."""
    p, r, s = radians(pitch_deg), radians(roll_deg), radians(strap_deg)
    along, front, side = cos(p) * cos(r), sin(p) * cos(r), sin(r)
    turned = (cos(s) * along - sin(s) * side, front, sin(s) * along + cos(s) * side)
    return tuple(round(GRAVITY_MPS2 * one, 3) for one in turned)


KNEES = (
    {"hanging": _pull(0), "shown": _pull(45), "found": _pull(52), "rested": _pull(1)},
    {
        "hanging": _pull(4, 2, 30),
        "shown": _pull(61, 3, 30),
        "found": _pull(55, 6, 30),
        "rested": _pull(5, 2, 30),
    },
    {"hanging": _pull(0), "shown": _pull(45), "found": _pull(52), "rested": _pull(14)},
    {"hanging": _pull(0), "shown": _pull(5), "found": _pull(52), "rested": _pull(0)},
)
HIPS = (
    {"level": _pull(90), "bent": _pull(20), "hanging": _pull(103)},
    {"level": _pull(88, 4, -20), "bent": _pull(25, 4, -20), "hanging": _pull(80, 5, -20)},
    {"level": _pull(90), "bent": _pull(85), "hanging": _pull(103)},
)


def _told(rule: Any, held: dict[str, tuple[float, ...]]) -> Row:
    trial = Trial(series={f"{name}_mps2": vector for name, vector in held.items()})
    values, why_not = _tried(rule, trial)
    return {"held": held, "values": values, "why_not": why_not}


def _tried(rule: Any, trial: Trial) -> tuple[dict[str, float], str]:
    try:
        return dict(rule(trial)), ""
    except BadAnswer as error:
        return {}, str(error)


def _order(n: int) -> Row:
    pair, person, day = PAIRS[n % len(PAIRS)], f"person-{n}", date(2026, 11, 1 + n)
    return {
        "key": pair.forward.key,
        "person": person,
        "day": day.isoformat(),
        "first": first_way(pair, seed_of(person, day)).value,
    }


# pair, population, forward, backward
DIFFERENCES = (
    (0, Population.SEVERE_KNEE_OSTEOARTHRITIS, 430.0, 380.5),
    (0, Population.SEVERE_KNEE_OSTEOARTHRITIS, 430.0, 351.0),
    (0, Population.SEVERE_KNEE_OSTEOARTHRITIS, 430.0, 250.25),
    (0, Population.ACTIVE_ADULT, 612.5, 613.5),
    (1, Population.OLDER_ADULT, 1.2345, 0.81),
    (2, Population.OLDER_ADULT, 12.0, 12.0),
)


def _difference(n: int, people: Population, forward: float, backward: float) -> Row:
    pair = PAIRS[n]
    limit = detectable(pair, people)
    about = measure(pair.forward.principal)
    return {
        "pair": {
            "unit": about.unit,
            "unit_size": 1.0,
            "detectable": None if limit is None else limit.amount,
            "detectable_pct": limit is not None
            and limit.counted_in is In.PERCENT_OF_BASELINE,
            "people": "" if limit is None else WORDS[limit.population],
        },
        "forward": forward,
        "backward": backward,
        "said": difference_said(pair, forward, backward, limit),
    }


def written(what: Row) -> str:
    """Return a file's text: one story a line."""
    rows = [
        f'"{name}":[\n' + ",\n".join(map(_short, rows)) + "\n]"
        for name, rows in what.items()
        if isinstance(rows, list)
    ]
    return '{"simulated":true,\n' + ",\n".join(rows) + "}\n"


def _short(row: Row) -> str:
    return json.dumps(row, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    (HERE / NAME).write_text(written(stories()), encoding="utf-8")
