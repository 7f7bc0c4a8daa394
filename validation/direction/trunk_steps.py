"""Tables of the lower back's steps: contacts, which foot, how long."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from lost import lost
from recordings import Trial, as_phone, data_folder, trials
from scoring import matched_errors_s
from tables import markdown, write_into
from trunk_clocks import SLIP_MS
from trunk_trials import README

from retrowalk.gait.analyse import analyse
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.known import Known
from retrowalk.gait.settings import Settings
from retrowalk.gait.trunk.measure_trunk import measured_trunk
from retrowalk.gait.walk import Walk
from retrowalk.signals.recording import SensorSite

EDGE_S = 0.3  # beyond the first and last true contact nothing is known
SWAPPED = ("ipol__4-1", "ipol__4-2")  # left and right; calibration.md says how it shows


def contact_table(
    backs: dict[str, list[Trial]], slips: dict[str, tuple[float, float]]
) -> None:
    even = [
        one
        for one in backs["ipol, real, forward"]
        if max(slips[one.name.split()[0]]) <= SLIP_MS
    ]
    groups = {"ipol, all": backs["ipol, real, forward"], "ipol, clocks even": even}
    groups["ipol, clocks even, phone"] = [
        replace(one, recording=as_phone(one.recording)) for one in even
    ]
    groups |= {name: some for name, some in backs.items() if not name.startswith("ipol")}
    rows = [[name, *_contacts_of(some)] for name, some in groups.items()]
    rows.insert(2, ["ipol, clocks even, without the turn", *_contacts_of(even, _off_turn)])
    rows.insert(2, ["ipol, clocks even, only in the walk", *_contacts_of(even, _in_walk)])
    at = 1 + [row[0] for row in rows].index("cmu, forward")
    known = _contacts_of(backs["cmu, forward"], _in_walk)
    rows.insert(at, ["cmu, forward, only while contacts are known", *known])
    real = backs["ipol, real, forward"]
    slipped = {one.name for one in real} - {one.name for one in even}
    mended = [_mended(one) if one.name in slipped else one for one in real]
    name = "ipol, all, time lost told by the feet"
    rows.insert(1, [name, *_contacts_of(mended)])
    head = (
        "recordings",
        "contacts",
        "found",
        "extra",
        "median error (ms)",
        "median size (ms)",
        "90 % within (ms)",
    )
    write_into(README, "contacts", markdown(head, rows))


def _off_turn(trial: Trial, at_s: np.ndarray) -> np.ndarray:
    low, high = trial.uturn_s
    return (at_s < low - 0.5) | (at_s > high + 0.5)


def _in_walk(trial: Trial, at_s: np.ndarray) -> np.ndarray:
    """Return which moments lie where contacts are annotated, as at the feet."""
    first_s, last_s = trial.contacts_s[0], trial.contacts_s[-1]
    return (at_s >= first_s - EDGE_S) & (at_s <= last_s + EDGE_S)


def _mended(trial: Trial) -> Trial:
    """Return the trial with the annotation's clock set by the feet, not by the back."""
    name, maps = trial.name.split()[0], []
    for foot in trials(f"{name}.npz"):
        if foot.recording.site is SensorSite.FOOT:
            found_s = analyse(foot.recording).steps.initial_contact_s
            maps.append(lost(foot.own_initial_s, found_s))
    seen_s = np.mean([one.seen_s(trial.contacts_s) for one in maps], axis=0)
    return replace(trial, contacts_s=seen_s)


def _contacts_of(
    some: list[Trial], where: Callable[[Trial, np.ndarray], np.ndarray] | None = None
) -> list[str]:
    true, found, errors = 0, 0, []
    for trial in some:
        true_s, found_s = trial.contacts_s, analyse(trial.recording).steps.initial_contact_s
        if where is not None:
            true_s, found_s = true_s[where(trial, true_s)], found_s[where(trial, found_s)]
        true, found = true + len(true_s), found + len(found_s)
        errors.append(1000.0 * matched_errors_s(true_s, found_s))
    error = np.concatenate(errors)
    return [
        str(true),
        f"{len(error) / true:.1%}",
        f"{1.0 - len(error) / max(found, 1):.1%}",
        f"{np.median(error):+.0f}",
        f"{np.median(np.abs(error)):.0f}",
        f"{np.quantile(np.abs(error), 0.9):.0f}",
    ]


def foot_table(
    backs: dict[str, list[Trial]], slips: dict[str, tuple[float, float]]
) -> None:
    rows = []
    for name, some in backs.items():
        right = wrong = unknown = 0
        for trial in some:
            bare = trial.name.split()[0]
            if trial.recording.axes is None or max(slips.get(bare, (0.0, 0.0))) > SLIP_MS:
                continue
            left_s, right_s = _feet_s(bare)
            steps = analyse(trial.recording).steps
            for at, foot in zip(steps.initial_contact_s, steps.foot, strict=True):
                gap = [np.abs(one - at).min(initial=9.0) for one in (left_s, right_s)]
                if min(gap) > 0.2:
                    continue
                true = 1 + int(np.argmin(gap))
                right, wrong = right + (foot == true), wrong + (foot == 3 - true)
                unknown += foot == 0
        total = right + wrong + unknown
        if not total:
            continue
        rows.append(
            [
                name,
                str(total),
                f"{right / total:.1%}",
                f"{wrong / total:.1%}",
                f"{unknown / total:.1%}",
            ]
        )
    write_into(
        README,
        "foot",
        markdown(
            ("recordings", "steps", "right foot named", "other foot named", "unknown"), rows
        ),
    )


def _feet_s(name: str) -> tuple[np.ndarray, np.ndarray]:
    with np.load(data_folder() / f"{name}.npz") as content:
        keys = ("ev_L", "ev_R") if "ev_L" in content.files else ("IC_L", "IC_R")
        left, right = (
            content[key][:, 1] if key[:2] == "ev" else content[key] for key in keys
        )
    return (right, left) if name in SWAPPED else (left, right)


def length_table(backs: dict[str, list[Trial]]) -> None:
    """Median step of each walk against the foot sensors' (ipol) or motion capture."""
    feet: dict[str, list[float]] = {}
    for trial in trials("ipol__*.npz"):
        if trial.recording.site is SensorSite.FOOT:
            steps = analyse(trial.recording).steps
            feet.setdefault(trial.name.split()[0], []).append(
                0.5 * float(np.nanmedian(steps.stride_length_m))
            )
    rows = []
    for name, some in backs.items():
        pairs = []
        for trial in some:
            bare = trial.name.split()[0]
            with np.load(data_folder() / f"{bare}.npz") as content:
                height = (
                    float(content["height"]) / 100.0 if "height" in content.files else 1.70
                )
                stride = (
                    content["strides"][:, 4] if "strides" in content.files else np.zeros(0)
                )
            true = (
                float(np.median(feet[bare]))
                if bare in feet
                else 0.5 * float(np.median(stride))
                if len(stride)
                else np.nan
            )
            lengths = [
                _steps_m(walk, height) for walk in walks(trial.recording, Settings())
            ]
            joined = np.concatenate([np.zeros(0), *lengths])
            if np.isfinite(joined).sum() >= 6 and np.isfinite(true):
                pairs.append((true, float(np.nanmedian(joined))))
        if pairs:
            true, found = np.array(pairs).T
            like = f"{np.corrcoef(true, found)[0, 1]:.2f}" if len(true) > 3 else "-"
            rows.append(
                [
                    name,
                    str(len(true)),
                    f"{np.median(true):.2f}",
                    f"{np.median(found - true):+.2f}",
                    f"{np.median(np.abs(found - true)):.2f}",
                    like,
                ]
            )
    head = (
        "recordings",
        "walks",
        "true step, median (m)",
        "median error (m)",
        "median size (m)",
        "correlation",
    )
    write_into(README, "step length", markdown(head, rows))


def _steps_m(walk: Walk, height_m: float) -> np.ndarray:
    return measured_trunk(walk, None, Known(height_m=height_m)).step_length_m
