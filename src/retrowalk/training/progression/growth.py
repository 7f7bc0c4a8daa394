"""How a dose grows and shrinks: one lever up at a time, everything extra down at once.

The order is minutes, continuous time, speed, incline, variation. Minutes are what a printed
programme adds (chitkara_lbp); slopes were only compared between groups (shen2021). The order
as a whole, and every size of a step that a programme does not bring, are Retrowalk's own
design (design_levers).
"""

from dataclasses import replace

from retrowalk.training.dose import Dose, Lever
from retrowalk.training.prescription import Variation
from retrowalk.training.programmes.programme import (
    GRID_S,
    SPEED_ROOM_MPS,
    Programme,
    start_dose,
)
from retrowalk.training.screening.allowance import Allowance, speed_limit_mps
from retrowalk.units import mps_from_kmh

REGRESS_SHARE = 0.75  # a step back leaves at most this share; design_progression
SPEED_STEP_MPS = mps_from_kmh(0.2)  # no trial seen prints a speed increment; design_levers
SPEED_LEAST_MPS = mps_from_kmh(0.05)  # less is finer than a belt is set; design_levers
ROUNDING_MPS = 1e-6  # m/s that the middle of a band may be off by
INCLINE_STEP_PCT = 1.0  # no trial seen prints a step of slope; design_levers


def next_growth(
    programme: Programme, dose: Dose, allowance: Allowance
) -> tuple[Lever, Dose] | None:
    """Return the first lever that may still grow, and the dose that it grows to.

    None where every lever is at the most that the programme and the person allow.
    """
    for lever in Lever:
        more = grown(programme, dose, lever, allowance)
        if more is not dose:
            return lever, more
    return None


def grown(programme: Programme, dose: Dose, lever: Lever, allowance: Allowance) -> Dose:
    """Return the dose with one lever one step up, the others as they are.

    The dose itself where that lever is at its most already, or above it.
    """
    match lever:
        case Lever.MINUTES:
            return _more_minutes(programme, dose)
        case Lever.CONTINUOUS:
            return _longer(programme, dose)
        case Lever.SPEED:
            return _faster(programme, dose, allowance)
        case Lever.INCLINE:
            return _steeper(programme, dose, allowance)
        case Lever.VARIATION:
            return _varied(programme, dose, allowance)


def shrunk(programme: Programme, dose: Dose) -> Dose:
    """Return the dose a step back, never above this one in any lever.

    Nobody knows which lever was too much, so the minutes lose a quarter or one step,
    whichever is more, and all that came after the minutes goes back too: the longest
    bout and the speed by one step, the slope to where it started, the variation
    altogether. At least GRID_S of backward walking stays.
    """
    less_s = min(dose.backward_s - programme.step_s, dose.backward_s * REGRESS_SHARE)
    backward_s = min(dose.backward_s, max(float(GRID_S), less_s // GRID_S * GRID_S))
    start = start_dose(programme)
    return Dose(
        backward_s=backward_s,
        bout_s=min(
            backward_s, _down(dose.bout_s, float(programme.bout_step_s), start.bout_s)
        ),
        speed_mps=_slower(dose.speed_mps, start.speed_mps),
        incline_pct=min(dose.incline_pct, start.incline_pct),
    )


def begun_again(programme: Programme, dose: Dose) -> Dose:
    """Return the dose of a new beginning: the programme's first, never above this one."""
    return lesser(programme, start_dose(programme), dose)


def lesser(programme: Programme, one: Dose, other: Dose) -> Dose:
    """Return the smaller of two doses, lever by lever.

    A "comfortable" speed is less than any that is aimed at, plain walking is less than
    any variation.
    """
    speeds = (one.speed_mps, other.speed_mps)
    variation = min(one.variation, other.variation, key=lambda v: rank(programme, v))
    return Dose(
        backward_s=min(one.backward_s, other.backward_s),
        bout_s=min(one.bout_s, other.bout_s),
        speed_mps=None if None in speeds else min(s for s in speeds if s is not None),
        incline_pct=min(one.incline_pct, other.incline_pct),
        variation=variation if variation in programme.variations else None,
    )


def rank(programme: Programme, variation: Variation | None) -> int:
    """Return how far along the programme a variation is; 0 for none, or none of its own."""
    if variation not in programme.variations:
        return 0
    return programme.variations.index(variation) + 1


def _down(now: float, step: float, start: float) -> float:
    """Return one step less, but not below the start; never more than now."""
    return min(now, max(now - step, start))


def _more_minutes(programme: Programme, dose: Dose) -> Dose:
    most_s = float(programme.target_backward_s)
    if dose.backward_s >= most_s:
        return dose
    return replace(dose, backward_s=min(dose.backward_s + programme.step_s, most_s))


def _longer(programme: Programme, dose: Dose) -> Dose:
    most_s = min(float(programme.last_bout_s), dose.backward_s)
    if dose.bout_s >= most_s:
        return dose
    return replace(dose, bout_s=min(dose.bout_s + programme.bout_step_s, most_s))


def _faster(programme: Programme, dose: Dose, allowance: Allowance) -> Dose:
    if dose.speed_mps is None or programme.top_speed_mps is None:
        return dose
    most_mps = min(programme.top_speed_mps, _fastest_mps(allowance, dose.incline_pct))
    if most_mps - dose.speed_mps < SPEED_LEAST_MPS:
        return dose
    return replace(dose, speed_mps=min(dose.speed_mps + SPEED_STEP_MPS, most_mps))


def _steeper(programme: Programme, dose: Dose, allowance: Allowance) -> Dose:
    """Return the dose on a slope one step up, as long as it needs no slower walking."""
    most_pct = min(programme.top_incline_pct, allowance.incline_max_pct)
    if dose.incline_pct >= most_pct:
        return dose
    steeper = min(dose.incline_pct + INCLINE_STEP_PCT, most_pct)
    if (dose.speed_mps or 0.0) > _fastest_mps(allowance, steeper) + ROUNDING_MPS:
        return dose
    return replace(dose, incline_pct=steeper)


def _fastest_mps(allowance: Allowance, incline_pct: float) -> float:
    """Return the highest middle of a speed band whose top is allowed on this slope."""
    return speed_limit_mps(allowance, incline_pct) - SPEED_ROOM_MPS


def _slower(now_mps: float | None, start_mps: float | None) -> float | None:
    if now_mps is None or start_mps is None:
        return now_mps
    return _down(now_mps, SPEED_STEP_MPS, start_mps)


def _varied(programme: Programme, dose: Dose, allowance: Allowance) -> Dose:
    later = programme.variations[rank(programme, dose.variation) :]
    found = next((v for v in later if v in allowance.variations), None)
    return dose if found is None else replace(dose, variation=found)
