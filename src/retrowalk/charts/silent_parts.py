"""What a line of time does not hold: walking that was not found, samples that are missing."""

import numpy as np

from retrowalk.charts.frame import LEFT, RIGHT, Frame
from retrowalk.charts.recording_words import NO_WALKING
from retrowalk.charts.svg import Attributes, Svg, box, label
from retrowalk.gait.report import GaitReport
from retrowalk.signals.stretches import KINDS

_GAP = KINDS.index("gap")
_HIGH = 20.0
_LEAST = 1.0
_LOOK: Attributes = {
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": 0.8,
    "stroke-dasharray": "2 2",
}


def silent_parts(report: GaitReport, frame: Frame, y: float) -> list[Svg]:
    """Return a dashed box where nothing was recorded; words where no walking was found."""
    parts = []
    for row in np.flatnonzero(report.quality.kind == _GAP):
        start_s, end_s = report.quality.start_s[row], report.quality.end_s[row]
        left, right = frame.span(float(start_s), float(end_s), _LEAST)
        parts.append(box(left, y, right - left, _HIGH, _LOOK))
    if not report.bouts.start_s.size:
        parts.append(label((LEFT + RIGHT) / 2, y + 14.0, NO_WALKING, "middle"))
    return parts


def silent_entry(report: GaitReport) -> list[tuple[Svg, str]]:
    """Return the mark and the word for the legend, where there is such a box."""
    if not (report.quality.kind == _GAP).any():
        return []
    return [(box(0.5, 0.5, 11.0, 11.0, _LOOK), "nothing recorded")]
