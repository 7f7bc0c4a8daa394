"""One day at 100 Hz: analyse beside scikit-digital-health, in one run.

    python benchmarks/day.py

Both get the same simulated day from the same files. Each runs in a process of its own,
so that memory is its own; imports and loading are timed apart. How to install the other
is said in benchmarks/README.md; without it, only ours is timed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from simulated_day import simulated_day

HERE = Path(__file__).parent
PEER_PYTHON = HERE.parent / ".venv-bench" / "bin" / "python"
RUNNERS = (
    ("retrowalk", Path(sys.executable), HERE / "run_ours.py"),
    ("scikit-digital-health", PEER_PYTHON, HERE / "run_skdh.py"),
)


def main() -> None:
    day, walks = simulated_day()
    print(f"simulated day: {day.n_samples} samples, {len(walks)} walks")
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "acc.npy", day.acc_mps2)
        np.save(folder / "gyr.npy", day.gyr_radps)
        np.save(folder / "walks.npy", walks)
        del day
        for title, python, script in RUNNERS:
            if not python.exists():
                print(f"{title}: not installed, see benchmarks/README.md")
                continue
            done = subprocess.run(
                [python, script, folder], check=True, capture_output=True, text=True
            )
            rows.append((title, json.loads(done.stdout.splitlines()[-1])))
    print(table(rows))


def table(rows: list[tuple[str, dict[str, float]]]) -> str:
    """Return the results as a Markdown table, with the ratio to the first row."""
    lines = [
        "| | import s | load s | analysis s, best of runs | processor s "
        "| ratio of processor s | peak memory MB | walking found, forward | backward |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    ours = rows[0][1]["processor_s"]
    for title, one in rows:
        lines.append(
            f"| {title} | {one['import_s']:.2f} | {one['load_s']:.2f} | {one['wall_s']:.2f} "
            f"| {one['processor_s']:.2f} | {one['processor_s'] / ours:.1f} "
            f"| {one['peak_mb']:.0f} | {100 * one['forward']:.0f} % "
            f"| {100 * one['backward']:.0f} % |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
