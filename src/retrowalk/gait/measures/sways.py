"""Quiet standing, in columns."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Sways:
    """Stretches of quiet standing, ascending; arrays have shape (n,).

    start_s, end_s: half-open, seconds of the recording's own clock.
    rms_mps2: root mean square of the level acceleration about its mean.
    rms_ap_mps2, rms_ml_mps2: its front-back and its side-to-side part; NaN where the
        forward axis is not known.
    path_mps3: length of the acceleration's path on the level, by time.
    ellipse_m2ps4: area of the ellipse that holds 95 % of a normal cloud of its points.
    lean_deg: trunk tipped ahead (+) against its told axes; NaN where not known.
    """

    start_s: FloatArray
    end_s: FloatArray
    rms_mps2: FloatArray
    rms_ap_mps2: FloatArray
    rms_ml_mps2: FloatArray
    path_mps3: FloatArray
    ellipse_m2ps4: FloatArray
    lean_deg: FloatArray


NO_SWAYS = Sways(*(np.zeros(0) for _ in range(8)))
NOT_LOOKED_FOR = Sways(*(np.zeros(0) for _ in range(8)))  # nobody looked, so none is there
