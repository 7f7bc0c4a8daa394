"""What one walk holds once it is measured, whatever the site."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.contacts import Contacts
from retrowalk.gait.moments import Windows, windows_about
from retrowalk.gait.turning import turning_strides
from retrowalk.gait.walk import Walk

HALF_WINDOW_STRIDES = 1.5  # three strides are judged together; the weights were fitted so
SHORTEST_WINDOW_STRIDES = 1.8  # at a walk's ends less is there; below this, not judged


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One walk, measured; arrays have one row for each initial contact, shape (n,).

    going: log-odds for the way each stride goes along axis x up; NaN where not judged.
    turning: which strides turn. stride_length_m: NaN where not measured.
    facing: this walk's own log-odds that `axis` points to the body's left; NaN where it
        cannot be judged. axis, up: shape (3,), sensor axes.
    """

    walk: Walk
    contacts: Contacts
    going: FloatArray
    turning: BoolArray
    stride_length_m: FloatArray
    facing: float
    axis: FloatArray
    up: FloatArray


def unjudged(walk: Walk, contacts: Contacts) -> Measured:
    """Return a walk whose contacts are known and whose directions are not judged."""
    contacts = seen(walk, contacts)
    nothing = np.full(len(contacts.initial), np.nan)
    turning = turning_strides(walk, contacts.initial)
    return Measured(
        walk, contacts, nothing, turning, nothing, np.nan, np.zeros(3), walk.up()
    )


def windows_of(walk: Walk, contacts: Contacts) -> tuple[Windows, BoolArray]:
    """Return the window about each contact, and whether it is long enough to judge."""
    half = HALF_WINDOW_STRIDES * walk.stride_samples
    windows = windows_about(contacts.initial, half, walk.n_samples)
    return windows, windows.size >= SHORTEST_WINDOW_STRIDES * walk.stride_samples


def seen(walk: Walk, contacts: Contacts) -> Contacts:
    """Return the contacts without those that lie at a missing sample."""
    at = np.clip(np.round(contacts.initial).astype(np.int64), 0, walk.n_samples - 1)
    return contacts.kept(~walk.missing[at])
