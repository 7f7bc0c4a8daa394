"""Tables of the lower back's direction: axes told, weights left out, the line found."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from recordings import Trial, as_phone
from scipy.optimize import minimize
from tables import markdown, write_into
from trunk_trials import HEAD, README, Count, no_gyroscope, same, truth_at

from retrowalk.gait.analyse import analyse
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.settings import Settings
from retrowalk.gait.trunk.signature_trunk import (
    TRUNK_SHAPES,
    TRUNK_WEIGHTS,
    found_frame,
    frame_along,
    going_along,
    trunk_shapes,
    whole_windows,
)
from retrowalk.gait.trunk.trunk import trunk_of
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import told_rotation

PENALTY = 0.001
SURE = 2.2  # log-odds of a chance of 0.9


def told_table(backs: dict[str, list[Trial]]) -> None:
    rows, stated = [], []
    for name, some in backs.items():
        for way, change in (
            ("", same),
            (", phone", as_phone),
            (", no gyroscope", no_gyroscope),
        ):
            count = Count()
            for trial in some:
                if trial.recording.axes is None:
                    continue
                report = analyse(change(trial.recording))
                count.add(report, _true(trial, report.steps.initial_contact_s))
            if count.right + count.wrong + count.unknown:
                rows.append([name + way, *count.cells()])
                stated += count.sure
    write_into(README, "axes told", markdown(("recordings", *HEAD), rows))
    stated_table(stated)


def stated_table(stated: list[tuple[float, bool]]) -> None:
    """How often a direction was right, by the confidence it was stated with."""
    sure, right = np.array(stated).T
    rows = []
    for low, high in pairwise((0.9, 0.93, 0.96, 0.98, 1.001)):
        some = (sure >= low) & (sure < high)
        share = f"{right[some].mean():.1%}" if some.any() else "-"
        rows.append([f"{low:g} to {min(high, 1.0):g}", str(int(some.sum())), share])
    write_into(README, "stated", markdown(("stated", "strides", "right"), rows))


def _true(trial: Trial, seconds: np.ndarray) -> np.ndarray:
    """Return the truth with the steps about a U-turn counted as forward too."""
    return truth_at(trial, seconds) if len(trial.labels) else np.ones(len(seconds))


def shape_table(backs: dict[str, list[Trial]]) -> None:
    """Fit the weights with one person or acted style left out, and count the misjudged."""
    shapes, label, group, name = _windows(backs)
    share = np.zeros(len(label))
    for trial in np.unique(name):
        share[name == trial] = 1.0 / np.sqrt((name == trial).sum())
    for way in (1.0, -1.0):
        share[label == way] /= share[label == way].sum()
    margin = np.zeros(len(label))
    for left_out in np.unique(group):
        test = group == left_out
        margin[test] = shapes[test] @ _fitted(shapes[~test], label[~test], share[~test])
    margin *= label
    weights = _fitted(shapes, label, share)
    print(dict(zip(TRUNK_SHAPES, np.round(weights, 1).tolist(), strict=True)))
    rows = []
    for who, some in (
        (
            "real, forward",
            np.char.startswith(name, "ipol") | np.char.startswith(name, "gaitt"),
        ),
        ("computed, forward", ~np.char.startswith(name, "ipol") & (label > 0)),
        ("computed, backward", label < 0),
    ):
        rows.append(
            [
                who,
                str(int(some.sum())),
                str(len(np.unique(group[some]))),
                str(int((margin[some] < 0).sum())),
                f"{np.mean(margin[some] > SURE):.1%}",
                *(
                    f"{np.mean(label[some] * shapes[some, i] > 0):.1%}"
                    for i in range(len(TRUNK_SHAPES))
                ),
            ]
        )
    head = (
        "windows",
        "how many",
        "people or styles",
        "misjudged when left out",
        "surely right",
        *(f"right by {one} alone" for one in TRUNK_SHAPES),
    )
    write_into(README, "shapes", markdown(head, rows))


def _windows(backs: dict[str, list[Trial]]) -> tuple[np.ndarray, ...]:
    columns: list[list[np.ndarray]] = [[], [], [], []]
    for trial in (one for some in backs.values() for one in some):
        if trial.dataset == "session":
            continue  # stitched from bandai: they would be counted twice
        for _, seconds, shapes, _ in _shapes_of(trial):
            truth = truth_at(trial, seconds)
            known = truth != 0.0
            parts = (
                shapes[known],
                truth[known],
                np.full(known.sum(), _person(trial)),
                np.full(known.sum(), trial.name),
            )
            for column, part in zip(columns, parts, strict=True):
                column.append(part)
    return tuple(np.concatenate(column) for column in columns)


def _shapes_of(trial: Trial) -> Iterator[tuple[Walk, np.ndarray, np.ndarray, np.ndarray]]:
    """Yield each walk with the seconds, shapes along the found line and frame, front told."""
    told = told_rotation(trial.recording.axes)
    for walk in walks(trial.recording, Settings()):
        trunk = trunk_of(walk)
        frame, windows = found_frame(trunk), whole_windows(trunk.walk)
        if told is None or not len(windows.first):
            continue
        if frame[0] @ told[0] < 0.0:
            frame = frame_along(frame[2], -frame[0])
        seconds = (walk.first + 0.5 * (windows.first + windows.last)) / walk.rate_hz
        going = going_along(trunk, frame)
        speeds = (going.speed_mps, going.aside_mps)
        yield trunk.walk, seconds, trunk_shapes(trunk, frame, speeds, windows), frame


def _person(trial: Trial) -> str:
    if trial.dataset == "bandai":
        return trial.name.split()[0].split("_")[3]
    return trial.name[: len("ipol__1")] if trial.dataset == "ipol" else trial.dataset


def _fitted(shapes: np.ndarray, label: np.ndarray, share: np.ndarray) -> np.ndarray:
    signed = shapes * label[:, None]

    def loss(weights: np.ndarray) -> float:
        return float(
            share @ np.logaddexp(0.0, -signed @ weights) + PENALTY * weights @ weights
        )

    return np.asarray(minimize(loss, np.array(TRUNK_WEIGHTS)).x)


def line_table(backs: dict[str, list[Trial]]) -> None:
    rows = []
    for name, some in backs.items():
        off = [
            np.degrees(
                np.arccos(
                    min(
                        1.0,
                        abs(
                            float(
                                frame[0]
                                @ _level(told_rotation(trial.recording.axes)[0], frame[2])
                            )
                        ),
                    )
                )
            )
            for trial in some
            if trial.recording.axes is not None
            for walk, _, _, frame in _shapes_of(trial)
            if walk.n_samples > 4.0 * walk.stride_samples
        ]
        if off:
            rows.append(
                [
                    name,
                    str(len(off)),
                    f"{np.median(off):.0f}",
                    f"{np.quantile(off, 0.9):.0f}",
                    f"{max(off):.0f}",
                ]
            )
    write_into(
        README,
        "line",
        markdown(
            ("recordings", "walks", "median (deg)", "90 % within (deg)", "largest (deg)"),
            rows,
        ),
    )


def _level(forward: np.ndarray, up: np.ndarray) -> np.ndarray:
    return frame_along(up, forward)[0]
