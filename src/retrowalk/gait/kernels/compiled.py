"""The speed of the kernels: machine code by Numba, held equal to reference.py by tests.

Importing this file imports Numba, which takes as long as a whole session's analysis:
choice.py says when that is worth it.
"""

from retrowalk.gait.kernels import (
    numba_gate,
    numba_judged,
    numba_leg,
    numba_leg_notes,
    numba_look,
    numba_notes,
    numba_peaks,
    numba_persistence,
    numba_reckoning,
    numba_rhythm,
    numba_sharpness,
    numba_smoothing,
    numba_strides,
    numba_sway,
    numba_trunk,
    numba_windows,
)
from retrowalk.gait.kernels.kernels import Kernels

COMPILED = Kernels(
    name="compiled",
    low_pass=numba_smoothing.low_pass,
    running_mean=numba_smoothing.running_mean,
    without_drift=numba_smoothing.without_drift,
    integral=numba_smoothing.integral,
    tops=numba_peaks.tops,
    block_spread=numba_gate.block_spread,
    count_spread=numba_gate.count_spread,
    look=numba_look.look,
    own_periods=numba_rhythm.own_periods,
    sharpness=numba_sharpness.sharpness,
    least_likeness=numba_sway.least_likeness,
    window_mean=numba_windows.mean,
    window_skewness=numba_windows.skewness,
    window_covariance=numba_windows.covariance,
    window_correlation=numba_windows.correlation,
    harmonic_ratios=numba_strides.harmonic_ratios,
    likeness=numba_strides.likeness,
    landings=numba_strides.landings,
    stride_means=numba_strides.stride_means,
    carried=numba_persistence.carried,
    trunk_walk=numba_trunk.trunk_walk,
    trunk_notes=numba_notes.trunk_notes,
    leg_walk=numba_leg.leg_walk,
    leg_notes=numba_leg_notes.leg_notes,
    judged=numba_judged.judged,
    homed=numba_reckoning.homed,
    travelled=numba_reckoning.travelled,
)
