"""What one walk holds once it is measured, whatever the site."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, CodeArray, FloatArray
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.finding.turning import turning_strides
from retrowalk.gait.kernels.leg_rules import ODD_STRIDE, SHORTEST_STRIDE
from retrowalk.gait.moments import Windows
from retrowalk.gait.walk import Walk


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One walk, measured; arrays have one row for each initial contact, shape (n,).

    going: log-odds for the way each stride goes along axis x up; NaN where not judged.
    turning: which strides turn. turns: shape (k, 3), one row a turn: its first and last
        sample of the walk, and its angle in degrees, positive to the left.
    stride_length_m, step_length_m: NaN where not measured. foot: 0 not known, 1 left,
        2 right (report.FEET).
    facing: this walk's own log-odds that `axis` points to the body's left; NaN where it
        cannot be judged. axis, up: shape (3,), sensor axes.
    beyond: log-odds for the way its first and its last stride go, as told by the walks it
        was parted from where the direction changes (judging/changes.py); 0 elsewhere.
    """

    walk: Walk
    contacts: Contacts
    going: FloatArray
    turning: BoolArray
    stride_length_m: FloatArray
    facing: float
    axis: FloatArray
    up: FloatArray
    turns: FloatArray
    step_length_m: FloatArray
    foot: CodeArray
    beyond: tuple[float, float] = (0.0, 0.0)

    def light(self, turns: FloatArray) -> "Measured":
        """Return the walk without its samples, as all has been measured, with its turns."""
        return Measured(
            walk=self.walk.light(),
            contacts=self.contacts,
            going=self.going,
            turning=self.turning,
            stride_length_m=self.stride_length_m,
            facing=self.facing,
            axis=self.axis,
            up=self.up,
            turns=turns,
            step_length_m=self.step_length_m,
            foot=self.foot,
            beyond=self.beyond,
        )


def unjudged(walk: Walk, contacts: Contacts) -> Measured:
    """Return a walk whose contacts are known and whose directions are not judged."""
    contacts = seen(walk, contacts)
    nothing = np.full(len(contacts.initial), np.nan)
    return Measured(
        walk=walk,
        contacts=contacts,
        going=nothing,
        turning=turning_strides(walk, contacts.initial),
        stride_length_m=nothing,
        facing=np.nan,
        axis=np.zeros(3),
        up=walk.up(),
        turns=np.zeros((0, 3)),
        step_length_m=nothing,
        foot=np.zeros(len(nothing), dtype=np.int8),
    )


def stride_windows(walk: Walk, contacts: Contacts) -> tuple[Windows, BoolArray]:
    """Return one stride about each contact of a leg, and whether all but a bit is there.

    Half the time between a contact and its neighbours lies to each side, so that a walk
    which changes its pace is judged stride by stride at its own pace; where a contact was
    missed, or the walk ends, the typical stride stands in.
    """
    at, typical = contacts.initial, float(walk.stride_samples)
    pace = np.full(len(at), typical)
    if len(at) > 1:
        step = at[1:] - at[:-1]
        pace[0], pace[-1] = step[0], step[-1]
        pace[1:-1] = 0.5 * (step[1:] + step[:-1])
    odd = np.abs(pace - typical) > ODD_STRIDE * typical
    stride = np.where(odd, typical, pace)
    ends = np.round(np.stack([at - 0.5 * stride, at + 0.5 * stride]))
    first, last = np.minimum(np.maximum(ends, 0), walk.n_samples).astype(np.int64)
    windows = Windows(first, last, walk.kernels)
    return windows, windows.size >= SHORTEST_STRIDE * stride


def seen(walk: Walk, contacts: Contacts) -> Contacts:
    """Return the contacts without those that lie at a missing sample."""
    if not walk.missing.any():
        return contacts  # the usual case
    at = np.clip(np.round(contacts.initial).astype(np.int64), 0, walk.n_samples - 1)
    return contacts.kept(~walk.missing[at])
