"""A gait report as tables: a row for each step, for each bout, for each day.

Whatever was not measured is an empty cell, never 0 and never NaN. Every row says whether
the motion was simulated.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from retrowalk.arrays import IntArray
from retrowalk.files.column_table import write_table
from retrowalk.files.gait_columns import (
    DIRECTION_WORDS,
    FOOT_WORDS,
    measure_columns,
    measured,
    recording_columns,
    rows_of,
    words,
)
from retrowalk.gait.measures.days import day_name
from retrowalk.gait.report import Bouts, GaitReport


def write_gait_table(report: GaitReport, source: str, path: Path) -> None:
    """Write every step to a Parquet or CSV file, chosen by the ending of its name."""
    write_table(gait_table(report, source), path)


def write_bout_table(report: GaitReport, source: str, path: Path) -> None:
    """Write every bout to a Parquet or CSV file, chosen by the ending of its name."""
    write_table(bout_table(report, source), path)


def write_day_table(report: GaitReport, source: str, path: Path) -> None:
    """Write every day to a Parquet or CSV file, chosen by the ending of its name."""
    write_table(day_table(report, source), path)


def gait_table(report: GaitReport, source: str) -> pa.Table:
    """Return the steps of a report, each beside its bout.

    A bout without steps has one row whose step columns are empty.
    """
    steps = report.steps
    bout, step = _rows(report)
    of_bout = {
        "bout_start_s": measured(report.bouts.start_s),
        "bout_end_s": measured(report.bouts.end_s),
        **{f"bout_{name}": cells for name, cells in _walked(report.bouts).items()},
    }
    of_step = {
        "initial_contact_s": measured(steps.initial_contact_s),
        "final_contact_s": measured(steps.final_contact_s),
        "foot": words(steps.foot, FOOT_WORDS),
        "direction": words(steps.direction, DIRECTION_WORDS),
        "direction_confidence": measured(steps.direction_confidence),
        "stride_length_m": measured(steps.stride_length_m),
        **measure_columns(report.step_measures),
    }
    return pa.table(
        {
            **recording_columns(report, source, bout.size),
            "bout": bout,
            **{name: rows_of(cells, bout) for name, cells in of_bout.items()},
            **{name: rows_of(cells, step) for name, cells in of_step.items()},
        }
    )


def bout_table(report: GaitReport, source: str) -> pa.Table:
    """Return the bouts of a report with what was measured over their own direction's steps."""
    n = report.bouts.start_s.size
    return pa.table(
        {
            **recording_columns(report, source, n),
            "bout": np.arange(n),
            "start_s": report.bouts.start_s,
            "end_s": report.bouts.end_s,
            # Cadence over all steps first; the measures' own is of one direction alone.
            **measure_columns(report.bout_measures),
            **_walked(report.bouts),
        }
    )


def day_table(report: GaitReport, source: str) -> pa.Table:
    """Return the days of a report."""
    days = report.days
    n = days.start_s.size
    return pa.table(
        {
            **recording_columns(report, source, n),
            "day": pa.array([day_name(days, row) for row in range(n)], pa.string()),
            "start_s": days.start_s,
            "end_s": days.end_s,
            "not_worn_s": days.not_worn_s,
            "bouts": days.bouts,
            "walked_s": days.walked_s,
            "steps": days.steps,
            "forward_s": days.forward_s,
            "forward_steps": days.forward_steps,
            "backward_s": days.backward_s,
            "backward_steps": days.backward_steps,
            "cadence_spm": measured(days.cadence_spm),
            "speed_mps": measured(days.speed_mps),
        }
    )


def _walked(bouts: Bouts) -> dict[str, pa.Array]:
    return {
        "direction": words(bouts.direction, DIRECTION_WORDS),
        "direction_confidence": measured(bouts.direction_confidence),
        "steps": pa.array(bouts.steps),
        "cadence_spm": measured(bouts.cadence_spm),
    }


def _rows(report: GaitReport) -> tuple[IntArray, IntArray]:
    """Return the bout and the step of every row; step -1 stands for a bout without any."""
    n_bouts = report.bouts.start_s.size
    empty = np.setdiff1d(np.arange(n_bouts), report.steps.bout)
    bout = np.concatenate([report.steps.bout, empty]).astype(np.int64)
    step = np.concatenate([np.arange(report.steps.bout.size), np.full(empty.size, -1)])
    order = np.argsort(bout, kind="stable")
    return bout[order], step[order].astype(np.int64)
