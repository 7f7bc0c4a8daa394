"""The dose of a session as the rules move it: five levers, one moved at a time."""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.directions import Direction
from retrowalk.training.prescription import Prescription, Variation


class Lever(StrEnum):
    """What can be made more or less, in the order in which it grows."""

    MINUTES = "minutes"
    CONTINUOUS = "continuous"
    SPEED = "speed"
    INCLINE = "incline"
    VARIATION = "variation"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much backward walking one session asks for.

    backward_s: seconds of backward walking in all.
    bout_s: seconds of the longest backward bout.
    speed_mps: middle of the speed band; None means "comfortable".
    incline_pct: slope.
    variation: None for plain walking.
    """

    backward_s: float
    bout_s: float
    speed_mps: float | None = None
    incline_pct: float = 0.0
    variation: Variation | None = None


def dose_of(prescription: Prescription) -> Dose:
    """Return the dose that a prescription asks for."""
    backward = [i for i in prescription.intervals if i.direction is Direction.BACKWARD]
    lasting_s = [i.duration_s for i in backward]
    band = next((i.speed_mps for i in backward if i.speed_mps is not None), None)
    return Dose(
        backward_s=sum(lasting_s),
        bout_s=max(lasting_s, default=0.0),
        speed_mps=None if band is None else (band.low + band.high) / 2,
        incline_pct=prescription.incline_pct,
        variation=next((i.variation for i in backward if i.variation), None),
    )
