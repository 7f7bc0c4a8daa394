"""The turns of a recording, in columns."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """Turns within walking bouts, ascending; arrays have shape (n,).

    start_s, end_s: half-open, seconds of the recording's own clock.
    angle_deg: change of heading; positive to the left, anticlockwise seen from above.
    bout: row of the bout the turn belongs to.
    """

    start_s: FloatArray
    end_s: FloatArray
    angle_deg: FloatArray
    bout: IntArray


NO_TURNS = Turns(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64))
