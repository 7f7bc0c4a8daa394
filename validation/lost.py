"""Where the samples of a walk lost time against its annotation, found from its contacts.

The files hold a rate and no clock. If samples are lost, all that follows seems to come
sooner. Three numbers say it: from when to when time was lost, and how much in all. They are
found from some contacts and used for others, so that none is judged by a clock that it
helped to set.
"""

from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray

FOLDS = 4  # of a walk's contacts, each left out once
APART_S = 0.5  # between the beginnings, and the ends, that are tried
LASTS_S = (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0)
MOST_S, STEP_S = 2.0, 0.02  # time lost in all
FAR_S = 0.2  # a contact further off than this was not found: how far says nothing more
LOST_COST_S = 0.05  # for a second lost: without need nothing is lost


@dataclass(frozen=True, slots=True)
class Lost:
    """Time that was lost evenly between two moments of the annotation's clock."""

    from_s: float
    to_s: float
    in_all_s: float

    def seen_s(self, told_s: FloatArray) -> FloatArray:
        """Return when the samples show what the annotation tells, shape (n,)."""
        lasts = max(self.to_s - self.from_s, 1e-9)
        return told_s - self.in_all_s * np.clip((told_s - self.from_s) / lasts, 0.0, 1.0)


def lost(told_s: FloatArray, found_s: FloatArray) -> Lost:
    """Return what brings annotated contacts nearest to those that were found."""
    best, cheapest = Lost(0.0, 0.0, 0.0), np.inf
    losses = np.arange(0.0, MOST_S + STEP_S, STEP_S)
    for from_s in np.arange(told_s[0], told_s[-1], APART_S):
        for lasts_s in LASTS_S:
            share = np.clip((told_s - from_s) / max(lasts_s, 1e-9), 0.0, 1.0)
            seen_s = told_s - losses[:, None] * share
            gap = np.abs(seen_s[..., None] - found_s).min(axis=-1)
            cost = np.minimum(gap, FAR_S).sum(axis=1) + LOST_COST_S * losses
            row = int(np.argmin(cost))
            if cost[row] < cheapest - 1e-9:
                cheapest = float(cost[row])
                best = Lost(float(from_s), float(from_s + lasts_s), float(losses[row]))
    return best


def told_by_others(
    told_s: FloatArray, found_s: FloatArray, wanted_s: FloatArray
) -> FloatArray:
    """Return moments of the annotation as the samples show them, shape (n,) like wanted_s.

    Each by the contacts told_s of all FOLDS but the one that it, or the contact after it,
    belongs to.
    """
    fold = np.arange(len(told_s)) % FOLDS
    own, seen_s = np.searchsorted(told_s, wanted_s) % FOLDS, wanted_s.copy()
    for one in range(FOLDS):
        gone = lost(told_s[fold != one], found_s)
        seen_s[own == one] = gone.seen_s(wanted_s[own == one])
    return seen_s
