"""Is it walking: what swaying, shaking, bouncing and cycling have not.

Walking has landings: once a step the ground stops a foot within hundredths of a second.
So the acceleration holds much that is faster than the rhythm itself, and this comes in
bursts with the rhythm. A body that sways, a phone that is shaken, a leg that bounces or
pedals moves smoothly at its rhythm; a rough road is sharp, but at any time.

What is not told apart here: stairs. Going up or down has steps and landings like walking on
the level. A foot and a shank show the rise, and their steps on stairs are left out later
(kernels/stairs.py, kernels/shank_stairs.py). A thigh shows no moment of known speed. At the
trunk and wrist an accelerometer cannot feel a climb at all: a steady speed, upward or not,
is no acceleration; only a barometer would settle it. There stairs count as walking.
"""

import numpy as np

from retrowalk.gait.sites import STEP_SITES
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

# A leg that walks turns; less than this is fidgeting. Own choice, softest walk 0.8.
MIN_LEG_RADPS = 0.4
# What is faster than this many times the rhythm of steps is not the rhythm: a smooth
# movement, even if its rhythm was taken for that of strides, leaves 0.13 of its spread.
SHARP_STEPS = 1.6
# Own choice: the softest walks of the validation recordings have 0.24 (computed from
# motion capture, which softens landings), real ones 0.6.
MIN_SHARP_SHARE = 0.2
# Likeness of the bursts from stride to stride. Own choice: walks have 0.3 and more, noise
# stays below 0.1 once it lasts; a short stretch is alike by chance, so is not asked.
MIN_BURST = 0.1
BURSTS_FROM_S = 10.0


def swings(walk: Walk, site: SensorSite) -> bool:
    """Whether a leg sensor turns as a walking leg does; other sites need not."""
    if site in STEP_SITES or walk.gyr_radps is None:
        return True
    return bool(np.sqrt(walk.gyr_radps.var(axis=0).sum()) >= MIN_LEG_RADPS)


def lands(walk: Walk, site: SensorSite) -> bool:
    """Whether there are the landings of feet: sharp, and with the rhythm.

    A wrist is too far from the ground to be asked.
    """
    if site is SensorSite.WRIST:
        return True
    cutoff_hz = SHARP_STEPS * 2.0 / walk.stride_s
    share, bursts = walk.kernels.sharpness(
        walk.acc_mps2, cutoff_hz, walk.rate_hz, walk.stride_samples
    )
    lasts = walk.n_samples >= BURSTS_FROM_S * walk.rate_hz
    return bool(share >= MIN_SHARP_SHARE and (bursts >= MIN_BURST or not lasts))
