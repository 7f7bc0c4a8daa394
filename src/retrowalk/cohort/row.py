"""One recording of a cohort: what is asked of a worker, and the one row it sends back.

What travels to a worker is a name and a path; what travels back is a row of plain values.
Arrays stay where they are made. A failure is a row too, with its reason.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from retrowalk.directions import CODES, Direction
from retrowalk.errors import RetrowalkError
from retrowalk.files.columns import Worn
from retrowalk.files.imu import STREAMED, open_source, read_imu
from retrowalk.gait.analyse import analyse, analyse_stream
from retrowalk.gait.report import GaitReport

# Of each direction; the names of gait.measures.Measures.
MEASURES = (
    "stride_s",
    "stride_time_cv_pct",
    "speed_mps",
    "stride_length_m",
    "stance_share",
    "step_symmetry",
    "stride_regularity",
    "harmonic_ratio_v",
    "landing_peak_mps2",
    "landing_jerk_mps3",
    "forefoot_first_share",
)


class Status(StrEnum):
    """How it went with one recording."""

    MEASURED = "measured"
    REFUSED = "refused"  # the recording cannot be used; trying again would say the same
    BROKE = "broke"  # our own work failed on it; a restart tries again


@dataclass(frozen=True, slots=True)
class Task:
    """One recording to measure; recording is its name within the cohort."""

    recording: str
    path: Path
    worn: Worn


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one recording; None stands for not measured, never 0.

    *_steps, *_s of a direction: steps and seconds in bouts of that direction.
    *_contacts of a direction: contacts that went that way themselves; a sensor on one leg
    sees every second one. *_cadence_spm: steps per minute over the bouts of a direction,
    weighted by how long each lasted. forward_strides to backward_forefoot_first_share: as
    in gait.measures.Measures, over all strides that go that way; landings compare between
    directions only at the same speed. days: how many the recording reaches into.
    """

    recording: str
    status: Status
    reason: str | None = None
    site: str | None = None
    side: str | None = None
    axes: str | None = None
    simulated: bool | None = None
    start_s: float | None = None
    duration_s: float | None = None
    rate_hz: float | None = None
    bouts: int | None = None
    steps: int | None = None
    forward_steps: int | None = None
    backward_steps: int | None = None
    turning_steps: int | None = None
    unknown_steps: int | None = None
    forward_contacts: int | None = None
    backward_contacts: int | None = None
    turning_contacts: int | None = None
    unknown_contacts: int | None = None
    forward_s: float | None = None
    backward_s: float | None = None
    turning_s: float | None = None
    unknown_s: float | None = None
    forward_cadence_spm: float | None = None
    backward_cadence_spm: float | None = None
    forward_strides: int | None = None
    forward_stride_s: float | None = None
    forward_stride_time_cv_pct: float | None = None
    forward_speed_mps: float | None = None
    forward_stride_length_m: float | None = None
    forward_stance_share: float | None = None
    forward_step_symmetry: float | None = None
    forward_stride_regularity: float | None = None
    forward_harmonic_ratio_v: float | None = None
    forward_landing_peak_mps2: float | None = None
    forward_landing_jerk_mps3: float | None = None
    forward_forefoot_first_share: float | None = None
    backward_strides: int | None = None
    backward_stride_s: float | None = None
    backward_stride_time_cv_pct: float | None = None
    backward_speed_mps: float | None = None
    backward_stride_length_m: float | None = None
    backward_stance_share: float | None = None
    backward_step_symmetry: float | None = None
    backward_stride_regularity: float | None = None
    backward_harmonic_ratio_v: float | None = None
    backward_landing_peak_mps2: float | None = None
    backward_landing_jerk_mps3: float | None = None
    backward_forefoot_first_share: float | None = None
    turns: int | None = None
    days: int | None = None
    gaps_s: float | None = None
    not_worn_s: float | None = None
    not_measured: str | None = None


def measured(task: Task) -> Row:
    """Return the row of one recording; never raises, because a cohort outlives any of them."""
    try:
        report = _report(task)
    except RetrowalkError as error:
        return Row(task.recording, Status.REFUSED, str(error))
    except Exception as error:  # noqa: BLE001  # a worker's outermost door: one row, not the run
        return broke(task, f"{type(error).__name__}: {error}")
    return _row(task.recording, report)


def _report(task: Task) -> GaitReport:
    if task.path.suffix.lower() in STREAMED:
        return analyse_stream(open_source(task.path, task.worn))
    return analyse(read_imu(task.path, task.worn))


def broke(task: Task, reason: str) -> Row:
    """Return the row of a recording on which our own work failed."""
    return Row(task.recording, Status.BROKE, " ".join(reason.split()))


def _row(recording: str, report: GaitReport) -> Row:
    # In the order of directions.CODES.
    steps, contacts, lasted_s = _steps(report), _contacts(report), _lasted_s(report)
    row = Row(
        recording,
        Status.MEASURED,
        site=report.site.value,
        side=report.side.value if report.side else None,
        axes=report.axes,
        simulated=report.simulated,
        start_s=report.start_s,
        duration_s=report.duration_s,
        rate_hz=report.rate_hz,
        bouts=report.bouts.start_s.size,
        steps=int(report.bouts.steps.sum()),
        unknown_steps=steps[0],
        forward_steps=steps[1],
        backward_steps=steps[2],
        turning_steps=steps[3],
        unknown_contacts=contacts[0],
        forward_contacts=contacts[1],
        backward_contacts=contacts[2],
        turning_contacts=contacts[3],
        unknown_s=lasted_s[0],
        forward_s=lasted_s[1],
        backward_s=lasted_s[2],
        turning_s=lasted_s[3],
        forward_cadence_spm=_cadence_spm(report, Direction.FORWARD),
        backward_cadence_spm=_cadence_spm(report, Direction.BACKWARD),
        turns=report.turns.start_s.size,
        days=report.days.start_s.size,
        gaps_s=report.quality.lasting_s("gap"),
        not_worn_s=report.quality.lasting_s("not_worn"),
        not_measured="; ".join(f"{gap.what}: {gap.why}" for gap in report.not_measured)
        or None,
    )
    return replace(row, **_measures(report))


def _measures(
    report: GaitReport,
) -> dict[str, Any]:  # cells of a Row, which holds their names
    """Return the measures of forward and backward strides; a way not walked has no strides."""
    cells: dict[str, Any] = {}
    for way in (Direction.FORWARD, Direction.BACKWARD):
        code, of = CODES.index(way), report.direction_measures
        cells[f"{way.value}_strides"] = int(of.strides[code])
        for name in MEASURES:
            value = float(getattr(of, name)[code])
            cells[f"{way.value}_{name}"] = value if np.isfinite(value) else None
    return cells


def _steps(report: GaitReport) -> list[int]:
    bouts = report.bouts
    return [int(bouts.steps[bouts.direction == code].sum()) for code in range(len(CODES))]


def _contacts(report: GaitReport) -> list[int]:
    return [int(n) for n in np.bincount(report.steps.direction, minlength=len(CODES))]


def _lasted_s(report: GaitReport) -> list[float]:
    bouts = report.bouts
    lasted_s = bouts.end_s - bouts.start_s
    return [float(lasted_s[bouts.direction == code].sum()) for code in range(len(CODES))]


def _cadence_spm(report: GaitReport, direction: Direction) -> float | None:
    bouts = report.bouts
    mine = (bouts.direction == CODES.index(direction)) & np.isfinite(bouts.cadence_spm)
    lasted_s = (bouts.end_s - bouts.start_s)[mine]
    if not lasted_s.sum() > 0.0:
        return None
    return float(np.average(bouts.cadence_spm[mine], weights=lasted_s))
