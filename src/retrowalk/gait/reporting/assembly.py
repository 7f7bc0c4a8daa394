"""From measured walks to the report: columns end to end, and what is not in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrowalk.directions import CODES
from retrowalk.gait.facts import Facts
from retrowalk.gait.judging.deciding import decided
from retrowalk.gait.known import Known
from retrowalk.gait.looking import Found
from retrowalk.gait.measures.days import days
from retrowalk.gait.measures.groups import Groups
from retrowalk.gait.measures.matched import Matched, matched
from retrowalk.gait.measures.summary import summed_up
from retrowalk.gait.measures.sways import Sways
from retrowalk.gait.report import GaitReport
from retrowalk.gait.reporting.bout_columns import bouts_of, turns_of, walked_of
from retrowalk.gait.reporting.step_columns import StepColumns, step_columns
from retrowalk.gait.reporting.unmeasured import not_measured
from retrowalk.gait.settings import Settings
from retrowalk.gait.sites import STEP_SITES
from retrowalk.gait.timing import timed
from retrowalk.signals.frames import told_rotation
from retrowalk.signals.stretches import KINDS, Stretches

NOT_WORN = KINDS.index("not_worn")
# What forward and backward are set beside each other for, at matched speed.
COMPARED = ("stride_s", "landing_peak_mps2", "landing_jerk_mps3")


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What is known of a recording beside its walks.

    quality: what cannot be believed. quiet: quiet standing.
    """

    quality: Stretches
    quiet: Sways


def assembled(
    facts: Facts,
    walks: Sequence[Found],
    settings: Settings,
    known: Known,
    beside: Beside,
) -> GaitReport:
    """Return the report from its walks, ascending; of them no samples are needed."""
    found = [one.measured for one in walks]
    noted = [one.noted for one in walks]
    said = decided(facts, told_rotation(facts.axes), found, settings.certainty, known)
    if facts.site not in STEP_SITES:  # those time their contacts as they find them
        found = [
            replace(one, contacts=timed(one.walk, one.contacts, way.code, facts.site))
            for one, way in zip(found, said.strides, strict=True)
        ]
    columns = step_columns(facts, found, noted, said)
    steps = columns.steps
    bouts = bouts_of(facts, found, columns)
    way = steps.direction.astype(np.int64)
    own = np.where(way == bouts.direction[steps.bout], steps.bout, -1)
    quality, away = beside.quality, beside.quality.kind == NOT_WORN
    seen = GaitReport(
        start_s=facts.start_s,
        duration_s=facts.duration_s,
        rate_hz=facts.rate_hz,
        site=facts.site,
        side=facts.side,
        axes=said.axes,
        simulated=facts.simulated,
        bouts=bouts,
        steps=steps,
        not_measured=(),
        step_measures=columns.measures,
        bout_measures=summed_up(columns.rows, Groups(own, len(found))),
        direction_measures=summed_up(columns.rows, Groups(way, len(CODES))),
        matched=_matched(columns),
        turns=turns_of(facts, found),
        quality=quality,
        quiet=beside.quiet,
        days=days(
            facts.start_s,
            facts.start_s + facts.duration_s,
            walked_of(bouts, columns),
            np.stack([quality.start_s, quality.end_s], axis=1)[away],
        ),
    )
    return replace(seen, not_measured=not_measured(facts, seen, noted))


def _matched(columns: StepColumns) -> Matched:
    return matched(
        columns.steps.direction,
        columns.measures.speed_mps,
        {name: getattr(columns.measures, name) for name in COMPARED},
    )
