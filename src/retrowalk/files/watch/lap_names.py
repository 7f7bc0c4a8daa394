"""Names of laps and steps: the only place where a file of a watch can say "backward".

No format of watches has a word for walking backward. So our own names carry it, and only our
own names are believed when a file comes back: whatever else a lap is called, its direction is
unknown.
"""

import re
from collections.abc import Sequence

from retrowalk.directions import Direction

SIMULATED = "Simulated: "  # begins the name of a session that nobody walked
_OURS = re.compile(r"Walk (backward|forward) ([1-9][0-9]{0,3}) of ([1-9][0-9]{0,3})")


def lap_names(directions: Sequence[Direction]) -> tuple[str, ...]:
    """Return a name for each lap, as "Walk backward 1 of 5", counted by direction."""
    totals = {d: directions.count(d) for d in directions}
    seen = dict.fromkeys(totals, 0)
    names = []
    for direction in directions:
        seen[direction] += 1
        names.append(f"Walk {direction} {seen[direction]} of {totals[direction]}")
    return tuple(names)


def direction_of(name: str) -> Direction:
    """Return the direction that a name of ours says; unknown for any other name."""
    found = _OURS.fullmatch(name.removeprefix(SIMULATED).strip())
    if found is None or int(found[2]) > int(found[3]):
        return Direction.UNKNOWN
    return Direction(found[1])
