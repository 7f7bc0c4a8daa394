"""What laboratories measured: the cost of walking backward and forward at one speed.

Only group means at a stated level speed, whose figures were seen, stand here. The ranges of
energy are derived from them; validation/energy sets them beside every published figure.
"""

from dataclasses import dataclass

RESTING_VO2_ML_KG_MIN = 3.5  # standing still, 1 MET; acsm_walking
PER_METRE_ML_KG = 0.1  # oxygen for each metre of level walking; acsm_walking
PER_CLIMB_ML_KG = 1.8  # oxygen for each metre climbed; acsm_walking


@dataclass(frozen=True, slots=True)
class Measured:
    """One level speed at which both directions were measured in the same people.

    speed_m_min: metres per minute. forward, backward: mean uptake, ml/kg/min, standing
        included. forward_sd: spread between the people, ml/kg/min, None where not visible.
    """

    source: str
    speed_m_min: float
    forward: float
    backward: float
    forward_sd: float | None = None

    @property
    def ratio(self) -> float:
        """Backward divided by forward, both above standing."""
        return net(self.backward) / net(self.forward)

    @property
    def forward_to_equation(self) -> float:
        """Forward above standing, divided by what the ACSM equation says of that speed."""
        return net(self.forward) / (PER_METRE_ML_KG * self.speed_m_min)


def net(gross: float) -> float:
    """Return an uptake above standing, ml/kg/min, from one with standing included."""
    return gross - RESTING_VO2_ML_KG_MIN


# 13 young athletes at two speeds; at the faster one people already jog.
WILLIFORD = Measured("williford1998", 80.45, 12.42, 15.95, 2.29)
WILLIFORD_FAST = Measured("williford1998", 134.08, 27.15, 31.33, 2.51)
# Their mean heart rates, beats per minute, forward and backward.
WILLIFORD_BPM = (113.0, 132.0)  # williford1998
WILLIFORD_FAST_BPM = (146.0, 168.0)  # williford1998
# 20 young men at 5 km/h: the highest backward cost seen at a walking speed.
KIM = Measured("kim2001", 5000.0 / 60.0, 15.9, 23.6)
# A catalogue's 4.3 and 6.0 MET at 3.5 mph.
COMPENDIUM = Measured("compendium2011", 3.5 * 1609.344 / 60.0, 4.3 * 3.5, 6.0 * 3.5)
# Oxygen uptake at one backward speed after four weeks of practice, as a share of that
# before: 1.66 of 2.05 litres a minute in 8 men.
PRACTISED_SHARE = 1.66 / 2.05  # heath2001
