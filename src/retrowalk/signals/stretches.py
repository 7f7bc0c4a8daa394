"""Stretches of a recording that cannot be believed, in columns."""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray

# Order of the codes in Stretches.kind.
KINDS: tuple[str, ...] = ("gap", "clipped", "not_worn", "jump")


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches [start_s, end_s) of one recording, ascending; arrays have shape (n,).

    kind: place in KINDS. gap: nothing was delivered. clipped: the sensor ran out of
        range. not_worn: it lay somewhere. jump: the source's clock jumped.
    start_s, end_s: seconds of the recording's own clock.
    """

    kind: CodeArray
    start_s: FloatArray
    end_s: FloatArray

    def lasting_s(self, kind: str) -> float:
        """Return the seconds of all stretches of one kind."""
        mine = self.kind == KINDS.index(kind)
        return float((self.end_s - self.start_s)[mine].sum())


NO_STRETCHES = Stretches(np.zeros(0, dtype=np.int8), np.zeros(0), np.zeros(0))
