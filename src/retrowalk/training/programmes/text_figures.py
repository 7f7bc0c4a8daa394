"""Durations, speeds and slopes as people write them in a programme text, both ways."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from retrowalk.errors import BadProgramme
from retrowalk.training.prescription import INCLINE_MAX_PCT
from retrowalk.training.programmes.programme import (
    GRID_S,
    SPEED_MIDDLE_MAX_MPS,
    SPEED_ROOM_MPS,
)
from retrowalk.training.programmes.text_lines import Line
from retrowalk.units import mps_from_kmh, mps_from_mph

COMFORTABLE = "comfortable"
A_TIME = "minutes and seconds, such as '5 min', '30 s' or '1 min 30 s'"
A_SPEED = f"'{COMFORTABLE}', or a speed such as '2 km/h' or '1.2 mph'"
A_SLOPE = "a slope such as '5 %' or '0 % growing to 5 %'"

_TIME = re.compile(
    r"(?:([0-9]{1,4}) ?(?:min|minutes?))? ?(?:([0-9]{1,4}) ?(?:s|sec|seconds?))?"
)
_SPEED = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(km/h|mph)")
_SLOPE = re.compile(r"([0-9]{1,3}(?:[.,][0-9])?) ?%")
_RISE = re.compile(r"(.+?) growing to (.+?)(?: by (.+))?")
_UNITS: dict[str, Callable[[float], float]] = {"km/h": mps_from_kmh, "mph": mps_from_mph}


@dataclass(frozen=True, slots=True)
class Rise:
    """Seconds at the start and at the end, and the step between; step_s is GRID_S if none."""

    first_s: int
    last_s: int
    step_s: int


def time_s(line: Line, most_s: int) -> int:
    """Read one duration, on the grid, from GRID_S to most_s."""
    return _time_s(line, line.figure, most_s)


def rise_s(line: Line, most_s: int) -> Rise:
    """Read a duration that may grow: "5 min" or "5 min growing to 10 min by 1 min"."""
    parts = _RISE.fullmatch(line.figure)
    if parts is None:
        alone_s = _time_s(line, line.figure, most_s)
        return Rise(alone_s, alone_s, GRID_S)
    first, last, step = parts.groups()
    if step is None:
        raise line.wrong("the step too, such as '5 min growing to 10 min by 1 min'")
    rise = Rise(*(_time_s(line, part, most_s) for part in (first, last, step)))
    if rise.first_s >= rise.last_s:
        raise line.wrong("more at the end than at the start, or one figure alone")
    return rise


def speeds_mps(line: Line) -> tuple[float | None, float | None]:
    """Read a speed that may grow; (None, None) for "comfortable"."""
    if line.figure == COMFORTABLE:
        return None, None
    first, last = (_SPEED.fullmatch(end) for end in _ends(line, A_SPEED))
    if first is None or last is None:
        raise line.wrong(A_SPEED)
    if first[2] != last[2]:
        raise line.wrong("the same unit at the start and at the end")
    from_unit = _UNITS[first[2]]
    low_mps, high_mps = from_unit(_number(first[1])), from_unit(_number(last[1]))
    if not SPEED_ROOM_MPS < low_mps <= high_mps <= SPEED_MIDDLE_MAX_MPS:
        most = floor(10 * SPEED_MIDDLE_MAX_MPS / from_unit(1.0)) / 10
        least = floor(10 * SPEED_ROOM_MPS / from_unit(1.0) + 1) / 10
        raise line.wrong(
            f"{least:g} to {most:g} {first[2]}, not falling; faster backward, people begin "
            "to run"
        )
    return low_mps, high_mps


def slopes_pct(line: Line) -> tuple[float, float]:
    """Read a slope that may grow."""
    first, last = (_SLOPE.fullmatch(end) for end in _ends(line, A_SLOPE))
    if first is None or last is None:
        raise line.wrong(A_SLOPE)
    low_pct, high_pct = _number(first[1]), _number(last[1])
    if not low_pct <= high_pct <= INCLINE_MAX_PCT:
        raise line.wrong(f"0 to {INCLINE_MAX_PCT:g} %, not falling")
    return low_pct, high_pct


def time_words(seconds: float) -> str:
    """Write a duration, in whole seconds: "1 min 30 s"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} min"] if minutes else []
    return " ".join([*parts, f"{rest} s"] if rest or not minutes else parts)


def rise_words(rise: Rise) -> str:
    """Write a duration that may grow."""
    if rise.first_s == rise.last_s:
        return time_words(rise.first_s)
    first, last, step = map(time_words, (rise.first_s, rise.last_s, rise.step_s))
    return f"{first} growing to {last} by {step}"


def speed_words(first_mps: float | None, last_mps: float | None) -> str:
    """Write a speed that may grow, in the unit that says it exactly.

    Raises BadProgramme where neither unit does with two decimals.
    """
    if first_mps is None or last_mps is None:
        return COMFORTABLE
    for unit, from_unit in _UNITS.items():
        figures = [round(mps / from_unit(1.0), 2) for mps in (first_mps, last_mps)]
        if [from_unit(figure) for figure in figures] == [first_mps, last_mps]:
            return _rising(*(f"{figure:g} {unit}" for figure in figures))
    raise BadProgramme(
        f"the speeds {first_mps:g} and {last_mps:g} m/s cannot be written; expected two "
        "decimals in km/h or mph to be enough"
    )


def slope_words(first_pct: float, last_pct: float) -> str:
    """Write a slope that may grow."""
    return _rising(f"{first_pct:g} %", f"{last_pct:g} %")


def _time_s(line: Line, said: str, most_s: int) -> int:
    parts = _TIME.fullmatch(said)
    if parts is None or not any(parts.groups()):
        raise line.wrong(A_TIME)
    seconds = 60 * int(parts[1] or 0) + int(parts[2] or 0)
    if not GRID_S <= seconds <= most_s or seconds % GRID_S:
        raise line.wrong(
            f"{time_words(GRID_S)} to {time_words(most_s)}, in steps of {time_words(GRID_S)}"
        )
    return seconds


def _ends(line: Line, wanted: str) -> tuple[str, str]:
    parts = _RISE.fullmatch(line.figure)
    if parts is None:
        return line.figure, line.figure
    if parts[3] is not None:
        raise line.wrong(f"no 'by', because the size of a step is fixed, and {wanted}")
    return parts[1], parts[2]


def _number(said: str) -> float:
    return float(said.replace(",", "."))


def _rising(first: str, last: str) -> str:
    return first if first == last else f"{first} growing to {last}"
