"""What the strides before the newest look said of the way the present walk goes."""

from dataclasses import replace

import numpy as np

from retrowalk.gait.contacts import Contacts
from retrowalk.gait.measured import Measured

MOST_STRIDES = (
    6  # before the window; what is longer ago says no more about which way it goes
)
APART_ROWS = 2.0  # samples; a contact seen a little elsewhere in the next look is the same


class Past:
    """Scores of the contacts of one walk that have left the window, of bounded number."""

    def __init__(self, rows_a_stride: int, since: int = 0) -> None:
        """Begin at a row of the stream; what was seen before it says nothing any more."""
        self._most = MOST_STRIDES * rows_a_stride
        self._since = since
        self._axis = np.zeros(3)
        self._at = np.zeros(0)  # rows of the stream
        self._going = np.zeros(0)  # along the axis above x up
        self._turning = np.zeros(0, dtype=np.bool_)

    def before(self, one: Measured) -> Measured:
        """Return a window with the contacts that were before its own in front of them."""
        gone = self._at < one.walk.first + one.contacts.initial[0] - APART_ROWS
        at, side = self._at[gone][-self._most :], self._side(one)
        stale = one.walk.first + one.contacts.initial < self._since
        initial = np.concatenate([at - one.walk.first, one.contacts.initial])
        nothing = np.full(len(initial), np.nan)
        own = np.where(stale, np.nan, one.going)
        return replace(
            one,
            contacts=Contacts(initial, nothing, one.contacts.both_feet),
            going=np.concatenate([side * self._going[gone][-self._most :], own]),
            turning=np.concatenate([self._turning[gone][-self._most :], one.turning]),
        )

    def keep(self, one: Measured, settled: int) -> None:
        """Keep the first `settled` contacts of a window, in place of what was kept of them."""
        side = self._side(one)
        if not side:
            self._axis, side = one.axis, 1.0
        at = one.walk.first + one.contacts.initial[:settled]
        own = at >= self._since
        gone = self._at < one.walk.first + one.contacts.initial[0] - APART_ROWS
        going, turning = side * one.going[:settled][own], one.turning[:settled][own]
        self._at = np.append(self._at[gone], at[own])[-self._most :]
        self._going = np.append(self._going[gone], going)[-self._most :]
        self._turning = np.append(self._turning[gone], turning)[-self._most :]

    def _side(self, one: Measured) -> float:
        """Return 1 or -1, as the window's axis points along the one kept or against it."""
        return float(np.sign(self._axis @ one.axis))
