"""The steps of a planned session as a watch or an app shows them."""

from dataclasses import dataclass
from math import ceil, floor

from retrowalk.files.watch.lap_names import lap_names
from retrowalk.training.prescription import Band, Interval, Prescription, Support
from retrowalk.units import kmh_from_mps

TURN_ROUND = "Turn round, then press lap"
_TOLD_TURN = "Stop, turn round in your own time, then press the lap button."
_EXACT = 1e-6  # what converting units may add to a round figure
_SUPPORTED = {
    Support.NONE: "",
    Support.RAIL_OR_WALL: "Keep a hand on the rail or the wall.",
    Support.SECOND_PERSON: "Only with a second person beside you.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step; duration_s None where the person ends it. told: in full sentences."""

    name: str
    duration_s: float | None
    told: str
    speed_mps: Band | None = None
    heart_rate_bpm: Band | None = None


def steps_of(prescription: Prescription) -> tuple[Step, ...]:
    """Return a step for every interval, and one to turn round where the direction changes."""
    names = lap_names([i.direction for i in prescription.intervals])
    steps: list[Step] = []
    before = None
    for name, interval in zip(names, prescription.intervals, strict=True):
        if before is not None and before is not interval.direction:
            steps.append(Step(TURN_ROUND, None, _TOLD_TURN))
        steps.append(
            Step(
                name,
                interval.duration_s,
                told(interval, prescription.support),
                interval.speed_mps,
                interval.heart_rate_bpm,
            )
        )
        before = interval.direction
    return tuple(steps)


def told(interval: Interval, support: Support) -> str:
    """Return what an interval asks for, in sentences of words that every person knows."""
    said = [f"Walk {interval.direction} {_speed(interval.speed_mps)}."]
    if interval.incline_pct:
        said.append(f"Slope {interval.incline_pct:g} %.")
    if interval.heart_rate_bpm is not None:
        band = interval.heart_rate_bpm
        said.append(f"Heart rate {band.low:.0f} to {band.high:.0f}.")
    said.append(_SUPPORTED[support])
    return " ".join(one for one in said if one)


def _speed(band: Band | None) -> str:
    if band is None:
        return "at a comfortable pace"
    # Rounded inwards: no figure shown is ever above what is prescribed.
    low = ceil(kmh_from_mps(band.low) * 10 - _EXACT) / 10
    high = floor(kmh_from_mps(band.high) * 10 + _EXACT) / 10
    return f"at {low:.1f} to {high:.1f} km/h" if low < high else f"at {high:.1f} km/h"
