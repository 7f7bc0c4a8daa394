"""What the body did: the report of one recording, in columns."""

from dataclasses import dataclass

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.signals.recording import SensorSite, Side


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """One thing the report does not hold, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Bouts:
    """Walking bouts, one row each; all arrays have shape (n_bouts,).

    start_s, end_s: half-open [start, end) in the recording's own clock.
    direction: code of the direction most strides of the bout have (directions.CODES).
    direction_confidence: 0 to 1; NaN where the direction is unknown.
    steps: number of steps of both feet; a sensor on one leg sees only its own foot's
        contacts, and each then counts for two steps.
    cadence_spm: steps per minute, both feet; NaN where fewer than two contacts.
    """

    start_s: FloatArray
    end_s: FloatArray
    direction: CodeArray
    direction_confidence: FloatArray
    steps: IntArray
    cadence_spm: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Steps of all bouts end to end, ascending; all arrays have shape (n_steps,).

    From the trunk or wrist these are the steps of both feet; from a sensor on a leg only
    those of its own foot: the other's are not guessed.

    bout: row of the bout the step belongs to.
    initial_contact_s, final_contact_s: seconds in the recording's own clock; NaN where
        not measured. The final contact is of the same foot, after that initial contact.
    foot: 0 not known, 1 left, 2 right (FEET).
    direction, direction_confidence: as in Bouts.
    stride_length_m: signed by no direction, always positive; NaN where not measured.
    """

    bout: IntArray
    initial_contact_s: FloatArray
    final_contact_s: FloatArray
    foot: CodeArray
    direction: CodeArray
    direction_confidence: FloatArray
    stride_length_m: FloatArray


FEET: tuple[Side | None, ...] = (None, Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class GaitReport:
    """What the body did during one recording."""

    start_s: float
    duration_s: float
    rate_hz: float
    site: SensorSite
    side: Side | None
    axes: str  # "told", "found" or "unknown": where the forward axis came from
    simulated: bool
    bouts: Bouts
    steps: Steps
    not_measured: tuple[NotMeasured, ...]
