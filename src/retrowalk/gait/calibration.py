"""What a guided session teaches: how the sensor is mounted, and how this person walks."""

from dataclasses import dataclass

from retrowalk.arrays import FloatArray
from retrowalk.signals.recording import SensorSite


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Mounting and signature learnt from intervals whose direction was told.

    site: where the sensor was worn. forward, up: shape (3,), sensor axes, length 1.
    """

    site: SensorSite
    forward: FloatArray
    up: FloatArray
