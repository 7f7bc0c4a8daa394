"""The same test both ways on one day: which way first, how long to rest, what differs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from retrowalk.directions import Direction
from retrowalk.outcomes.protocols.catalogue import Pair
from retrowalk.outcomes.results import Result


@dataclass(frozen=True, slots=True)
class Difference:
    """Backward less forward, of the same reading on one day, in the measure's unit."""

    forward_measure: str
    backward_measure: str
    difference: float


def first_way(pair: Pair, seed: str) -> Direction:
    """Return which way comes first, drawn by chance that anybody can draw again.

    seed: names the person and the day, so that opening the page again changes nothing.
    """
    drawn = hashlib.sha256(f"{pair.forward.key} {seed}".encode()).digest()[0]
    return Direction.FORWARD if drawn % 2 else Direction.BACKWARD


def may_begin_at(pair: Pair, other_ended_at: datetime) -> datetime:
    """Return from when on the second of a pair may begin."""
    return other_ended_at + timedelta(seconds=pair.rest_s)


def differences(
    forward: tuple[Result, ...], backward: tuple[Result, ...]
) -> tuple[Difference, ...]:
    """Return what both ways gave, reading by reading, where both have a value."""
    return tuple(
        Difference(one.measure, other.measure, other.value - one.value)
        for one, other in zip(forward, backward, strict=True)
        if one.value is not None and other.value is not None
    )
