"""The meaning of the kernels: NumPy and SciPy, short and plain."""

from retrowalk.gait.kernels import (
    numpy_gate,
    numpy_look,
    numpy_reckoning,
    numpy_rhythm,
    numpy_sharpness,
    numpy_sway,
    numpy_windows,
)
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.numpy_harmonics import harmonic_ratios
from retrowalk.gait.kernels.numpy_impact import landings
from retrowalk.gait.kernels.numpy_persistence import carried
from retrowalk.gait.kernels.numpy_posture import stride_means
from retrowalk.gait.kernels.numpy_regularity import likeness
from retrowalk.signals.blocks import block_spread
from retrowalk.signals.peaks import tops
from retrowalk.signals.smoothing import integral, low_pass, running_mean, without_drift

REFERENCE = Kernels(
    name="reference",
    low_pass=low_pass,
    running_mean=running_mean,
    without_drift=without_drift,
    integral=integral,
    tops=tops,
    block_spread=block_spread,
    count_spread=numpy_gate.count_spread,
    look=numpy_look.look,
    own_periods=numpy_rhythm.own_periods,
    sharpness=numpy_sharpness.sharpness,
    least_likeness=numpy_sway.least_likeness,
    window_mean=numpy_windows.mean,
    window_skewness=numpy_windows.skewness,
    window_covariance=numpy_windows.covariance,
    window_correlation=numpy_windows.correlation,
    harmonic_ratios=harmonic_ratios,
    likeness=likeness,
    landings=landings,
    stride_means=stride_means,
    carried=carried,
    homed=numpy_reckoning.homed,
    travelled=numpy_reckoning.travelled,
)
