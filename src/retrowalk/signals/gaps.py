"""Where a source has nothing to say, and why."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_COUNTED = re.compile(r"(\d+) sectors? (.*)")


@dataclass(frozen=True, slots=True)
class Gap:
    """Before one sample nothing usable was recorded for a while.

    sample: number of the first sample after the gap, counted from the source's
        beginning; the number of all samples where the gap stands at the end.
    start_s, end_s: from when to when, in seconds of the source's own clock; equal where
        nobody can know how long, as at the beginning and the end.
    why: a short clause, such as "3 sectors with a wrong checksum".
    """

    sample: int
    start_s: float
    end_s: float
    why: str


def reasons(gaps: Sequence[Gap]) -> str:
    """Return all reasons as one clause, most frequent first; empty where nothing was lost.

    Such as "12 sectors with a wrong checksum, the clock jumps (2 times)".
    """
    sectors: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for gap in gaps:
        counted = _COUNTED.fullmatch(gap.why)
        what = counted[2] if counted else gap.why
        times[what] += 1
        sectors[what] += int(counted[1]) if counted else 0
    return ", ".join(_clause(what, n, sectors[what]) for what, n in times.most_common())


def _clause(what: str, times: int, sectors: int) -> str:
    if sectors:
        return f"{sectors} sector{'' if sectors == 1 else 's'} {what}"
    return what if times == 1 else f"{what} ({times} times)"
