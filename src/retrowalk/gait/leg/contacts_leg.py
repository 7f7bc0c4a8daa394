"""Contacts of one foot, seen by the rate at which its leg swings.

A leg swings once a stride. The swing is the quick turn one way; where it starts, the
foot has just left, where it ends, the foot lands. This holds forward and backward, so
contacts do not need to know the direction. On the validation recordings the rate
crosses zero within about 40 ms of the contacts (validation/contacts).
"""

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.contacts import NO_CONTACTS, Contacts, crossings, followed
from retrowalk.gait.kernels.leg_rules import (
    CLOSEST_SWINGS,
    LATEST_FINAL,
    LEAST_SWING,
    REACH,
    SMOOTH_STRIDES,
)
from retrowalk.gait.leg.contacts_foot import foot_contacts
from retrowalk.gait.leg.sagittal import Sagittal
from retrowalk.gait.walk import Walk
from retrowalk.signals.middle import middle
from retrowalk.signals.recording import SensorSite

SHARP_HZ = 8.0  # a leg swings slower; a foot that lands shakes it quicker; own choice
JOLT_STRIDES = 4.0  # cut-off of the jolts' size, in cycles per stride; own choice


def leg_contacts(walk: Walk, motion: Sagittal, site: SensorSite) -> Contacts:
    """Return the contacts of the foot whose leg carries the sensor."""
    if site is SensorSite.FOOT and walk.gyr_radps is not None:
        return foot_contacts(walk, walk.gyr_radps, motion)
    swing = motion.rate_radps * swing_sign(motion, site)
    smooth = walk.kernels.low_pass(swing, SMOOTH_STRIDES / walk.stride_s, walk.rate_hz)
    tops = _swing_middles(smooth, walk)
    if not len(tops):
        return NO_CONTACTS
    reach = round(REACH * walk.stride_samples)
    start = crossings(swing, tops, -1, reach)
    end = crossings(swing, tops, +1, reach)
    initial = end[np.isfinite(end)]
    final = followed(initial, start[np.isfinite(start)], LATEST_FINAL * walk.stride_samples)
    return Contacts(initial, final, both_feet=False)


def swing_sign(motion: Sagittal, site: SensorSite) -> float:
    """Return the sign that the rate has while the leg swings, +1 or -1.

    The thigh and the shank turn more quickly in swing than in stance: the longer tail
    of the rate. The foot also turns quickly when it peels off; its swing is where it
    travels.
    """
    if site is SensorSite.FOOT:
        speed = motion.ahead_mps
        travel = np.maximum(speed * np.sign(np.sum(speed**3)), 0.0)
        return float(np.sign(np.sum(motion.rate_radps * travel**2))) or 1.0
    return float(np.sign(np.sum(motion.rate_radps**3))) or 1.0


def quiet_leg_contacts(walk: Walk) -> Contacts:
    """Return one foot's contacts without a gyroscope: counted, timed only roughly.

    What is sharp in the acceleration peaks once a stride, as the own foot takes the
    weight: on real feet and shanks about 30 ms after it has landed (timing.py). Final
    contacts are not measured.
    """
    low_pass = walk.kernels.low_pass
    sharp = walk.acc_mps2 - low_pass(walk.acc_mps2, SHARP_HZ, walk.rate_hz)
    size = np.sqrt(np.einsum("ij,ij->i", sharp, sharp))
    smooth = low_pass(size, JOLT_STRIDES / walk.stride_s, walk.rate_hz)
    initial = _swing_middles(smooth, walk).astype(np.float64)
    return Contacts(initial, np.full(len(initial), np.nan), both_feet=False)


def _swing_middles(smooth: FloatArray, walk: Walk) -> IntArray:
    """Return the samples of the swings' middles, shape (n,)."""
    positive = np.where(smooth >= 0.0, smooth, -np.inf)  # a swing turns the leg one way
    peaks = walk.kernels.tops(positive, round(CLOSEST_SWINGS * walk.stride_samples))
    if not len(peaks):
        return peaks
    typical = middle(smooth[peaks])
    return np.asarray(peaks[smooth[peaks] >= LEAST_SWING * typical])
