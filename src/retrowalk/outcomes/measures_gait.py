"""Measures of a session's own walking, as a sensor saw it: one of each for each direction.

They are not tests: nobody stood by with a tape. A threshold published for a test with a
protocol is therefore never theirs, even where both are a speed; and where none is published
for the very measure, how much it moves by itself is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.directions import Direction
from retrowalk.errors import Unknown
from retrowalk.outcomes.measure import Better, Measure


@dataclass(frozen=True, slots=True)
class GaitFigure:
    """One figure of a session's walking.

    key: the name it is kept under. better: None where neither way is known to be better.
    at_any_speed: whether it may be compared between walks of different speeds.
    lowest, highest: a value outside was not measured but mistaken.
    """

    key: str
    name: str
    unit: str
    better: Better | None
    lowest: float
    highest: float
    at_any_speed: bool = False

    def measure(self, direction: Direction) -> Measure | None:
        """Return it as a measure of one direction; None where no change is a better one."""
        if self.better is None:
            return None
        return Measure(
            key=f"session_{self.key}_{direction.value}",
            name=self.name,
            unit=self.unit,
            better=self.better,
            protocol="Walk a session with the phone's motion sensors on.",
            lowest=self.lowest,
            highest=self.highest,
            sources=("design_matched_speed",),
        )

    def known(self, value: float | None) -> float | None:
        """Return the value; None where it cannot be one of this figure."""
        return None if value is None or not self.lowest <= value <= self.highest else value


_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

GAIT: Mapping[str, GaitFigure] = MappingProxyType(
    {
        one.key: one
        for one in (
            GaitFigure(
                "speed_mps",
                "Speed",
                "metres per second",
                _HIGHER,
                0.0,
                4.0,
                at_any_speed=True,
            ),
            GaitFigure("stride_length_m", "Stride length", "metres", None, 0.0, 4.0),
            GaitFigure(
                "stride_time_cv_pct",
                "Unevenness of the strides",
                "percent",
                _LOWER,
                0.0,
                100.0,
            ),
            GaitFigure(
                "landing_mps2",
                "Hardness of the landing",
                "metres per second squared",
                _LOWER,
                0.0,
                500.0,
            ),
            GaitFigure("lean_deg", "Trunk tipped ahead", "degrees", None, -90.0, 90.0),
            GaitFigure(
                "pelvis_tilt_deg", "Pelvis, forward and back", "degrees", None, 0.0, 180.0
            ),
            GaitFigure(
                "pelvis_obliquity_deg", "Pelvis, up and down", "degrees", None, 0.0, 180.0
            ),
            GaitFigure(
                "pelvis_rotation_deg", "Pelvis, turning", "degrees", None, 0.0, 180.0
            ),
            GaitFigure(
                "heart_rate_bpm", "Heart rate", "beats per minute", _LOWER, 30.0, 230.0
            ),
            GaitFigure(
                "rpe_cr10", "How hard it felt, 0 to 10", "points", _LOWER, 0.0, 10.0
            ),
        )
    }
)


def gait_figure(key: str) -> GaitFigure:
    """Return the figure of that key; raise Unknown if there is none."""
    try:
        return GAIT[key]
    except KeyError:
        raise Unknown(
            f"there is no figure of walking {key!r}; expected one of {', '.join(GAIT)}"
        ) from None
