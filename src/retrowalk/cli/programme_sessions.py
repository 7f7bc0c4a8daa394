"""Sessions as a terminal shows them: minute by minute, and week by week."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from retrowalk.directions import Direction
from retrowalk.training.dose import Dose, dose_of
from retrowalk.training.planning.at_best import BestSession
from retrowalk.training.prescription import Interval, Prescription, Variation
from retrowalk.training.programmes.text_figures import time_words
from retrowalk.units import MPS_PER_MPH, clock, kmh_from_mps

WIDTH = 78


def laid_out(name: str, prescription: Prescription) -> str:
    """Return one session, headed by its name, with the minute at which each part begins."""
    whole, back = time_words(prescription.duration_s), time_words(prescription.backward_s)
    head = f"{name}: {whole}, of which {back} backward, {_pace(dose_of(prescription))}."
    return "\n".join([textwrap.fill(head, WIDTH), "", *_rows(prescription.intervals)])


def week_by_week(sessions: Sequence[BestSession]) -> str:
    """Return the last session of every week, a row each."""
    rows = ["  week  sessions  backward  longest bout  how"]
    before_s, easier_weeks = 0.0, 0
    for week, some in groupby(sessions, key=lambda session: session.week):
        *_, last = walked = list(some)
        dose = last.dose
        easier = dose.backward_s < before_s
        easier_weeks += easier
        before_s = dose.backward_s
        rows.append(
            f"{week:>6}{'*' if easier else ' '}{len(walked):>9}{clock(dose.backward_s):>10}"
            f"{clock(dose.bout_s):>14}  {_how(dose)}"
        )
    if easier_weeks:
        rows.append("     * an easier week")
    return "\n".join(rows)


def _how(dose: Dose) -> str:
    parts = ["comfortable"]
    if dose.speed_mps is not None:
        parts = [f"{kmh_from_mps(dose.speed_mps):.1f} km/h"]
    if dose.incline_pct:
        parts.append(f"{dose.incline_pct:g} % uphill")
    if dose.variation is not None:
        parts.append(_spoken(dose.variation))
    return ", ".join(parts)


def _pace(dose: Dose) -> str:
    speed = "at a comfortable speed"
    if dose.speed_mps is not None:
        kmh, mph = kmh_from_mps(dose.speed_mps), dose.speed_mps / MPS_PER_MPH
        speed = f"at {kmh:.1f} km/h ({mph:.1f} mph)"
    slope = f", {dose.incline_pct:g} % uphill" if dose.incline_pct else ""
    return f"{speed}{slope}{_tried(dose)}"


def _tried(dose: Dose) -> str:
    return "" if dose.variation is None else f", {_spoken(dose.variation)} at the end"


def _rows(intervals: Sequence[Interval]) -> Iterator[str]:
    """Say the walk in order, equal pairs of backward and forward counted."""
    at_s = 0.0
    for said, equal in groupby(_parts(intervals), key=_words):
        parts = list(equal)
        times = "" if len(parts) == 1 else f"{len(parts)} times: "
        yield f"  {clock(at_s):>6}  {times}{said}"
        at_s += sum(interval.duration_s for part in parts for interval in part)
    yield f"  {clock(at_s):>6}  end"


def _parts(intervals: Sequence[Interval]) -> Iterator[tuple[Interval, ...]]:
    """Split a session into its beginning and its backward bouts with what follows each."""
    part: tuple[Interval, ...] = ()
    for interval in intervals:
        if part and interval.direction is Direction.BACKWARD:
            yield part
            part = ()
        part = (*part, interval)
    yield part


def _words(part: Sequence[Interval]) -> str:
    return ", ".join(_one(interval) for interval in part)


def _one(interval: Interval) -> str:
    said = f"{interval.direction.value} {clock(interval.duration_s)}"
    if interval.variation is None:
        return said
    return f"{said} ({_spoken(interval.variation)})"


def _spoken(variation: Variation) -> str:
    return variation.value.replace("_", " ")
