"""Sway of a phone on the body: worked out from what the phone kept of one trial.

The phone keeps acceleration on an even clock, as means of the samples of each 1/30 s, and
the step in which its browser tells acceleration. What is worked out is the sway of
gait.measures.sway: below 3.5 Hz, on the level, about its mean. The player works out the
same (sway.js); shared transcripts hold both to the same values.

A browser rounds acceleration, most of them to 0.1 m/s2. Less sway than half a step cannot
be told from standing like a stone (validation/phone_tests), so it gets no number.
"""

from collections.abc import Mapping

import numpy as np

from retrowalk.errors import BadAnswer
from retrowalk.gait.measures.sway import sway
from retrowalk.gait.measures.sways import Sways
from retrowalk.outcomes.taken import Trial
from retrowalk.signals.recording import Recording, SensorSite

RATE_HZ = (
    30.0  # samples/s of the kept series: far above the 3.5 Hz that sway ends at; own choice
)
LEAST_S = 25.0  # s; of the 30 s of a trial, less is not that trial; own choice
LEAST_STEPS = (
    0.5  # steps of the browser's rounding below which sway is not told; validation
)
AXES = ("ax_mps2", "ay_mps2", "az_mps2")
STEP = "step_mps2"


def standing(trial: Trial) -> Mapping[str, float]:
    """Return the sway of one trial by the measure's key.

    Gives sway_eyes_{part}_mps2 (root mean square), sway_path_{part}_mps3 (path by time) and
    sway_ellipse_{part}_m2ps4 (95 % ellipse); part is "open" or "closed".

    Raises BadAnswer in one sentence where they cannot be told.
    """
    columns = _columns(trial)
    seconds = len(columns[0]) / RATE_HZ
    if seconds < LEAST_S:
        raise BadAnswer(
            f"Only {seconds:.0f} seconds were measured; at least {LEAST_S:.0f} are needed."
        )
    row = _told(trial, columns)
    return {
        f"sway_eyes_{trial.part}_mps2": float(row.rms_mps2[0]),
        f"sway_path_{trial.part}_mps3": float(row.path_mps3[0]),
        f"sway_ellipse_{trial.part}_m2ps4": float(row.ellipse_m2ps4[0]),
    }


def stage(trial: Trial, hold_s: float) -> Mapping[str, float]:
    """Return the sway of one stage of standing as sway_{part}_mps2, its root mean square.

    hold_s: how long a stage is held. One that was broken before has no sway: it would be
    that of losing balance, over a time of its own.

    Raises BadAnswer in one sentence where it cannot be told.
    """
    columns = _columns(trial)
    held_s = len(columns[0]) / RATE_HZ if trial.time_s is None else trial.time_s
    if min(held_s, len(columns[0]) / RATE_HZ) < hold_s:
        raise BadAnswer(
            f"Sway is told only of a position that was held for {hold_s:g} seconds."
        )
    row = _told(trial, columns)
    return {f"sway_{trial.part}_mps2": float(row.rms_mps2[0])}


def _columns(trial: Trial) -> list[tuple[float, ...]]:
    columns = [trial.series.get(name, ()) for name in AXES]
    if len({len(one) for one in columns}) != 1:
        raise BadAnswer(
            "The three axes of the phone are not equally long; it is not counted."
        )
    return columns


def _told(trial: Trial, columns: list[tuple[float, ...]]) -> Sways:
    recording = Recording(
        0.0, RATE_HZ, np.array(columns, dtype=float).T, None, SensorSite.LOWER_BACK
    )
    row = sway(recording, 0.0, len(columns[0]) / RATE_HZ)
    rms_mps2 = float(row.rms_mps2[0])
    least_mps2 = LEAST_STEPS * max(trial.series.get(STEP, (0.0,)), default=0.0)
    if rms_mps2 < least_mps2:
        raise BadAnswer(
            f"You stood more still than this phone's browser can tell ({least_mps2:g} m/s²), "
            "so there is no number."
        )
    return row
