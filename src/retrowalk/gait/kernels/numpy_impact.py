"""How softly a foot lands: the peak and the jerk of the acceleration at contact.

Both grow with speed, with the shoe, the floor and the distance from the sensor to the
ground. They compare the landings of one person with one mounting, and forward with
backward only at matched speed (matched.py).
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.between import between
from retrowalk.units import STANDARD_GRAVITY_MPS2

BEFORE_S, AFTER_S = 0.05, 0.15  # the shock is over within; own choice
# Looked at on a fixed beat, so that a sensor of 60 Hz and one of 200 Hz say alike.
BEAT_S = 0.01


def landings(
    acc_mps2: FloatArray, contact: FloatArray, rate_hz: float
) -> tuple[FloatArray, FloatArray]:
    """Return peak, in m/s2, and jerk, in m/s3, of each landing, shape (n,) each.

    acc_mps2: shape (samples, 3). contact: shape (n,), samples with fractions. The peak
    is the largest size of the specific force above standard gravity, the jerk the
    largest change of the specific force within BEAT_S, from BEFORE_S before the contact
    to AFTER_S after it; turning the sensor changes neither. NaN where the window leaves
    the walk. Own choice; a harder landing is a higher and quicker peak.
    """
    beats = np.arange(round((BEFORE_S + AFTER_S) / BEAT_S) + 1) * BEAT_S - BEFORE_S
    force = between(acc_mps2, contact[:, None] + beats * rate_hz)
    size = np.einsum("mpk,mpk->mp", force, force).max(axis=1, initial=0.0)
    change = np.diff(force, axis=1)
    square = np.einsum("mpk,mpk->mp", change, change).max(axis=1, initial=0.0)
    return np.sqrt(size) - STANDARD_GRAVITY_MPS2, np.sqrt(square) / BEAT_S
