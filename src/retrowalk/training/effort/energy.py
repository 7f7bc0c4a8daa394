"""What walking costs: forward by a published equation, backward by measured ratios.

Forward is the ACSM walking equation (acsm_walking). Real people need not follow it: group
means of the level part lie up to half above it, so that part carries a range. Backward is
that range times a ratio with a range of its own, and the climbing part a third. The ends
of these ranges are published figures (measured_costs); nobody is promised to be inside.
Below 50 m/min no figure for the cost of backward walking was found: then the answer is
NotKnown, never a number. docs/adr/0008 tells why.
"""

from math import isfinite

from retrowalk.errors import BadProgramme
from retrowalk.training.clearance import Effort
from retrowalk.training.effort.energy_ranges import (
    CostRatio,
    MetRange,
    NotKnown,
    Vo2Range,
)
from retrowalk.training.effort.measured_costs import (
    KIM,
    PER_CLIMB_ML_KG,
    PER_METRE_ML_KG,
    RESTING_VO2_ML_KG_MIN,
    WILLIFORD,
    WILLIFORD_FAST,
)
from retrowalk.training.prescription import INCLINE_MAX_PCT
from retrowalk.units import SECONDS_PER_MINUTE

SLOWEST_M_MIN = 50.0  # m/min; the equation holds from here; acsm_walking
SLOWEST_MPS = SLOWEST_M_MIN / SECONDS_PER_MINUTE
FASTEST_M_MIN = 100.0  # m/min; beyond only for people known to walk; acsm_walking
ROUNDING_M_MIN = 0.05  # m/min; 3 km/h is 50 m/min, but written 0.833 m/s it is 49.98
STEEPEST_BACKWARD_PCT = 10.0  # %; the steepest backward cost seen; hooper2004

# Forward above standing, level, as a multiple of the equation: from one standard deviation
# below the athletes' mean to the highest group mean seen.
_ATHLETES_SD = (WILLIFORD.forward_sd or 0.0) / (PER_METRE_ML_KG * WILLIFORD.speed_m_min)
LEVEL_LOW = WILLIFORD.forward_to_equation - _ATHLETES_SD  # williford1998
LEVEL_HIGH = KIM.forward_to_equation  # kim2001
# Climbing backward, as a multiple of the equation's climbing term: not below forward, and
# at 5 to 10 % all of backward cost at most a fifth more than all of forward.
CLIMB_LOW = 1.0  # chaloupka1997
CLIMB_HIGH = 1.20  # hooper2004

# Backward to forward at one level speed: from the lowest ratio seen to the highest.
NEW_TO_IT = CostRatio(WILLIFORD_FAST.ratio, KIM.ratio, ("williford1998", "kim2001"))
# Four weeks of practice took 19 % off the oxygen used backward (heath2001). The athletes'
# ratio of 1.40 would come to 1.06 by that; nothing seen puts backward below forward.
PRACTISED_LOW = 1.0  # heath2001
PRACTISED_WEEKS = 4.0  # weeks of 15 min, 3 times a week; heath2001

MODERATE_FROM_MET = 3.0  # MET; intensity_bands
VIGOROUS_FROM_MET = 6.0  # MET; intensity_bands
_FORWARD_SOURCES = ("acsm_walking", "williford1998", "kim2001")
_CLIMB_SOURCES = ("chaloupka1997", "hooper2004")


def practised(weeks: float) -> CostRatio:
    """Return the ratio after this many weeks of regular backward walking.

    The lower end sinks with practice, in a straight line over PRACTISED_WEEKS; the upper
    end stays, because eight men are no promise that everyone gets there.
    """
    _check_number("the weeks of practice", weeks)
    share = min(weeks / PRACTISED_WEEKS, 1.0)
    low = NEW_TO_IT.low + share * (PRACTISED_LOW - NEW_TO_IT.low)
    return CostRatio(low, NEW_TO_IT.high, (*NEW_TO_IT.sources, "heath2001"))


def forward_vo2(speed_mps: float, incline_pct: float) -> Vo2Range | NotKnown:
    """Return what walking forward costs, ml/kg/min, standing included.

    speed_mps: m/s. incline_pct: slope uphill, 0 to INCLINE_MAX_PCT.
    Between SLOWEST_M_MIN and FASTEST_M_MIN; otherwise NotKnown.
    """
    speed = _speed_m_min(speed_mps, incline_pct)
    if isinstance(speed, NotKnown):
        return speed
    level, climb = _terms(speed, incline_pct)
    return Vo2Range(
        RESTING_VO2_ML_KG_MIN + LEVEL_LOW * level + climb,
        RESTING_VO2_ML_KG_MIN + LEVEL_HIGH * level + climb,
        _FORWARD_SOURCES,
    )


def backward_vo2(
    speed_mps: float, incline_pct: float, cost: CostRatio = NEW_TO_IT
) -> Vo2Range | NotKnown:
    """Return what walking backward costs, ml/kg/min, standing included.

    cost: NEW_TO_IT, practised(weeks), or a person's own from energy_calibration.
    Uphill only to STEEPEST_BACKWARD_PCT; steeper is NotKnown.
    """
    speed = _speed_m_min(speed_mps, incline_pct)
    if isinstance(speed, NotKnown):
        return speed
    if incline_pct > STEEPEST_BACKWARD_PCT:
        return NotKnown(
            "No published cost was found for walking backward up a slope of more than "
            f"{STEEPEST_BACKWARD_PCT:g} %.",
            ("hooper2004",),
        )
    level, climb = _terms(speed, incline_pct)
    return Vo2Range(
        RESTING_VO2_ML_KG_MIN + cost.low * LEVEL_LOW * level + CLIMB_LOW * climb,
        RESTING_VO2_ML_KG_MIN + cost.high * LEVEL_HIGH * level + CLIMB_HIGH * climb,
        tuple(
            dict.fromkeys(
                (*_FORWARD_SOURCES, *cost.sources, *(_CLIMB_SOURCES if climb else ()))
            )
        ),
    )


def hardest_effort(speed_mps: float, incline_pct: float) -> Effort | None:
    """Say how hard backward walking may be, by the upper end of its range.

    None below SLOWEST_M_MIN, where no cost was found: there only the person's own
    rating and breath can tell. A speed or a slope above the published ones is judged as
    the highest published, because cost rises with both (jospt1995, hooper2004).
    """
    speed = _speed_m_min(speed_mps, incline_pct)
    if isinstance(speed, NotKnown):
        if _m_min(speed_mps) < SLOWEST_M_MIN:
            return None
        speed = FASTEST_M_MIN
    uptake = backward_vo2(
        speed / SECONDS_PER_MINUTE, min(incline_pct, STEEPEST_BACKWARD_PCT)
    )
    return None if isinstance(uptake, NotKnown) else effort_at(met(uptake).high_met)


def met(uptake: Vo2Range) -> MetRange:
    """Return an oxygen uptake in MET, the multiple of standing still."""
    return MetRange(
        uptake.low_ml_kg_min / RESTING_VO2_ML_KG_MIN,
        uptake.high_ml_kg_min / RESTING_VO2_ML_KG_MIN,
        (*uptake.sources, "intensity_bands"),
    )


def effort_at(cost_met: float) -> Effort:
    """Return the band a cost in MET falls into."""
    if cost_met >= VIGOROUS_FROM_MET:
        return Effort.VIGOROUS
    return Effort.MODERATE if cost_met >= MODERATE_FROM_MET else Effort.LIGHT


def _terms(speed_m_min: float, incline_pct: float) -> tuple[float, float]:
    """Return the equation's level and climbing terms, ml/kg/min."""
    level = PER_METRE_ML_KG * speed_m_min
    return level, PER_CLIMB_ML_KG * speed_m_min * incline_pct / 100.0


def _speed_m_min(speed_mps: float, incline_pct: float) -> float | NotKnown:
    """Return the speed in m/min where a cost is published, else why it is not known."""
    _check_number("a walking speed", speed_mps)
    _check_number("a slope", incline_pct)
    if incline_pct > INCLINE_MAX_PCT:
        raise BadProgramme(
            f"a slope is {incline_pct:g} %; expected 0 to {INCLINE_MAX_PCT:g} %"
        )
    speed = _m_min(speed_mps)
    if speed < SLOWEST_M_MIN - ROUNDING_M_MIN:
        return NotKnown(
            "No published cost was found for walking slower than 3 kilometres an hour.",
            ("acsm_walking",),
        )
    if speed > FASTEST_M_MIN + ROUNDING_M_MIN:
        return NotKnown(
            "No published cost was found for walking faster than 6 kilometres an hour.",
            ("acsm_walking",),
        )
    return min(max(speed, SLOWEST_M_MIN), FASTEST_M_MIN)


def _m_min(speed_mps: float) -> float:
    return speed_mps * SECONDS_PER_MINUTE


def _check_number(what: str, value: float) -> None:
    if not (isfinite(value) and value >= 0.0):
        raise BadProgramme(f"{what} is {value:g}; expected a number of 0 or more")
