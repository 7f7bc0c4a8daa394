"""Days, turns, standing and quality of a recording, as text."""

from collections.abc import Iterator

import numpy as np

from retrowalk.cli.gait_page import Page
from retrowalk.gait.finding.turns import Turns
from retrowalk.gait.measures.days import Days, day_name
from retrowalk.gait.measures.sways import Sways
from retrowalk.signals.stretches import KINDS, Stretches
from retrowalk.units import clock

_KIND_WORDS = {
    "gap": "nothing recorded",
    "clipped": "sensor at its end of range",
    "not_worn": "not worn",
    "jump": "clock jumped",
}
_DAY_HEADS = (
    "Day",
    "Bouts",
    "Walked",
    "Steps",
    "Backward",
    "lasting",
    "Steps/min",
    "m/s",
)
_MOST_ROWS = 40


def print_days(page: Page, days: Days) -> None:
    """Print a row a day, where a recording has more than one."""
    if days.start_s.size < 2:
        return
    page.head("Day by day")
    page.table(_DAY_HEADS, list(_day_rows(days)), left=1)


def print_turns(page: Page, turns: Turns) -> None:
    """Print how often the person turned, and which way."""
    n = turns.start_s.size
    if not n:
        return
    left = int((turns.angle_deg > 0.0).sum())
    word = "turn" if n == 1 else "turns"
    middle = float(np.median(np.abs(turns.angle_deg)))
    page.head("Turning")
    page.text(
        f"{n} {word}: {left} to the left, {n - left} to the right, by {middle:.0f} deg"
    )
    page.blank()


def print_standing(page: Page, sways: Sways) -> None:
    """Print the sway of each stretch of quiet standing."""
    if not sways.start_s.size:
        return
    page.head("Quiet standing: sway of the lower back")
    heads = (
        "Lasted",
        "RMS m/s2",
        "front-back",
        "side to side",
        "path m/s3",
        "95 % ellipse",
    )
    page.table(heads, list(_sway_rows(sways)))
    more = sways.start_s.size - _MOST_ROWS
    if more > 0:
        page.text(f"and {more} more; --json holds every one of them")
        page.blank()


def print_quality(page: Page, quality: Stretches) -> None:
    """Print how much of each kind cannot be believed."""
    found = [kind for code, kind in enumerate(KINDS) if (quality.kind == code).any()]
    if not found:
        return
    page.head("Quality of the recording")
    for kind in found:
        n = int((quality.kind == KINDS.index(kind)).sum())
        times = "once" if n == 1 else f"{n} times"
        lasted = clock(quality.lasting_s(kind))
        page.text(f"{_KIND_WORDS[kind]}: {times}, {lasted} in all")
    page.blank()


def _day_rows(days: Days) -> Iterator[tuple[str, ...]]:
    for row in range(days.start_s.size):
        yield (
            day_name(days, row),
            str(days.bouts[row]),
            clock(float(days.walked_s[row])),
            str(days.steps[row]),
            str(days.backward_steps[row]),
            clock(float(days.backward_s[row])),
            _number(float(days.cadence_spm[row]), "{:.0f}"),
            _number(float(days.speed_mps[row]), "{:.2f}"),
        )


def _sway_rows(sways: Sways) -> Iterator[tuple[str, ...]]:
    for row in range(min(sways.start_s.size, _MOST_ROWS)):
        yield (
            f"{float(sways.end_s[row] - sways.start_s[row]):.0f} s",
            _number(float(sways.rms_mps2[row]), "{:.3f}"),
            _number(float(sways.rms_ap_mps2[row]), "{:.3f}"),
            _number(float(sways.rms_ml_mps2[row]), "{:.3f}"),
            _number(float(sways.path_mps3[row]), "{:.3f}"),
            _number(float(sways.ellipse_m2ps4[row]), "{:.4f}"),
        )


def _number(value: float, form: str) -> str:
    return form.format(value) if np.isfinite(value) else "-"
