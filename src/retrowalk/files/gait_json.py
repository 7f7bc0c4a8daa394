"""A gait report as JSON: the contract of contracts/gait_report.schema.json.

Columns stay columns. What was not measured is null; NaN never leaves the house. Keys may
be added under the same schema number; none is taken away or changes its meaning. Schema 2
added measures, turns, quality, quiet standing and days to schema 1, and took nothing away.
"""

import json
from collections.abc import Iterable
from dataclasses import fields

import numpy as np

from retrowalk.arrays import CodeArray, FloatArray, IntArray
from retrowalk.directions import CODES
from retrowalk.gait.contacts import FEET
from retrowalk.gait.finding.turns import Turns
from retrowalk.gait.measures.days import Days, day_name
from retrowalk.gait.measures.matched import Matched
from retrowalk.gait.measures.measures import Measures, StepMeasures
from retrowalk.gait.measures.sways import Sways
from retrowalk.gait.report import Bouts, GaitReport, Steps
from retrowalk.signals.stretches import KINDS, Stretches

SCHEMA = 2
DECIMALS = 4  # of measures: a tenth of a millisecond, of a millimetre
_FINER = {"walk_ratio_m_per_spm": 7}  # metres by steps a minute are thousandths
_NOTES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("landing_peak_mps2", "landing_jerk_mps3"),
        "grow with speed: comparable only at matched speed, between directions as between "
        "recordings",
    ),
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Columns = dict[str, list[Json]]


def gait_json(report: GaitReport) -> str:
    """Return the report as JSON text in plain ASCII."""
    return json.dumps(gait_document(report), allow_nan=False, indent=2)


def gait_document(report: GaitReport) -> dict[str, Json]:
    """Return the report as what JSON can hold."""
    of_bouts = _rows(_measures(report.bout_measures))
    bouts = _rows(_bouts(report.bouts))
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
            "calendar": report.days.calendar,
        },
        "bouts": [b | {"measures": m} for b, m in zip(bouts, of_bouts, strict=True)],
        "steps": {**_steps(report.steps), **_measures(report.step_measures)},
        "directions": dict(
            zip(
                [direction.value for direction in CODES],
                _rows(_measures(report.direction_measures)),
                strict=True,
            )
        ),
        "matched": _matched(report.matched),
        "turns": [*_rows(_turns(report.turns))],
        "quality": [*_rows(_quality(report.quality))],
        "quiet_standing": [*_rows(_sways(report.quiet))],
        "days": [*_rows(_days(report.days))],
        "not_measured": [{"what": gap.what, "why": gap.why} for gap in report.not_measured],
        "notes": [{"measures": [*measures], "note": note} for measures, note in _NOTES],
    }


def _bouts(bouts: Bouts) -> Columns:
    return {
        "start_s": _numbers(bouts.start_s),
        "end_s": _numbers(bouts.end_s),
        "direction": _directions(bouts.direction),
        "direction_confidence": _numbers(bouts.direction_confidence),
        "steps": _whole(bouts.steps),
        "cadence_spm": _numbers(bouts.cadence_spm),
    }


def _steps(steps: Steps) -> dict[str, Json]:
    return {
        "bout": _whole(steps.bout),
        "initial_contact_s": _numbers(steps.initial_contact_s),
        "final_contact_s": _numbers(steps.final_contact_s),
        "foot": _feet(steps.foot),
        "direction": _directions(steps.direction),
        "direction_confidence": _numbers(steps.direction_confidence),
        "stride_length_m": _numbers(steps.stride_length_m),
    }


def _measures(table: Measures | StepMeasures) -> Columns:
    return _columns((f.name, getattr(table, f.name)) for f in fields(table))


def _matched(matched: Matched) -> Json:
    speed = np.array([matched.speed_mps])
    pairs = zip(_rounded(matched.forward), _rounded(matched.backward), strict=True)
    return {
        "speed_mps": _rounded(speed)[0],
        "forward_strides": matched.strides[0],
        "backward_strides": matched.strides[1],
        "measures": {
            name: {"forward": one, "backward": other}
            for name, (one, other) in zip(matched.what, pairs, strict=True)
        },
    }


def _turns(turns: Turns) -> Columns:
    return {
        "start_s": _numbers(turns.start_s),
        "end_s": _numbers(turns.end_s),
        "angle_deg": _rounded(turns.angle_deg),
        "bout": _whole(turns.bout),
    }


def _quality(stretches: Stretches) -> Columns:
    return {
        "kind": [KINDS[code] for code in stretches.kind],
        "start_s": _numbers(stretches.start_s),
        "end_s": _numbers(stretches.end_s),
    }


def _sways(sways: Sways) -> Columns:
    times = {"start_s": _numbers(sways.start_s), "end_s": _numbers(sways.end_s)}
    return times | {
        f.name: _numbers(getattr(sways, f.name))
        for f in fields(sways)
        if f.name not in times
    }


def _days(days: Days) -> Columns:
    names: list[Json] = [day_name(days, row) for row in range(days.start_s.size)]
    columns = ((f.name, getattr(days, f.name)) for f in fields(days))
    return {"day": names} | _columns((n, c) for n, c in columns if n != "calendar")


def _columns(named: Iterable[tuple[str, FloatArray | IntArray]]) -> Columns:
    return {
        name: [*values.tolist()]
        if values.dtype.kind == "i"
        else _rounded(values.astype(np.float64), _FINER.get(name, DECIMALS))
        for name, values in named
    }


def _rows(columns: Columns) -> list[dict[str, Json]]:
    return [
        dict(zip(columns, cells, strict=True))
        for cells in zip(*columns.values(), strict=True)
    ]


def _numbers(values: FloatArray) -> list[Json]:
    """Return numbers as they are, null where not measured."""
    cells: list[Json] = values.tolist()
    for row in np.flatnonzero(~np.isfinite(values)):
        cells[row] = None
    return cells


def _rounded(values: FloatArray, decimals: int = DECIMALS) -> list[Json]:
    return _numbers(np.round(values, decimals))


def _whole(values: IntArray) -> list[Json]:
    return [*values.tolist()]


def _directions(codes: CodeArray) -> list[Json]:
    names = [direction.value for direction in CODES]
    return [names[code] for code in codes.tolist()]


def _feet(codes: CodeArray) -> list[Json]:
    names = [side.value if side else None for side in FEET]
    return [names[code] for code in codes.tolist()]
