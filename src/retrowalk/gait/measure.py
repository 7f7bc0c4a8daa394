"""What one walk holds: its contacts, its strides, and what speaks for their direction."""

from retrowalk.arrays import FloatArray
from retrowalk.gait.bouts import STEP_SITES
from retrowalk.gait.contacts_leg import quiet_leg_contacts
from retrowalk.gait.measure_leg import measured_leg
from retrowalk.gait.measure_trunk import measured_trunk
from retrowalk.gait.measured import Measured, unjudged
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite


def measured(walk: Walk, site: SensorSite, body: FloatArray | None) -> Measured:
    """Return one walk, measured as its site allows.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """
    if site in STEP_SITES:
        return measured_trunk(walk, body if site is SensorSite.LOWER_BACK else None)
    if walk.gyr_radps is None:
        return unjudged(walk, quiet_leg_contacts(walk))
    return measured_leg(walk, walk.gyr_radps, site, None if body is None else body[1])
