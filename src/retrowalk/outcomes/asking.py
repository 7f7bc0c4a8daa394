"""Which numbers are asked about: what a trial can hold, what people usually stay within.

A number that cannot be is kept and never counted; one that is unlikely counts once the
person says it is right. One that is another's number in other units is asked about, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from retrowalk.directions import Direction
from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.protocol import Gives, Protocol
from retrowalk.outcomes.taken import FARTHEST_M, LONGEST_S, MOST_COUNT

# What people here usually stay within, in the measure's unit: own choices
# (design_tests_asked), wide enough that nobody healthy or slow is asked without need.
LIKELY: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "gait_speed_mps": (0.05, 3.0),
        "backward_speed_mps": (0.03, 1.7),
        "backward_speed_10m_mps": (0.03, 1.7),
        "backward_walk_3m_s": (1.2, 60.0),
        "tug_s": (3.0, 120.0),
        "chair_stand_30s_reps": (0.0, 40.0),
        "six_minute_walk_m": (20.0, 950.0),
        "six_minute_backward_m": (5.0, 550.0),
        "six_minute_heart_rate_bpm": (45.0, 210.0),
        "six_minute_backward_heart_rate_bpm": (45.0, 210.0),
        "pvt_median_ms": (150.0, 1500.0),
        "knee_angle_error_deg": (0.0, 40.0),
        "hip_flexor_deg": (-40.0, 40.0),
        "weight_kg": (35.0, 200.0),
        "waist_cm": (55.0, 160.0),
        "falls_month": (0.0, 30.0),
    }
)
HELD_MOST_S = 60.0  # s; a hold ends at 10, so a longer one was typed in error; own choice

# Speeds of a walked distance, where the measure itself is none: m/s.
_SPEED_OF = {
    Direction.FORWARD: "gait_speed_mps",
    Direction.BACKWARD: "backward_speed_10m_mps",
}

# Units people mix up, by our unit: what theirs is called, and how many of ours it is.
_OTHER_UNITS: Mapping[str, tuple[tuple[str, float], ...]] = MappingProxyType(
    {
        "kilograms": (("pounds", 0.45359237), ("stones", 6.35029318)),
        "centimetres": (("inches", 2.54),),
        "metres": (("feet", 0.3048), ("yards", 0.9144)),
    }
)
NEARLY = 0.12  # share by which a value in the other unit may differ from the one before; own choice


@dataclass(frozen=True, slots=True)
class FieldLimits:
    """What one number of a trial can be, and what it usually is, in the unit of its name."""

    least: float
    most: float
    usual_least: float
    usual_most: float


def likely(of: Measure) -> tuple[float, float]:
    """Return what a measure usually stays within, in its unit."""
    return LIKELY.get(of.key, (of.lowest, of.highest))


def field_limits(of: Protocol) -> Mapping[str, FieldLimits]:
    """Return the limits of every number that a trial of a test may hold, by its field."""
    found: dict[str, FieldLimits] = {}
    for reading in of.readings:
        about = measure(reading.measure)
        match reading.gives:
            case Gives.SPEED | Gives.SLOWER_PCT:
                found["time_s"] = _of_speed(of, about, reading.gives)
            case Gives.STAGES:
                found["time_s"] = FieldLimits(0.0, LONGEST_S, 0.0, HELD_MOST_S)
            case Gives.TIME if not reading.part:
                found["time_s"] = _within(about, LONGEST_S)
            case Gives.COUNT:
                found["count"] = _within(about, MOST_COUNT)
            case Gives.DISTANCE:
                found["distance_m"] = _within(about, FARTHEST_M)
            case Gives.HEART_RATE:
                found["heart_rate_bpm"] = _within(about, about.highest)
            case _:
                pass
    return found


def speed_limits(of: Protocol) -> tuple[Measure, tuple[float, float]]:
    """Return the speed of a walked distance, as a measure, and what it usually is, m/s."""
    key = of.principal
    if not key.endswith("_mps"):
        key = _SPEED_OF[of.direction or Direction.FORWARD]
    return measure(key), likely(measure(key))


def in_another_unit(of: Measure, value: float, earlier: Sequence[float]) -> str:
    """Return the question whether a value was meant in another unit; empty where there is none.

    earlier: values of the person before, in the measure's unit, the newest last. It is
    asked where the value fits the newest only after it is taken for the other unit.
    """
    if not earlier or value <= 0.0 or earlier[-1] <= 0.0:
        return ""
    if abs(log(value / earlier[-1])) <= NEARLY * 2:
        return ""
    for name, size in _OTHER_UNITS.get(of.unit, ()):
        if abs(log(value * size / earlier[-1])) <= NEARLY:
            return f"Was {value:g} meant in {name}? The last one was {earlier[-1]:.4g} {of.unit}."
        if abs(log(value / size / earlier[-1])) <= NEARLY:
            return (
                f"Was {value:g} turned out of {name} twice? "
                f"The last one was {earlier[-1]:.4g} {of.unit}."
            )
    return ""


def meant_in_another_unit(of: Measure, value: float) -> str:
    """Return the question whether an odd value was meant in another unit, where that fits."""
    low, high = likely(of)
    for name, size in _OTHER_UNITS.get(of.unit, ()):
        if not low <= value <= high and low <= value * size <= high:
            return f"Was {value:g} meant in {name}?"
    return ""


def _of_speed(of: Protocol, about: Measure, gives: Gives) -> FieldLimits:
    distance_m = of.distance_m or 0.0
    speed, (slow, quick) = (
        speed_limits(of) if gives is Gives.SLOWER_PCT else (about, likely(about))
    )
    return FieldLimits(
        least=round(distance_m / speed.highest, 3),
        most=min(LONGEST_S, distance_m / speed.lowest if speed.lowest else LONGEST_S),
        usual_least=round(distance_m / quick, 3),
        usual_most=round(distance_m / slow, 3),
    )


def _within(of: Measure, most: float) -> FieldLimits:
    low, high = likely(of)
    return FieldLimits(of.lowest, min(of.highest, most), low, min(high, most))
