"""One step, told while the person walks."""

from dataclasses import dataclass

from retrowalk.directions import Direction
from retrowalk.signals.recording import Side


@dataclass(frozen=True, slots=True)
class LiveStep:
    """One initial contact, told once.

    time_s: when the foot landed, in seconds of the stream's clock.
    told_s: time of the newest sample that it took to say so; told_s - time_s is how late
        the step was told, apart from what the samples themselves took to come.
    foot: which foot; None where the site does not tell. From a sensor on a leg only that
        leg's own contacts are told.
    direction: unknown where it is not clear.
    confidence: 0 to 1, of the direction; NaN where it is unknown.
    cadence_spm: steps per minute of both feet, from the last few contacts; NaN at a walk's
        first contact.
    """

    time_s: float
    told_s: float
    foot: Side | None
    direction: Direction
    confidence: float
    cadence_spm: float
