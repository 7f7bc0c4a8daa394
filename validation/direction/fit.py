"""Fit the weights of gait/evidence.py to the computed recordings, and say how they hold up.

    python validation/direction/fit.py

Every stride of every computed recording is one row (their axes are known, so the truth
about facing and going is known separately), at each of PLACES along and around its limb,
once as it is and once as a phone gives it.
Weights have no intercept: turning the sensor round must turn the answer round. Each trial
and each direction weighs the same. Printed for each site: the weights to copy; strides
misjudged, one by one and without any smoothing, when the trial's actor style or data set
is left out of the fit; and when the fit saw only forward walks and is asked about backward
ones, or the other way round. The lower back has its own (calibration.py).
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from disturbed import moved
from recordings import Trial, as_phone, trials

from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.kernels.leg_rules import PLANAR
from retrowalk.gait.leg.measure_leg import leg_evidence, leg_seen
from retrowalk.gait.settings import Settings
from retrowalk.signals.recording import Recording, SensorSite

LEGS = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
PATTERNS = ("bandai__*.npz", "cmu__*.npz", "style100__*.npz")
# Where on its limb else the sensor may be, in m ahead, left and up of where it was computed:
# a foot's heel, toes, instep, side and ankle; a shank's upper end, its lower one, its back
# and its side; a thigh's knee, sides, back, and the trousers' back pocket.
PLACES = {
    SensorSite.FOOT: (
        *((0.0, 0.0, 0.0), (-0.1, 0.0, 0.0), (0.1, 0.0, 0.0)),
        *((0.0, 0.0, 0.05), (0.0, 0.05, 0.0), (-0.06, 0.0, 0.1)),
    ),
    SensorSite.SHANK: (
        *((0.0, 0.0, 0.0), (0.0, 0.0, 0.15), (0.03, 0.0, 0.1), (0.0, 0.0, -0.15)),
        *((0.04, 0.0, -0.25), (-0.06, 0.0, 0.0), (0.0, 0.06, -0.15)),
    ),
    SensorSite.POCKET: (
        *((0.0, 0.0, 0.0), (0.09, 0.0, -0.15), (0.07, 0.0, -0.3), (0.05, 0.0, 0.15)),
        *((0.0, 0.1, 0.0), (0.0, -0.1, 0.0), (-0.1, 0.0, 0.0), (-0.1, 0.0, -0.15)),
        (-0.13, 0.0, 0.12),
    ),
}
PENALTY = 0.002  # ridge on the weights; keeps a separable fit finite and modest
SURE = 2.2  # log-odds of a chance of 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Strides of one site, one row each; axis made left.

    facing, going: shapes. forward: +1 or -1. share: weight. group: acted style or data set.
    """

    facing: np.ndarray
    going: np.ndarray
    forward: np.ndarray
    share: np.ndarray
    group: np.ndarray


def computed(sites: Sequence[SensorSite] = LEGS) -> list[Trial]:
    """Return the trials the weights are fitted to."""
    return [
        one
        for pattern in PATTERNS
        for one in trials(pattern)
        if one.recording.site in sites
    ]


def group_of(trial: Trial) -> str:
    """Return what is left out together: an acted style, or a whole other data set."""
    name = trial.name.split(" ")[0]
    return name.split("_")[3] if trial.dataset == "bandai" else trial.dataset


def gathered(many: Sequence[Trial], site: SensorSite) -> Rows:
    """Return all whole strides of a site, at full rate and as a phone would give them."""
    facing, going, forward, share, group = [], [], [], [], []
    for trial in (one for one in many if one.recording.site is site):
        for recording in _given(trial.recording):
            for walk in walks(recording, Settings()):
                one = leg_seen(walk, walk.gyr_radps, site, None)
                if one.motion.planarity < PLANAR or not len(one.bare.contacts.initial):
                    continue
                seen = leg_evidence(one, site)
                seconds = (walk.first + one.bare.contacts.initial) / recording.rate_hz
                truth = truth_at(trial, seconds)
                usable = seen.whole & (truth != 0.0)
                left = 1.0 if one.motion.axis[1] > 0.0 else -1.0
                facing.append(left * seen.facing[usable])
                going.append(left * seen.going[usable])
                forward.append(truth[usable])
                size = int(usable.sum())
                share.append(np.full(size, 1.0 / max(size, 1)))
                group.append(np.full(size, group_of(trial)))
    columns = [np.concatenate(one) for one in (facing, going, forward, share, group)]
    for way in (1.0, -1.0):
        columns[3][columns[2] == way] /= max(columns[3][columns[2] == way].sum(), 1e-12)
    return Rows(*columns)


def _given(recording: Recording) -> Iterator[Recording]:
    for place in PLACES[recording.site]:
        there = moved(recording, place)
        yield from (there, as_phone(there))


def truth_at(trial: Trial, seconds: np.ndarray) -> np.ndarray:
    """Return +1 forward, -1 backward, 0 neither, at each moment."""
    at = np.clip((seconds * trial.recording.rate_hz).astype(int), 0, len(trial.labels) - 1)
    return (trial.labels[at] == b"F") * 1.0 - (trial.labels[at] == b"B") * 1.0


def fitted(shapes: np.ndarray, truth: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return logistic weights without intercept."""
    signed = shapes * truth[:, None]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signed @ weights
        value = share @ np.logaddexp(0.0, -margin) + PENALTY * weights @ weights
        slope = -signed.T @ (share / (1.0 + np.exp(margin))) + 2.0 * PENALTY * weights
        return float(value), slope

    return np.asarray(minimize(loss, np.zeros(shapes.shape[1]), jac=True).x)


def families(rows: Rows) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return shapes and truth of both families."""
    return {
        "facing": (rows.facing, np.ones(len(rows.forward))),
        "going": (rows.going, rows.forward),
    }


def held_up(rows: Rows, shapes: np.ndarray, truth: np.ndarray) -> list[str]:
    """Return cells: wrong with the style left out, surely so, and fitted one way only."""
    margin = np.zeros(len(truth))
    for left_out in np.unique(rows.group):
        test = rows.group == left_out
        weights = fitted(shapes[~test], truth[~test], rows.share[~test])
        margin[test] = truth[test] * (shapes[test] @ weights)
    back = rows.forward < 0.0
    from_forward = truth[back] * (
        shapes[back] @ fitted(shapes[~back], truth[~back], rows.share[~back])
    )
    from_backward = truth[~back] * (
        shapes[~back] @ fitted(shapes[back], truth[back], rows.share[back])
    )
    return [
        _percent(margin[~back] < 0.0),
        _percent(margin[back] < 0.0),
        _percent(margin < -SURE),
        _percent(from_forward < 0.0),
        _percent(from_backward < 0.0),
    ]


HEAD = (
    "site",
    "family",
    "weights",
    "strides (backward)",
    "left out: forward wrong",
    "backward wrong",
    "surely wrong",
    "fitted forward, backward wrong",
    "fitted backward, forward wrong",
)


def weights_rows(many: Sequence[Trial]) -> list[list[str]]:
    """Return one row of cells for each site and family, as HEAD names them."""
    lines = []
    for site in LEGS:
        rows = gathered(many, site)
        count = f"{len(rows.forward)} ({int((rows.forward < 0.0).sum())})"
        for name, (shapes, truth) in families(rows).items():
            weights = ", ".join(f"{one:.1f}" for one in fitted(shapes, truth, rows.share))
            lines.append([str(site), name, weights, count, *held_up(rows, shapes, truth)])
    return lines


def _percent(which: np.ndarray) -> str:
    return f"{100.0 * np.mean(which):.1f} %" if len(which) else "-"


def main() -> None:
    for line in (list(HEAD), *weights_rows(computed())):
        print(" | ".join(line))


if __name__ == "__main__":
    main()
