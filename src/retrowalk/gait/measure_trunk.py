"""One walk as the lower back or the wrist shows it."""

from dataclasses import replace

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.contacts_trunk import trunk_contacts
from retrowalk.gait.evidence import TRUNK_WEIGHTS, score
from retrowalk.gait.facing import TOLD_SCORE
from retrowalk.gait.measured import Measured, unjudged, windows_of
from retrowalk.gait.signature_trunk import trunk_shapes
from retrowalk.gait.walk import Walk


def measured_trunk(walk: Walk, body: FloatArray | None) -> Measured:
    """Return one walk, measured from the trunk.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """
    one = unjudged(walk, trunk_contacts(walk))
    if body is None or not len(one.contacts.initial):
        return one
    windows, judged = windows_of(walk, one.contacts)
    going = score(trunk_shapes(walk, body[0], windows), TRUNK_WEIGHTS)
    return replace(one, going=np.where(judged, going, np.nan), facing=TOLD_SCORE)
