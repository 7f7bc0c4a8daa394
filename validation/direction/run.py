"""Measure every recording every way, and write the table into this folder's README.

    python validation/direction/run.py

Needs the recordings (see validation/README.md); without them it says so and changes
nothing.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial, as_phone, data_folder, remounted, trials
from scoring import Tally

from retrowalk.gait.analyse import analyse
from retrowalk.signals.recording import Recording

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: written by run.py -->\n", "<!-- end of table -->\n"
GROUPS = (
    ("bandai, backward", "bandai__walk-back_*.npz"),
    ("bandai, forward", "bandai__walk_*.npz"),
    ("bandai, curves forward", "bandai__walk-[lr]*.npz"),
    ("session, both", "session__*.npz"),
    ("cmu, forward", "cmu__*.npz"),
    ("style100, forward", "style100__*.npz"),
    ("gaittoolbox, real, forward", "gaittoolbox__*.npz"),
    ("ipol, real, forward", "ipol__*.npz"),
)
SEEDS = (1, 2)


def variants(recording: Recording) -> dict[str, list[Recording]]:
    """Return the recording as given in four ways: axes told or not, full rate or phone."""
    ways: dict[str, list[Recording]] = {}
    if recording.axes is not None:
        ways["told, 100 Hz"] = [recording]
        ways["told, phone"] = [as_phone(recording)]
    ways["not told, 100 Hz"] = [remounted(recording, seed) for seed in SEEDS]
    ways["not told, phone"] = [as_phone(remounted(recording, seed)) for seed in SEEDS]
    return ways


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    tallies: dict[tuple[str, str, str], Tally] = {}
    for group, pattern in GROUPS:
        for trial in trials(pattern):
            add(tallies, group, trial)
    text = direction_table(tallies) + "\n" + contact_table(tallies)
    head, _, rest = README.read_text().partition(BEGIN)
    tail = rest.partition(END)[2]
    README.write_text(head + BEGIN + "\n" + text + "\n" + END + tail)
    print(text)


def add(tallies: dict[tuple[str, str, str], Tally], group: str, trial: Trial) -> None:
    for way, recordings in variants(trial.recording).items():
        key = (group, str(trial.recording.site), way)
        for recording in recordings:
            tallies.setdefault(key, Tally()).add(trial, analyse(recording))


def direction_table(tallies: dict[tuple[str, str, str], Tally]) -> str:
    """Return the table of directions, one row for each group, site and way."""
    rows = [
        "| recordings | site | axes, data | analyses | no bout | bouts right | wrong "
        "| of these backward | unknown | turning | strides right | wrong | unknown |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for (group, site, way), t in tallies.items():
        rows.append(
            f"| {group} | {site} | {way} | {t.trials} | {t.none_found} | {t.right} | {t.wrong} "
            f"| {t.wrong_backward} | {t.unknown} | {t.turning} | {t.strides_right} "
            f"| {t.strides_wrong} | {t.strides_unknown} |"
        )
    return "\n".join(rows) + "\n"


def contact_table(tallies: dict[tuple[str, str, str], Tally]) -> str:
    """Return the table of bouts, steps and contacts."""
    rows = [
        "| recordings | site | axes, data | steps, true | count error, sum of sizes "
        "| contacts found of true | found that are true "
        "| initial: median error, median size (ms) | final: the same "
        "| walking time found | bout time that walks |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for (group, site, way), t in tallies.items():
        if way.endswith("phone") and not group.startswith("ipol"):
            continue
        if way.startswith("not told") and (group, site, "told, 100 Hz") in tallies:
            continue  # contacts do not depend on the mounting
        rows.append(
            f"| {group} | {site} | {way} | {t.true_steps} | {_share(t.step_error, t.true_steps)} "
            f"| {_share(t.matched, t.true_contacts)} | {_share(t.matched, t.found_contacts)} "
            f"| {_errors(t.initial_ms)} | {_errors(t.final_ms)} "
            f"| {_share(t.both_s, t.walked_s)} | {_share(t.both_s, t.bout_s)} |"
        )
    return "\n".join(rows) + "\n"


def _share(part: float, whole: float) -> str:
    return f"{100.0 * part / whole:.1f} %" if whole else "-"


def _errors(errors_ms: list[float]) -> str:
    if not errors_ms:
        return "-"
    return f"{np.median(errors_ms):+.0f}, {np.median(np.abs(errors_ms)):.0f}"


if __name__ == "__main__":
    main()
