"""Which way the body goes: the one word every floor shares."""

from enum import StrEnum


class Direction(StrEnum):
    """Which way a step, a bout or an interval goes.

    Measured directions may be any of the four; an interval of a prescription is told
    FORWARD or BACKWARD only. UNKNOWN is an honest answer and never a default guess.
    """

    FORWARD = "forward"
    BACKWARD = "backward"
    TURNING = "turning"
    UNKNOWN = "unknown"


# Order of the codes that stand for directions in arrays: code 0 is the first of these.
CODES: tuple[Direction, ...] = (
    Direction.UNKNOWN,
    Direction.FORWARD,
    Direction.BACKWARD,
    Direction.TURNING,
)
