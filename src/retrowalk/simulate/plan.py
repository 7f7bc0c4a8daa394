"""What a simulated person is asked to do, and when the feet land and leave by it.

A made-up body: it shows what the programs do with plausible signals, and is no evidence
of how accurate they are on people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.directions import Direction
from retrowalk.errors import BadInput

SWING_SHARE = 0.4  # of a stride; chosen, near what people show
LEFT, RIGHT = 1, 2  # as gait.report.FEET counts feet


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of standing (direction None) or of walking one way.

    cadence_spm: steps per minute, both feet. step_length_m: distance of one step.
    """

    duration_s: float
    direction: Direction | None = None
    cadence_spm: float = 100.0
    step_length_m: float = 0.55

    def __post_init__(self) -> None:
        if not self.duration_s > 0.0:
            raise BadInput(f"interval lasts {self.duration_s} s; expected more than 0")
        if self.direction not in {None, Direction.FORWARD, Direction.BACKWARD}:
            raise BadInput(
                f"interval goes {self.direction}; expected forward, backward or None"
            )
        if not 30.0 <= self.cadence_spm <= 180.0:
            raise BadInput(f"cadence is {self.cadence_spm} steps/min; expected 30 to 180")
        if not 0.1 <= self.step_length_m <= 0.8:
            raise BadInput(f"step length is {self.step_length_m} m; expected 0.1 to 0.8")

    @property
    def step_s(self) -> float:
        """Time of one step."""
        return 60.0 / self.cadence_spm

    @property
    def steps(self) -> int:
        """Whole steps that fit; the rest of the interval stands."""
        return int(self.duration_s / self.step_s) if self.direction else 0


@dataclass(frozen=True, slots=True, eq=False)
class Footfalls:
    """Swings of both feet, ascending in time; arrays have shape (n,).

    leave_s, land_s: when the foot leaves the ground and lands. foot: LEFT or RIGHT.
    from_m, to_m: where it stood and where it comes to stand, ahead of the start.
    """

    leave_s: FloatArray
    land_s: FloatArray
    foot: CodeArray
    from_m: FloatArray
    to_m: FloatArray


def footfalls(intervals: Sequence[Interval]) -> Footfalls:
    """Return the swings of a whole plan, feet side by side before and after each walk.

    Walking backward is walking forward in reverse time: the same swings, last first,
    leaving where they would have landed.
    """
    rows: list[tuple[float, float, int, float, float]] = []
    start_s, at_m = 0.0, 0.0
    for one in intervals:
        forth = _forward_swings(one)
        if one.direction is Direction.BACKWARD:
            end_s = one.steps * one.step_s
            far = one.step_length_m * max(one.steps - 1, 0)
            forth = [
                (end_s - land, end_s - leave, foot, to - far, since - far)
                for leave, land, foot, since, to in reversed(forth)
            ]
        rows += [
            (start_s + leave, start_s + land, foot, at_m + since, at_m + to)
            for leave, land, foot, since, to in forth
        ]
        at_m = rows[-1][4] if forth else at_m
        start_s += one.duration_s
    columns = np.array(rows).reshape(-1, 5)
    foot = columns[:, 2].astype(np.int8)
    return Footfalls(columns[:, 0], columns[:, 1], foot, columns[:, 3], columns[:, 4])


def _forward_swings(one: Interval) -> list[tuple[float, float, int, float, float]]:
    """Return the swings of one interval as if it went forward, from 0 s and 0 m."""
    place = {LEFT: 0.0, RIGHT: 0.0}
    swing_s = SWING_SHARE * 2.0 * one.step_s
    rows = []
    for step in range(one.steps):
        foot = LEFT if step % 2 == 0 else RIGHT
        to = one.step_length_m * min(step + 1, one.steps - 1)
        land_s = (step + 1) * one.step_s
        rows.append((land_s - swing_s, land_s, foot, place[foot], to))
        place[foot] = to
    return rows
