"""What a guided session teaches: how the sensor is mounted, and how this person walks.

Plain data, so that it can be stored with the person and used next time. What it says
holds only while the sensor is worn as it was when it was learnt: gravity is asked first,
and a sensor that hangs otherwise is treated as if nothing were known.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput
from retrowalk.signals.frames import level_rotation
from retrowalk.signals.recording import SensorSite, Side

# The trunk leans and a pocket sags by less than this between two walks of one mounting;
# a sensor put on another way is mostly turned by a quarter. Own choice.
WORN_ALIKE_DEG = 25.0
# What is remembered from another day can have been put back the wrong way round without
# gravity noticing (turned about the vertical): its facing is worth no more than this.
MOST_REMEMBERED = 4.0  # log-odds


@dataclass(frozen=True, slots=True)
class Calibration:
    """Mounting and signature learnt from intervals whose direction was told.

    site, side: where the sensor was worn.
    up, forward: sensor axes, length 1, as they lay while walking.
    facing_score: log-odds that forward is the body's front and not its back.
    going_middle, going_scale: the person's own offset and stretch of the score for the
        way a stride goes, towards the front: 0 and 1 are everybody's.
    forward_strides, backward_strides: how many of each it was learnt from.
    """

    site: SensorSite
    side: Side | None
    up: tuple[float, float, float]
    forward: tuple[float, float, float]
    facing_score: float
    going_middle: float = 0.0
    going_scale: float = 1.0
    forward_strides: int = 0
    backward_strides: int = 0

    def __post_init__(self) -> None:
        for name in ("up", "forward"):
            length = float(np.linalg.norm(getattr(self, name)))
            if not abs(length - 1.0) <= 1e-3:
                raise BadInput(f"calibration's {name} has length {length:g}; expected 1")
        if not self.going_scale > 0.0:
            raise BadInput(f"going_scale is {self.going_scale}; expected more than 0")

    def body(self, up: FloatArray) -> FloatArray | None:
        """Return rows forward, left, up in sensor axes, shape (3, 3), for a walk.

        up: shape (3,), sensor axes, as gravity shows it in that walk. None where it lies
        otherwise than it was learnt: the sensor was put on another way.
        """
        if float(up @ np.array(self.up)) < np.cos(np.radians(WORN_ALIKE_DEG)):
            return None
        return level_rotation(up, np.array(self.forward))

    def personal(self, going: FloatArray) -> FloatArray:
        """Return scores for the way strides go, any shape, as this person shows it.

        going: log-odds towards the body's front, as everybody shows it.
        """
        return np.asarray((going - self.going_middle) * self.going_scale)


def body_of(
    told: FloatArray | None, learnt: Calibration | None, site: SensorSite, up: FloatArray
) -> FloatArray | None:
    """Return rows forward, left, up in sensor axes, shape (3, 3), for one walk.

    told: shape (3, 3), the axes that came with the recording: they come first. learnt: a
    calibration; used where site and gravity fit. up: shape (3,), sensor axes, of the
    walk. None where neither says it.
    """
    if told is not None:
        return told
    if learnt is None or learnt.site is not site:
        return None
    return learnt.body(up)
