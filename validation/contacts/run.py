"""Measure when a leg's sensor sees its foot land and leave, and write the tables here.

python validation/contacts/run.py
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from lost import lost, told_by_others
from recordings import Trial, as_phone, backwards_in_time, data_folder, remounted, trials
from tables import markdown, write_into

from retrowalk.arrays import BoolArray, FloatArray
from retrowalk.gait.analyse import analyse
from retrowalk.gait.measures.cadence import cadence_spm
from retrowalk.gait.report import GaitReport
from retrowalk.signals.recording import Recording, SensorSite

README = Path(__file__).with_name("README.md")
NEAR_S = 0.25  # a found contact within this of a true one is the same contact
EDGE_S = 0.3  # beyond the first and last true event nothing is known, so nothing is extra
SHORTEST_S = 2.0  # of a recording; the shortest clip has one second, not a stride
LEGS = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET)
# Walks of `ipol` in which the annotation and the sensors drift apart (README.md).
SLIPPED = ("3-3", "6-2", "7-1", "7-2", "8-3")
TURN_SLACK_S = (
    0.5  # to each side of an annotated about-turn; the feet turn before and after
)
SEED = 5
FIRST_STRIDES, LAST_S = 6, 7.0  # of a walk, compared for slips
CONTACTS_OF_ONE_FOOT = 2  # steps that each stands for
AS_RECORDED = "as recorded"
Change = Callable[[Recording], Recording]
Part = Callable[[float], bool]
DATA: dict[str, Change] = {
    AS_RECORDED: lambda recording: recording,
    "phone": lambda one: as_phone(remounted(one, SEED)),
    "no gyroscope": lambda one: replace(one, gyr_radps=None),
}
TRUE_COLUMN = 3  # of the head below: how many contacts are known
HEAD = (
    "recordings", "site", "data", "contacts", "found, %", "extra, %",
    "initial: median error, ms", "median size", "90 %",
    "final: found, %", "median error, ms", "median size", "90 %",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Contacts of the sensor's own foot, in seconds, and where they are known."""

    initial_s: FloatArray
    final_s: FloatArray

    def within(self, found_s: FloatArray) -> FloatArray:
        """Return the found contacts for which it is known whether they are true."""
        both = np.concatenate([self.initial_s, self.final_s])
        near = (found_s >= both.min() - EDGE_S) & (found_s <= both.max() + EDGE_S)
        return found_s[near]


@dataclass(slots=True)
class Tally:
    """Agreement summed over walks."""

    true: int = 0
    extra: int = 0
    initial_ms: list[float] = field(default_factory=list)
    final_true: int = 0
    final_ms: list[float] = field(default_factory=list)

    def add(self, truth: Truth, report: GaitReport, part: Part) -> None:
        """Count the contacts of one report that lie in a part of the recording."""
        true_s = np.array([at for at in truth.initial_s if part(at)])
        final_s = np.array([at for at in truth.final_s if part(at)])
        found_s = truth.within(report.steps.initial_contact_s)
        found_s = np.array([at for at in found_s if part(at)])
        left_s = report.steps.final_contact_s
        errors_s = paired_errors_s(true_s, found_s)
        self.true += len(true_s)
        self.extra += len(found_s) - len(errors_s)
        self.initial_ms += (1000.0 * errors_s).tolist()
        self.final_true += max(0, len(final_s) - 1)  # before the first contact none is told
        errors_s = paired_errors_s(final_s, left_s[np.isfinite(left_s)])
        self.final_ms += (1000.0 * errors_s).tolist()

    def row(self) -> tuple[str, ...]:
        """Return the cells of one line of the table."""
        found = len(self.initial_ms) / max(self.true, 1)
        final = len(self.final_ms) / max(self.final_true, 1)
        return (
            str(self.true),
            f"{100 * found:.1f}",
            f"{100 * self.extra / max(self.true, 1):.1f}",
            *_errors(self.initial_ms),
            f"{100 * min(final, 1.0):.0f}" if self.final_ms else "-",
            *_errors(self.final_ms),
        )


def paired_errors_s(true_s: FloatArray, found_s: FloatArray) -> FloatArray:
    """Return found minus true time of contacts that pair up, each used once, shape (n,)."""
    taken = np.zeros(len(found_s), dtype=np.bool_)
    errors = []
    for one in true_s:
        gap = np.where(taken, np.inf, np.abs(found_s - one))
        if len(gap) and gap.min() <= NEAR_S:
            at = int(np.argmin(gap))
            taken[at] = True
            errors.append(float(found_s[at] - one))
    return np.array(errors)


def _errors(errors_ms: list[float]) -> tuple[str, str, str]:
    if not errors_ms:
        return "-", "-", "-"
    size = np.abs(errors_ms)
    return (
        f"{np.median(errors_ms):+.0f}",
        f"{np.median(size):.0f}",
        f"{np.percentile(size, 90):.0f}",
    )


def main() -> None:
    if data_folder() is None:
        print("Skipped: the recordings are not here. RETROWALK_DATA names their folder.")
        return
    legs = [one for one in trials() if one.recording.site in LEGS]
    legs = [one for one in legs if one.recording.duration_s > SHORTEST_S]
    real = [one for one in legs if one.dataset == "ipol"]
    write_into(README, "real feet", markdown(HEAD, list(_real_rows(real))))
    write_into(README, "other legs", markdown(HEAD, list(_other_rows(legs))))
    write_into(README, "reversed", markdown(HEAD, list(_reversed_rows(real))))
    write_into(README, "cadence", _cadence_table(legs))
    write_into(README, "slips", _slip_table(real))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what is measured of some recordings, against what.

    change: what is done to each recording first. truth_of: what is true of it then.
    part: which moments count.
    """

    name: str
    site: str
    data: str
    change: Change
    truth_of: Callable[[Trial, GaitReport], Truth] = lambda trial, _: _told(trial)
    part: Callable[[Trial], Part] = lambda _: _everywhere

    def row(self, some: list[Trial]) -> tuple[str, ...]:
        """Return the line as measured on these recordings."""
        tally = Tally()
        for trial in some:
            report = analyse(self.change(trial.recording))
            tally.add(self.truth_of(trial, report), report, self.part(trial))
        return (self.name, self.site, self.data, *tally.row())


def _real_rows(real: list[Trial]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the real feet, with and without the walks whose clocks slip."""
    even = [one for one in real if not _slips(one)]
    slipped = [one for one in real if _slips(one)]
    for data, change in DATA.items():
        yield Line("all", "foot", data, change).row(real)
        yield Line("clocks even", "foot", data, change).row(even)
        straight = Line("clocks even, no about-turns", "foot", data, change, part=_straight)
        yield straight.row(even)
        if data == AS_RECORDED:
            yield Line("clocks slip", "foot", data, change).row(slipped)
            for name, truth_of in _mended(real).items():
                yield Line(f"clocks slip, {name}", "foot", data, change, truth_of).row(
                    slipped
                )
                yield Line(f"all, {name}", "foot", data, change, truth_of).row(real)


def _other_rows(legs: list[Trial]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all others, by data set, direction and site."""
    for dataset in ("gaittoolbox", "bandai", "session", "cmu", "style100"):
        for way, labels in (("forward", b"FLR"), ("backward", b"B")):
            for site in LEGS:
                some = [
                    one
                    for one in legs
                    if one.dataset == dataset
                    and one.recording.site is site
                    and np.isin(one.labels, _each(labels)).any()
                ]
                for data, change in DATA.items():
                    name = f"{dataset}, {way}"
                    line = Line(name, str(site), data, change, part=_going(labels))
                    row = line.row(some)
                    if row[TRUE_COLUMN] != "0":
                        yield row


def _reversed_rows(real: list[Trial]) -> Iterator[tuple[str, ...]]:
    """Yield the real feet played in reverse: leavings become landings."""
    even = [one for one in real if not _slips(one)]
    for data in (AS_RECORDED, "phone"):
        name = "clocks even, in reverse"
        yield Line(name, "foot", data, _then_reversed(DATA[data]), _mirrored).row(even)


def _then_reversed(change: Change) -> Change:
    return lambda recording: backwards_in_time(change(recording))


def _everywhere(_: float) -> bool:
    return True


def _going(labels: bytes) -> Callable[[Trial], Part]:
    """Return for a trial whether a moment lies where the body goes as the labels say."""

    def part_of(trial: Trial) -> Part:
        rate_hz, last = trial.recording.rate_hz, len(trial.labels) - 1
        return lambda at_s: trial.labels[min(int(at_s * rate_hz), last)] in _each(labels)

    return part_of


def _each(labels: bytes) -> list[bytes]:
    return [bytes([label]) for label in labels]


def _straight(trial: Trial) -> Part:
    """Return whether a moment lies outside the about-turn."""
    if trial.uturn_s is None:
        return _everywhere
    low_s, high_s = trial.uturn_s[0] - TURN_SLACK_S, trial.uturn_s[1] + TURN_SLACK_S
    return lambda at_s: not low_s <= at_s <= high_s


def _told(trial: Trial) -> Truth:
    return Truth(trial.own_initial_s, trial.own_final_s)


def _mirrored(trial: Trial, report: GaitReport) -> Truth:
    """Return the truth of a recording played in reverse."""
    end_s = report.duration_s - 1.0 / report.rate_hz
    return Truth(end_s - trial.own_final_s[::-1], end_s - trial.own_initial_s[::-1])


def _slips(trial: Trial) -> bool:
    return trial.name.split(" ")[0].removeprefix("ipol__") in SLIPPED


def _mended(real: list[Trial]) -> dict[str, Callable[[Trial, GaitReport], Truth]]:
    """Return what is true once the time lost is taken from the annotation, told two ways.

    Only of walks that slip; lost.py says how, and that no contact sets its own clock.
    """
    others = {_other_foot(one): one for one in real}

    def by_the_other_foot(trial: Trial, _: GaitReport) -> Truth:
        if not _slips(trial):
            return _told(trial)
        other = others[trial.name]
        found_s = analyse(other.recording).steps.initial_contact_s
        gone = lost(other.own_initial_s, found_s)
        return Truth(gone.seen_s(trial.own_initial_s), gone.seen_s(trial.own_final_s))

    return {
        "time lost told by the other foot": by_the_other_foot,
        "time lost told by its other contacts": _by_other_contacts,
    }


def _other_foot(trial: Trial) -> str:
    return trial.name[:-1] + ("L" if trial.name[-1] == "R" else "R")


def _by_other_contacts(trial: Trial, report: GaitReport) -> Truth:
    """Return the annotation as three quarters of the contacts say, itself left out."""
    if not _slips(trial):
        return _told(trial)
    told_s, found_s = trial.own_initial_s, report.steps.initial_contact_s
    return Truth(
        told_by_others(told_s, found_s, told_s),
        told_by_others(told_s, found_s, trial.own_final_s),
    )


def _cadence_table(legs: list[Trial]) -> str:
    head = (
        "recordings",
        "site",
        "data",
        "walks",
        "no bout",
        "error, steps/min: median size",
        "90 %",
    )
    rows = []
    for dataset in ("ipol", "gaittoolbox", "bandai", "session", "cmu", "style100"):
        for site in LEGS:
            some = [o for o in legs if o.dataset == dataset and o.recording.site is site]
            for data in ("as recorded", "phone", "no gyroscope"):
                errors = [
                    _cadence_errors(one, DATA[data]) for one in some if not _slips(one)
                ]
                size = np.abs(np.concatenate([e for e in errors if e is not None] or [[]]))
                if not some:
                    continue
                none = sum(e is None for e in errors)
                shown = (
                    (f"{np.median(size):.1f}", f"{np.percentile(size, 90):.1f}")
                    if len(size)
                    else ("-", "-")
                )
                rows.append((dataset, str(site), data, str(len(errors)), str(none), *shown))
    return markdown(head, rows)


def _cadence_errors(trial: Trial, change: Change) -> FloatArray | None:
    """Return the error of each bout's cadence against the true contacts within it."""
    report = analyse(change(trial.recording))
    if not len(report.bouts.start_s):
        return None
    errors = []
    for row, start_s in enumerate(report.bouts.start_s):
        at_s = trial.own_initial_s
        inside: BoolArray = (at_s >= start_s) & (at_s < report.bouts.end_s[row])
        if inside.sum() >= 4:
            true_spm = cadence_spm(at_s[inside], CONTACTS_OF_ONE_FOOT)
            errors.append(float(report.bouts.cadence_spm[row] - true_spm))
    return np.array(errors)


def _slip_table(real: list[Trial]) -> str:
    """Return how the time of a stride changes within a walk, by sensor and by annotation."""
    rows = []
    for trial in real:
        if not _slips(trial):
            continue
        seen_s = analyse(trial.recording).steps.initial_contact_s
        told_s, last_s = trial.own_initial_s, trial.own_initial_s[-1]
        cells = [
            *(np.diff(at_s)[:FIRST_STRIDES] for at_s in (told_s, seen_s)),
            *(np.diff(at_s)[at_s[1:] > last_s - LAST_S] for at_s in (told_s, seen_s)),
        ]
        shown = (f"{np.median(one):.2f}" for one in cells)
        gone = lost(told_s, seen_s)
        when = f"{gone.from_s:.0f} to {gone.to_s:.0f}"
        name = trial.name.removeprefix("ipol__")
        rows.append((name, *shown, f"{gone.in_all_s:.2f}", when))
    head = (
        "walk and foot", "stride time, first six, s: annotated", "in the samples",
        f"last {LAST_S:g} s: annotated", "in the samples", "time lost, s", "when, s",
    )  # fmt: skip
    return markdown(head, rows)


if __name__ == "__main__":
    main()
