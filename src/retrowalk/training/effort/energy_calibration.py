"""A person's own cost of walking backward, from heart rates at steady walks of one day.

Forward walks on the level at two or more speeds give the line of heart rate against what
the equation says the walk costs; the heart rate of backward walks, read off that line,
gives the cost of walking backward. How far real people differ from the equation cancels,
because the line and the reading are both in its units. What does not cancel:

- *Heart rates are not exact.* One steady walk has an error of HEART_RATE_ERROR_BPM. The
  range is Fieller's exact one for a value read off a line, at 95 %; it is open, and the
  answer NotKnown, where the line is not clearly steeper than its error.
- *The heart beats faster backward than the oxygen explains.* In the only people measured
  both ways at two speeds, their own forward line makes 1.95 of a true ratio of 1.40. So the
  lower end trusts only the share of the extra that oxygen confirmed (OXYGEN_SHARE).
  That makes the range wide below; what it tells best is how dear backward is at most.
- *The line moves from day to day* (sykes1976): all walks have to be of one day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from retrowalk.errors import BadAnswer
from retrowalk.training.effort.energy import (
    FASTEST_M_MIN,
    PRACTISED_LOW,
    ROUNDING_M_MIN,
    SLOWEST_M_MIN,
)
from retrowalk.training.effort.energy_ranges import CostRatio, NotKnown
from retrowalk.training.effort.measured_costs import (
    PER_METRE_ML_KG,
    WILLIFORD,
    WILLIFORD_BPM,
    WILLIFORD_FAST,
    WILLIFORD_FAST_BPM,
)
from retrowalk.units import SECONDS_PER_MINUTE

HEART_RATE_BPM = (30.0, 230.0)  # beats per minute; outside is a fault; design_limits
# Standard error of one steady walk: the smallest seen between treadmill tests a week
# apart, because walks of one day share the shift of the line; heart_rate1972, sykes1976
HEART_RATE_ERROR_BPM = 2.0
Z_95 = 1.96  # standard normal, two-sided 95 %
CLEAR_SLOPE = 2.0  # times its own 95 % error, the least slope taken; design_calibration
SPEED_GAP_M_MIN = 15.0  # m/min between slowest and fastest forward walk; design_calibration
OUTSIDE_SHARE = 0.5  # of the forward heart rates' span, above or below; design_calibration
# Of the heart's extra beats backward, read off the athletes' own forward line, the share
# that oxygen confirmed; the smaller of their two speeds; williford1998
_ML_PER_BEAT = (WILLIFORD_FAST.forward - WILLIFORD.forward) / (
    WILLIFORD_FAST_BPM[0] - WILLIFORD_BPM[0]
)
OXYGEN_SHARE = min(
    (at.backward - at.forward) / (_ML_PER_BEAT * (backward_bpm - forward_bpm))
    for at, (forward_bpm, backward_bpm) in (
        (WILLIFORD, WILLIFORD_BPM),
        (WILLIFORD_FAST, WILLIFORD_FAST_BPM),
    )
)
SOURCES = (
    "acsm_walking",
    "williford1998",
    "heart_rate1972",
    "sykes1976",
    "design_calibration",
)


@dataclass(frozen=True, slots=True)
class SteadyWalk:
    """One walk on the level, long enough for the heart rate to settle.

    speed_mps: m/s. heart_rate_bpm: mean of its last minutes, beats per minute.
    """

    speed_mps: float
    heart_rate_bpm: float

    def __post_init__(self) -> None:
        if not (isfinite(self.speed_mps) and self.speed_mps > 0.0):
            raise BadAnswer(
                f"a walk had a speed of {self.speed_mps:g} m/s; expected above 0"
            )
        low, high = HEART_RATE_BPM
        if not (isfinite(self.heart_rate_bpm) and low <= self.heart_rate_bpm <= high):
            raise BadAnswer(
                f"a heart rate is {self.heart_rate_bpm:g} beats per minute; expected "
                f"{low:g} to {high:g}"
            )

    @property
    def speed_m_min(self) -> float:
        """Metres per minute."""
        return self.speed_mps * SECONDS_PER_MINUTE

    @property
    def cost(self) -> float:
        """Uptake above standing by the forward equation, ml/kg/min."""
        return PER_METRE_ML_KG * self.speed_m_min


@dataclass(frozen=True, slots=True)
class _Line:
    """Heart rate against cost, least squares, with a known error of each reading."""

    walks: int
    mean_cost: float
    mean_bpm: float
    slope: float
    spread: float

    @property
    def slope_error(self) -> float:
        """Half width of the slope's 95 % range."""
        return Z_95 * HEART_RATE_ERROR_BPM / sqrt(self.spread)


def calibrated(
    forward: Sequence[SteadyWalk], backward: Sequence[SteadyWalk]
) -> CostRatio | NotKnown:
    """Return the person's own ratio of backward to forward cost, with its range.

    forward: two or more level walks of one day at clearly different speeds.
    backward: one or more level walks of the same day. All within the equation's speeds.
    Repeated walks narrow the range.
    """
    refused = _refused_speeds(forward, backward) or _refused_heart(forward, backward)
    if refused is not None:
        return refused
    line = _line(forward)
    if line.slope < CLEAR_SLOPE * line.slope_error:
        return _no(
            "Your heart rate rose too little from the slow to the fast forward walk; walk "
            "the fast one faster, or each of them more often."
        )
    paid = _mean([walk.cost for walk in backward])
    low, high = (cost / paid for cost in _read_off(line, backward))
    if high < PRACTISED_LOW:
        return _no(
            "Your heart beat more slowly backward than forward at that speed; rest longer "
            "between the walks and measure again."
        )
    low = max(PRACTISED_LOW, 1.0 + OXYGEN_SHARE * (low - 1.0))
    return CostRatio(low, high, SOURCES)


def _refused_speeds(
    forward: Sequence[SteadyWalk], backward: Sequence[SteadyWalk]
) -> NotKnown | None:
    if not backward:
        return _no("No backward walk was measured; walk backward at one steady speed.")
    speeds = [walk.speed_m_min for walk in forward]
    if len(speeds) < 2 or max(speeds) - min(speeds) < SPEED_GAP_M_MIN - ROUNDING_M_MIN:
        return _no(
            "Your forward walks are too alike; walk two or more whose speeds differ by at "
            "least 0.9 kilometres an hour."
        )
    speeds += [walk.speed_m_min for walk in backward]
    if min(speeds) < SLOWEST_M_MIN - ROUNDING_M_MIN:
        return _no(
            "One of your walks was slower than 3 kilometres an hour, where no published cost "
            "was found."
        )
    if max(speeds) > FASTEST_M_MIN + ROUNDING_M_MIN:
        return _no(
            "One of your walks was faster than 6 kilometres an hour, where no published cost "
            "was found."
        )
    return None


def _refused_heart(
    forward: Sequence[SteadyWalk], backward: Sequence[SteadyWalk]
) -> NotKnown | None:
    rates = [walk.heart_rate_bpm for walk in forward]
    room = OUTSIDE_SHARE * (max(rates) - min(rates))
    beat = _mean([walk.heart_rate_bpm for walk in backward])
    if beat > max(rates) + room:
        return _no(
            "Your heart beat much faster backward than in any forward walk; walk backward "
            "more slowly, or forward faster."
        )
    if beat < min(rates) - room:
        return _no(
            "Your heart beat much more slowly backward than in any forward walk; walk "
            "backward at one of the forward speeds."
        )
    return None


def _line(walks: Sequence[SteadyWalk]) -> _Line:
    mean_cost = _mean([w.cost for w in walks])
    mean_bpm = _mean([w.heart_rate_bpm for w in walks])
    spread = sum((w.cost - mean_cost) ** 2 for w in walks)
    together = sum((w.cost - mean_cost) * (w.heart_rate_bpm - mean_bpm) for w in walks)
    return _Line(len(walks), mean_cost, mean_bpm, together / spread, spread)


def _read_off(line: _Line, backward: Sequence[SteadyWalk]) -> tuple[float, float]:
    """Return Fieller's 95 % range of what these walks cost, ml/kg/min above standing.

    Every d with (rise - slope d)^2 <= e^2 (1/m + 1/n + d^2/spread), e = Z_95 times the
    error of a reading, d counted from the mean cost. Closed because the slope is clear.
    """
    rise = _mean([walk.heart_rate_bpm for walk in backward]) - line.mean_bpm
    error_2 = (Z_95 * HEART_RATE_ERROR_BPM) ** 2
    a = line.slope**2 - error_2 / line.spread
    c = rise**2 - error_2 * (1.0 / len(backward) + 1.0 / line.walks)
    half = sqrt((line.slope * rise) ** 2 - a * c)
    return (
        line.mean_cost + (line.slope * rise - half) / a,
        line.mean_cost + (line.slope * rise + half) / a,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _no(why: str) -> NotKnown:
    return NotKnown(why, SOURCES)
