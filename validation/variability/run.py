"""Stride times, phases and symmetry beside their truth; writes README's tables.

    python validation/variability/run.py

Needs the recordings (see validation/README.md); without them it says so and changes
nothing.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial, as_phone, data_folder, trials
from tables import markdown, write_into

from retrowalk.arrays import FloatArray
from retrowalk.gait.analyse import analyse
from retrowalk.gait.measures.cadence import MISSED
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import SensorSite

README = Path(__file__).with_name("README.md")
GROUPS = (
    ("ipol, real, forward", "ipol__*.npz"),
    ("gaittoolbox, real, forward", "gaittoolbox__*.npz"),
    ("bandai, computed, backward", "bandai__walk-back_*.npz"),
    ("bandai, computed, forward", "bandai__walk_*.npz"),
)
LEGS = {SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET}
NEAR_S = 0.15  # a stride is the same one if both its ends lie this near to the true ones
PER_CENT = 100.0
BESIDE_S = 0.6  # a step beside an annotated turn belongs to it
FEW = 5  # strides a walk must share with its truth to be compared at all


@dataclass(slots=True)
class Pairs:
    """Values measured and true, side by side."""

    seen: list[float] = field(default_factory=list)
    true: list[float] = field(default_factory=list)

    def add(self, seen: float, true: float) -> None:
        """Add a pair that is whole."""
        if np.isfinite(seen) and np.isfinite(true):
            self.seen.append(float(seen))
            self.true.append(float(true))

    @property
    def errors(self) -> FloatArray:
        """Measured minus true."""
        return np.array(self.seen) - np.array(self.true)


Tally = dict[str, Pairs]


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    times: dict[tuple[str, str, str], Tally] = {}
    symmetry: dict[tuple[str, str], Pairs] = {}
    for group, pattern in GROUPS:
        for name, sensors in walks(pattern):
            for trial in sensors:
                for way, recording in (
                    ("100 Hz", trial.recording),
                    ("phone", as_phone(trial.recording)),
                ):
                    report = analyse(recording)
                    key = (group, str(trial.recording.site), way)
                    add_times(times.setdefault(key, {}), trial, sensors, report)
                    if trial.recording.site is SensorSite.LOWER_BACK:
                        pairs = symmetry.setdefault((group, way), Pairs())
                        add_symmetry(pairs, sensors, report)
            print(name, end=" ", flush=True)
    print()
    write_into(README, "strides", stride_table(times))
    write_into(README, "phases", phase_table(times))
    write_into(README, "symmetry", symmetry_table(symmetry))


def walks(pattern: str) -> Iterator[tuple[str, list[Trial]]]:
    """Yield every recording with all its sensors but the wrists."""
    found: dict[str, list[Trial]] = {}
    for trial in trials(pattern):
        if trial.recording.site is not SensorSite.WRIST:
            found.setdefault(trial.name.rsplit(" ", maxsplit=1)[0], []).append(trial)
    yield from found.items()


def add_times(tally: Tally, trial: Trial, sensors: list[Trial], report: GaitReport) -> None:
    """Add each stride's time, the walk's spread of them, and its phases."""
    both = trial.recording.site is SensorSite.LOWER_BACK
    true_s = true_strides(trial.own_initial_s, 2 if both else 1)
    end_s = report.steps.initial_contact_s
    stride_s = report.step_measures.stride_s
    seen, true = matched_strides(end_s, stride_s, true_s)
    for one, other in zip(seen, true, strict=True):
        tally.setdefault("stride_ms", Pairs()).add(1000.0 * one, 1000.0 * other)
    if len(seen) >= FEW:
        spread = tally.setdefault("cv", Pairs())
        spread.add(PER_CENT * seen.std() / seen.mean(), PER_CENT * true.std() / true.mean())
    if trial.recording.site in LEGS and len(seen) >= FEW:
        add_phases(tally, trial, sensors, report)


def add_phases(
    tally: Tally, trial: Trial, sensors: list[Trial], report: GaitReport
) -> None:
    """Add the walk's stance, and its double support as one foot and as both show it."""
    stance_s, swing_s = report.step_measures.stance_s, report.step_measures.swing_s
    known = np.isfinite(stance_s)
    if known.sum() < FEW:
        return
    stance = PER_CENT * stance_s[known].sum() / (stance_s[known] + swing_s[known]).sum()
    own = PER_CENT * true_stance(trial)
    tally.setdefault("stance", Pairs()).add(stance, own)
    feet = {one.name[-1]: one for one in sensors if one.recording.site in LEGS}
    both = PER_CENT * sum(true_stance(one) for one in feet.values()) - PER_CENT
    tally.setdefault("double", Pairs()).add(2.0 * stance - PER_CENT, both)


def add_symmetry(pairs: Pairs, sensors: list[Trial], report: GaitReport) -> None:
    """Add the evenness of the longest bout's steps."""
    if not len(report.bouts.start_s):
        return
    row = int(np.argmax(report.bout_measures.strides))
    start_s, end_s = report.bouts.start_s[row], report.bouts.end_s[row]
    feet = {one.name[-1]: one.own_initial_s for one in sensors if one.recording.side}
    at_s = np.concatenate([feet["L"], feet["R"]])
    left = np.concatenate([np.ones(len(feet["L"])), np.zeros(len(feet["R"]))])
    order = np.argsort(at_s)
    at_s, left = at_s[order], left[order]
    step_s, to_left = np.diff(at_s), left[1:] == 1.0
    inside = (at_s[1:] >= start_s) & (at_s[1:] < end_s) & (left[1:] != left[:-1])
    inside &= step_s <= MISSED * np.median(step_s)
    turn_s = sensors[0].uturn_s
    if turn_s is not None:  # the report leaves turning steps out too
        inside &= (at_s[1:] < turn_s[0] - BESIDE_S) | (at_s[1:] > turn_s[1] + BESIDE_S)
    if not (inside & to_left).any() or not (inside & ~to_left).any():
        return
    one, other = step_s[inside & to_left].mean(), step_s[inside & ~to_left].mean()
    even = min(one, other) / max(one, other)
    pairs.add(float(report.bout_measures.step_symmetry[row]), float(even))


def true_strides(initial_s: FloatArray, contacts: int) -> FloatArray:
    """Return [begin, end] of every true stride, shape (n, 2)."""
    if len(initial_s) <= contacts:
        return np.zeros((0, 2))
    pairs = np.stack([initial_s[:-contacts], initial_s[contacts:]], axis=1)
    return pairs[np.diff(pairs, axis=1)[:, 0] <= MISSED * np.median(np.diff(pairs, axis=1))]


def matched_strides(
    end_s: FloatArray, stride_s: FloatArray, true_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return times of strides found and of the true ones they are, shape (n,) each."""
    seen, true = [], []
    for end, lasts in zip(end_s, stride_s, strict=True):
        if not np.isfinite(lasts) or not len(true_s):
            continue
        row = int(np.argmin(np.abs(true_s[:, 1] - end)))
        near = np.abs(true_s[row] - [end - lasts, end]).max() <= NEAR_S
        if near:
            seen.append(lasts)
            true.append(true_s[row, 1] - true_s[row, 0])
    return np.array(seen), np.array(true)


def true_stance(trial: Trial) -> float:
    """Return the share of the stride the foot is on the ground."""
    initial, final = trial.own_initial_s, trial.own_final_s
    stance, stride = 0.0, 0.0
    for begin, end in true_strides(initial, 1):
        left = final[(final > begin) & (final < end)]
        if len(left):
            stance, stride = stance + float(left[0] - begin), stride + float(end - begin)
    return stance / stride if stride else float("nan")


def stride_table(tallies: dict[tuple[str, str, str], Tally]) -> str:
    """Return how stride times and their spread agree."""
    rows = []
    for key, tally in tallies.items():
        ms, cv = tally.get("stride_ms", Pairs()), tally.get("cv", Pairs())
        if not ms.seen:
            continue
        rows.append(
            (
                *key,
                str(len(ms.seen)),
                f"{np.mean(ms.errors):+.0f}",
                f"{np.median(np.abs(ms.errors)):.0f}",
                f"{np.std(ms.errors):.0f}",
                f"{np.median(cv.true):.1f}" if cv.true else "-",
                f"{np.median(cv.seen):.1f}" if cv.seen else "-",
                f"{np.median(np.abs(cv.errors)):.1f}" if cv.true else "-",
            )
        )
    head = (
        "recordings",
        "site",
        "data",
        "strides",
        "mean error (ms)",
        "median size",
        "standard deviation",
        "true CV of a walk (%, median)",
        "measured",
        "median size of error",
    )
    return markdown(head, rows)


def phase_table(tallies: dict[tuple[str, str, str], Tally]) -> str:
    """Return how stance and double support agree."""
    rows = []
    for key, tally in tallies.items():
        stance, double = tally.get("stance", Pairs()), tally.get("double", Pairs())
        if not stance.seen:
            continue
        rows.append(
            (
                *key,
                str(len(stance.seen)),
                f"{np.mean(stance.true):.1f}",
                f"{np.mean(stance.errors):+.1f}",
                f"{np.median(np.abs(stance.errors)):.1f}",
                f"{np.mean(double.true):.1f}" if double.true else "-",
                f"{np.mean(double.errors):+.1f}" if double.true else "-",
                f"{np.median(np.abs(double.errors)):.1f}" if double.true else "-",
            )
        )
    head = (
        "recordings",
        "site",
        "data",
        "walks",
        "true stance (% of stride)",
        "mean error",
        "median size",
        "true double support (%)",
        "mean error",
        "median size",
    )
    return markdown(head, rows)


def symmetry_table(symmetry: dict[tuple[str, str], Pairs]) -> str:
    """Return how the evenness of steps agrees."""
    rows = [
        (
            *key,
            str(len(pairs.seen)),
            f"{np.median(pairs.true):.3f}",
            f"{np.median(pairs.seen):.3f}",
            f"{np.median(np.abs(pairs.errors)):.3f}",
            f"{np.abs(pairs.errors).max():.3f}",
        )
        for key, pairs in symmetry.items()
        if pairs.seen
    ]
    head = (
        "recordings, lower back",
        "data",
        "walks",
        "true (median)",
        "measured",
        "median size of error",
        "largest",
    )
    return markdown(head, rows)


if __name__ == "__main__":
    main()
