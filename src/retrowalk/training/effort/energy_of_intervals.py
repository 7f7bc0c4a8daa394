"""What an interval of a prescription costs this person, as far as it can be told."""

from retrowalk.directions import Direction
from retrowalk.training.effort.energy import NEW_TO_IT, backward_vo2, forward_vo2, met
from retrowalk.training.effort.energy_ranges import (
    CostRatio,
    KcalRange,
    MetRange,
    NotKnown,
    Vo2Range,
)
from retrowalk.training.person import Person
from retrowalk.training.prescription import Interval

# kcal per litre of oxygen, from fat alone (0.7 litres of carbon dioxide for each) to
# carbohydrate alone (1.0 litres)
KCAL_PER_LITRE = (3.9 + 1.1 * 0.7, 3.9 + 1.1 * 1.0)  # weir1949


def vo2(interval: Interval, cost: CostRatio = NEW_TO_IT) -> Vo2Range | NotKnown:
    """Return what an interval costs at the speed aimed at, the middle of its band."""
    if interval.speed_mps is None:
        return NotKnown(
            "You choose the speed, so what it costs cannot be said beforehand.", ()
        )
    speed_mps = (interval.speed_mps.low + interval.speed_mps.high) / 2
    if interval.direction is Direction.FORWARD:
        return forward_vo2(speed_mps, interval.incline_pct)
    return backward_vo2(speed_mps, interval.incline_pct, cost)


def met_range(interval: Interval, cost: CostRatio = NEW_TO_IT) -> MetRange | NotKnown:
    """Return what an interval costs in MET, at the speed aimed at."""
    uptake = vo2(interval, cost)
    return uptake if isinstance(uptake, NotKnown) else met(uptake)


def kcal_per_minute(
    interval: Interval, person: Person, cost: CostRatio = NEW_TO_IT
) -> KcalRange | NotKnown:
    """Return what one minute of an interval costs this person, in kilocalories.

    NotKnown without a weight, without a told speed and outside the published speeds.
    """
    uptake = vo2(interval, cost)
    if isinstance(uptake, NotKnown):
        return uptake
    if person.weight_kg is None:
        return NotKnown("Without your weight no kilocalories can be told.", ())
    litres_per_ml = person.weight_kg / 1000.0
    return KcalRange(
        uptake.low_ml_kg_min * litres_per_ml * KCAL_PER_LITRE[0],
        uptake.high_ml_kg_min * litres_per_ml * KCAL_PER_LITRE[1],
        (*uptake.sources, "weir1949"),
    )
