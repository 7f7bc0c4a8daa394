"""What the body did: the report of one recording, in columns."""

from dataclasses import dataclass

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.gait.finding.turns import Turns
from retrowalk.gait.measures.days import Days
from retrowalk.gait.measures.matched import Matched
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.sways import Sways
from retrowalk.signals.recording import SensorSite, Side
from retrowalk.signals.stretches import Stretches


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


@dataclass(frozen=True, slots=True, eq=False)
class GaitReport:
    """What the body did during one recording.

    start_s: seconds of the recording's own clock. axes: "told", "found", "calibrated",
        "assumed" or "unknown": where the forward axis came from.
    step_measures: one row for each of steps. bout_measures: one for each of bouts, over
        the steps that go the bout's own way. direction_measures: one for each of
        directions.CODES, over all steps that go that way: directions are never mixed.
    matched: forward beside backward over strides of the same speed.
    turns, quality, quiet, days: turns; what cannot be believed; quiet standing; days.
    """

    start_s: float
    duration_s: float
    rate_hz: float
    site: SensorSite
    side: Side | None
    axes: str
    simulated: bool
    bouts: Bouts
    steps: Steps
    not_measured: tuple[NotMeasured, ...]
    step_measures: StepMeasures
    bout_measures: Measures
    direction_measures: Measures
    matched: Matched
    turns: Turns
    quality: Stretches
    quiet: Sways
    days: Days
