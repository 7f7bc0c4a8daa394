"""Outdoors: what course over ground against heading says about each stride.

Near 0 degrees between them the person goes forward, near 180 backward, at right angles
sideways: then they say nothing. Errors of a compass and of a satellite course are taken
as spread about the truth like a von Mises distribution, so the log-odds of forward
against backward is 2 k cos(course - heading).
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.signals.course import Course

# Own choices. Below the speed of slow walking a satellite course is mostly noise, and so
# it is where the position is only known to the width of a street.
LEAST_SPEED_MPS = 0.4
WORST_POSITION_M = 25.0
# Half of all differences within about 40 deg: a phone's compass, beside metal, is no better.
CONCENTRATION = 1.5
NEAREST_S = 2.0  # a fix further away in time says nothing about a stride
SETTLED_DEG = 45.0  # courses lag behind; where the heading turns more, wait


def over_ground(course: Course, contact_s: FloatArray) -> FloatArray:
    """Return the log-odds that each stride goes forward, shape (n,).

    contact_s: shape (n,), seconds of the recording's own clock. NaN where the nearest fix
    is too old, too slow, too inaccurate, or the person was turning.
    """
    if not len(course.time_s):
        return np.full(len(contact_s), np.nan)
    at = _nearest(course.time_s, contact_s)
    usable = _trusted(course)[at] & (np.abs(course.time_s[at] - contact_s) <= NEAREST_S)
    return np.where(usable, 2.0 * CONCENTRATION * course.ahead()[at], np.nan)


def _nearest(time_s: FloatArray, at_s: FloatArray) -> np.ndarray:
    after = np.clip(np.searchsorted(time_s, at_s), 1, max(len(time_s) - 1, 1))
    before = after - 1
    after = np.minimum(after, len(time_s) - 1)
    nearer = np.abs(time_s[after] - at_s) < np.abs(time_s[before] - at_s)
    return np.where(nearer, after, before)


def _trusted(course: Course) -> np.ndarray:
    """Return which fixes are quick and exact enough, and not in a turn, shape (n,)."""
    trusted = course.speed_mps >= LEAST_SPEED_MPS
    if course.position_accuracy_m is not None:
        trusted &= course.position_accuracy_m <= WORST_POSITION_M
    turned = np.zeros(len(course.time_s))
    step = np.diff(course.heading_deg)
    swing = np.abs((step + 180.0) % 360.0 - 180.0)
    near = np.diff(course.time_s) <= NEAREST_S
    turned[1:] = np.where(near, swing, 0.0)
    turned[:-1] = np.maximum(turned[:-1], np.where(near, swing, 0.0))
    return np.asarray(trusted & ~(turned > SETTLED_DEG))
