"""The tests: what each one measures, in which unit, and which way is better."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from retrowalk.errors import BadAnswer, Unknown


class Better(StrEnum):
    """Which way a measure goes when things get better."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome measure.

    unit: as it is read out, in the plural.
    protocol: how it is done, in one sentence.
    lowest, highest: a value outside is a slip, in the measure's unit.
    sources: keys of the evidence library.
    """

    key: str
    name: str
    unit: str
    better: Better
    protocol: str
    lowest: float
    highest: float
    sources: tuple[str, ...]

    def check(self, value: float) -> float:
        """Return the value; raise BadAnswer if it cannot be one of this measure."""
        if not self.lowest <= value <= self.highest:
            raise BadAnswer(
                f"{self.name} is {value:g} {self.unit}; expected {self.lowest:g} to "
                f"{self.highest:g}"
            )
        return value


_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

_ALL = (
    Measure(
        "pain_nrs",
        "Pain",
        "points",
        _LOWER,
        "Say a whole number from 0, no pain, to 10, the worst pain you can imagine.",
        0.0,
        10.0,
        ("salaffi2004",),
    ),
    Measure(
        "rpe_cr10",
        "Exertion",
        "points",
        _LOWER,
        "Say how hard the same walk felt, from 0, nothing at all, to 10, the hardest ever.",
        0.0,
        10.0,
        ("borg_cr10",),
    ),
    Measure(
        "backward_walk_3m_s",
        "Time for 3 metres backward",
        "seconds",
        _LOWER,
        "Walk 3 metres backward with someone beside you and time it, always in the same way.",
        0.5,
        120.0,
        ("carter2020",),
    ),
    Measure(
        "backward_speed_mps",
        "Backward walking speed",
        "metres per second",
        _HIGHER,
        "Walk 5 metres backward at a comfortable speed, time the middle 3, twice.",
        0.0,
        4.0,
        ("demark2023",),
    ),
    Measure(
        "gait_speed_mps",
        "Walking speed",
        "metres per second",
        _HIGHER,
        "Walk forward at your usual speed and time 10 metres, with a few steps before and after.",
        0.0,
        4.0,
        ("perera2006",),
    ),
    Measure(
        "tug_s",
        "Timed up and go",
        "seconds",
        _LOWER,
        "Stand up from a chair, walk 3 metres, turn, walk back and sit down, timed.",
        2.0,
        300.0,
        ("tug_knee_oa2015",),
    ),
    Measure(
        "chair_stand_30s_reps",
        "Chair stands in 30 seconds",
        "stands",
        _HIGHER,
        "With your arms crossed, stand up fully and sit down as often as you can in 30 seconds.",
        0.0,
        60.0,
        ("steadi",),
    ),
    Measure(
        "six_minute_walk_m",
        "Distance in six minutes",
        "metres",
        _HIGHER,
        "Walk as far as you can in six minutes along a measured corridor, not by a phone's map.",
        0.0,
        1200.0,
        ("bohannon2017", "gps_6mwt2024"),
    ),
    Measure(
        "tandem_stand_s",
        "Standing heel to toe",
        "seconds",
        _HIGHER,
        "Stand with one foot straight in front of the other, up to 10 seconds, near a wall.",
        0.0,
        10.0,
        ("four_stage",),
    ),
    Measure(
        "koos_pain",
        "KOOS pain score",
        "points",
        _HIGHER,
        "Fill in the KOOS form yourself and enter only the score, 0 to 100.",
        0.0,
        100.0,
        ("koos_mdc2014",),
    ),
    Measure(
        "koos_symptoms",
        "KOOS symptoms score",
        "points",
        _HIGHER,
        "Fill in the KOOS form yourself and enter only the score, 0 to 100.",
        0.0,
        100.0,
        ("koos_mdc2014",),
    ),
    Measure(
        "koos_adl",
        "KOOS daily living score",
        "points",
        _HIGHER,
        "Fill in the KOOS form yourself and enter only the score, 0 to 100.",
        0.0,
        100.0,
        ("koos_mdc2014",),
    ),
    Measure(
        "koos_qol",
        "KOOS quality of life score",
        "points",
        _HIGHER,
        "Fill in the KOOS form yourself and enter only the score, 0 to 100.",
        0.0,
        100.0,
        ("koos_mdc2014",),
    ),
    Measure(
        "womac_total",
        "WOMAC total",
        "points",
        _LOWER,
        "Enter the total your clinician gives you, always from the same version of the form.",
        0.0,
        240.0,
        ("angst2002",),
    ),
    Measure(
        "stance_time_sd_s",
        "Unevenness of step time",
        "seconds",
        _LOWER,
        "Walk at one fixed speed for at least 50 strides with the sensor on.",
        0.0,
        1.0,
        ("brach2010", "almarwani2015"),
    ),
    Measure(
        "step_length_sd_cm",
        "Unevenness of step length",
        "centimetres",
        _LOWER,
        "Walk at one fixed speed for at least 50 strides with the sensor on.",
        0.0,
        50.0,
        ("brach2010", "almarwani2015"),
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({m.key: m for m in _ALL})


def measure(key: str) -> Measure:
    """Return the measure of that key; raise Unknown if there is none."""
    try:
        return MEASURES[key]
    except KeyError:
        raise Unknown(
            f"there is no measure {key!r}; expected one of {', '.join(MEASURES)}"
        ) from None
