"""What one walk holds: its contacts, its strides, and what speaks for their direction."""

from retrowalk.arrays import FloatArray
from retrowalk.gait.known import Known
from retrowalk.gait.leg.contacts_leg import quiet_leg_contacts
from retrowalk.gait.leg.measure_leg import measured_leg
from retrowalk.gait.measured import Measured, unjudged
from retrowalk.gait.sites import STEP_SITES
from retrowalk.gait.trunk.measure_trunk import measured_trunk
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

NOTHING_KNOWN = Known()


def measured(
    walk: Walk, site: SensorSite, body: FloatArray | None, known: Known = NOTHING_KNOWN
) -> Measured:
    """Return one walk, measured as its site allows.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """
    if site in STEP_SITES:
        told = body if site is SensorSite.LOWER_BACK else None
        return measured_trunk(walk, told, known, site)
    if walk.gyr_radps is None:
        return unjudged(walk, quiet_leg_contacts(walk))
    return measured_leg(walk, walk.gyr_radps, site, body, known)
