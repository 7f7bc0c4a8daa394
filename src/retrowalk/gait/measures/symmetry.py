"""Symmetry: are the steps of one foot as quick as those of the other.

Seen from the lower back, unevenness reads smaller than it is (validation/variability).
"""

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.gait.measures.groups import Groups, ratio

MIN_STRIDES = 10  # of a bout; fewer let chance pass for a limp. Own choice.


def step_symmetry(step_s: FloatArray, side: CodeArray, groups: Groups) -> FloatArray:
    """Return the shorter by the longer of the two sides' mean step times, shape (n,).

    step_s: shape (n_rows,), seconds, of both feet. side: shape (n_rows,), 0 or 1,
    whichever foot is which; others count for neither. 1 is even; which foot is quicker
    is not said. NaN below MIN_STRIDES steps of a side. The plain symmetry ratio; own
    choice of its direction.
    """
    sides = [Groups(np.where(side == one, groups.of, -1), groups.n) for one in (0, 1)]
    mean = [one.mean(step_s) for one in sides]
    enough = np.minimum(*(one.count(step_s) for one in sides)) >= MIN_STRIDES
    even = ratio(np.fmin(*mean), np.fmax(*mean))
    return np.where(enough, even, np.nan)


def alternate_sides(step_s: FloatArray) -> CodeArray:
    """Return sides 0 and 1 that take turns, shape (n_rows,).

    step_s: shape (n_rows,), time since the contact before, bouts end to end. Which foot
    is 0 is not known, and differs between bouts. NaN, other than at the start of a bout,
    says that a contact was missed: then the next one is of the same side again.
    """
    turns = np.where(np.isnan(step_s), 2, 1)
    return np.asarray(np.cumsum(turns) % 2, dtype=np.int8)
