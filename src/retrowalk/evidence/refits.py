"""The same pool again, without each study in turn, and as studies were added."""

from dataclasses import dataclass

import numpy as np

from retrowalk.evidence.poolable import Poolable
from retrowalk.evidence.synthesis import LEAST_TO_POOL, Pool, Synthesis, refitted


@dataclass(frozen=True, slots=True)
class Refit:
    """A pool of some of the studies. study: the one left out, or the last one added."""

    study: Poolable
    pool: Pool


def leave_one_out(synthesis: Synthesis) -> tuple[Refit, ...]:
    """Return one pool for each study, without it; none where fewer than two would remain."""
    studies = synthesis.studies
    if len(studies) <= LEAST_TO_POOL:
        return ()
    taken = ~np.eye(len(studies), dtype=np.bool_)
    pools = refitted(studies, taken, synthesis.method)
    return tuple(map(Refit, studies, pools))


def cumulative(synthesis: Synthesis) -> tuple[Refit, ...]:
    """Return the pools as studies were added, oldest first, from the second on.

    Studies of the same year, and those whose year is not known (last), keep their order.
    """
    studies = sorted(synthesis.studies, key=_year)
    if len(studies) < LEAST_TO_POOL:
        return ()
    taken = np.tri(len(studies), dtype=np.bool_)[LEAST_TO_POOL - 1 :]
    pools = refitted(studies, taken, synthesis.method)
    return tuple(map(Refit, studies[LEAST_TO_POOL - 1 :], pools))


def _year(study: Poolable) -> float:
    return float("inf") if study.year is None else study.year
