"""A five-minute session at 100 Hz, lower back, rotation included: warm, cold, beside the peers.

    python benchmarks/session.py

Warm is the median of repeated analyses in one process; cold is a whole process, from its
start to the report on the screen. Everyone gets the same simulated samples as arrays, so
reading is left out for the warm figure; our cold figure reads a CSV file.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from peers import HERE, Runner, environment

OURS_RUNS, PEER_RUNS, COLD_RUNS = 31, 5, 5
WORN = ("--site", "lower_back", "--axes", "up=+z,forward=+x")


def main() -> None:
    chosen = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
    python = {name: Path(p) for name, p in chosen.items()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, HERE / "simulated_session.py", folder], check=True)
        rows = []
        for runner, runs in (
            (Runner("retrowalk", Path(sys.executable), "session_ours.py"), OURS_RUNS),
            (
                Runner(
                    "scikit-digital-health",
                    environment("skdh", python.get("--skdh")),
                    "session_skdh.py",
                ),
                PEER_RUNS,
            ),
            (
                Runner(
                    "mobgap",
                    environment("mobgap", python.get("--mobgap")),
                    "session_mobgap.py",
                ),
                PEER_RUNS,
            ),
        ):
            if not runner.python.exists():
                print(f"{runner.title}: not installed, see benchmarks/README.md")
                continue
            rows.append((runner.title, runner.run(folder, folder / "walks.npy", runs)))
        print(table(rows))
        print(
            f"ours, cold: {_cold_s(folder):.2f} s from the command to the report of a CSV file"
        )


def table(rows: list[tuple[str, dict[str, float]]]) -> str:
    """Return the results as a Markdown table, with the ratio to the first row."""
    lines = [
        "| | warm ms | times ours | first in its process ms | import s | process s "
        "| peak memory MB | walking found, forward | backward |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    ours = rows[0][1]["wall_s"]
    for title, one in rows:
        lines.append(
            f"| {title} | {1e3 * one['wall_s']:.1f} | {one['wall_s'] / ours:.0f} "
            f"| {1e3 * one['first_s']:.0f} | {one['import_s']:.2f} | {one['process_s']:.1f} "
            f"| {one['peak_mb']:.0f} | {100 * one['forward']:.0f} % "
            f"| {100 * one['backward']:.0f} % |"
        )
    return "\n".join(lines)


def _cold_s(folder: Path) -> float:
    """Return how long `retrowalk analyse` takes, as a person sees it."""
    took = []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "retrowalk", "analyse", folder / "session.csv", *WORN],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        took.append(time.perf_counter() - start)
    return median(took)


if __name__ == "__main__":
    main()
