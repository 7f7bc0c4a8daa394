"""Columns of a gait report as Arrow holds them: what was not measured is an empty cell."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.directions import CODES
from retrowalk.gait.contacts import FEET
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.report import GaitReport

DIRECTION_WORDS = [direction.value for direction in CODES]
FOOT_WORDS = [side.value if side else None for side in FEET]


def recording_columns(report: GaitReport, source: str, n: int) -> dict[str, pa.Array]:
    """Return what is the same on every row, so that tables of many recordings can be joined."""
    return {
        "recording": _same(source, n),
        "site": _same(report.site.value, n),
        "side": _same(report.side and report.side.value, n),
        "axes": _same(report.axes, n),
        "simulated": pa.array(np.full(n, report.simulated), pa.bool_()),
    }


def measured(values: FloatArray) -> pa.Array:
    """Return numbers; NaN becomes an empty cell."""
    return pa.array(values, pa.float64(), mask=~np.isfinite(values))


def words(codes: CodeArray, names: Sequence[str | None]) -> pa.Array:
    """Return the word for each code."""
    return pa.array(names, pa.string()).take(pa.array(codes, pa.int8()))


def measure_columns(table: Measures | StepMeasures) -> dict[str, pa.Array]:
    """Return the columns of measures under their own names."""
    columns = {field.name: getattr(table, field.name) for field in fields(table)}
    return {
        name: pa.array(values) if values.dtype.kind == "i" else measured(values)
        for name, values in columns.items()
    }


def rows_of(column: pa.Array, row: IntArray) -> pa.Array:
    """Return cells by row; row -1 stands for none and gives an empty cell."""
    return column.take(pa.array(row, mask=row < 0))


def _same(value: str | None, n: int) -> pa.Array:
    return pa.array([value] * n, pa.string())
