"""What is measured on one walk's samples, before they are let go."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.evidence import LEG_SITES
from retrowalk.gait.kernels.note_rows import LANDING
from retrowalk.gait.kernels.numpy_posture import lean_deg, turn_ranges_deg
from retrowalk.gait.kernels.numpy_regularity import Likeness
from retrowalk.gait.kernels.whole import LegNotes, TrunkNotes
from retrowalk.gait.measured import Measured
from retrowalk.gait.measures.cadence import unbroken
from retrowalk.gait.measures.pitch import contact_pitch_deg
from retrowalk.gait.trunk.signature_trunk import frame_along
from retrowalk.gait.walk import Walk
from retrowalk.signals.clipping import LEAST_ACC_MPS2, clipped_share
from retrowalk.signals.recording import SensorSite
from retrowalk.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, eq=False)
class WalkMeasures:
    """One row for each initial contact of the walk; shape (n,); NaN where not measured.

    since: samples since the contact before; NaN at the first, and where one was missed.
    pitch_deg: against `Measured.axis`: toes up where that points to the body's left.
    *_product, *_energy: regularity.Likeness at the lag of a step and of a stride. The
    others: measures.StepMeasures. clipped_share: of the walk's values,
    0 to 1; 0 where no landing comes near any sensor's range. table: shape (k, n), the
    columns above in their order, where they are rows of one array.
    """

    since: FloatArray
    landing_peak_mps2: FloatArray
    landing_jerk_mps3: FloatArray
    pitch_deg: FloatArray
    lean_deg: FloatArray
    pelvis_tilt_deg: FloatArray
    pelvis_obliquity_deg: FloatArray
    pelvis_rotation_deg: FloatArray
    harmonic_ratio_v: FloatArray
    harmonic_ratio_ap: FloatArray
    harmonic_ratio_ml: FloatArray
    step_product: FloatArray
    step_energy: FloatArray
    stride_product: FloatArray
    stride_energy: FloatArray
    clipped_share: float
    table: FloatArray | None = None

    @classmethod
    def joined(cls, several: Sequence[Self]) -> Self:
        """Return the rows of several walks end to end."""
        tables = [one.table for one in several if one.table is not None]
        if tables and len(tables) == len(several):
            columns = dict(zip(COLUMNS, np.concatenate(tables, axis=1), strict=True))
        else:
            columns = {
                name: np.concatenate(
                    [np.zeros(0), *(getattr(one, name) for one in several)]
                )
                for name in COLUMNS
            }
        return cls(
            **columns, clipped_share=max((o.clipped_share for o in several), default=0.0)
        )


COLUMNS = tuple(field.name for field in fields(WalkMeasures) if field.type == FloatArray)


def walk_measures(
    walk: Walk, one: Measured, site: SensorSite, body: FloatArray | None
) -> WalkMeasures:
    """Return what a walk's samples say about each of its steps.

    one: the walk measured, its contacts as they are seen. body: shape (3, 3), rows
    forward, left, up in sensor axes, or None where they are not known.
    """
    if site is SensorSite.LOWER_BACK and walk.kernels.trunk_notes is not None:
        return _at_once(walk, walk.kernels.trunk_notes, one, body)
    if walk.kernels.leg_notes is not None and site in LEG_SITES:
        return _leg_at_once(walk, walk.kernels.leg_notes, one, site)
    contact = one.contacts.initial
    nothing = np.full(len(contact), np.nan)
    columns = dict.fromkeys(COLUMNS, nothing)
    if len(contact) >= 2:
        peak, jerk = walk.kernels.landings(walk.acc_mps2, contact, walk.rate_hz)
        columns |= {"landing_peak_mps2": peak, "landing_jerk_mps3": jerk}
        since = np.concatenate([[np.nan], unbroken(np.diff(contact))])
        columns["since"] = since
        first = _stride_starts(one.contacts, since)
        columns |= _repeats(walk, one.contacts, site, first)
        if site is SensorSite.LOWER_BACK:
            columns |= _trunk(walk, first, contact, body)
        if site is SensorSite.FOOT and walk.gyr_radps is not None and one.axis.any():
            columns["pitch_deg"] = contact_pitch_deg(
                walk.gyr_radps, one.axis, contact, walk.rate_hz, walk.stride_samples
            )
    share = _clipped_share(walk, columns["landing_peak_mps2"])
    return WalkMeasures(**columns, clipped_share=share)


def _at_once(
    walk: Walk, read: TrunkNotes, one: Measured, body: FloatArray | None
) -> WalkMeasures:
    """Return what is composed above, by kernels that do a whole walk in one go."""
    notes = read(
        walk.acc_mps2,
        walk.gyr_radps,
        one.contacts.initial,
        walk.rate_hz,
        walk.up(),
        body,
    )
    return _noted(walk, notes)


def _leg_at_once(
    walk: Walk, read: LegNotes, one: Measured, site: SensorSite
) -> WalkMeasures:
    """Return what is composed above, of a leg, in one go; only the foot shows its pitch."""
    gyr = walk.gyr_radps if site is SensorSite.FOOT else None
    stride, contact = walk.stride_samples, one.contacts.initial
    return _noted(walk, read(walk.acc_mps2, gyr, contact, walk.rate_hz, stride, one.axis))


def _noted(walk: Walk, notes: FloatArray) -> WalkMeasures:
    share = _clipped_share(walk, notes[LANDING])
    columns = dict(zip(COLUMNS, notes, strict=True))
    return WalkMeasures(**columns, clipped_share=share, table=notes)


def _clipped_share(walk: Walk, landing_peak_mps2: FloatArray) -> float:
    highest = np.fmax.reduce(landing_peak_mps2, initial=-np.inf) + STANDARD_GRAVITY_MPS2
    return clipped_share(walk.acc_mps2) if highest >= LEAST_ACC_MPS2 else 0.0


def _stride_starts(contacts: Contacts, since: FloatArray) -> FloatArray:
    """Return where the stride that ends in each contact begins, samples, shape (n,).

    NaN where the walk holds no whole stride before it, or a contact was missed in it.
    """
    if not contacts.both_feet:
        return np.asarray(contacts.initial - since)
    before = np.concatenate([[np.nan], since[:-1]])
    return np.asarray(contacts.initial - (since + before))


def _repeats(
    walk: Walk, contacts: Contacts, site: SensorSite, first: FloatArray
) -> dict[str, FloatArray]:
    """Return the likeness at a stride, and where both feet are felt at a step."""
    last = contacts.initial
    known = np.isfinite(first)
    if not known.any():
        return {}
    lag = float((last[known] - first[known]).mean())
    signal = walk.acc_mps2
    if site is SensorSite.LOWER_BACK:
        signal = _along(signal, walk.up()[None, :])
    signal = signal - np.einsum("ij->j", signal) / len(signal)
    columns = _named("stride", walk.kernels.likeness(signal, lag, first, last))
    if site is SensorSite.LOWER_BACK:
        columns |= _named("step", walk.kernels.likeness(signal, 0.5 * lag, first, last))
    return columns


def _named(what: str, like: Likeness) -> dict[str, FloatArray]:
    return {f"{what}_product": like.product, f"{what}_energy": like.energy}


def _trunk(
    walk: Walk, first: FloatArray, last: FloatArray, body: FloatArray | None
) -> dict[str, FloatArray]:
    """Return what only the lower back shows; what needs to know forward, where it is known."""
    up = walk.up()
    turn = up[None, :] if body is None else frame_along(up, body[0])[[2, 0, 1]]
    ratios = walk.kernels.harmonic_ratios(_along(walk.acc_mps2, turn), first, last)
    names = ("harmonic_ratio_v", "harmonic_ratio_ap", "harmonic_ratio_ml")
    columns = dict(zip(names, ratios.T, strict=False))
    if walk.gyr_radps is not None:
        ranges = turn_ranges_deg(_along(walk.gyr_radps, turn), walk.rate_hz, first, last)
        names = ("pelvis_rotation_deg", "pelvis_obliquity_deg", "pelvis_tilt_deg")
        columns |= dict(zip(names, ranges.T, strict=False))
    if body is not None:
        mean = walk.kernels.stride_means(walk.acc_mps2, first, last)
        columns["lean_deg"] = lean_deg(mean, body)
    return columns


def _along(values: FloatArray, directions: FloatArray) -> FloatArray:
    """Return values along directions, shape (n, k) of (n, 3) and (k, 3)."""
    return np.ascontiguousarray(values @ directions.T)
