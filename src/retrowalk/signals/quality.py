"""Can this recording be believed: missing rows, clipping, units, stillness."""

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.errors import BadRecording
from retrowalk.signals.blocks import block_spread, runs
from retrowalk.signals.bridging import MAX_BRIDGE_S
from retrowalk.signals.clipping import clipped_rows
from retrowalk.signals.frames import axis_vector
from retrowalk.signals.plausible import check_acceleration, check_rotation, check_up
from retrowalk.signals.recording import Recording
from retrowalk.signals.stretches import KINDS, Stretches

MIN_RATE_HZ = 20.0  # steps run to 3 Hz; their shape needs the harmonics up to 10 Hz
MIN_DURATION_S = 1.0  # one stride; less holds nothing to measure
STILL_BLOCK_S = 0.5
MIN_STILL_S = 5.0  # quiet standing has a tremble within less
STILL_SD_MPS2 = 0.1  # a worn sensor on a quiet person trembles less than a step by far
NOT_WORN_S = 1800.0  # a person asleep stirs more often than this; own choice
ONE_CLIPPED_S = 1.0  # clipped samples nearer to each other than this are one stretch
# An axis that never changes while others move like this for a stride is not connected.
LIVELY_SD_MPS2 = 0.5
A_HINGE = 2  # axes of rotation at rest: a motion computed in a plane, not a broken sensor


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
    acc, gyr, rate_hz = recording.acc_mps2, recording.gyr_radps, recording.rate_hz
    check_acceleration(acc, rate_hz)
    if recording.axes is not None:
        check_up(acc, axis_vector(recording.axes.up), recording.axes.up)
    if gyr is not None:
        said = "angular rate about {axis} is {value:g} rad/s"
        _check_every_axis(gyr, acc, rate_hz, said)  # before a unit is blamed for it
        check_rotation(gyr, acc, rate_hz, recording.site)
    _check_every_axis(acc, acc, rate_hz, "acceleration along {axis} is {value:g} m/s2")


def stretches(recording: Recording) -> Stretches:
    """Return where a recording cannot be believed, ascending by their beginnings.

    Gaps too long to be bridged, clipping of either sensor, and where it was not worn.
    """
    acc, gyr, rate_hz = recording.acc_mps2, recording.gyr_radps, recording.rate_hz
    gaps = runs(missing(acc, gyr))
    gaps = gaps[np.diff(gaps, axis=1)[:, 0] > MAX_BRIDGE_S * rate_hz]
    clipped = _joined(runs(clipped_rows(acc, gyr)), round(ONE_CLIPPED_S * rate_hz))
    found = {"gap": gaps, "clipped": clipped, "not_worn": not_worn(acc, rate_hz)}
    pairs = np.concatenate([np.zeros((0, 2), np.int64), *found.values()])
    kind = np.repeat(
        [KINDS.index(name) for name in found], [len(p) for p in found.values()]
    )
    order = np.argsort(pairs[:, 0], kind="stable")
    time_s = recording.start_s + pairs[order] / rate_hz
    return Stretches(kind[order].astype(np.int8), time_s[:, 0], time_s[:, 1])


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


def still(acc_mps2: FloatArray, rate_hz: float) -> IntArray:
    """Return [first, last) samples of stretches without any movement, shape (n, 2).

    A sensor that lies on a table, or a person who does not stir. Missing samples are
    not still: nothing is known about them.
    """
    size = max(2, round(STILL_BLOCK_S * rate_hz))
    pairs = runs(block_spread(acc_mps2, size) < STILL_SD_MPS2)
    return pairs[np.diff(pairs, axis=1)[:, 0] * size >= MIN_STILL_S * rate_hz] * size


def not_worn(acc_mps2: FloatArray, rate_hz: float) -> IntArray:
    """Return [first, last) samples where the sensor lay stiller than a person can, shape (n, 2)."""
    if len(acc_mps2) < NOT_WORN_S * rate_hz:
        return np.zeros((0, 2), dtype=np.int64)  # a session: need not be looked at
    pairs = still(acc_mps2, rate_hz)
    return np.asarray(pairs[np.diff(pairs, axis=1)[:, 0] >= NOT_WORN_S * rate_hz])


def _check_every_axis(
    values: FloatArray, acc_mps2: FloatArray, rate_hz: float, said: str
) -> None:
    """Raise BadRecording if one axis is dead: the same value throughout, while others move.

    values: of either sensor. said: names the dead axis and its value.
    """
    axes = np.ascontiguousarray(values.T)
    low, high = np.fmin.reduce(axes, axis=1), np.fmax.reduce(axes, axis=1)
    dead = low == high
    if not dead.any() or (values is not acc_mps2 and dead.sum() == A_HINGE):
        return
    lively = block_spread(acc_mps2, max(2, round(STILL_BLOCK_S * rate_hz))) > LIVELY_SD_MPS2
    if np.count_nonzero(lively) * STILL_BLOCK_S < MIN_DURATION_S:
        return
    axis = int(np.flatnonzero(dead)[0])
    what = said.format(axis="xyz"[axis], value=low[axis])
    raise BadRecording(
        f"{what} in every sample while {_others(values, acc_mps2)}; expected three axes that "
        "feel movement"
    )


def _others(values: FloatArray, acc_mps2: FloatArray) -> str:
    return "others change" if values is acc_mps2 else "the acceleration changes"


def _joined(pairs: IntArray, apart: int) -> IntArray:
    """Return [first, last) runs with those nearer than `apart` made one, shape (n, 2)."""
    if not len(pairs):
        return pairs
    new = np.append(True, pairs[1:, 0] - pairs[:-1, 1] >= apart)
    last = np.append(np.flatnonzero(new)[1:] - 1, len(pairs) - 1)
    return np.stack([pairs[new, 0], pairs[last, 1]], axis=1)
