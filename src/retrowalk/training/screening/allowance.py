"""What a clearance permits at most, and what in a prescription is more than that.

The limits beside the clearance itself are Retrowalk's own (design_allowance): no study
seen compared them with anything. Speed and slope follow from the hardest effort allowed,
by the upper end of what backward walking is known to cost (energy).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrowalk.directions import Direction
from retrowalk.training.clearance import (
    Clearance,
    Effort,
    Outcome,
    reason_key,
    strength,
)
from retrowalk.training.effort.energy import SLOWEST_MPS, hardest_effort
from retrowalk.training.effort.intensity import heart_rate_band, rpe_band
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group, Person
from retrowalk.training.prescription import (
    BACKWARD_SPEED_MAX_MPS,
    INCLINE_MAX_PCT,
    Interval,
    Place,
    Prescription,
    Support,
    Variation,
)
from retrowalk.training.programmes.programme import Oversight, Programme
from retrowalk.training.session import UNNAMED, Symptom
from retrowalk.units import kmh_from_mps, mps_from_kmh

SUPPORTED_SPEED_MAX_MPS = mps_from_kmh(3.0)  # what healthy adults walked: cha2016
# Limits are looked for in steps of 0.01 m/s and 0.5 %, finer than a belt is set.
SPEED_STEPS_PER_MPS = 100
INCLINE_STEPS_PER_PCT = 2
ROUNDING_MPS = 1e-9  # what the middle of a band plus its half may be off by

# Backward uphill makes the front of the thigh work more and lands on a more bent knee
# (cipriani1995), so a sore or healing knee gets neither slope nor lunge by itself.
KNEE_GROUPS = (Group.KNEE_OSTEOARTHRITIS, Group.AFTER_KNEE_INJURY)
HAS_SOMETHING_TO_HOLD = (Place.TREADMILL, Place.HALLWAY)
_UNNAMED = reason_key(UNNAMED)  # it may have been either of these
# Whoever told one of these keeps a hand on something, whatever else was allowed.
UNSTEADY = ("fallen_past_year", "feels_unsteady", reason_key(Symptom.FALL), _UNNAMED)
# Turning the head is not for them.
DIZZY = ("dizziness", "faintness", reason_key(Symptom.DIZZINESS), _UNNAMED)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most that may be asked of a person.

    effort: the hardest to aim for. support: the least that keeps the person upright.
    speed_max_mps: the top of a speed band, backward on the level; 0 if nothing is allowed.
    incline_max_pct: the steepest slope; how fast on it says speed_limit_mps.
    variations: what may be added to plain walking.
    clinician_led: whether programmes that a clinician leads may be followed.
    """

    effort: Effort
    support: Support
    speed_max_mps: float
    incline_max_pct: float
    variations: frozenset[Variation]
    clinician_led: bool


def allowance(clearance: Clearance, person: Person) -> Allowance:
    """Return what this clearance permits this person at most."""
    if not clearance.may_train:
        return Allowance(
            Effort.LIGHT, clearance.support, 0.0, 0.0, frozenset(), clinician_led=False
        )
    return Allowance(
        effort=clearance.effort,
        support=clearance.support,
        speed_max_mps=_speed_max_mps(clearance),
        incline_max_pct=_incline_max_pct(clearance, person),
        variations=frozenset(_variations(clearance, person)),
        clinician_led=clearance.clinician_agreed,
    )


def speed_limit_mps(allowed: Allowance, incline_pct: float) -> float:
    """Return the top of a speed band, backward at this slope; 0 where it is too steep."""
    if incline_pct > allowed.incline_max_pct:
        return 0.0
    return min(allowed.speed_max_mps, _limit_mps(allowed.effort, incline_pct))


def violations(
    prescription: Prescription, programme: Programme, clearance: Clearance, person: Person
) -> tuple[str, ...]:
    """Return what is more than the clearance permits, a sentence each; empty if nothing."""
    if not clearance.may_train:
        return ("Your screening does not allow backward walking now.",)
    allowed = allowance(clearance, person)
    return (
        *_of_oversight(programme, allowed, person),
        *_of_support(prescription, allowed),
        *_once(_of_interval(i, allowed, person) for i in prescription.intervals),
    )


def _speed_max_mps(clearance: Clearance) -> float:
    fastest = _limit_mps(clearance.effort, 0.0)
    if clearance.outcome is Outcome.CLEARED and clearance.support is Support.NONE:
        return fastest
    return min(fastest, SUPPORTED_SPEED_MAX_MPS)


def _incline_max_pct(clearance: Clearance, person: Person) -> float:
    if clearance.outcome is not Outcome.CLEARED or profile(person.group).clinician_led:
        return 0.0
    if person.group in KNEE_GROUPS and not clearance.clinician_agreed:
        return 0.0
    return _limit_pct(clearance.effort)


def _variations(clearance: Clearance, person: Person) -> Iterator[Variation]:
    told = {reason.key for reason in clearance.reasons}
    if told.isdisjoint(DIZZY):
        yield Variation.SHOULDER_CHECKS
    if clearance.outcome is not Outcome.CLEARED:
        return
    yield Variation.DUAL_TASK
    if clearance.support is Support.NONE and told.isdisjoint(UNSTEADY):
        yield Variation.HANDS_FREE
        yield Variation.ARM_SWING
    knee_is_spared = person.group not in KNEE_GROUPS or clearance.clinician_agreed
    if knee_is_spared and clearance.effort is not Effort.LIGHT:
        yield Variation.LUNGES


# Years of plans ask for the same few efforts and slopes again and again.
@lru_cache(maxsize=1024)
def _limit_mps(effort: Effort, incline_pct: float) -> float:
    return _fastest_mps(effort, incline_pct)


@lru_cache(maxsize=len(Effort))
def _limit_pct(effort: Effort) -> float:
    return _steepest_pct(effort)


def _fastest_mps(effort: Effort, incline_pct: float) -> float:
    """Return the highest speed, in whole steps, that is no harder than this effort."""
    steps = range(1, round(BACKWARD_SPEED_MAX_MPS * SPEED_STEPS_PER_MPS) + 1)
    within = bisect_left(
        steps,
        True,
        key=lambda step: _harder(step / SPEED_STEPS_PER_MPS, incline_pct, effort),
    )
    return within / SPEED_STEPS_PER_MPS


def _steepest_pct(effort: Effort) -> float:
    """Return the steepest slope, in whole steps, on which any speed is allowed."""
    steps = range(1, round(INCLINE_MAX_PCT * INCLINE_STEPS_PER_PCT) + 1)
    within = bisect_left(
        steps,
        True,
        key=lambda step: _harder(SLOWEST_MPS, step / INCLINE_STEPS_PER_PCT, effort),
    )
    return within / INCLINE_STEPS_PER_PCT


def _harder(speed_mps: float, incline_pct: float, effort: Effort) -> bool:
    """Say whether this may be harder than the effort.

    Below the slowest published speed nothing is known. On the level the person's own
    rating leads there; a slope is judged at that speed, because slower is not harder.
    """
    judged_mps = max(speed_mps, SLOWEST_MPS) if incline_pct > 0.0 else speed_mps
    hardest = hardest_effort(judged_mps, incline_pct)
    return hardest is not None and hardest.rank > effort.rank


def _of_oversight(
    programme: Programme, allowed: Allowance, person: Person
) -> Iterator[str]:
    led = programme.oversight is Oversight.CLINICIAN_LED
    if led and not allowed.clinician_led:
        yield f"{programme.name} needs a clinician who leads it and has agreed."
    if not led and profile(person.group).clinician_led:
        yield f"{programme.name} has no clinician to lead it, and you need one."


def _of_support(prescription: Prescription, allowed: Allowance) -> Iterator[str]:
    given = prescription.support
    if strength(given) < strength(allowed.support):
        yield f"You need {_SUPPORT[allowed.support]}, and this has {_SUPPORT[given]}."
    if given is Support.RAIL_OR_WALL and prescription.place not in HAS_SOMETHING_TO_HOLD:
        yield "There is nothing to hold at this place, so a second person is needed."


def _of_interval(interval: Interval, allowed: Allowance, person: Person) -> Iterator[str]:
    incline_pct = interval.incline_pct
    if incline_pct > allowed.incline_max_pct:
        yield (
            f"A slope of {incline_pct:g} % is steeper than your {allowed.incline_max_pct:g} %."
        )
    elif interval.speed_mps is not None and interval.direction is Direction.BACKWARD:
        limit_mps = speed_limit_mps(allowed, incline_pct)
        if interval.speed_mps.high > limit_mps + ROUNDING_MPS:
            yield (
                f"{kmh_from_mps(interval.speed_mps.high):.2f} km/h backward is faster than "
                f"your {kmh_from_mps(limit_mps):.2f} km/h at this slope."
            )
    if interval.variation is not None and interval.variation not in allowed.variations:
        yield f"The variation {interval.variation.replace('_', ' ')} is not for you yet."
    yield from _of_effort(interval, allowed, person)


def _of_effort(interval: Interval, allowed: Allowance, person: Person) -> Iterator[str]:
    most = rpe_band(allowed.effort).high
    if interval.rpe_cr10 is not None and interval.rpe_cr10.high > most:
        yield f"An effort of {interval.rpe_cr10.high:g} of 10 is more than your {most:g}."
    beats = heart_rate_band(allowed.effort, person)
    if interval.heart_rate_bpm is None:
        return
    if beats is None:
        yield "A heart rate is aimed at, but no test has shown your highest one."
    elif interval.heart_rate_bpm.high > beats.high:
        aimed = f"{interval.heart_rate_bpm.high:g}"
        yield f"A heart rate of {aimed} beats a minute is above your {beats.high:g}."


def _once(of_each: Iterator[Iterator[str]]) -> tuple[str, ...]:
    """Return every sentence once, in order: ten bouts with one fault have one fault."""
    return tuple(dict.fromkeys(said for sentences in of_each for said in sentences))


_SUPPORT = {
    Support.NONE: "no support",
    Support.RAIL_OR_WALL: "a rail or a wall",
    Support.SECOND_PERSON: "a second person",
}
