"""Sway of quiet standing: how much the trunk's acceleration wanders on the level."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput
from retrowalk.gait.kernels.numpy_posture import lean_deg
from retrowalk.gait.measures.sways import NO_SWAYS, Sways
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import level_rotation, told_rotation, unit
from retrowalk.signals.quality import missing, still
from retrowalk.signals.recording import Recording, SensorSite
from retrowalk.signals.smoothing import low_pass

SMOOTH_HZ = 3.5  # Mancini 2012, 10.1186/1743-0003-9-59
ELLIPSE_95 = 5.991  # chi-square with two degrees of freedom, 95 %: -2 ln(0.05)
MIN_STANDING_S = 10.0  # less is a pause; own choice
EDGE_S = 1.0  # at each end the person still settles, or already sets off; own choice
NEAR_S = 60.0  # standing is looked for this near to walking; own choice
SAME_UP_COS = 0.966  # the sensor stands as it does while walking, within 15 deg
TREMBLE_MPS2 = 0.004  # a sensor on a table moves less; own choice


def sway(recording: Recording, first_s: float, last_s: float) -> Sways:
    """Return the sway of [first_s, last_s) of a recording, as one row.

    first_s, last_s: seconds of the recording's own clock.

    The acceleration is turned so that gravity points down, smoothed below 3.5 Hz, and
    its two level parts are taken about their mean: root mean square (m/s2) and path
    length by time (m/s3) after Mancini 2012 (10.1186/1743-0003-9-59); the 95 % ellipse
    (m2/s4) is 5.991 pi times the square root of the determinant of their covariance.
    Sway at the trunk is an acceleration, not a way: it compares with itself only.

    Raises BadInput where the stretch is too short, leaves the recording or has a gap.
    """
    first = round((first_s - recording.start_s) * recording.rate_hz)
    last = round((last_s - recording.start_s) * recording.rate_hz)
    if not 0 <= first < last <= recording.n_samples:
        raise BadInput(
            f"standing from {first_s:g} s to {last_s:g} s is outside the recording; expected "
            f"within {recording.start_s:g} s to {recording.start_s + recording.duration_s:g} s"
        )
    if last - first < 2.0 * recording.rate_hz:
        raise BadInput(
            f"standing from {first_s:g} s to {last_s:g} s is too short; expected 2 s or more"
        )
    acc = recording.acc_mps2[first:last]
    if missing(acc, None).any():
        raise BadInput(
            f"standing from {first_s:g} s to {last_s:g} s has missing samples; "
            "expected a stretch without gaps"
        )
    return _row(acc, recording, first_s, last_s, told_rotation(recording.axes))


def quiet_standing(
    recording: Recording, body: FloatArray | None, walks: Sequence[Walk]
) -> Sways:
    """Return the sway of every stretch of quiet standing near the walks of a recording.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not known.
    Only at the lower back, where sway is a person's and sitting is not taken for it: the
    sensor is still but trembles, and stands as it does while walking.
    """
    if recording.site is not SensorSite.LOWER_BACK or not walks:
        return NO_SWAYS
    up = unit(np.sum([one.up() for one in walks], axis=0))
    gone = missing(recording.acc_mps2, None)
    rows = []
    for first, last in still(recording.acc_mps2, recording.rate_hz):
        edge = round(EDGE_S * recording.rate_hz)
        low, high = int(first) + edge, int(last) - edge
        acc = recording.acc_mps2[low:high]
        if high - low < MIN_STANDING_S * recording.rate_hz or gone[low:high].any():
            continue
        if _near(low, high, walks) and _stands(acc, up):
            start_s = recording.start_s + low / recording.rate_hz
            end_s = recording.start_s + high / recording.rate_hz
            rows.append(_row(acc, recording, start_s, end_s, body))
    if not rows:
        return NO_SWAYS
    names = [field.name for field in fields(Sways)]
    return Sways(
        **{name: np.concatenate([getattr(row, name) for row in rows]) for name in names}
    )


def _near(first: int, last: int, walks: Sequence[Walk]) -> bool:
    reach = NEAR_S * walks[0].rate_hz
    return any(
        one.first - reach < last and one.first + one.n_samples + reach > first
        for one in walks
    )


def _stands(acc_mps2: FloatArray, up: FloatArray) -> bool:
    tremble = float(np.sqrt(acc_mps2.var(axis=0).sum()))
    return (
        tremble >= TREMBLE_MPS2 and float(unit(acc_mps2.mean(axis=0)) @ up) >= SAME_UP_COS
    )


def _row(
    acc_mps2: FloatArray,
    recording: Recording,
    start_s: float,
    end_s: float,
    body: FloatArray | None,
) -> Sways:
    """Return one stretch of standing without gaps as a row."""
    smooth = low_pass(acc_mps2, SMOOTH_HZ, recording.rate_hz)
    up = unit(smooth.mean(axis=0))
    ahead = np.eye(3)[np.argmin(np.abs(up))] if body is None else body[0]
    level = smooth @ level_rotation(up, ahead)[:2].T
    level = level - level.mean(axis=0)
    parts = np.sqrt((level**2).mean(axis=0))
    spread = level.T @ level / len(level)
    path = np.hypot(*np.diff(level, axis=0).T).sum()
    values = [
        start_s,
        end_s,
        float(np.hypot(*parts)),
        *(parts if body is not None else (np.nan, np.nan)),
        path * recording.rate_hz / (len(level) - 1),
        np.pi * ELLIPSE_95 * np.sqrt(max(float(np.linalg.det(spread)), 0.0)),
        np.nan if body is None else float(lean_deg(up[None, :], body)[0]),
    ]
    return Sways(*(np.array([float(value)]) for value in values))
