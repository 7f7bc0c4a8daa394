"""What the sensor saw of each interval: direction, steps, cadence, or why not."""

from collections.abc import Sequence

import numpy as np

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport, Steps
from retrowalk.signals.recording import Recording
from retrowalk.training.session import MeasuredWalk
from retrowalk.units import SECONDS_PER_MINUTE

Span = tuple[float, float]  # seconds of the recording's clock, half-open

LEAST_SEEN = (
    0.5  # share of an interval that must be recorded before we speak of it; our rule
)
MAJORITY = 0.5  # a direction is said of an interval when more of its steps than this had it
NO_STEPS = "no steps were seen in this part"
MIXED = "no direction was clear for most of the steps"


def measure(
    report: GaitReport, recording: Recording, spans: Sequence[Span]
) -> MeasuredWalk | None:
    """Return what was seen in the walked spans of one interval.

    None where less than half of the time was recorded: not measured is not "no steps".
    """
    if not spans or _seen(recording, spans) < LEAST_SEEN:
        return None
    inside = _inside(report.steps.initial_contact_s, spans)
    if not inside.any():
        return MeasuredWalk(Direction.UNKNOWN, 0, None, NO_STEPS)
    direction = _direction(report.steps, inside)
    return MeasuredWalk(
        direction=direction,
        steps=round(float(_steps_a_row(report)[inside].sum())),
        cadence_spm=_cadence_spm(report, inside, spans),
        why_unknown=_why(report) if direction is Direction.UNKNOWN else None,
    )


def _seen(recording: Recording, spans: Sequence[Span]) -> float:
    walked_s = sum(end - start for start, end in spans)
    delivered = np.isfinite(recording.acc_mps2).all(axis=1)
    at_s = recording.start_s + np.flatnonzero(delivered) / recording.rate_hz
    return float(_inside(at_s, spans).sum()) / recording.rate_hz / walked_s


def _inside(at_s: FloatArray, spans: Sequence[Span]) -> BoolArray:
    inside = np.zeros(at_s.shape, dtype=np.bool_)
    for start_s, end_s in spans:
        inside |= (at_s >= start_s) & (at_s < end_s)
    return inside


def _direction(steps: Steps, inside: BoolArray) -> Direction:
    counts = np.bincount(steps.direction[inside], minlength=len(CODES))
    most = int(np.argmax(counts))
    return CODES[most] if counts[most] > MAJORITY * counts.sum() else Direction.UNKNOWN


def _steps_a_row(report: GaitReport) -> FloatArray:
    """Return how many steps each row stands for: two where one leg was measured."""
    rows = np.bincount(report.steps.bout, minlength=len(report.bouts.steps))
    each: FloatArray = (report.bouts.steps / np.maximum(rows, 1))[report.steps.bout]
    return each


def _cadence_spm(
    report: GaitReport, inside: BoolArray, spans: Sequence[Span]
) -> float | None:
    """Return the cadence between neighbouring contacts of one bout and one span."""
    at_s, bout = report.steps.initial_contact_s, report.steps.bout
    weight = _steps_a_row(report)
    between: list[FloatArray] = []
    for span in spans:
        rows = np.flatnonzero(inside & _inside(at_s, [span]))
        same = bout[rows[1:]] == bout[rows[:-1]]
        between.append((np.diff(at_s[rows]) / weight[rows[1:]])[same])
    step_s = np.concatenate(between)
    return SECONDS_PER_MINUTE / float(np.median(step_s)) if step_s.size else None


def _why(report: GaitReport) -> str:
    return next((gap.why for gap in report.not_measured if gap.what == "direction"), MIXED)
