"""Cadence of every bout beside the cadence of its true contacts; writes README's table.

    python validation/cadence/run.py

Needs the recordings (see validation/README.md); without them it says so and changes
nothing.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recordings import Trial, as_phone, data_folder, trials
from tables import markdown, write_into

from retrowalk.arrays import FloatArray
from retrowalk.gait.analyse import analyse
from retrowalk.gait.measures.cadence import cadence_spm
from retrowalk.signals.recording import Recording

README = Path(__file__).with_name("README.md")
GROUPS = (
    ("ipol, real, forward", "ipol__*.npz"),
    ("gaittoolbox, real, forward", "gaittoolbox__*.npz"),
    ("bandai, computed, backward", "bandai__walk-back_*.npz"),
    ("bandai, computed, forward", "bandai__walk_*.npz"),
    ("session, computed, both", "session__*.npz"),
)
MIN_TRUE = 6  # contacts of both feet within a bout, below which a cadence is luck
CLOSE_SPM = 2.0


def main() -> None:
    if data_folder() is None:
        sys.exit("The recordings are not here; set RETROWALK_DATA to their folder.")
    errors: dict[tuple[str, str, str], list[float]] = {}
    for group, pattern in GROUPS:
        for trial in trials(pattern):
            for way, recording in (
                ("100 Hz", trial.recording),
                ("phone", as_phone(trial.recording)),
            ):
                key = (group, str(trial.recording.site), way)
                errors.setdefault(key, []).extend(bout_errors_spm(trial, recording))
    write_into(README, "cadence", table(errors))


def bout_errors_spm(trial: Trial, recording: Recording) -> Iterator[float]:
    """Yield measured minus true cadence of each bout that holds enough true contacts."""
    report = analyse(recording)
    bouts = report.bouts
    for start_s, end_s, said in zip(
        bouts.start_s, bouts.end_s, bouts.cadence_spm, strict=True
    ):
        inside = (trial.contacts_s >= start_s) & (trial.contacts_s < end_s)
        true_s: FloatArray = trial.contacts_s[inside]
        if len(true_s) >= MIN_TRUE:
            yield float(said) - cadence_spm(true_s, 1)


def table(errors: dict[tuple[str, str, str], list[float]]) -> str:
    """Return one row for each group, site and way."""
    rows = []
    for (group, site, way), found in errors.items():
        spm = np.array(found)
        if not len(spm):
            rows.append((group, site, way, "0", "-", "-", "-", "-"))
            continue
        rows.append(
            (
                group,
                site,
                way,
                str(len(spm)),
                f"{np.median(spm):+.1f}",
                f"{np.median(np.abs(spm)):.1f}",
                f"{np.quantile(np.abs(spm), 0.9):.1f}",
                f"{(np.abs(spm) <= CLOSE_SPM).mean():.0%}",
            )
        )
    head = (
        "recordings",
        "site",
        "data",
        "bouts",
        "median error (steps/min)",
        "median size",
        "nine in ten below",
        f"within {CLOSE_SPM:g}",
    )
    return markdown(head, rows)


if __name__ == "__main__":
    main()
