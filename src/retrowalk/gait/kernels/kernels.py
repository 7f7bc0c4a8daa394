"""The few operations nearly all time is spent in, as one record that can be exchanged.

An algorithm says what it means by these names and does not know how they are done. There
are two ways, held equal by tests: reference.py in NumPy, which is the meaning, and
compiled.py in machine code, which is the speed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.gait.kernels.numpy_look import Sight
from retrowalk.gait.kernels.numpy_reckoning import Homed, Travelled
from retrowalk.gait.kernels.numpy_regularity import Likeness
from retrowalk.gait.kernels.numpy_rhythm import Beat
from retrowalk.gait.kernels.whole import Judged, LegNotes, LegWalk, TrunkNotes, TrunkWalk
from retrowalk.signals.source import Counts

# values, shape (n,) or (n, k), and what it says; the result has the shape of values.
LowPass = Callable[[FloatArray, float, float], FloatArray]  # cutoff_hz, rate_hz
RunningMean = Callable[[FloatArray, int], FloatArray]  # window_samples
Integral = Callable[[FloatArray, float, int], FloatArray]  # rate_hz, window_samples
# values, shape (n,), and apart_samples; result: samples, shape (n_tops,), ascending.
Tops = Callable[[FloatArray, int], IntArray]
# acceleration, shape (n, 3), and block_samples; result: shape (n_blocks,).
BlockSpread = Callable[[FloatArray, int], FloatArray]
# the same of counts, with m/s2 per count; an incomplete last block is left out.
CountSpread = Callable[[Counts, int, float], FloatArray]
# values, shape (n, k), floats or counts; result: shape (n_windows, 3).
Periods = Callable[[NDArray[Any], Beat], FloatArray]
# acceleration and rotation, shape (n, 3), edges of pieces, shape (p, 2); shape (k, 7).
Look = Callable[[NDArray[Any], NDArray[Any] | None, IntArray, Sight], FloatArray]
# acceleration, shape (n, 3), cutoff_hz, rate_hz, stride_samples; result: shape (2,).
Sharpness = Callable[[FloatArray, float, float, int], FloatArray]
# level movement, shape (n, 2), and lags, shape (m,); result: shape (m,).
LeastLikeness = Callable[[FloatArray, IntArray], FloatArray]
# As in numpy_harmonics, numpy_regularity, numpy_impact and numpy_posture.
HarmonicRatios = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
Likenesses = Callable[[FloatArray, float, FloatArray, FloatArray], Likeness]
Landings = Callable[[FloatArray, FloatArray, float], tuple[FloatArray, FloatArray]]
StrideMeans = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
# values, shape (n,), and [first, last) of windows, shape (n_windows,) like the result.
WindowShape = Callable[[FloatArray, IntArray, IntArray], FloatArray]
WindowPair = Callable[[FloatArray, FloatArray, IntArray, IntArray], FloatArray]
# log-odds of each stride, shape (n,) like the result, and the chance of a change.
Carried = Callable[[FloatArray, float], FloatArray]

# As in numpy_reckoning.
StridesHomed = Callable[[FloatArray, FloatArray, float, IntArray, IntArray], Homed]
StridesTravelled = Callable[[FloatArray, IntArray, FloatArray, float], Travelled]


@dataclass(frozen=True, slots=True)
class Kernels:
    """One way of doing what the analysis spends its time in.

    low_pass, running_mean, without_drift, integral: as in signals.smoothing.
    tops: as in signals.peaks. block_spread: as in signals.blocks; count_spread: the same
        from counts.
    look: as in numpy_look. own_periods: as in numpy_rhythm. sharpness: as in numpy_sharpness.
    least_likeness: as in numpy_sway.
    window_mean, window_skewness, window_covariance, window_correlation: moments of
        signals within windows, as in numpy_windows.
    harmonic_ratios, likeness, landings, stride_means: as in numpy_harmonics,
        numpy_regularity, numpy_impact and numpy_posture. carried: as in numpy_persistence.
    homed, travelled: as in numpy_reckoning.
    trunk_walk, trunk_notes, leg_walk, leg_notes, judged: a whole walk in one go, as in
        whole.py; None where it is composed of the above.
    """

    name: str
    low_pass: LowPass
    running_mean: RunningMean
    without_drift: RunningMean
    integral: Integral
    tops: Tops
    block_spread: BlockSpread
    count_spread: CountSpread
    look: Look
    own_periods: Periods
    sharpness: Sharpness
    least_likeness: LeastLikeness
    window_mean: WindowShape
    window_skewness: WindowShape
    window_covariance: WindowPair
    window_correlation: WindowPair
    harmonic_ratios: HarmonicRatios
    likeness: Likenesses
    landings: Landings
    stride_means: StrideMeans
    carried: Carried
    homed: StridesHomed
    travelled: StridesTravelled
    trunk_walk: TrunkWalk | None = None
    trunk_notes: TrunkNotes | None = None
    leg_walk: LegWalk | None = None
    leg_notes: LegNotes | None = None
    judged: Judged | None = None
