"""A person does not change direction with every stride: neighbours vouch for each other.

Each stride of a walk has one of two hidden states, going along the axis or against it,
and the state changes between two strides with a small chance. The chance of a state given
all strides of the walk is worked out exactly (forward-backward recursion of a hidden
Markov model), in log-odds. A real change of direction needs a few strides of evidence on
both of its sides, and is then placed where that evidence turns.
"""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.gait.kernels.judging_rules import CHANGE
from retrowalk.gait.kernels.kernels import Carried
from retrowalk.gait.kernels.numpy_persistence import carried


def persistent(
    evidence: FloatArray, change: float = CHANGE, carry: Carried = carried
) -> FloatArray:
    """Return the log-odds of each stride's state from the evidence of all strides.

    evidence: shape (n,), log-odds of each stride by itself; NaN where it says nothing.
    change: chance that the state changes between two neighbours, below 0.5. carry: how
    it is worked out; the result is the same.
    Returns shape (n,); NaN everywhere where no stride says anything.
    """
    if not np.isfinite(evidence).any():
        return np.full(len(evidence), np.nan)
    own = np.nan_to_num(evidence)
    return np.asarray(carry(own, change) + carry(own[::-1], change)[::-1] + own)
