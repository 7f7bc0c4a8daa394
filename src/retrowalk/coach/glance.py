"""What a screen shows now, told by a live session."""

from dataclasses import dataclass

from retrowalk.coach.live import Live, Phase
from retrowalk.coach.segments import Kind, summed_s
from retrowalk.directions import Direction
from retrowalk.training.session import Ending


@dataclass(frozen=True, slots=True)
class Glance:
    """One look at the session.

    kind, direction: of the segment the clock is in; None once the session is over.
    segment, segments: its row, and how many there are.
    left_s: seconds left of it. walked_s, total_s: walked and prescribed seconds.
    next_direction: way of the walk after the one told now; None if it is the last.
    """

    phase: Phase
    kind: Kind | None
    direction: Direction | None
    segment: int
    segments: int
    left_s: float
    walked_s: float
    total_s: float
    next_direction: Direction | None
    done_s: tuple[float, ...]
    ending: Ending | None


def glance(live: Live) -> Glance:
    """Return what a screen shows now."""
    over = live.phase is Phase.OVER
    segment = live.segment
    done_s = live.done_s
    walks = live.script.walks
    after = segment.interval + 1
    return Glance(
        phase=live.phase,
        kind=None if over else segment.kind,
        direction=None if over else segment.direction,
        segment=live.index,
        segments=len(live.script.segments),
        left_s=0.0 if over else live.left_s,
        walked_s=summed_s(done_s),
        total_s=summed_s(walk.duration_s for walk in walks),
        next_direction=None if over or after >= len(walks) else walks[after].direction,
        done_s=done_s,
        ending=live.ending,
    )
