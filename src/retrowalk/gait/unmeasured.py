"""What the report does not hold, and why: said, never left to be guessed."""

import numpy as np

from retrowalk.gait.bouts import STEP_SITES
from retrowalk.gait.direction import UNKNOWN, Directions
from retrowalk.gait.measured import Measured
from retrowalk.gait.report import NotMeasured
from retrowalk.signals.quality import clipped_share, missing, still
from retrowalk.signals.recording import Recording, SensorSite

ONE_LEG = NotMeasured(
    "contacts of the other foot",
    "the sensor is on one leg: its rows are that foot's contacts, and the steps of a bout "
    "are counted as two for each",
)
TRUNK_FINAL = NotMeasured(
    "final contacts",
    "a sensor that is not on a leg does not show when a foot leaves the ground",
)
TRUNK_FOOT = NotMeasured("foot", "which foot steps is not told apart at this site")
AXES_TOLD = "told"  # as GaitReport.axes says it
CLIPPED_SHARE = 0.005  # of values; own choice
STILL_SHARE = 0.9  # of the recording; own choice
NO_GYROSCOPE = (
    "the recording has no gyroscope, and the direction is read from how the leg turns"
)


def not_measured(
    recording: Recording, found: list[Measured], axes: str, strides: list[Directions]
) -> tuple[NotMeasured, ...]:
    """Return what is missing from the report of a recording."""
    trunk = recording.site in STEP_SITES
    gaps = [TRUNK_FINAL, TRUNK_FOOT] if trunk else [ONE_LEG]
    if not trunk and recording.gyr_radps is None:
        gaps.append(
            NotMeasured("final contacts", "without a gyroscope the swing is not seen")
        )
    if recording.site is not SensorSite.FOOT or recording.gyr_radps is None:
        gaps.append(
            NotMeasured(
                "stride length", "it takes a gyroscope on the foot, which rests each stride"
            )
        )
    if recording.gyr_radps is None:
        gaps.append(NotMeasured("turning", "the recording has no gyroscope"))
    gaps += _signal_gaps(recording, found)
    why = _direction_gap(recording, found, axes, strides)
    return (*gaps, NotMeasured("direction", why)) if why else tuple(gaps)


def _signal_gaps(recording: Recording, found: list[Measured]) -> list[NotMeasured]:
    """Return what the signal itself keeps back: gaps, clipping, a sensor at rest."""
    gaps = []
    gone_s = missing(recording.acc_mps2, recording.gyr_radps).sum() / recording.rate_hz
    if gone_s > 0.0:
        why = f"samples are missing there, {gone_s:.2f} s in all"
        gaps.append(NotMeasured("walking inside gaps", why))
    clipped = [clipped_share(one.walk.acc_mps2) for one in found]
    if clipped and max(clipped) >= CLIPPED_SHARE:
        why = f"the acceleration stays at its end of range in up to {max(clipped):.1%} of values"
        gaps.append(NotMeasured("hard landings", why))
    if not found:
        pairs = still(recording.acc_mps2, recording.rate_hz)
        share = float(np.diff(pairs, axis=1).sum()) / max(recording.n_samples, 1)
        if share >= STILL_SHARE:
            gaps.append(
                NotMeasured("walking", f"the sensor lay still {share:.0%} of the time")
            )
    return gaps


def _direction_gap(
    recording: Recording, found: list[Measured], axes: str, strides: list[Directions]
) -> str | None:
    """Return why a direction is unknown somewhere, None where all are known."""
    if not found:
        return None
    codes = np.concatenate([one.code for one in strides])
    if not (codes == UNKNOWN).any():
        return None
    if recording.site is SensorSite.WRIST:
        return "the arm swings much the same way forward and backward"
    if recording.site is SensorSite.LOWER_BACK and axes != AXES_TOLD:
        return "at the lower back it needs the forward axis, which was not told"
    if recording.gyr_radps is None and recording.site is not SensorSite.LOWER_BACK:
        return NO_GYROSCOPE
    return "of some steps: too few strides around them, or a shape too unclear to be sure"
