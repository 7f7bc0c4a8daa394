"""From a dose to the intervals of one session.

A session walks forward first, then alternates backward bouts with forward recovery, then
walks forward to cool down. Warm-up and cool-down are level and never faster than the first
session was; a variation is tried in the last backward bout only. That shape is
Retrowalk's own design (design_first_dose).
"""

from collections.abc import Iterator
from math import ceil

from retrowalk.directions import Direction
from retrowalk.training.dose import Dose
from retrowalk.training.prescription import Band, Interval
from retrowalk.training.programmes.programme import GRID_S, SPEED_ROOM_MPS, Programme


def intervals(programme: Programme, dose: Dose) -> tuple[Interval, ...]:
    """Lay out one session of this dose, within what the programme allows.

    Minutes and bouts are taken down to multiples of GRID_S, to at least one GRID_S and at
    most the programme's target; speed, slope and variation to what the programme has.
    A dose that is within all of that comes back from `dose_of` as it went in.
    """
    bouts = _bouts_s(programme, dose)
    speed = _band(programme.top_speed_mps, dose.speed_mps)
    easy = _band(programme.start_speed_mps, dose.speed_mps)
    incline = max(0.0, min(dose.incline_pct, programme.top_incline_pct))
    variation = dose.variation if dose.variation in programme.variations else None
    told = [Interval(Direction.FORWARD, float(programme.warm_up_s), easy)]
    for bout_s in bouts[:-1]:
        told.append(Interval(Direction.BACKWARD, bout_s, speed, incline))
        told.append(
            Interval(Direction.FORWARD, float(programme.recovery_s), speed, incline)
        )
    told.append(
        Interval(Direction.BACKWARD, bouts[-1], speed, incline, variation=variation)
    )
    told.append(Interval(Direction.FORWARD, float(programme.cool_down_s), easy))
    return tuple(told)


def on_grid_s(seconds: float, most_s: float) -> int:
    """Return seconds on the grid, at least one GRID_S and at most most_s."""
    return max(GRID_S, int(min(seconds, most_s) // GRID_S) * GRID_S)


def _bouts_s(programme: Programme, dose: Dose) -> tuple[float, ...]:
    """Split the backward time: one bout as long as the dose says, the rest evenly.

    The long one comes first, while the legs are fresh. Bouts of even length alone would
    not do: ten minutes in bouts of up to eight would become five and five.
    """
    units = on_grid_s(dose.backward_s, programme.target_backward_s) // GRID_S
    longest = min(units, on_grid_s(dose.bout_s, programme.last_bout_s) // GRID_S)
    rest = units - longest
    return tuple(float(GRID_S * u) for u in (longest, *_even(rest, ceil(rest / longest))))


def _even(units: int, count: int) -> Iterator[int]:
    for number in range(count):
        yield units // count + (number < units % count)


def _band(most_mps: float | None, wanted_mps: float | None) -> Band | None:
    if most_mps is None or wanted_mps is None:
        return None
    middle = max(SPEED_ROOM_MPS, min(wanted_mps, most_mps))
    return Band(middle - SPEED_ROOM_MPS, middle + SPEED_ROOM_MPS)
