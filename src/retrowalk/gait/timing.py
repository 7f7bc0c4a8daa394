"""How far a contact lies from the sign by which it is seen.

What is seen is when a leg's swing starts and ends, or the trunk's catch. The foot itself
leaves and lands a little apart from that, by a share of the stride which depends on the
site and, as backward gait is close to forward gait in reverse, swaps its two ends with
the direction. The shares come from the recordings with known contacts
(validation/contacts says how well they hold).
"""

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.judging.direction import BACKWARD, FORWARD
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

# Shares of a stride, walking forward: the foot lands this much after the swing's end is
# seen, and has left this much before the swing's start is seen.
LANDS_AFTER: dict[SensorSite, float] = {
    SensorSite.FOOT: 0.025,
    SensorSite.SHANK: 0.03,
    SensorSite.POCKET: 0.14,
    SensorSite.THIGH: 0.14,
    SensorSite.LOWER_BACK: 0.0,  # contacts_trunk times them itself
    SensorSite.WRIST: 0.0,
}
LEAVES_BEFORE: dict[SensorSite, float] = {
    SensorSite.FOOT: 0.03,
    SensorSite.SHANK: 0.045,
    SensorSite.POCKET: -0.07,
    SensorSite.THIGH: -0.07,
    SensorSite.LOWER_BACK: 0.0,  # contacts_trunk times them itself
    SensorSite.WRIST: 0.0,
}
# Without a gyroscope, whatever the direction: the jolt peaks this long after the foot has
# landed. Of real feet and shanks 20 to 45 ms; of one real thigh 100 ms, of computed ones none.
JOLTS_AFTER_S: dict[SensorSite, float] = {
    SensorSite.FOOT: 0.03,
    SensorSite.SHANK: 0.03,
    SensorSite.POCKET: 0.06,
    SensorSite.THIGH: 0.06,
}


def timed(walk: Walk, contacts: Contacts, code: CodeArray, site: SensorSite) -> Contacts:
    """Return contacts moved from where they are seen to where the foot lands and leaves.

    code: shape (n,), direction of each; an unknown one takes the middle of forward and
    backward. A contact that would leave the walk, or come to lie at a missing sample,
    stays where it was seen.
    """
    if walk.gyr_radps is None and site in JOLTS_AFTER_S:
        earlier = contacts.initial - JOLTS_AFTER_S[site] * walk.rate_hz
        return Contacts(
            np.where(_there(walk, earlier), earlier, contacts.initial),
            contacts.final,
            contacts.both_feet,
        )
    lands = _shares(LANDS_AFTER[site], LEAVES_BEFORE[site], code)
    leaves = _shares(LEAVES_BEFORE[site], LANDS_AFTER[site], code)
    initial = contacts.initial + lands * walk.stride_samples
    final = contacts.final - leaves * walk.stride_samples
    there = _there(walk, np.stack([initial, final]))
    return Contacts(
        np.where(there[0], initial, contacts.initial),
        np.where(there[1], final, np.nan),
        contacts.both_feet,
    )


def _shares(forward: float, backward: float, code: CodeArray) -> FloatArray:
    shares = np.full(len(code), 0.5 * (forward + backward))
    shares[code == FORWARD] = forward
    shares[code == BACKWARD] = backward
    return shares


def _there(walk: Walk, samples: FloatArray) -> BoolArray:
    """Return which moments lie within the walk at a sample that was delivered."""
    inside = (samples >= 0.0) & (samples <= walk.n_samples - 1)
    if not walk.missing.any():
        return np.asarray(inside)  # the usual case
    at = np.where(inside, samples, 0.0)
    before, after = np.floor(at).astype(np.int64), np.ceil(at).astype(np.int64)
    return np.asarray(inside & ~walk.missing[before] & ~walk.missing[after])
