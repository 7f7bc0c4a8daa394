"""What each direction was like, as text: side by side, never averaged together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.cli.gait_page import Page
from retrowalk.directions import CODES, Direction
from retrowalk.gait.measures.matched import Matched
from retrowalk.gait.report import GaitReport

NOT_KNOWN = "-"
_WALKED = (Direction.FORWARD, Direction.BACKWARD)


@dataclass(frozen=True, slots=True)
class _Line:
    """One measure: its name for people, its column, how it is written, in what unit."""

    name: str
    column: str
    form: str
    factor: float = 1.0


_LINES = (
    _Line("cadence, steps/min", "cadence_spm", "{:.0f}"),
    _Line("step time, s", "step_s", "{:.2f}"),
    _Line("stride time, s", "stride_s", "{:.2f}"),
    _Line("stride time varies by, %", "stride_time_cv_pct", "{:.1f}"),
    _Line("speed, m/s", "speed_mps", "{:.2f}"),
    _Line("step length, m", "step_length_m", "{:.2f}"),
    _Line("stride length, m", "stride_length_m", "{:.2f}"),
    _Line("walk ratio, mm per step/min", "walk_ratio_m_per_spm", "{:.1f}", 1000.0),
    _Line("on the ground, % of stride", "stance_share", "{:.0f}", 100.0),
    _Line("in the air, % of stride", "swing_share", "{:.0f}", 100.0),
    _Line("both feet down, % of stride", "double_support_share", "{:.0f}", 100.0),
    _Line("left-right evenness (1 = even)", "step_symmetry", "{:.2f}"),
    _Line("step regularity", "step_regularity", "{:.2f}"),
    _Line("stride regularity", "stride_regularity", "{:.2f}"),
    _Line("harmonic ratio, up-down", "harmonic_ratio_v", "{:.1f}"),
    _Line("harmonic ratio, front-back", "harmonic_ratio_ap", "{:.1f}"),
    _Line("harmonic ratio, side to side", "harmonic_ratio_ml", "{:.1f}"),
    _Line("landing peak, m/s2", "landing_peak_mps2", "{:.1f}"),
    _Line("landing jerk, m/s3", "landing_jerk_mps3", "{:.0f}"),
    _Line("foot at contact, deg toes up", "foot_pitch_deg", "{:+.0f}"),
    _Line("forefoot first, % of contacts", "forefoot_first_share", "{:.0f}", 100.0),
    _Line("trunk lean, deg ahead, as mounted", "lean_deg", "{:+.0f}"),
    _Line("pelvis range, deg: tilt", "pelvis_tilt_deg", "{:.0f}"),
    _Line("pelvis range, deg: up and down", "pelvis_obliquity_deg", "{:.0f}"),
    _Line("pelvis range, deg: rotation", "pelvis_rotation_deg", "{:.0f}"),
)
_BY_COLUMN = {line.column: line for line in _LINES}
_LANDING = "landing_peak_mps2"


def print_measures(page: Page, report: GaitReport) -> None:
    """Print the measures of each direction that was walked, side by side."""
    ways = _ways(report)
    if not ways:
        return
    page.head("Each direction by itself")
    heads = ("", *(way.value for way in ways))
    page.table(heads, [_strides(report, ways), *_rows(report, ways)], left=1)
    _print_matched(page, report.matched)
    if np.isfinite(report.direction_measures.landing_peak_mps2).any():
        page.text(
            "Landing peak and jerk grow with speed: they are comparable only at matched speed, "
            "between directions as between recordings."
        )
    page.blank()


def _ways(report: GaitReport) -> list[Direction]:
    """Return the directions with strides: the unknown only where no other has any."""
    strides = report.direction_measures.strides
    known = [way for way in _WALKED if strides[CODES.index(way)]]
    unknown = Direction.UNKNOWN
    return known or [unknown] * bool(strides[CODES.index(unknown)])


def _strides(report: GaitReport, ways: list[Direction]) -> tuple[str, ...]:
    strides = report.direction_measures.strides
    return ("strides measured", *(str(strides[CODES.index(way)]) for way in ways))


def _rows(report: GaitReport, ways: list[Direction]) -> Iterator[tuple[str, ...]]:
    """Yield the measures that at least one of the directions has."""
    of = report.direction_measures
    for line in _LINES:
        column: FloatArray = getattr(of, line.column)
        values = [float(column[CODES.index(way)]) for way in ways]
        if any(np.isfinite(values)):
            yield line.name, *(_cell(line, value) for value in values)
        elif line.column == "stride_time_cv_pct":
            yield line.name, *("too few" for _ in ways)


def _cell(line: _Line, value: float) -> str:
    if np.isfinite(value):
        text = line.form.format(line.factor * value)
        return "0" if text in {"-0", "+0"} else text
    return "too few" if line.column == "stride_time_cv_pct" else NOT_KNOWN


def _print_matched(page: Page, matched: Matched) -> None:
    if not np.isfinite(matched.speed_mps):
        return
    rows = [
        (line.name, _cell(line, float(one)), _cell(line, float(other)))
        for what, one, other in zip(
            matched.what, matched.forward, matched.backward, strict=True
        )
        for line in (_BY_COLUMN[what],)
        if np.isfinite(one) and np.isfinite(other)
    ]
    forth, back = matched.strides
    page.head(
        f"At the same speed, {matched.speed_mps:.2f} m/s "
        f"({forth} strides forward, {back} backward)"
    )
    page.table(("", "forward", "backward"), rows, left=1)
