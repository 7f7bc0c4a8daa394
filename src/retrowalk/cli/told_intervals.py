"""What was told while walking, as people type it: "0-20 forward, 25-45 backward"."""

import re

from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.gait.calibrate import ToldInterval

EXAMPLE = "0-20 forward, 25-45 backward"
_PART = re.compile(
    r"\s*(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)\s*(forward|backward)\s*", re.I
)


def told_intervals(text: str, start_s: float) -> tuple[ToldInterval, ...]:
    """Return intervals in the recording's clock.

    text: seconds from the start of the recording, which begins at start_s. Raises
    BadInput for anything else.
    """
    found = []
    for part in text.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise BadInput(
                f"--learn holds '{part.strip()}'; expected for example '{EXAMPLE}'"
            )
        low, high, way = match.groups()
        direction = Direction(way.lower())
        found.append(ToldInterval(start_s + float(low), start_s + float(high), direction))
    return tuple(found)
