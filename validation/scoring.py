"""How well a report agrees with what is known about a recording."""

from dataclasses import dataclass, field

import numpy as np
from recordings import Trial

from retrowalk.arrays import FloatArray
from retrowalk.directions import CODES, Direction
from retrowalk.gait.report import GaitReport

NEAR_S = 0.25  # a found contact within this of a true one is the same contact
MOVING = {b"F": Direction.FORWARD, b"B": Direction.BACKWARD}


@dataclass(slots=True)
class Tally:
    """Agreement summed over trials."""

    trials: int = 0
    none_found: int = 0
    right: int = 0
    wrong: int = 0
    wrong_backward: int = 0
    turning: int = 0
    unknown: int = 0
    strides_right: int = 0
    strides_wrong: int = 0
    strides_unknown: int = 0
    strides_turning: int = 0
    # right, wrong, unknown strides by their true direction
    by_truth: dict[Direction, list[int]] = field(default_factory=dict)
    true_steps: int = 0
    step_error: int = 0
    true_contacts: int = 0
    matched: int = 0
    found_contacts: int = 0
    initial_ms: list[float] = field(default_factory=list)
    final_ms: list[float] = field(default_factory=list)
    walked_s: float = 0.0
    bout_s: float = 0.0
    both_s: float = 0.0

    def add(self, trial: Trial, report: GaitReport) -> None:
        """Count one report in."""
        self.add_direction(trial, report)
        self._add_contacts(trial, report)
        self._add_overlap(trial, report)

    def add_direction(self, trial: Trial, report: GaitReport) -> None:
        """Count in what one report says about directions, and nothing else."""
        self.trials += 1
        self.none_found += int(not len(report.bouts.start_s))
        self._add_bouts(trial, report)
        self._add_strides(trial, report)

    def cells(self, truth: Direction) -> list[str]:
        """Return strides that truly went one way, and the shares right, wrong, unknown.

        Strides that turn were not judged and are not among them.
        """
        way = self.by_truth.get(truth, [0, 0, 0])
        whole = max(sum(way), 1)
        return [str(sum(way)), *(f"{100.0 * part / whole:.1f} %" for part in way)]

    def _add_bouts(self, trial: Trial, report: GaitReport) -> None:
        for row, (start_s, end_s) in enumerate(
            zip(report.bouts.start_s, report.bouts.end_s, strict=True)
        ):
            truth = _prevailing_truth(trial, start_s, end_s)
            if truth is None:
                continue
            said = CODES[report.bouts.direction[row]]
            self.right += said == truth
            self.unknown += said == Direction.UNKNOWN
            self.turning += said == Direction.TURNING
            opposite = said in MOVING.values() and said != truth
            self.wrong += opposite
            self.wrong_backward += opposite and said == Direction.BACKWARD

    def _add_strides(self, trial: Trial, report: GaitReport) -> None:
        for contact_s, code in zip(
            report.steps.initial_contact_s, report.steps.direction, strict=True
        ):
            truth = truth_near(trial, contact_s)
            said = CODES[code]
            if truth is None:
                continue
            if said == Direction.TURNING:
                self.strides_turning += 1
                continue
            answer = (
                said == truth,
                said not in {truth, Direction.UNKNOWN},
                said == Direction.UNKNOWN,
            )
            way = self.by_truth.setdefault(truth, [0, 0, 0])
            for at, this in enumerate(answer):
                way[at] += this
            self.strides_right += answer[0]
            self.strides_wrong += answer[1]
            self.strides_unknown += answer[2]

    def _add_contacts(self, trial: Trial, report: GaitReport) -> None:
        self.true_steps += len(trial.contacts_s)
        self.step_error += abs(int(report.bouts.steps.sum()) - len(trial.contacts_s))
        found_s = report.steps.initial_contact_s
        self.true_contacts += len(trial.own_initial_s)
        self.found_contacts += len(found_s)
        errors = matched_errors_s(trial.own_initial_s, found_s)
        self.matched += len(errors)
        self.initial_ms += (1000.0 * errors).tolist()
        final_s = report.steps.final_contact_s
        final_s = final_s[np.isfinite(final_s)]
        self.final_ms += (1000.0 * matched_errors_s(trial.own_final_s, final_s)).tolist()

    def _add_overlap(self, trial: Trial, report: GaitReport) -> None:
        tick = np.arange(0.0, trial.recording.duration_s, 0.01)
        bout = np.zeros(len(tick), dtype=np.bool_)
        for start_s, end_s in zip(report.bouts.start_s, report.bouts.end_s, strict=True):
            bout |= (tick >= start_s) & (tick < end_s)
        truth = _walking(trial, tick)
        self.walked_s += 0.01 * truth.sum()
        self.bout_s += 0.01 * bout.sum()
        self.both_s += 0.01 * (bout & truth).sum()


def matched_errors_s(true_s: FloatArray, found_s: FloatArray) -> FloatArray:
    """Return found minus true time of contacts that pair up, each used once, shape (n,)."""
    errors, taken = [], np.zeros(len(found_s), dtype=np.bool_)
    for one in true_s:
        gap = np.where(taken, np.inf, np.abs(found_s - one))
        if len(gap) and gap.min() <= NEAR_S:
            at = int(np.argmin(gap))
            taken[at] = True
            errors.append(float(found_s[at] - one))
    return np.array(errors)


def truth_near(trial: Trial, at_s: float) -> Direction | None:
    """Return the true direction about a moment, None where it does not walk straight."""
    return _prevailing_truth(trial, at_s - 0.05, at_s + 0.05)


def _prevailing_truth(trial: Trial, start_s: float, end_s: float) -> Direction | None:
    """Return the true direction of most of a stretch, None where it does not walk straight."""
    if not len(trial.labels):
        return Direction(trial.direction)
    rate_hz = trial.recording.rate_hz
    part = trial.labels[max(0, round(start_s * rate_hz)) : round(end_s * rate_hz)]
    if not len(part):
        return None
    names, count = np.unique(part, return_counts=True)
    return MOVING.get(bytes(names[np.argmax(count)]))


def _walking(trial: Trial, tick: FloatArray) -> np.ndarray:
    if trial.walking_s is not None:
        return (tick >= trial.walking_s[0]) & (tick < trial.walking_s[1])
    at = np.minimum((tick * trial.recording.rate_hz).astype(int), len(trial.labels) - 1)
    return np.isin(trial.labels[at], [b"F", b"B", b"L", b"R"])
