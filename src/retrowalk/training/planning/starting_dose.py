"""With how much a person begins again, from the session they walked last.

A new beginning never asks for more than was last walked (design_new_block). What counts is
what was really walked, not what the session asked for.
"""

from dataclasses import replace
from datetime import date

from retrowalk.directions import Direction
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.programmes.layout import on_grid_s
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.progression.growth import begun_again, shrunk
from retrowalk.training.progression.returning import Comeback, after_break, dose_after
from retrowalk.training.progression.session_rules import TOO_MUCH, is_good
from retrowalk.training.session import SessionRecord


def walked_dose(record: SessionRecord) -> Dose:
    """Return the dose that was walked: at most what was asked for, in whole grid steps.

    At least one step, because no session asks for less.
    """
    asked = dose_of(record.prescription)
    bouts_s = [
        min(done.done_s, done.prescribed_s)
        for done in record.intervals
        if done.direction is Direction.BACKWARD
    ]
    whole = sum(bouts_s) >= asked.backward_s
    return replace(
        asked,
        backward_s=float(on_grid_s(sum(bouts_s), asked.backward_s)),
        bout_s=float(on_grid_s(max(bouts_s, default=0.0), asked.bout_s)),
        variation=asked.variation if whole else None,
    )


def dose_to_start_again(programme: Programme, last: SessionRecord) -> Dose:
    """Return the programme's first dose or a step below the last walk, lever by lever.

    A speed that the last session did not name is no figure to stay below, and neither is
    level ground: after a good session of another programme the programme's own first speed
    and slope are taken (which ask for level sessions first: level_first), and otherwise
    none, which means "comfortable" and level.
    """
    begun = begun_again(programme, shrunk(programme, walked_dose(last)))
    if last.prescription.programme == programme.key or not is_good(last):
        return begun
    speed_mps = begun.speed_mps
    return replace(
        begun,
        speed_mps=programme.start_speed_mps if speed_mps is None else speed_mps,
        incline_pct=programme.start_incline_pct,
    )


def dose_reached(programme: Programme, last: SessionRecord, today: date) -> Dose:
    """Return the dose to repeat a programme with, never above the last walk.

    After a good session, the one walked; after a session that was too much, or two weeks
    without one, a step below; after a symptom, four weeks or another programme, that of a
    new beginning.
    """
    comeback = after_break(last.started_at.date(), today)
    kind = Comeback.HOLD if comeback is None else comeback.kind
    if (
        last.reported
        or kind is Comeback.BEGIN_AGAIN
        or last.prescription.programme != programme.key
    ):
        return dose_to_start_again(programme, last)
    if any(rule(last) is not None for rule in TOO_MUCH):
        kind = Comeback.STEP_BACK
    return dose_after(programme, walked_dose(last), kind)
