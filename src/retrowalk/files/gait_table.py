"""A gait report as one table: a row for each step, with the bout it belongs to.

A bout without steps has one row whose step columns are empty. Whatever was not measured is
an empty cell, never 0 and never NaN. Every row says whether the motion was simulated.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from retrowalk.arrays import BoolArray, CodeArray, FloatArray, IntArray
from retrowalk.directions import CODES
from retrowalk.files.column_table import write_table
from retrowalk.gait.report import FEET, GaitReport


def write_gait_table(report: GaitReport, source: str, path: Path) -> None:
    """Write the table to a Parquet or CSV file, chosen by the ending of its name."""
    write_table(gait_table(report, source), path)


def gait_table(report: GaitReport, source: str) -> pa.Table:
    """Return the rows of a report; source names the recording in the first column."""
    bouts, steps = report.bouts, report.steps
    bout, step = _rows(report)
    n = bout.size
    stepped = step >= 0
    return pa.table(
        {
            "recording": _same(source, n),
            "site": _same(report.site.value, n),
            "side": _same(report.side and report.side.value, n),
            "axes": _same(report.axes, n),
            "simulated": pa.array(np.full(n, report.simulated), pa.bool_()),
            "bout": bout,
            "bout_start_s": bouts.start_s[bout],
            "bout_end_s": bouts.end_s[bout],
            "bout_direction": _directions(bouts.direction[bout]),
            "bout_direction_confidence": _measured(bouts.direction_confidence[bout]),
            "bout_steps": bouts.steps[bout],
            "bout_cadence_spm": _measured(bouts.cadence_spm[bout]),
            "initial_contact_s": _of_steps(steps.initial_contact_s, step),
            "final_contact_s": _of_steps(steps.final_contact_s, step),
            "foot": pa.array([_foot(steps.foot, k) for k in step], pa.string()),
            "direction": _directions_of_steps(steps.direction, step, stepped),
            "direction_confidence": _of_steps(steps.direction_confidence, step),
            "stride_length_m": _of_steps(steps.stride_length_m, step),
        }
    )


def _rows(report: GaitReport) -> tuple[IntArray, IntArray]:
    """Return the bout and the step of every row; step -1 stands for a bout without any."""
    n_bouts = report.bouts.start_s.size
    empty = np.setdiff1d(np.arange(n_bouts), report.steps.bout)
    bout = np.concatenate([report.steps.bout, empty]).astype(np.int64)
    step = np.concatenate([np.arange(report.steps.bout.size), np.full(empty.size, -1)])
    order = np.argsort(bout, kind="stable")
    return bout[order], step[order].astype(np.int64)


def _same(value: str | None, n: int) -> pa.Array:
    return pa.array([value] * n, pa.string())


def _measured(values: FloatArray) -> pa.Array:
    return pa.array(values, pa.float64(), mask=~np.isfinite(values))


def _of_steps(values: FloatArray, step: IntArray) -> pa.Array:
    out = np.full(step.size, np.nan)
    out[step >= 0] = values[step[step >= 0]]
    return _measured(out)


def _directions(codes: CodeArray) -> pa.Array:
    return pa.array([CODES[code].value for code in codes], pa.string())


def _directions_of_steps(codes: CodeArray, step: IntArray, stepped: BoolArray) -> pa.Array:
    words = [
        CODES[codes[k]].value if ok else None for k, ok in zip(step, stepped, strict=True)
    ]
    return pa.array(words, pa.string())


def _foot(codes: CodeArray, step: int) -> str | None:
    side = FEET[codes[step]] if step >= 0 else None
    return side.value if side else None
