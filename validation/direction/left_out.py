"""Directions said about people who took no part in the fit, with the confidence said.

For each acted style and each data set the weights are fitted to all the others; then its
recordings go through the whole analysis with those weights. Every stride is kept with the
chance that was given to its true direction: from that come the reliability diagram and
the scores. Real recordings took no part in any fit: they are said with the shipped weights.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from unittest.mock import patch

import numpy as np
from fit import LEGS, Rows, families, fitted, gathered, group_of
from recordings import Trial
from scoring import truth_near

from retrowalk.directions import CODES, Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.evidence import FACING_WEIGHTS, GOING_WEIGHTS
from retrowalk.gait.settings import Settings
from retrowalk.signals.recording import Recording, SensorSite

EVERYTHING = Settings(certainty=0.5)  # every judged stride is named, with its confidence
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 1.0)
# A log loss has no mercy with certainty; nothing is ever said with more than this.
MOST_CHANCE = 0.9999


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Strides of one site that were judged: shape (n,).

    confidence: of the direction named, 0.5 to 1. right: whether it was the true one.
    backward: whether the truth was backward. trial: number of the recording.
    """

    confidence: np.ndarray
    right: np.ndarray
    backward: np.ndarray
    trial: np.ndarray

    @property
    def chance(self) -> np.ndarray:
        """Chance that was given to the true direction, shape (n,)."""
        return np.where(self.right, self.confidence, 1.0 - self.confidence)

    def brier(self) -> float:
        """Mean squared distance of that chance from 1: 0 is best, 0.25 is a coin's."""
        return float(np.mean((1.0 - self.chance) ** 2))

    def log_loss(self) -> float:
        """Mean of -log of that chance: 0 is best, 0.69 is a coin's."""
        return float(np.mean(-np.log(np.clip(self.chance, 1.0 - MOST_CHANCE, MOST_CHANCE))))


def said_left_out(
    many: Sequence[Trial], ways: Sequence[Callable[[Recording], Recording]]
) -> dict[SensorSite, Said]:
    """Return what is said of computed trials by weights that never saw their style."""
    said = {}
    for site in LEGS:
        rows = gathered(many, site)
        own = [one for one in many if one.recording.site is site]
        lines: list[tuple[float, bool, bool, int]] = []
        for left_out in sorted({group_of(one) for one in own}):
            held = [one for one in own if group_of(one) == left_out]
            with weights_without(rows, left_out, site):
                lines += list(strides_of(held, ways))
        said[site] = _said(lines)
    return said


def said_of(
    many: Sequence[Trial], ways: Sequence[Callable[[Recording], Recording]]
) -> dict[SensorSite, Said]:
    """Return what the shipped weights say of trials."""
    sites = {one.recording.site for one in many}
    return {
        site: _said(
            list(strides_of([one for one in many if one.recording.site is site], ways))
        )
        for site in LEGS
        if site in sites
    }


@contextmanager
def weights_without(rows: Rows, left_out: str, site: SensorSite) -> Iterator[None]:
    """Run with weights fitted to all groups but one."""
    keep = rows.group != left_out
    own = {
        name: tuple(fitted(shapes[keep], truth[keep], rows.share[keep]).tolist())
        for name, (shapes, truth) in families(rows).items()
    }
    with (
        patch.dict(FACING_WEIGHTS, {site: own["facing"]}),
        patch.dict(GOING_WEIGHTS, {site: own["going"]}),
    ):
        yield


def strides_of(
    many: Sequence[Trial], ways: Sequence[Callable[[Recording], Recording]]
) -> Iterator[tuple[float, bool, bool, int]]:
    """Yield confidence, right, truly backward and trial of every judged stride."""
    for number, trial in enumerate(many):
        for way in ways:
            steps = analyse(way(trial.recording), EVERYTHING).steps
            for at_s, code, sure in zip(
                steps.initial_contact_s,
                steps.direction,
                steps.direction_confidence,
                strict=True,
            ):
                truth, named = truth_near(trial, at_s), CODES[code]
                if truth is None or named not in {Direction.FORWARD, Direction.BACKWARD}:
                    continue
                yield float(sure), named == truth, truth == Direction.BACKWARD, number


def reliability(said: Said) -> list[tuple[float, float, int, int]]:
    """Return mean confidence, share right, strides and recordings of each bin that has any."""
    rows = []
    for low, high in pairwise(BINS):
        inside = (said.confidence >= low) & (
            said.confidence < high if high < 1.0 else said.confidence <= 1.0
        )
        if inside.any():
            rows.append(
                (
                    float(said.confidence[inside].mean()),
                    float(said.right[inside].mean()),
                    int(inside.sum()),
                    len(np.unique(said.trial[inside])),
                )
            )
    return rows


def _said(lines: list[tuple[float, bool, bool, int]]) -> Said:
    confidence, right, backward, trial = (np.array(one) for one in zip(*lines, strict=True))
    return Said(confidence, right.astype(bool), backward.astype(bool), trial)
