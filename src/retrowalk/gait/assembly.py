"""From measured walks to the report: columns end to end, and what is not in them."""

from dataclasses import replace

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.cadence import cadence_spm
from retrowalk.gait.direction import Directions, directions, no_directions, prevailing
from retrowalk.gait.evidence import LEG_SITES
from retrowalk.gait.facing import shared_facing, told_facing
from retrowalk.gait.measured import Measured
from retrowalk.gait.report import FEET, Bouts, GaitReport, Steps
from retrowalk.gait.settings import Settings
from retrowalk.gait.timing import timed
from retrowalk.gait.unmeasured import AXES_TOLD, not_measured
from retrowalk.signals.recording import Recording, SensorSite

AXES_FOUND, AXES_UNKNOWN = "found", "unknown"


def report(
    recording: Recording, body: FloatArray | None, found: list[Measured], settings: Settings
) -> GaitReport:
    """Return the report of a recording from its measured walks, ascending.

    body: shape (3, 3), rows forward, left, up in sensor axes, or None if not told.
    """
    facing, axes = _facing(recording.site, body, found)
    strides = [_directions(one, facing[row], settings) for row, one in enumerate(found)]
    found = [
        replace(one, contacts=timed(one.walk, one.contacts, said.code, recording.site))
        for one, said in zip(found, strides, strict=True)
    ]
    return GaitReport(
        start_s=recording.start_s,
        duration_s=recording.duration_s,
        rate_hz=recording.rate_hz,
        site=recording.site,
        side=recording.side,
        axes=axes,
        simulated=recording.simulated,
        bouts=_bouts(recording, found, strides),
        steps=_steps(recording, found, strides),
        not_measured=not_measured(recording, found, axes, strides),
    )


def _facing(
    site: SensorSite, body: FloatArray | None, found: list[Measured]
) -> tuple[FloatArray, str]:
    """Return the log-odds of each walk's axis pointing left, and where they came from."""
    if body is not None:
        leg = site in LEG_SITES
        told = [told_facing(one.axis, body[1]) if leg else one.facing for one in found]
        return np.array(told), AXES_TOLD
    if site not in LEG_SITES or not found:
        return np.full(len(found), np.nan), AXES_UNKNOWN
    own = np.array([one.facing for one in found])
    known = np.isfinite(own)
    if not known.any():
        return own, AXES_UNKNOWN
    shared = shared_facing(
        axis=np.stack([one.axis for one in found]),
        up=np.stack([one.up for one in found]),
        score=np.where(known, own, 0.0),
        strides=np.where(known, [len(one.contacts.initial) for one in found], 0),
    )
    return shared, AXES_FOUND


def _directions(one: Measured, facing: float, settings: Settings) -> Directions:
    if not len(one.contacts.initial):
        return no_directions(0)
    return directions(
        np.full(len(one.going), facing), one.going, one.turning, settings.certainty
    )


def _bouts(recording: Recording, found: list[Measured], strides: list[Directions]) -> Bouts:
    rate_hz, start_s = recording.rate_hz, recording.start_s
    most = [prevailing(one) for one in strides]
    first = np.array([one.walk.first for one in found], dtype=np.float64)
    size = np.array([one.walk.n_samples for one in found], dtype=np.float64)
    return Bouts(
        start_s=start_s + first / rate_hz,
        end_s=start_s + (first + size) / rate_hz,
        direction=np.array([code for code, _ in most], dtype=np.int8),
        direction_confidence=np.array([sure for _, sure in most], dtype=np.float64),
        steps=np.array([one.contacts.steps for one in found], dtype=np.int64),
        cadence_spm=np.array(
            [
                cadence_spm(
                    one.contacts.initial / rate_hz, 1 if one.contacts.both_feet else 2
                )
                for one in found
            ],
            dtype=np.float64,
        ),
    )


def _steps(recording: Recording, found: list[Measured], strides: list[Directions]) -> Steps:
    def seconds(one: Measured, samples: FloatArray) -> FloatArray:
        return recording.start_s + (one.walk.first + samples) / recording.rate_hz

    rows = [len(one.contacts.initial) for one in found]
    initial_s = _joined([seconds(one, one.contacts.initial) for one in found])
    return Steps(
        bout=np.repeat(np.arange(len(found)), rows).astype(np.int64),
        initial_contact_s=initial_s,
        final_contact_s=_joined([seconds(one, one.contacts.final) for one in found]),
        foot=_feet(recording, found, len(initial_s)),
        direction=_joined([one.code.astype(np.float64) for one in strides]).astype(np.int8),
        direction_confidence=_joined([one.confidence for one in strides]),
        stride_length_m=_joined([one.stride_length_m for one in found]),
    )


def _feet(recording: Recording, found: list[Measured], n: int) -> CodeArray:
    """Return the foot of each row: the sensor's own on a leg, not known on the trunk."""
    one_leg = all(not one.contacts.both_feet for one in found)
    code = FEET.index(recording.side) if one_leg else FEET.index(None)
    return np.full(n, code, dtype=np.int8)


def _joined(columns: list[FloatArray]) -> FloatArray:
    return np.concatenate(columns) if columns else np.zeros(0)
