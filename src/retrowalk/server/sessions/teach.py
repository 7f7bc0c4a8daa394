"""What a walked session teaches about how the phone is worn, and whether it may be believed.

A calibration says which way of the phone is the person's front. Two things could make it
say the opposite: a phone put back the other way round, which gravity does not notice, and a
person who did not walk as told. So nothing is taken over that the session itself
contradicts, and nothing is learnt from a part that was seen to go the other way.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from retrowalk.directions import Direction
from retrowalk.gait.calibrate import ToldInterval, calibrate
from retrowalk.gait.calibration import Calibration
from retrowalk.server.sessions.document import IntervalWalked
from retrowalk.signals.recording import Recording
from retrowalk.training.session import MeasuredWalk

# Strides of each direction before a session's lesson is kept: with one direction alone, a
# person who walked the other way would turn the answer round for good. Own choice.
LEAST_EACH_WAY = 6
# Axes within this much of each other are one way of wearing the phone. Own choice: put back
# otherwise it is turned by a quarter or a half.
SAME_WAY_DEG = 45.0
OPPOSITE = {Direction.FORWARD: Direction.BACKWARD, Direction.BACKWARD: Direction.FORWARD}

Measured = Mapping[int, MeasuredWalk | None]


def lesson(recording: Recording, intervals: Sequence[IntervalWalked]) -> Calibration | None:
    """Return how the phone was worn, if the intervals went both ways and differ clearly."""
    told = [
        ToldInterval(start_s, end_s, one.direction)
        for one in intervals
        for start_s, end_s in one.spans_s
        if end_s > start_s
    ]
    learnt = calibrate(recording, told) if told else None
    if not isinstance(learnt, Calibration):
        return None
    if min(learnt.forward_strides, learnt.backward_strides) < LEAST_EACH_WAY:
        return None
    return learnt


def worn_alike(one: Calibration, other: Calibration) -> bool:
    """Whether two calibrations say the same of how the phone is worn."""
    if one.site is not other.site:
        return False
    least = np.cos(np.radians(SAME_WAY_DEG))
    along = np.dot(one.up, other.up), np.dot(one.forward, other.forward)
    return bool(min(along) >= least)


def as_told(
    intervals: Sequence[IntervalWalked], measured: Measured
) -> tuple[IntervalWalked, ...]:
    """Return the intervals that were not seen to go the other way than told."""
    return tuple(one for one in intervals if not _contradicts(one, measured))


def contradicted(intervals: Sequence[IntervalWalked], measured: Measured) -> bool:
    """Whether more time was seen to go the other way than the way that was told."""
    against_s = sum(one.done_s for one in intervals if _contradicts(one, measured))
    agrees_s = sum(one.done_s for one in intervals if _agrees(one, measured))
    return against_s > agrees_s


def _contradicts(one: IntervalWalked, measured: Measured) -> bool:
    seen = measured.get(one.index)
    return seen is not None and seen.direction is OPPOSITE.get(one.direction)


def _agrees(one: IntervalWalked, measured: Measured) -> bool:
    seen = measured.get(one.index)
    return seen is not None and seen.direction is one.direction
