"""Fit the weights of gait/evidence.py to the recordings, and say how they hold up.

    python validation/direction/fit.py

Every window of three strides of every computed recording is one row (their axes are
known, so the truth about facing and going is known separately). Weights have no
intercept: turning the sensor round must turn the answer round. Each row counts so that
each trial and each direction weighs the same. Printed: the weights to copy, and for each
site the rows misjudged when the trial's actor style is left out of the fit.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial, as_phone, trials

from retrowalk.gait.bouts import walks
from retrowalk.gait.contacts_leg import leg_contacts
from retrowalk.gait.contacts_trunk import trunk_contacts
from retrowalk.gait.moments import windows_about
from retrowalk.gait.sagittal import sagittal
from retrowalk.gait.settings import Settings
from retrowalk.gait.signature import (
    FACING_SHAPES,
    GOING_SHAPES,
    facing_shapes,
    going_shapes,
)
from retrowalk.gait.signature_trunk import TRUNK_SHAPES, trunk_shapes
from retrowalk.gait.walk import Walk
from retrowalk.signals.frames import told_rotation
from retrowalk.signals.recording import Recording, SensorSite

SITES = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET, SensorSite.LOWER_BACK)
PATTERNS = ("bandai__*.npz", "cmu__*.npz", "style100__*.npz", "ipol__*.npz")
HALF_WINDOW_STRIDES = 1.5
PENALTY = 0.02  # ridge on the weights; keeps a separable fit finite and modest
MIN_PLANARITY = 0.7
SURE = 2.2  # log-odds of a chance of 0.9


def rows(trial: Trial, recording: Recording) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return facing shapes, going shapes and going labels (+1 forward), axis made left."""
    facing, going, label = [], [], []
    if recording.axes is None:
        return np.zeros((0, len(FACING_SHAPES))), np.zeros((0, 5)), np.zeros(0)
    for walk in walks(recording, Settings()):
        if recording.site is SensorSite.LOWER_BACK:
            shapes, seconds = trunk_rows(recording, walk)
            facing.append(np.ones((len(shapes), len(FACING_SHAPES))))
            going.append(shapes)
            label.append(truth_at(trial, seconds))
            continue
        motion = sagittal(walk, walk.gyr_radps)
        if motion.planarity < MIN_PLANARITY:
            continue
        left = 1.0 if motion.axis[1] > 0 else -1.0
        contacts = leg_contacts(walk, motion, recording.site)
        at = contacts.initial
        windows = windows_about(
            at, HALF_WINDOW_STRIDES * walk.stride_samples, walk.n_samples
        )
        full = windows.size >= 1.8 * walk.stride_samples
        facing.append(left * facing_shapes(motion, windows, recording.rate_hz)[full])
        going.append(left * going_shapes(motion, windows)[full])
        label.append(truth_at(trial, (walk.first + at[full]) / recording.rate_hz))
    if not label:
        return np.zeros((0, len(FACING_SHAPES))), np.zeros((0, 5)), np.zeros(0)
    known = np.concatenate(label) != 0.0
    return tuple(np.concatenate(x)[known] for x in (facing, going, label))


def trunk_rows(recording: Recording, walk: Walk) -> tuple[np.ndarray, np.ndarray]:
    """Return the shapes of a trunk's windows and the seconds of their middles."""
    at = trunk_contacts(walk).initial
    windows = windows_about(at, HALF_WINDOW_STRIDES * walk.stride_samples, walk.n_samples)
    full = windows.size >= 1.8 * walk.stride_samples
    shapes = trunk_shapes(walk, told_rotation(recording.axes)[0], windows)
    return shapes[full], (walk.first + at[full]) / recording.rate_hz


def truth_at(trial: Trial, seconds: np.ndarray) -> np.ndarray:
    """Return +1 forward, -1 backward, 0 neither, at each moment."""
    if not len(trial.labels):
        turn = trial.uturn_s
        return np.where((seconds > turn[0] - 1.0) & (seconds < turn[1] + 1.0), 0.0, 1.0)
    truth = trial.labels[np.clip((seconds * 100.0).astype(int), 0, len(trial.labels) - 1)]
    return (truth == b"F") * 1.0 - (truth == b"B") * 1.0


def fitted(shapes: np.ndarray, label: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return logistic weights without intercept."""
    signed = shapes * label[:, None]

    def loss(weights: np.ndarray) -> float:
        return float(
            share @ np.logaddexp(0.0, -signed @ weights) + PENALTY * 0.1 * weights @ weights
        )

    return np.asarray(minimize(loss, np.zeros(shapes.shape[1])).x)


@dataclass(frozen=True)
class Rows:
    """Windows of one site, one row each: shapes, truth, weight and actor style."""

    facing: np.ndarray
    going: np.ndarray
    label: np.ndarray
    share: np.ndarray
    group: np.ndarray


def main() -> None:
    for site in SITES:
        report(site, gathered(site))


def gathered(site: SensorSite) -> Rows:
    """Return all windows of a site, at full rate and as a phone would give them."""
    facing, going, label, share, group = [], [], [], [], []
    for trial in (one for pattern in PATTERNS for one in trials(pattern)):
        if trial.recording.site is not site:
            continue
        for recording in (trial.recording, as_phone(trial.recording)):
            face, go, truth = rows(trial, recording)
            if len(truth):
                facing.append(face)
                going.append(go)
                label.append(truth)
                share.append(np.full(len(truth), 1.0 / len(truth)))
                group.append(np.full(len(truth), style(trial)))
    columns = [np.concatenate(one) for one in (facing, going, label, share, group)]
    for way in (1.0, -1.0):
        columns[3][columns[2] == way] /= columns[3][columns[2] == way].sum()
    return Rows(*columns)


def style(trial: Trial) -> str:
    """Return what is left out together: an actor style, or a whole other data set."""
    return (
        trial.name.split(" ")[0].split("_")[3]
        if trial.dataset == "bandai"
        else trial.dataset
    )


def report(site: SensorSite, one: Rows) -> None:
    print(f"== {site}: {len(one.label)} windows, {int((one.label < 0).sum())} backward")
    if site is SensorSite.LOWER_BACK:  # a trunk's facing is told or unknown
        report_family("going", one, one.going, one.label, TRUNK_SHAPES)
        return
    report_family("facing", one, one.facing, np.ones(len(one.label)), FACING_SHAPES)
    report_family("going", one, one.going, one.label, GOING_SHAPES)


def report_family(
    name: str, one: Rows, shapes: np.ndarray, truth: np.ndarray, names: tuple[str, ...]
) -> None:
    weights = fitted(shapes, truth, one.share)
    margin = np.zeros(len(truth))
    for left_out in np.unique(one.group):
        test = one.group == left_out
        margin[test] = shapes[test] @ fitted(shapes[~test], truth[~test], one.share[~test])
    margin *= truth
    back = one.label < 0
    print(name, dict(zip(names, np.round(weights, 1).tolist(), strict=True)))
    print(
        f"  left out: wrong {np.mean(margin < 0):.3f} (of backward {np.mean(margin[back] < 0):.3f})"
        f"; surely wrong {int((margin < -SURE).sum())}; surely right {np.mean(margin > SURE):.3f}"
    )


if __name__ == "__main__":
    main()
