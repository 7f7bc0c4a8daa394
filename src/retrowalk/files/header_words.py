"""What the name of a column says: which channel it holds, along which axis, in what unit.

Programs of phones and loggers write "accX [g]", "Acceleration x (m/s^2)", "Gyro-X (dps)",
"timestamp_ms". A name counts only if every word in it is known here: "Linear Acceleration
x" or "userAccelerationX" is no acceleration with gravity, and is passed over.
"""

import math
import re
from dataclasses import dataclass

from retrowalk.units import STANDARD_GRAVITY_MPS2

TIME, ACC, GYR = "time", "acc", "gyr"
# What one unit is in s, m/s2 and rad/s.
UNITS: dict[str, dict[str, float]] = {
    TIME: {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9},
    # With a minus: as iPhones say it, whose signs are all turned.
    ACC: {
        "m/s2": 1.0,
        "g": STANDARD_GRAVITY_MPS2,
        "mg": 1e-3 * STANDARD_GRAVITY_MPS2,
        "-m/s2": -1.0,
        "-g": -STANDARD_GRAVITY_MPS2,
    },
    GYR: {"rad/s": 1.0, "deg/s": math.pi / 180.0},
}
# The ways units are written, without spaces and in small letters, beside their own.
_SPELT = {
    TIME: {
        "sec": "s",
        "second": "s",
        "seconds": "s",
        "sekunden": "s",
        "msec": "ms",
        "millis": "ms",
        "millisecond": "ms",
        "milliseconds": "ms",
        "usec": "us",
        "microseconds": "us",
        "nanoseconds": "ns",
        "nanos": "ns",
    },
    ACC: {
        "mps2": "m/s2",
        "ms2": "m/s2",
        "ms-2": "m/s2",
        "m/s/s": "m/s2",
        "m/(s2)": "m/s2",
        "m/sec2": "m/s2",
    },
    GYR: {
        "radps": "rad/s",
        "rads": "rad/s",
        "rads-1": "rad/s",
        "radians/s": "rad/s",
        "rad/sec": "rad/s",
        "dps": "deg/s",
        "degps": "deg/s",
        "degs": "deg/s",
        "d/s": "deg/s",
        "degs-1": "deg/s",
        "degrees/s": "deg/s",
        "degree/s": "deg/s",
        "deg/sec": "deg/s",
    },
}
_WORDS = {
    TIME: {"time", "timestamp", "t", "elapsed", "epoch", "epoc", "datetime", "unix"}
    | {"zeit", "zeitstempel"},
    ACC: {"a", "acc", "accel", "acceleration", "accelerometer", "beschleunigung"},
    GYR: {"g", "gyr", "gyro", "gyroscope", "gyroskop", "rotation", "angular"},
}
_FILLING = {"axis", "rate", "velocity", "sensor"}
_AXES = {"x", "y", "z"}
_ANGLES = {"rotation", "angular"}  # an angle, or how fast it changes
_GAUSS = re.compile(r"\s*m?G\s*")  # or g, in a name that says what of
_BRACKETED = re.compile(r"(?P<name>.*?)[\s_]*[(\[](?P<unit>.*)[)\]]\s*")
_WORD = re.compile(r"[A-Z]?[a-zµ]+\d*|[A-Z]+\d*(?![a-z])|\d+")
_LONGEST = 80  # letters; longer is a sentence, no name


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds. axis: "x", "y", "z", empty for time. unit: None where unsaid."""

    channel: str
    axis: str
    unit: str | None


def meaning(name: str) -> Meaning | None:
    """Return what a column's name says; None if it says something else, or nothing."""
    if len(name) > _LONGEST:
        return None
    bracketed = _BRACKETED.fullmatch(name)
    words = [
        word.lower() for word in _WORD.findall(bracketed["name"] if bracketed else name)
    ]
    if bracketed:
        return _with_unit(words, bracketed["unit"])
    for last in (2, 1):  # "acc_x_m_s2", "acc_x_mps2"
        if len(words) > last:
            told = _with_unit(words[:-last], "".join(words[-last:]))
            if told is not None:
                return told
    return _time_by_unit(words) or _without_unit(words)


def unit_of(channel: str, text: str) -> str | None:
    """Return a channel's unit by one of the ways it is written, None where it is no such."""
    plain = re.sub(r"[\s^*·]", "", text.lower())
    for sign, letters in (("²", "2"), ("°", "deg"), ("µ", "u"), ("per", "/")):
        plain = plain.replace(sign, letters)
    unit = _SPELT[channel].get(plain, plain)
    return unit if unit in UNITS[channel] else None


def _with_unit(words: list[str], text: str) -> Meaning | None:
    """Return what words and a unit mean together; the unit tells what "x" alone is of."""
    bare = [word for word in words if word not in _FILLING]
    for channel in UNITS:
        unit = unit_of(channel, text)
        if unit is None:
            continue
        if channel != TIME and len(bare) == 1 and bare[0] in _AXES:
            gauss = channel == ACC and _GAUSS.fullmatch(text)
            return None if gauss else Meaning(channel, bare[0], unit)
        told = _without_unit([*words, "rate"] if channel == GYR else words)
        if told is not None and told.channel == channel:
            return Meaning(channel, told.axis, unit)
    return None


def _without_unit(words: list[str]) -> Meaning | None:
    if words and all(word in _WORDS[TIME] for word in words):
        return Meaning(TIME, "", None)
    split = [part for word in words for part in _parts(word)]
    axes = [word for word in split if word in _AXES]
    rest = [word for word in split if word not in _AXES | _FILLING]
    if rest and set(rest) <= _ANGLES and not {"rate", "velocity"} & set(split):
        return None
    for channel in (ACC, GYR):
        if len(axes) == 1 and rest and all(word in _WORDS[channel] for word in rest):
            return Meaning(channel, axes[0], None)
    return None


def _time_by_unit(words: list[str]) -> Meaning | None:
    """Return the time that "seconds_elapsed" is."""
    units = [unit_of(TIME, word) for word in words if len(word) > 1]
    rest = [word for word in words if len(word) == 1 or unit_of(TIME, word) is None]
    said = [unit for unit in units if unit is not None]
    if len(said) == 1 and all(word in _WORDS[TIME] for word in rest):
        return Meaning(TIME, "", said[0])
    return None


def _parts(word: str) -> tuple[str, ...]:
    """Return "accx" as "acc" and "x"."""
    head, axis = word[:-1], word[-1]
    known = head in _WORDS[ACC] or head in _WORDS[GYR]
    return (head, axis) if known and axis in _AXES else (word,)
