"""What the lower back's tables share: the recordings, the truth, and a count of strides."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial

from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import Recording, SensorSite

README = Path(__file__).with_name("calibration.md")
GROUPS = (
    ("ipol, real, forward", "ipol__*.npz"),
    ("gaittoolbox, real, forward", "gaittoolbox__*.npz"),
    ("bandai, forward", "bandai__walk_*.npz"),
    ("bandai, curves forward", "bandai__walk-[lr]*.npz"),
    ("bandai, backward", "bandai__walk-back_*.npz"),
    ("session, both", "session__*.npz"),
    ("cmu, forward", "cmu__*.npz"),
    ("style100, forward", "style100__*.npz"),
)
BACK = SensorSite.LOWER_BACK
SEEDS = (1, 2)
HEAD = ("strides", "right", "wrong", "of these backward", "unknown")


def truth_at(trial: Trial, seconds: np.ndarray) -> np.ndarray:
    """Return +1 forward, -1 backward, 0 neither or not known, at each moment."""
    if not len(trial.labels):
        if trial.uturn_s is None:
            return np.ones(len(seconds))
        low, high = trial.uturn_s
        return np.where((seconds > low - 1.0) & (seconds < high + 1.0), 0.0, 1.0)
    at = np.clip((seconds * trial.recording.rate_hz).astype(int), 0, len(trial.labels) - 1)
    return (trial.labels[at] == b"F") * 1.0 - (trial.labels[at] == b"B") * 1.0


class Count:
    """Strides right, wrong and unknown; turning ones are left out."""

    def __init__(self) -> None:
        self.right = self.wrong = self.wrong_backward = self.unknown = 0
        self.sure: list[tuple[float, bool]] = []

    def add(self, report: GaitReport, truth: np.ndarray) -> None:
        """Count a report's steps in; truth: +1 forward, -1 backward, 0 not counted."""
        said = [CODES[code] for code in report.steps.direction]
        for one, way, sure in zip(
            said, truth, report.steps.direction_confidence, strict=True
        ):
            if way == 0.0 or one is Direction.TURNING:
                continue
            right = one is (Direction.FORWARD if way > 0 else Direction.BACKWARD)
            self.unknown += one is Direction.UNKNOWN
            self.right += right
            opposite = not right and one is not Direction.UNKNOWN
            self.wrong += opposite
            self.wrong_backward += opposite and one is Direction.BACKWARD
            if one is not Direction.UNKNOWN:
                self.sure.append((sure, right))

    def cells(self) -> list[str]:
        """Return the cells of a table's row, as HEAD names them."""
        total = max(self.right + self.wrong + self.unknown, 1)
        return [
            str(total),
            f"{self.right / total:.1%}",
            str(self.wrong),
            str(self.wrong_backward),
            f"{self.unknown / total:.1%}",
        ]


def same(recording: Recording) -> Recording:
    return recording


def no_gyroscope(recording: Recording) -> Recording:
    return replace(recording, gyr_radps=None)
