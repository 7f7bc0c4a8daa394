"""Tell every recording live, and compare with its analysis as a whole.

    python validation/live/run.py

Writes the tables into this folder's README. Needs the recordings (see validation/README.md);
without them it says so and changes nothing.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial, as_phone, data_folder, remounted, trials

from retrowalk.arrays import FloatArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.following.live_step import LiveStep
from retrowalk.gait.kernels.choice import compiled_kernels
from retrowalk.gait.live import StepDetector
from retrowalk.gait.report import Steps
from retrowalk.gait.sites import STEP_SITES
from retrowalk.signals.recording import Recording

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: written by run.py -->\n", "<!-- end of table -->\n"
GROUPS = (
    ("bandai, backward", "bandai__walk-back_*.npz"),
    ("bandai, forward", "bandai__walk_*.npz"),
    ("bandai, curves", "bandai__walk-[lr]*.npz"),
    ("session, both", "session__*.npz"),
    ("cmu, forward", "cmu__*.npz"),
    ("style100, forward", "style100__*.npz"),
    ("gaittoolbox, real", "gaittoolbox__*.npz"),
    ("ipol, real", "ipol__*.npz"),
)
SEED = 3
CHUNK = 15  # samples pushed at once; says nothing about the result
IN_TIME_S = 0.6  # a step is to be told no later than this after its contact
SAME_S = 0.3  # a live and a batch contact nearer than this are the same one
NEW_WALK = 1.6  # of the interval between contacts without one: told as a walk's start
TRUTH = {"F": Direction.FORWARD, "B": Direction.BACKWARD}
OPPOSITE = {Direction.FORWARD: Direction.BACKWARD, Direction.BACKWARD: Direction.FORWARD}


@dataclass
class Tally:
    """What became of the steps of one group and site."""

    batch: int = 0
    live: int = 0
    same: int = 0
    apart_ms: list[float] = field(default_factory=list)
    first_s: list[float] = field(default_factory=list)
    late_s: list[float] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    opposite: int = 0
    right: int = 0
    wrong: int = 0
    wrong_backward: int = 0
    unknown: int = 0


def told_live(recording: Recording) -> list[LiveStep]:
    """Return the steps of a recording as they are told while it runs."""
    detector = StepDetector(
        recording.site,
        recording.rate_hz,
        recording.side,
        recording.axes,
        kernels=compiled_kernels(),
    )
    samples = recording.acc_mps2
    if recording.gyr_radps is not None:
        samples = np.hstack([samples, recording.gyr_radps])
    steps: list[LiveStep] = []
    for at in range(0, len(samples), CHUNK):
        steps += detector.push(samples[at : at + CHUNK])
    return [*steps, *detector.finish()]


def add(tally: Tally, trial: Trial, recording: Recording) -> None:
    batch, live = analyse(recording).steps, told_live(recording)
    tally.batch += len(batch.initial_contact_s)
    tally.live += len(live)
    _compare(tally, batch, live)
    before_s, told_s, begins, cadence_spm = -np.inf, -np.inf, True, 100.0
    a_stride = 1 if recording.site in STEP_SITES else 2
    for step in live:
        _judge(tally, trial, step)
        if step.told_s > told_s:
            begins = step.time_s - before_s > NEW_WALK * 60.0 / cadence_spm * a_stride
        (tally.first_s if begins else tally.late_s).append(step.told_s - step.time_s)
        before_s, told_s = step.time_s, step.told_s
        cadence_spm = step.cadence_spm if step.cadence_spm > 0.0 else 100.0


def _compare(tally: Tally, batch: Steps, live: list[LiveStep]) -> None:
    at_s = np.array([step.time_s for step in live])
    for row, contact_s in enumerate(batch.initial_contact_s):
        if not len(at_s):
            return
        nearest = int(np.argmin(np.abs(at_s - contact_s)))
        apart_s = at_s[nearest] - contact_s
        if abs(apart_s) > SAME_S:
            continue
        tally.same += 1
        tally.apart_ms.append(1000.0 * abs(apart_s))
        one, other = CODES[batch.direction[row]], live[nearest].direction
        tally.said["alike" if one is other else f"{one}, live {other}"] += 1
        tally.opposite += OPPOSITE.get(one) is other


def _judge(tally: Tally, trial: Trial, step: LiveStep) -> None:
    truth = _truth(trial, step.time_s)
    if truth is None or step.direction is Direction.TURNING:
        return
    if step.direction is Direction.UNKNOWN:
        tally.unknown += 1
    elif step.direction is truth:
        tally.right += 1
    else:
        tally.wrong += 1
        tally.wrong_backward += step.direction is Direction.BACKWARD


def _truth(trial: Trial, at_s: float) -> Direction | None:
    if not len(trial.labels):
        return Direction(trial.direction)
    row = min(int(at_s * trial.recording.rate_hz), len(trial.labels) - 1)
    label = trial.labels[row]
    return TRUTH.get(label.decode() if isinstance(label, bytes) else str(label))


def table(tallies: dict[tuple[str, str], Tally]) -> str:
    """Return the table, one row for each group and site."""
    rows = [
        "| recordings | site | steps, batch | live | of batch found live "
        "| apart, median, 95 %, most (ms) | told in a walk: late, median, 95 %, most (s) "
        "| within 0.6 s | told at a walk's start | late (s) "
        "| alike | opposite | right | wrong | of these backward | unknown |",
        "|---" * 16 + "|",
    ]
    for (group, site), t in tallies.items():
        alike = t.said["alike"]
        rows.append(
            f"| {group} | {site} | {t.batch} | {t.live} | {t.same} | {_three(t.apart_ms, 0)} "
            f"| {_three(t.late_s, 2)} | {_in_time(t.late_s)} | {len(t.first_s)} "
            f"| {_three(t.first_s, 2)} "
            f"| {alike} | {t.opposite} | {t.right} | {t.wrong} | {t.wrong_backward} | {t.unknown} |"
        )
    return "\n".join(rows) + "\n"


def _three(values: list[float], digits: int) -> str:
    if not values:
        return "-"
    some: FloatArray = np.percentile(values, [50, 95, 100])
    return ", ".join(f"{one:.{digits}f}" for one in some)


def _in_time(late_s: list[float]) -> str:
    if not late_s:
        return "-"
    return f"{100.0 * float(np.mean(np.array(late_s) <= IN_TIME_S)):.0f} %"


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    tallies: dict[tuple[str, str], Tally] = {}
    for group, pattern in GROUPS:
        for trial in trials(pattern):
            key = (group, str(trial.recording.site))
            recording = trial.recording
            if recording.site.value != "lower_back":
                recording = remounted(recording, SEED)
            add(tallies.setdefault(key, Tally()), trial, as_phone(recording))
    text = table(tallies)
    print(text)
    if "--print" not in sys.argv:
        head, _, rest = README.read_text().partition(BEGIN)
        README.write_text(head + BEGIN + "\n" + text + "\n" + END + rest.partition(END)[2])


if __name__ == "__main__":
    main()
