"""Can this recording be believed: missing rows, clipping, units, stillness."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.errors import BadRecording
from retrowalk.signals.blocks import block_spread, runs
from retrowalk.signals.recording import Recording
from retrowalk.units import STANDARD_GRAVITY_MPS2

MIN_RATE_HZ = 20.0  # steps run to 3 Hz; their shape needs the harmonics up to 10 Hz
MIN_DURATION_S = 1.0  # one stride; less holds nothing to measure
PROBE_SAMPLES = 20_000  # enough for a median; a day need not be sorted for it
# The median size of the specific force is gravity and what a body adds: a foot that does
# nothing but stride reaches twice gravity (validation recordings), none reaches five.
PLAUSIBLE_ACC_MPS2 = (0.5 * STANDARD_GRAVITY_MPS2, 5.0 * STANDARD_GRAVITY_MPS2)
LOOKS_LIKE_G = (0.5, 4.9)
TEN_TIMES = (7.0 * STANDARD_GRAVITY_MPS2, 50.0 * STANDARD_GRAVITY_MPS2)
# A gyroscope's usual full scale is 2000 deg/s = 34.9 rad/s; a body part keeps below it.
MAX_GYR_RADPS = 45.0
STILL_BLOCK_S = 0.5
MIN_STILL_S = 5.0  # quiet standing has a tremble within less
STILL_SD_MPS2 = 0.1  # a worn sensor on a quiet person trembles less than a step by far


def check(recording: Recording) -> None:
    """Raise BadRecording, in one sentence, if the recording cannot be what it claims."""
    if recording.rate_hz < MIN_RATE_HZ:
        raise BadRecording(
            f"sampling rate is {recording.rate_hz:g} Hz; at least {MIN_RATE_HZ:g} Hz needed"
        )
    if recording.duration_s < MIN_DURATION_S:
        raise BadRecording(
            f"recording is {recording.duration_s:g} s long; at least {MIN_DURATION_S:g} s needed"
        )
    _check_acceleration(_probe(recording.acc_mps2))
    if recording.gyr_radps is not None:
        _check_angular_rate(_probe(recording.gyr_radps))


def missing(acc_mps2: FloatArray, gyr_radps: FloatArray | None) -> BoolArray:
    """Return True for each row, shape (n,), in which any sensor value is not finite."""
    whole = np.isfinite(acc_mps2.sum())
    if whole and (gyr_radps is None or np.isfinite(gyr_radps.sum())):
        return np.zeros(
            len(acc_mps2), dtype=np.bool_
        )  # the usual case, at a tenth of the cost
    gone = ~np.isfinite(acc_mps2).all(axis=1)
    if gyr_radps is not None:
        gone |= ~np.isfinite(gyr_radps).all(axis=1)
    return np.asarray(gone)


def clipped_share(acc_mps2: FloatArray) -> float:
    """Return the share, 0 to 1, of values that sit exactly on the largest size seen.

    A sensor that runs out of range repeats its end value; a body hardly ever repeats
    its peak to the last bit, so two in a row on one axis count as clipping.
    """
    size = np.abs(acc_mps2)
    top = np.nanmax(size) if size.size else 0.0
    at_top = size == top
    runs = at_top[1:] & at_top[:-1]
    return float(runs.sum() / max(size.size, 1))


def still(acc_mps2: FloatArray, rate_hz: float) -> IntArray:
    """Return [first, last) samples of stretches without any movement, shape (n, 2).

    A sensor that lies on a table, or a person who does not stir. Missing samples are
    not still: nothing is known about them.
    """
    size = max(2, round(STILL_BLOCK_S * rate_hz))
    pairs = runs(block_spread(acc_mps2, size) < STILL_SD_MPS2)
    return pairs[np.diff(pairs, axis=1)[:, 0] * size >= MIN_STILL_S * rate_hz] * size


def _probe(values: FloatArray) -> FloatArray:
    """Return up to PROBE_SAMPLES finite rows' sizes, evenly spread."""
    rows = values[:: max(1, len(values) // PROBE_SAMPLES)]
    size = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return np.asarray(size[np.isfinite(size)])


def _check_acceleration(size_mps2: FloatArray) -> None:
    if not len(size_mps2):
        raise BadRecording("acceleration has no finite sample; expected values in m/s2")
    middle = float(np.median(size_mps2))
    if PLAUSIBLE_ACC_MPS2[0] <= middle <= PLAUSIBLE_ACC_MPS2[1]:
        return
    hint = "gravity may have been removed"
    if LOOKS_LIKE_G[0] <= middle <= LOOKS_LIKE_G[1]:
        hint = "this looks like g, or like values ten times too small"
    elif TEN_TIMES[0] <= middle <= TEN_TIMES[1]:
        hint = "this looks ten times too large"
    elif middle > TEN_TIMES[1]:
        hint = "this looks like thousandths of g"
    raise BadRecording(
        f"acceleration has a median size of {middle:.3g}; expected about "
        f"{STANDARD_GRAVITY_MPS2:.1f} m/s2 with gravity included: {hint}"
    )


def _check_angular_rate(size_radps: FloatArray) -> None:
    if not len(size_radps):
        raise BadRecording("angular rate has no finite sample; expected values in rad/s")
    top = float(np.quantile(size_radps, 0.999))
    if top > MAX_GYR_RADPS:
        raise BadRecording(
            f"angular rate reaches {top:.3g}; expected at most {MAX_GYR_RADPS:g} rad/s: "
            "this looks like deg/s"
        )
