"""When feet land and leave, by the site the sensor sees them from."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
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


def crossings(values: FloatArray, at: int, step: int, reach: int) -> float:
    """Return where values first leave the sign they have at a sample, NaN if nowhere.

    values: shape (n,). step: +1 looks later, -1 earlier, over `reach` samples at most.
    """
    stop = at + step * reach
    low, high = (max(stop, 0), at + 1) if step < 0 else (at, min(stop, len(values) - 1) + 1)
    part = values[low:high] * np.sign(values[at])
    if step < 0:
        part = part[::-1]
    below = np.flatnonzero(part <= 0.0)
    if not len(below) or below[0] == 0:
        return float("nan")
    after = int(below[0])
    share = part[after - 1] / (part[after - 1] - part[after])
    return float(at + step * (after - 1 + share))
