"""Can numbers be what their column says: a mistaken unit is detected and named.

Gravity is the measure of acceleration: it is always there. Rotation has no such measure;
what a body cannot do, and turning while nothing moves, give a mistake away.
"""

import math

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.signals.blocks import block_spread
from retrowalk.signals.recording import SensorSite
from retrowalk.units import STANDARD_GRAVITY_MPS2

PROBE_SAMPLES = 20_000  # enough for a median; a day need not be sorted for it
# The median size of the specific force is gravity and what a body adds: a foot that does
# nothing but stride reaches twice gravity (validation recordings), none reaches five.
PLAUSIBLE_ACC_MPS2 = (0.5 * STANDARD_GRAVITY_MPS2, 5.0 * STANDARD_GRAVITY_MPS2)
# Over a stride or two a body's own acceleration averages out, and gravity stays: 7.7 m/s2 at
# the least at a swinging wrist, 9.3 elsewhere (validation recordings). Own choice below that.
GRAVITY_OVER_S = 2.0
LEAST_GRAVITY_MPS2 = 0.5 * STANDARD_GRAVITY_MPS2
_MOST_STRETCHES = 1_000
NO_GRAVITY_SHARE = 0.3  # of the usual size is what is left of the mean once gravity is gone
# What a median of this size looks like, from the size on; own choice between the units.
_LOOKS_LIKE = (
    (0.0, "gravity may have been removed, or the sensor was not running"),
    (0.5, "this looks like g, or like values ten times too small"),
    (7.0 * STANDARD_GRAVITY_MPS2, "this looks ten times too large"),
    (50.0 * STANDARD_GRAVITY_MPS2, "this looks like thousandths of g"),
    (500.0 * STANDARD_GRAVITY_MPS2, "this looks like mm/s2"),
    (1_500.0 * STANDARD_GRAVITY_MPS2, "this looks like a sensor's raw counts"),
)
# A gyroscope's usual full scale is 2000 deg/s = 34.9 rad/s; a body part keeps below it.
MAX_GYR_RADPS = 45.0
# What 99 samples in a hundred keep below. At a brisk walk a foot or shank turns at 10 rad/s,
# a thigh at 5, a trunk at 1 rad/s, which is 60 deg/s; own choice between them.
MAX_OFTEN_RADPS = {
    SensorSite.LOWER_BACK: 8.0,
    SensorSite.POCKET: 15.0,
    SensorSite.THIGH: 15.0,
    SensorSite.SHANK: 25.0,
    SensorSite.FOOT: 25.0,
    SensorSite.WRIST: 25.0,
}
# What one sample in a hundred reaches while the acceleration is lively: at least 0.66 rad/s at
# the lower back, 1.5 at a pocket, 3.3 at a leg, 1.8 at a wrist (validation recordings); a slow
# walk or a hand on a rail has less, a 57th of any walk less still. Own choice between them.
LEAST_OFTEN_RADPS = {
    SensorSite.LOWER_BACK: 0.1,
    SensorSite.POCKET: 0.12,
    SensorSite.THIGH: 0.12,
    SensorSite.SHANK: 0.2,
    SensorSite.FOOT: 0.35,
    SensorSite.WRIST: 0.12,
}
_LIVELY_SD_MPS2 = 0.5
_LEAST_LIVELY_S = 5.0
# A phone's or a logger's gyroscope at rest says 0.001 to 0.05 rad/s, uncorrected bias
# included, and 0.1 to 3 in deg/s; a person may sit on a turning chair. Own choice.
MAX_AT_REST_RADPS = 0.5
_REST_BLOCK_S = 0.5
_REST_SD_MPS2 = 0.1
_MIN_REST_S = 2.0


def check_acceleration(acc_mps2: FloatArray, rate_hz: float) -> None:
    """Raise BadRecording, in one sentence, if these cannot be m/s2 with gravity included."""
    rows = _probe(acc_mps2)
    if not len(rows):
        raise BadRecording("acceleration has no finite sample; expected values in m/s2")
    middle = float(np.median(_size(rows)))
    if PLAUSIBLE_ACC_MPS2[0] <= middle <= PLAUSIBLE_ACC_MPS2[1]:
        _check_gravity_stays(acc_mps2, rate_hz)
        return
    raise BadRecording(
        f"acceleration has a median size of {middle:.3g}; expected about "
        f"{STANDARD_GRAVITY_MPS2:.1f} m/s2 with gravity included: {_hint(rows, middle)}"
    )


def check_rotation(
    gyr_radps: FloatArray, acc_mps2: FloatArray, rate_hz: float, site: SensorSite
) -> None:
    """Raise BadRecording, in one sentence, if these cannot be a worn sensor's rad/s."""
    limit = MAX_OFTEN_RADPS[site]
    size = _size(_probe(gyr_radps))
    if not len(size):
        raise BadRecording("angular rate has no finite sample; expected values in rad/s")
    often, top = (float(q) for q in np.quantile(size, [0.99, 0.999]))
    if top > MAX_GYR_RADPS:
        raise BadRecording(
            f"angular rate reaches {top:.3g}; expected at most {MAX_GYR_RADPS:g} rad/s: "
            "this looks like deg/s"
        )
    if often > limit:
        raise BadRecording(
            f"angular rate is often {often:.3g}; expected at most {limit:g} rad/s at the "
            f"{site.replace('_', ' ')} for 99 % of the time: this looks like deg/s"
        )
    lively = _often_while_lively(gyr_radps, acc_mps2, rate_hz)
    if lively < LEAST_OFTEN_RADPS[site]:
        raise BadRecording(
            f"angular rate is at most {lively:.3g} for 99 % of the time that the acceleration is "
            f"lively; expected {LEAST_OFTEN_RADPS[site]:g} rad/s and more there: this looks like "
            "rad/s named deg/s"
        )
    at_rest = _at_rest(gyr_radps, acc_mps2, rate_hz)
    if at_rest > MAX_AT_REST_RADPS:
        raise BadRecording(
            f"angular rate is {at_rest:.3g} on average while the acceleration lies still; "
            f"expected at most {MAX_AT_REST_RADPS:g} rad/s there: this looks like deg/s"
        )


def check_up(acc_mps2: FloatArray, up: FloatArray, said: str) -> None:
    """Raise BadRecording if gravity points the other way than was told, in one sentence.

    up: shape (3,), the axis that was told to point up when standing. said: its name.
    """
    rows = _probe(acc_mps2)
    along = float(np.median(rows @ up)) if len(rows) else 0.0
    if along < -LEAST_GRAVITY_MPS2:
        raise BadRecording(
            f"acceleration along {said}, which was told to point up, is usually {along:.3g} m/s2; "
            f"expected about {STANDARD_GRAVITY_MPS2:.1f}: the sensor sat upside down, or the "
            "program turns the sign as iPhones do"
        )


def _check_gravity_stays(acc_mps2: FloatArray, rate_hz: float) -> None:
    size = max(1, min(len(acc_mps2), round(GRAVITY_OVER_S * rate_hz)))
    stretches = acc_mps2[: len(acc_mps2) // size * size].reshape(-1, size, 3)
    stretches = stretches[:: max(1, len(stretches) // _MOST_STRETCHES)]
    over = _size(stretches.mean(axis=1))
    over = over[np.isfinite(over)]
    if len(over) and float(np.median(over)) < LEAST_GRAVITY_MPS2:
        raise BadRecording(
            f"acceleration has a mean of {float(np.median(over)):.3g} m/s2 over "
            f"{GRAVITY_OVER_S:g} s; expected about {STANDARD_GRAVITY_MPS2:.1f} m/s2 with gravity "
            "included: gravity may have been removed"
        )


def _hint(rows: FloatArray, middle: float) -> str:
    """Say what values of such a size look like."""
    mean = float(np.linalg.norm(rows.mean(axis=0)))
    if 0.01 <= middle < PLAUSIBLE_ACC_MPS2[0] and mean < NO_GRAVITY_SHARE * middle:
        return "gravity may have been removed"
    return next(words for least, words in reversed(_LOOKS_LIKE) if middle >= least)


def _often_while_lively(
    gyr_radps: FloatArray, acc_mps2: FloatArray, rate_hz: float
) -> float:
    """Return what 99 % of the rates stay below while acceleration is lively; inf if it is not."""
    block = max(2, round(_REST_BLOCK_S * rate_hz))
    blocks = len(acc_mps2) // block
    lively = block_spread(acc_mps2, block)[:blocks] > _LIVELY_SD_MPS2
    if np.count_nonzero(lively) * _REST_BLOCK_S < _LEAST_LIVELY_S:
        return math.inf
    rows = gyr_radps[: blocks * block].reshape(blocks, -1)[lively].reshape(-1, 3)
    size = _size(_probe(rows))
    return float(np.quantile(size, 0.99)) if len(size) else math.inf


def _at_rest(gyr_radps: FloatArray, acc_mps2: FloatArray, rate_hz: float) -> float:
    """Return how fast the sensor goes on turning, on the whole, while acceleration lies still.

    What a sensor at rest says on average is its bias; tremble and noise average out.
    """
    block = max(2, round(_REST_BLOCK_S * rate_hz))
    blocks = len(acc_mps2) // block
    if not blocks:
        return 0.0
    still = block_spread(acc_mps2, block)[:blocks] < _REST_SD_MPS2
    if np.count_nonzero(still) * _REST_BLOCK_S < _MIN_REST_S:
        return 0.0
    rows = gyr_radps[: blocks * block].reshape(blocks, -1)[still].reshape(-1, 3)
    rows = rows[np.isfinite(rows.sum(axis=1))]
    return float(np.linalg.norm(rows.mean(axis=0))) if len(rows) else 0.0


def _probe(values: FloatArray) -> FloatArray:
    """Return up to about PROBE_SAMPLES finite rows, evenly spread."""
    rows = values[:: max(1, len(values) // PROBE_SAMPLES)]
    if np.isfinite(rows.sum()):
        return rows  # the usual case
    return np.asarray(rows[np.isfinite(rows.sum(axis=1))])


def _size(rows: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", rows, rows)))
