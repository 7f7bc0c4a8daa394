"""Programmes: how a dose of backward walking starts, grows and ends.

Frequency, weeks and target come from the source each programme names; the starting dose
and the size of one step up are Retrowalk's own design (`design_first_dose`) unless the
programme says otherwise. How a dose becomes a session stands in layout, how it grows in
growth, and the limits below hold for every programme, ours or written by somebody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrowalk.errors import BadProgramme
from retrowalk.training.dose import Dose
from retrowalk.training.person import Group
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    INCLINE_MAX_PCT,
    Place,
    Variation,
)
from retrowalk.training.programmes.variations import NOT_ON_A_BELT
from retrowalk.units import mps_from_mph

GRID_S = (
    15  # s; durations are multiples of it, so that a voice can say them; design_first_dose
)
SPEED_ROOM_MPS = mps_from_mph(
    0.1
)  # either side of the speed: one belt step; design_first_dose
SPEED_MIDDLE_MAX_MPS = BACKWARD_SPEED_MAX_MPS - SPEED_ROOM_MPS  # m/s; design_speed_limit
WEEKS_MAX = 52  # weeks; a plan always ends within a year; design_plan_end
WEEKLY_GROWTH_MAX_S = 240.0  # s of backward walking; 10 to 30 min in 6 weeks, chitkara_lbp
BACKWARD_MAX_S = 2400  # s in one session; the most of any trial seen, zhang2014
ALONE_START_MAX_S = 600  # s in the first session; the least of any trial seen, alghadir2019
FORWARD_MAX_S = 900  # s of any one stretch of forward walking; design_first_dose

# Trained only with staff in the trials seen, or not trained at all; design_clinician_led.
CLINICIAN_LED_GROUPS = frozenset({Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON})


class EvidenceStatus(StrEnum):
    """What stands behind the dose of a programme."""

    TRIAL = "trial"
    PRINTED = "printed"
    UNTESTED = "untested"
    OWN = "own"


class Oversight(StrEnum):
    """Who has to be involved."""

    SELF_GUIDED = "self_guided"
    CLINICIAN_LED = "clinician_led"


@dataclass(frozen=True, slots=True)
class Programme:
    """One way to train, as data.

    groups: who it is offered to.
    places: where it can be walked; the first is the usual one.
    sessions_per_week, weeks: the rhythm, and after how long the plan ends.
    start_backward_s, target_backward_s: backward walking in the first session and the
        most this programme ever asks for, seconds, multiples of GRID_S.
    step_s: the most one decision adds, seconds, a multiple of GRID_S.
    first_bout_s, last_bout_s: the longest backward bout at the start and at the end.
    bout_step_s: what one decision adds to the longest bout, a multiple of GRID_S.
    warm_up_s, recovery_s, cool_down_s: forward walking before, between and after.
    start_speed_mps, top_speed_mps: middle of the speed band at the start and at most;
        both None means "comfortable".
    start_incline_pct, top_incline_pct: slope at the start and at most.
    variations: what may be added at the end, in this order; empty for none.
    status: what stands behind the dose. oversight: who has to be involved.
    dose_from_source, dose_from_us: which part of the dose is whose, in a sentence each.
    evidence: what is known about it, in one sentence.

    Raises BadProgramme if it could not be walked, or not safely.
    """

    key: str
    name: str
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    sessions_per_week: int
    weeks: int
    start_backward_s: int
    target_backward_s: int
    step_s: int
    first_bout_s: int
    last_bout_s: int
    bout_step_s: int
    warm_up_s: int
    recovery_s: int
    cool_down_s: int
    status: EvidenceStatus
    dose_from_source: str
    dose_from_us: str
    evidence: str
    sources: tuple[str, ...]
    start_speed_mps: float | None = None
    top_speed_mps: float | None = None
    start_incline_pct: float = 0.0
    top_incline_pct: float = 0.0
    variations: tuple[Variation, ...] = ()
    oversight: Oversight = Oversight.SELF_GUIDED

    def __post_init__(self) -> None:
        for check in (_rhythm, _led, _grid, _growth, _bouts, _speeds, _slopes, _variations):
            if fault := check(self):
                raise BadProgramme(f"programme {self.key} {fault}")

    @property
    def clinician_led(self) -> bool:
        """Whether a clinician has to lead it."""
        return self.oversight is Oversight.CLINICIAN_LED


def start_dose(programme: Programme) -> Dose:
    """Return the dose of the first session."""
    return Dose(
        float(programme.start_backward_s),
        float(programme.first_bout_s),
        programme.start_speed_mps,
        programme.start_incline_pct,
    )


def target_dose(programme: Programme) -> Dose:
    """Return the most the programme ever asks for, plain walking."""
    return Dose(
        float(programme.target_backward_s),
        float(programme.last_bout_s),
        programme.top_speed_mps,
        programme.top_incline_pct,
    )


def by_key(programmes: tuple[Programme, ...]) -> Mapping[str, Programme]:
    """Return the programmes by their keys; a key used twice is refused."""
    table = {p.key: p for p in programmes}
    if len(table) != len(programmes):
        raise BadProgramme("two programmes share one key; expected every key once")
    return table


def _rhythm(p: Programme) -> str | None:
    if not (p.groups and p.places and 1 <= p.sessions_per_week <= 7):
        return "needs a group, a place and 1 to 7 sessions a week"
    for named in (p.groups, p.places, p.variations):
        if len(set(named)) != len(named):
            return f"names {', '.join(named)}; expected each only once"
    if not 1 <= p.weeks <= WEEKS_MAX:
        return f"lasts {p.weeks} weeks; expected 1 to {WEEKS_MAX}"
    return None


def _led(p: Programme) -> str | None:
    if p.clinician_led:
        return None
    if led := CLINICIAN_LED_GROUPS.intersection(p.groups):
        return f"is for {', '.join(sorted(led))}; expected a clinician who leads it"
    if p.start_backward_s > ALONE_START_MAX_S:
        return (
            f"starts with {p.start_backward_s} s on one's own; expected at most "
            f"{ALONE_START_MAX_S} s, or a clinician who leads it"
        )
    return None


def _grid(p: Programme) -> str | None:
    durations = {
        "start": (p.start_backward_s, BACKWARD_MAX_S),
        "target": (p.target_backward_s, BACKWARD_MAX_S),
        "step": (p.step_s, BACKWARD_MAX_S),
        "first bout": (p.first_bout_s, BACKWARD_MAX_S),
        "last bout": (p.last_bout_s, BACKWARD_MAX_S),
        "bout step": (p.bout_step_s, BACKWARD_MAX_S),
        "warm-up": (p.warm_up_s, FORWARD_MAX_S),
        "recovery": (p.recovery_s, FORWARD_MAX_S),
        "cool-down": (p.cool_down_s, FORWARD_MAX_S),
    }
    for name, (seconds, most_s) in durations.items():
        if not GRID_S <= seconds <= most_s or seconds % GRID_S:
            return (
                f"has a {name} of {seconds} s; expected {GRID_S} to {most_s} s in steps "
                f"of {GRID_S} s"
            )
    return None


def _growth(p: Programme) -> str | None:
    if p.start_backward_s > p.target_backward_s:
        return "starts above its own target"
    if p.first_bout_s > p.last_bout_s:
        return "starts with its longest bouts"
    if p.step_s > WEEKLY_GROWTH_MAX_S:
        return (
            f"adds {p.step_s} s in one step; expected at most the {WEEKLY_GROWTH_MAX_S:g} s "
            "that a week may grow"
        )
    return None


def _bouts(p: Programme) -> str | None:
    if p.first_bout_s > p.start_backward_s or p.last_bout_s > p.target_backward_s:
        return "has a bout that is longer than all of its backward walking"
    return None


def _speeds(p: Programme) -> str | None:
    first, top = p.start_speed_mps, p.top_speed_mps
    if first is None and top is None:
        return None
    if first is None or top is None:
        return "has only one of a first and a top speed; expected both or none"
    if not SPEED_ROOM_MPS < first <= top <= SPEED_MIDDLE_MAX_MPS:
        return (
            f"goes from {first:g} to {top:g} m/s; expected a rise within "
            f"{SPEED_ROOM_MPS:.3f} to {SPEED_MIDDLE_MAX_MPS:.3f} m/s"
        )
    return None


def _slopes(p: Programme) -> str | None:
    first, top = p.start_incline_pct, p.top_incline_pct
    if not 0.0 <= first <= top <= INCLINE_MAX_PCT:
        return (
            f"goes from {first:g} to {top:g} % of slope; expected a rise within 0 to "
            f"{INCLINE_MAX_PCT:g} %"
        )
    if top > 0.0 and p.places != (Place.TREADMILL,):
        return "has a slope; expected a treadmill as its only place"
    return None


def _variations(p: Programme) -> str | None:
    if Place.TREADMILL in p.places and (wrong := NOT_ON_A_BELT.intersection(p.variations)):
        return f"has {', '.join(wrong)} on a treadmill; expected a floor"
    return None
