"""A gait report as JSON: the contract of contracts/gait_report.schema.json.

Columns stay columns. What was not measured is null; NaN never leaves the house. Keys may
be added under the same schema number; none is taken away or changes its meaning.
"""

import json

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray
from retrowalk.directions import CODES
from retrowalk.gait.report import FEET, Bouts, GaitReport, Steps

SCHEMA = 1

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def gait_json(report: GaitReport) -> str:
    """Return the report as JSON text in plain ASCII."""
    return json.dumps(gait_document(report), allow_nan=False, indent=2)


def gait_document(report: GaitReport) -> dict[str, Json]:
    """Return the report as what JSON can hold."""
    return {
        "schema": SCHEMA,
        "recording": {
            "start_s": report.start_s,
            "duration_s": report.duration_s,
            "rate_hz": report.rate_hz,
            "site": report.site.value,
            "side": report.side.value if report.side else None,
            "axes": report.axes,
            "simulated": report.simulated,
        },
        "bouts": _bouts(report.bouts),
        "steps": _steps(report.steps),
        "not_measured": [{"what": gap.what, "why": gap.why} for gap in report.not_measured],
    }


def _bouts(bouts: Bouts) -> list[Json]:
    columns = {
        "start_s": _numbers(bouts.start_s),
        "end_s": _numbers(bouts.end_s),
        "direction": _directions(bouts.direction),
        "direction_confidence": _numbers(bouts.direction_confidence),
        "steps": [int(n) for n in bouts.steps],
        "cadence_spm": _numbers(bouts.cadence_spm),
    }
    return [
        dict(zip(columns, cells, strict=True))
        for cells in zip(*columns.values(), strict=True)
    ]


def _steps(steps: Steps) -> dict[str, Json]:
    return {
        "bout": [int(row) for row in steps.bout],
        "initial_contact_s": _numbers(steps.initial_contact_s),
        "final_contact_s": _numbers(steps.final_contact_s),
        "foot": _feet(steps.foot),
        "direction": _directions(steps.direction),
        "direction_confidence": _numbers(steps.direction_confidence),
        "stride_length_m": _numbers(steps.stride_length_m),
    }


def _numbers(values: FloatArray) -> list[Json]:
    known = np.isfinite(values)
    return [float(v) if ok else None for v, ok in zip(values, known, strict=True)]


def _directions(codes: CodeArray) -> list[Json]:
    return [CODES[code].value for code in codes]


def _feet(codes: CodeArray) -> list[Json]:
    sides = [FEET[code] for code in codes]
    return [side.value if side else None for side in sides]
