"""When feet land and leave, by the site the sensor sees them from."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray, IntArray
from retrowalk.signals.recording import Side

FEET: tuple[Side | None, ...] = (
    None,
    Side.LEFT,
    Side.RIGHT,
)  # a foot's code is its place here


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Contacts of one walk, ascending; arrays have shape (n,).

    initial: initial contacts, in samples of the walk, with fractions.
    final: the same foot's next final contact; NaN where not measured.
    both_feet: True if the rows are the steps of both feet in turn, False if they are
        all of the foot that carries the sensor.
    """

    initial: FloatArray
    final: FloatArray
    both_feet: bool

    def kept(self, keep: BoolArray) -> "Contacts":
        """Return only the rows marked, shape (n,)."""
        return Contacts(self.initial[keep], self.final[keep], self.both_feet)

    @property
    def steps(self) -> int:
        """Number of steps of both feet.

        Seen from one leg, each contact of that foot stands for two steps: its own and
        the other foot's that comes between it and the next.
        """
        return len(self.initial) * (1 if self.both_feet else 2)


NO_CONTACTS = Contacts(np.zeros(0), np.zeros(0), both_feet=False)
NO_STEPS = Contacts(np.zeros(0), np.zeros(0), both_feet=True)


def followed(initial: FloatArray, final: FloatArray, longest: float) -> FloatArray:
    """Return for each initial contact the first final one after it, shape (n,).

    NaN where the next one comes only after `longest` samples, or after the following
    initial contact: then it belongs to another stride.
    """
    if not len(final):
        return np.full(len(initial), np.nan)
    at = np.searchsorted(final, initial, side="right")
    found = np.append(final, np.nan)[np.minimum(at, len(final))]
    following = np.append(initial[1:], np.inf)
    late = (found - initial > longest) | (found > following)
    return np.where(late, np.nan, found)


def crossings(values: FloatArray, at: IntArray, step: int, reach: int) -> FloatArray:
    """Return where values first leave the sign they have at samples, NaN where nowhere.

    values: shape (n,). at: shape (m,), like the result. step: +1 looks later, -1 earlier,
    over `reach` samples at most.
    """
    beat, rows = np.arange(reach + 1), np.arange(len(at))
    sample = at[:, None] + step * beat
    inside = (sample >= 0) & (sample < len(values))
    part = values[np.clip(sample, 0, len(values) - 1)] * np.sign(values[at])[:, None]
    below = inside & (part <= 0.0)
    after = np.argmax(below, axis=1)
    found = below[rows, after] & (after > 0)
    last, first = part[rows, after - 1], part[rows, after]
    share = last / np.where(found, last - first, 1.0)
    return np.where(found, at + step * (after - 1 + share), np.nan)
