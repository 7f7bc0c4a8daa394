"""Tables of the lower back whose axes are not told: learnt, assumed; and of the wrist."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from recordings import Trial, as_phone, remounted, trials
from tables import markdown, write_into
from trunk_trials import GROUPS, HEAD, README, SEEDS, Count, no_gyroscope, same, truth_at

from retrowalk.directions import Direction
from retrowalk.gait.analyse import analyse
from retrowalk.gait.calibrate import NotLearnt, ToldInterval, calibrate
from retrowalk.gait.calibration import Calibration
from retrowalk.gait.finding.bouts import walks
from retrowalk.gait.known import Known
from retrowalk.gait.settings import Settings
from retrowalk.gait.trunk.signature_trunk import frame_along, going_along
from retrowalk.gait.trunk.trunk import smoothed
from retrowalk.signals.frames import told_rotation
from retrowalk.signals.recording import Recording, SensorSite


def calibration_table() -> None:
    """Sessions: learn from all told intervals but one, and judge that one; A learns for B."""
    sessions: dict[str, list[Trial]] = {}
    for trial in trials("session__*.npz"):
        sessions.setdefault(trial.name.split()[1], []).append(trial)
    rows = []
    for way, change in (
        ("", same),
        (", phone", as_phone),
        (", no gyroscope", no_gyroscope),
    ):
        for place in ("back", "pocketL", "shankL", "footL", "wristL"):
            within, across, why = Count(), Count(), set()
            for trial, other in _pairs(sessions[place]):
                for seed in SEEDS:
                    recording = change(remounted(trial.recording, seed))
                    why |= _judge_left_out(within, trial, recording)
                    learnt = calibrate(recording, _told(trial))
                    if isinstance(learnt, Calibration):
                        report = analyse(
                            change(remounted(other.recording, seed)),
                            known=Known(calibration=learnt),
                        )
                        across.add(report, truth_at(other, report.steps.initial_contact_s))
            if why:
                rows.append(
                    [
                        f"{place}{way}",
                        "nothing learnt: " + "; ".join(sorted(why)),
                        *[""] * 7,
                    ]
                )
                continue
            rows.append([f"{place}{way}", *within.cells()[1:], *across.cells()[1:]])
    head = (
        "sensor",
        *(f"left out: {one}" for one in HEAD[1:]),
        *(f"other session: {one}" for one in HEAD[1:]),
    )
    write_into(README, "calibration", markdown(head, rows))


def _pairs(two: list[Trial]) -> Iterator[tuple[Trial, Trial]]:
    yield two[0], two[1]
    yield two[1], two[0]


def _told(trial: Trial) -> list[ToldInterval]:
    """Return the bouts of a session as intervals whose direction was told."""
    names = {b"F": Direction.FORWARD, b"B": Direction.BACKWARD}
    edges = np.flatnonzero(trial.labels[1:] != trial.labels[:-1]) + 1
    bounds = [0, *edges.tolist(), len(trial.labels)]
    return [
        ToldInterval(low / 100.0, high / 100.0, names[bytes(trial.labels[low])])
        for low, high in pairwise(bounds)
        if bytes(trial.labels[low]) in names and high - low > 300
    ]


def _judge_left_out(count: Count, trial: Trial, recording: Recording) -> set[str]:
    told, why = _told(trial), set()
    for out in told:
        learnt = calibrate(recording, [one for one in told if one is not out])
        if isinstance(learnt, NotLearnt):
            why.add(learnt.why)
            continue
        report = analyse(recording, known=Known(calibration=learnt))
        at_s = report.steps.initial_contact_s
        truth = truth_at(trial, at_s) * ((at_s >= out.start_s) & (at_s < out.end_s))
        count.add(report, truth)
    return why


def return_table(some: list[Trial]) -> None:
    """Real people: learn from the way out, told forward, and judge the way back."""
    rows = []
    for way, change in (
        ("100 Hz", same),
        ("phone", as_phone),
        ("no gyroscope", no_gyroscope),
    ):
        count, none = Count(), 0
        for trial in some:
            for seed in SEEDS:
                recording = change(remounted(trial.recording, seed))
                out = ToldInterval(
                    float(trial.walking_s[0]) - 1.0,
                    float(trial.uturn_s[0]),
                    Direction.FORWARD,
                )
                learnt = calibrate(recording, [out])
                if isinstance(learnt, NotLearnt):
                    none += 1
                    continue
                report = analyse(recording, known=Known(calibration=learnt))
                at_s = report.steps.initial_contact_s
                count.add(report, np.where(at_s > trial.uturn_s[1] + 0.5, 1.0, 0.0))
        rows.append([way, str(none), *count.cells()])
    write_into(
        README, "way back", markdown(("data", "nothing learnt (of 54)", *HEAD), rows)
    )


def everyday_table(some: list[Trial]) -> None:
    """A made-up day: all real walks in one mounting, some of them played in reverse."""
    rows = []
    for reversed_every in (0, 10, 2):
        count, axes = Count(), set()
        for seed in SEEDS:
            recording, truth = _day(some, reversed_every)
            report = analyse(remounted(recording, seed), known=Known(mostly_forward=True))
            at = np.round(report.steps.initial_contact_s * recording.rate_hz).astype(int)
            count.add(report, truth[np.minimum(at, len(truth) - 1)])
            axes.add(report.axes)
        share = f"{100 // reversed_every} %" if reversed_every else "none"
        rows.append([share, ", ".join(sorted(axes)), *count.cells()])
    head = ("walks played in reverse", "axes in the report", *HEAD)
    write_into(README, "everyday", markdown(head, rows))


def _day(some: list[Trial], reversed_every: int) -> tuple[Recording, np.ndarray]:
    """Return walks end to end, without a gyroscope, with the true way of each sample."""
    parts, ways = [], []
    for row, trial in enumerate(some):
        back = bool(reversed_every) and row % reversed_every == 0
        acc = trial.recording.acc_mps2[::-1] if back else trial.recording.acc_mps2
        parts += [acc, np.tile(acc[-1], (500, 1))]
        ways += [np.full(len(acc), -1.0 if back else 1.0), np.zeros(500)]
    recording = replace(some[0].recording, acc_mps2=np.concatenate(parts), gyr_radps=None)
    return recording, np.concatenate(ways)


def wrist_table() -> None:
    """The trunk's shapes at a wrist whose front is told: why the wrist is not named."""
    rows = []
    for name, pattern in (*GROUPS[2:5], GROUPS[6]):
        right = total = 0
        for trial in trials(pattern):
            told = told_rotation(trial.recording.axes)
            if trial.recording.site is not SensorSite.WRIST or told is None:
                continue
            for walk in walks(trial.recording, Settings()):
                going = going_along(smoothed(walk), frame_along(walk.up(), told[0]))
                if len(going.score):
                    way = -1.0 if trial.direction == "backward" else 1.0
                    total, right = total + 1, right + (way * going.score.mean() > 0.0)
        if total:
            rows.append([name, str(total), f"{right / total:.0%}"])
    head = ("recordings", "walks of a wrist", "mean score on the right side")
    write_into(README, "wrist", markdown(head, rows))
