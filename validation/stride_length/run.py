"""Measure how long a foot sensor says its strides are, and write the tables here.

python validation/stride_length/run.py
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from recordings import Trial, as_phone, backwards_in_time, data_folder, remounted, trials
from tables import markdown, write_into

from retrowalk.arrays import FloatArray
from retrowalk.gait.analyse import analyse
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import Recording, SensorSite

README = Path(__file__).with_name("README.md")
NEAR_S = 0.25  # a stride that ends within this of a true one's end is the same stride
SHORTEST_S = 2.0  # of a recording; the shortest clip has one second, not a stride
SEED = 5
# What a treadmill's belt may do to a sensor on a shoe, as noise. Own choice.
SHAKEN_MPS2, SHAKEN_RADPS = 1.0, 0.2


def shaken(recording: Recording) -> Recording:
    """Return the recording with noise on it, as on a belt that shakes."""
    random = np.random.default_rng(SEED)
    shape, gyr = recording.acc_mps2.shape, recording.gyr_radps
    return replace(
        recording,
        acc_mps2=recording.acc_mps2 + random.normal(0.0, SHAKEN_MPS2, shape),
        gyr_radps=None if gyr is None else gyr + random.normal(0.0, SHAKEN_RADPS, shape),
    )


DATA: dict[str, Callable[[Recording], Recording]] = {
    "as recorded": lambda recording: recording,
    "strapped on another way": lambda one: remounted(one, SEED),
    "phone": as_phone,
    "phone, strapped on another way": lambda one: as_phone(remounted(one, SEED)),
    "shaken": shaken,
}
DATASETS = ("gaittoolbox", "bandai", "cmu", "style100")
HEAD = (
    "recordings", "data", "strides", "measured, %", "median length, m",
    "median error, cm", "median size", "90 %", "median size, %", "within 5 cm, %",
)  # fmt: skip


def main() -> None:
    if data_folder() is None:
        print("Skipped: the recordings are not here. RETROWALK_DATA names their folder.")
        return
    feet = [one for one in trials() if one.recording.site is SensorSite.FOOT]
    feet = [one for one in feet if one.recording.duration_s > SHORTEST_S]
    write_into(README, "motion capture", markdown(HEAD, list(_rows(feet))))
    real = [one for one in feet if one.dataset == "ipol"]
    write_into(README, "real feet", _agreement_table(real))


def _rows(feet: list[Trial]) -> Iterator[tuple[str, ...]]:
    for dataset in DATASETS:
        for way in ("forward", "backward"):
            some = [one for one in feet if one.dataset == dataset and one.direction == way]
            for data, change in DATA.items():
                if some:
                    yield _row(f"{dataset}, {way}", data, some, change)


def _row(
    name: str, data: str, some: list[Trial], change: Callable[[Recording], Recording]
) -> tuple[str, ...]:
    pairs = [_pairs(analyse(change(one.recording)), one) for one in some]
    true_m = np.concatenate([true for true, _ in pairs])
    found_m = np.concatenate([found for _, found in pairs])
    there = np.isfinite(found_m)
    error_cm = 100.0 * (found_m - true_m)[there]
    size = np.abs(error_cm)
    return (
        name,
        data,
        str(len(true_m)),
        f"{100 * there.mean():.0f}",
        f"{np.median(true_m):.2f}",
        f"{np.median(error_cm):+.1f}",
        f"{np.median(size):.1f}",
        f"{np.percentile(size, 90):.1f}",
        f"{np.median(size / true_m[there]):.1f}",
        f"{100 * np.mean(size <= 5.0):.0f}",
    )


def _pairs(report: GaitReport, trial: Trial) -> tuple[FloatArray, FloatArray]:
    """Return true and found lengths of the true strides, in m; NaN where not measured."""
    end_s, true_m = true_strides(trial)
    found = np.full(len(true_m), np.nan)
    at_s = report.steps.initial_contact_s
    for row, one_s in enumerate(end_s):
        if len(at_s) and np.abs(at_s - one_s).min() <= NEAR_S:
            found[row] = report.steps.stride_length_m[np.argmin(np.abs(at_s - one_s))]
    return true_m, found


@cache
def true_strides(trial: Trial) -> tuple[FloatArray, FloatArray]:
    """Return when the strides of a trial's foot end, in s, and their lengths, in m."""
    folder = data_folder()
    name, place = trial.name.split(" ")
    if folder is None:
        return np.zeros(0), np.zeros(0)
    with np.load(folder / f"{name}.npz") as archive:
        if "strides" not in archive.files or not len(archive["strides"]):
            return np.zeros(0), np.zeros(0)
        rows = archive["strides"].astype(np.float64)
        column = {str(one): at for at, one in enumerate(archive["strides_cols"])}
    rows = rows[rows[:, column["is_right"]] == place.endswith("R")]
    return rows[:, column["next_ic"]], rows[:, column["stride_length_m"]]


def _agreement_table(real: list[Trial]) -> str:
    """Return how well the real feet agree with themselves: no length of theirs is known."""
    rows = []
    ways: dict[str, Callable[[Recording], Recording]] = {
        **DATA,
        "played in reverse": backwards_in_time,
    }
    plain = {one.name: _straight_m(one, lambda recording: recording) for one in real}
    names = sorted({one.name.split(" ")[0] for one in real})
    for data, change in ways.items():
        found = {one.name: _straight_m(one, change) for one in real}
        left, right = (
            np.array([found[f"{name} {foot}"] for name in names])
            for foot in ("footL", "footR")
        )
        feet_cm = 100.0 * np.abs(left - right).ravel()
        legs_cm = 100.0 * np.abs(
            np.concatenate([left[:, 0] - left[:, 1], right[:, 0] - right[:, 1]])
        )
        same_cm = 100.0 * np.abs(
            np.array([found[name] for name in plain]) - np.array(list(plain.values()))
        )
        rows.append(
            (
                data,
                *_middle_and_most(feet_cm),
                *_middle_and_most(legs_cm),
                f"{np.nanmedian(same_cm):.1f}",
            )
        )
    head = (
        "data", "left and right foot, cm: median", "90 %", "out and back, cm: median",
        "90 %", "against as recorded, cm: median",
    )  # fmt: skip
    return markdown(head, rows)


def _middle_and_most(values: FloatArray) -> tuple[str, str]:
    return f"{np.nanmedian(values):.1f}", f"{np.nanpercentile(values, 90):.1f}"


def _straight_m(
    trial: Trial, change: Callable[[Recording], Recording]
) -> tuple[float, float]:
    """Return the median length of strides on the way out and on the way back, in m."""
    report = analyse(change(trial.recording))
    at_s, length_m = report.steps.initial_contact_s, report.steps.stride_length_m
    if change is backwards_in_time:
        at_s = trial.recording.duration_s - at_s
    if trial.uturn_s is None or trial.walking_s is None:
        return float("nan"), float("nan")
    start_s, end_s = trial.walking_s
    out = (at_s > start_s + 2.0) & (at_s < trial.uturn_s[0])
    back = (at_s > trial.uturn_s[1] + 1.5) & (at_s < end_s - 1.0)
    return float(np.nanmedian(length_m[out])), float(np.nanmedian(length_m[back]))


if __name__ == "__main__":
    main()
