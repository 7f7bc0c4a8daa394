"""How quickly steps follow each other."""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.note_rows import MISSED
from retrowalk.units import SECONDS_PER_MINUTE


def cadence_spm(contact_s: FloatArray, steps_per_contact: int) -> float:
    """Return the cadence of one bout in steps per minute, of both feet.

    contact_s: shape (n,), initial contacts, ascending. steps_per_contact: 1 if they are
        of both feet, 2 if of one.

    Intervals that hold a missed contact are left out. NaN with fewer than two contacts:
    "not measured" must not look like "stood still".
    """
    if len(contact_s) < 2:
        return float("nan")
    kept = unbroken(np.diff(contact_s))
    return float(SECONDS_PER_MINUTE * steps_per_contact / np.nanmean(kept))


def unbroken(interval: FloatArray) -> FloatArray:
    """Return the intervals between contacts of one bout, NaN where one holds a missed contact.

    interval: shape (n,), at least one, in seconds or samples.
    """
    return np.where(interval <= MISSED * np.median(interval), interval, np.nan)
