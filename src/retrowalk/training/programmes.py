"""Programmes: how a dose of backward walking starts, grows and ends.

A session always walks forward first, then alternates backward bouts with forward
recovery, then walks forward to cool down. That shape, the starting dose and the size of
one step up are Retrowalk's own design (source key `design_first_dose`); frequency,
weeks and target come from the source each programme names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from math import ceil

from retrowalk.directions import Direction
from retrowalk.errors import BadProgramme
from retrowalk.training.person import Group
from retrowalk.training.prescription import Band, Interval, Place

GRID_S = (
    15  # s; doses are multiples of this, so that a voice can say them; design_first_dose
)
WEEKLY_GROWTH_MAX_S = 240.0  # s of backward walking; 10 to 30 min in 6 weeks, chitkara_lbp


class EvidenceStatus(StrEnum):
    """What stands behind the dose of a programme."""

    TRIAL = "trial"
    PRINTED = "printed"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Programme:
    """One way to train, as data.

    places: where it can be walked; the first is the usual one.
    sessions_per_week, weeks: the rhythm, and how long the source kept it up.
    start_backward_s, target_backward_s: backward walking in the first session and the
        most this programme ever asks for, seconds, multiples of GRID_S.
    step_s: the most one decision adds, seconds, a multiple of GRID_S.
    first_bout_s, last_bout_s: the longest backward bout at the start and at the target.
    warm_up_s, recovery_s, cool_down_s: forward walking before, between and after.
    speed_mps: aimed at in every interval; None means "comfortable".
    dose_from_source, dose_from_us: which part of the dose is whose, in a sentence each.
    evidence: what is known about it, in one sentence.
    """

    key: str
    name: str
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    sessions_per_week: int
    weeks: int
    start_backward_s: int
    target_backward_s: int
    step_s: int
    first_bout_s: int
    last_bout_s: int
    warm_up_s: int
    recovery_s: int
    cool_down_s: int
    speed_mps: Band | None
    status: EvidenceStatus
    dose_from_source: str
    dose_from_us: str
    evidence: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        on_grid = (self.start_backward_s, self.target_backward_s, self.step_s)
        if any(
            s <= 0 or s % GRID_S for s in (*on_grid, self.first_bout_s, self.last_bout_s)
        ):
            raise BadProgramme(
                f"programme {self.key}: start, target, step and bouts are {on_grid} and "
                f"({self.first_bout_s}, {self.last_bout_s}) s; expected multiples of {GRID_S}"
            )
        if self.start_backward_s > self.target_backward_s:
            raise BadProgramme(f"programme {self.key} starts above its own target")
        if self.step_s > WEEKLY_GROWTH_MAX_S:
            raise BadProgramme(
                f"programme {self.key}: one step is more than a week may grow"
            )
        if not (self.groups and self.places and 1 <= self.sessions_per_week <= 7):
            raise BadProgramme(
                f"programme {self.key} needs a group, a place and 1 to 7 sessions a week"
            )


def intervals(programme: Programme, backward_s: float) -> tuple[Interval, ...]:
    """Lay out one session with this much backward walking.

    backward_s: seconds; taken down to a multiple of GRID_S, to at least one GRID_S and
        at most the programme's target.
    """
    units = dose_s(programme, backward_s) // GRID_S
    bouts = ceil(units * GRID_S / _longest_bout_s(programme, units * GRID_S))
    backward = [GRID_S * (units // bouts + (i < units % bouts)) for i in range(bouts)]
    rest = [programme.recovery_s] * (bouts - 1) + [programme.cool_down_s]
    told = chain(
        [(Direction.FORWARD, programme.warm_up_s)],
        *(
            [(Direction.BACKWARD, back), (Direction.FORWARD, forward)]
            for back, forward in zip(backward, rest, strict=True)
        ),
    )
    return tuple(Interval(way, float(s), programme.speed_mps) for way, s in told if s > 0)


def dose_s(programme: Programme, backward_s: float) -> int:
    """Return the dose on the grid, at least one GRID_S and at most the target, seconds."""
    capped = min(backward_s, programme.target_backward_s)
    return max(GRID_S, int(capped // GRID_S) * GRID_S)


def by_key(programmes: tuple[Programme, ...]) -> Mapping[str, Programme]:
    """Return the programmes by their keys; a key used twice is refused."""
    table = {p.key: p for p in programmes}
    if len(table) != len(programmes):
        raise BadProgramme("two programmes share one key; expected every key once")
    return table


def _longest_bout_s(programme: Programme, backward_s: int) -> int:
    """Bouts lengthen with the dose, from the first bout to the last, on the grid."""
    room = programme.target_backward_s - programme.start_backward_s
    grown = max(0, backward_s - programme.start_backward_s)
    share = grown / room if room else 1.0
    longest = programme.first_bout_s + share * (
        programme.last_bout_s - programme.first_bout_s
    )
    return max(GRID_S, int(longest // GRID_S) * GRID_S)
