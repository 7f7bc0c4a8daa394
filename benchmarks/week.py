"""A week at 100 Hz from an Axivity file: ours beside scikit-digital-health and mobgap.

    python benchmarks/week.py                   # AX3, acceleration; about 8 minutes
    python benchmarks/week.py --ax6             # AX6, with rotation
    python benchmarks/week.py --days 1
    python benchmarks/week.py --alone           # ours only

All read the same simulated file in the same run, each in a process of its own, so that
memory is its own; reading is part of the work. The peers do it once. Ours does it three
times in each of five processes before them, between them and after them, so that all meet
the same moods of the machine: the first time, which loads the compiled kernels, and the
median of the three are told apart. Once before, unmeasured, the kernels are compiled and
kept, as after an install. How to install the peers is said in benchmarks/README.md; one
that is missing is left out.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from peers import HERE, Runner, environment

# No NumPy here: a child's peak of memory counts from its parent's.
OURS_RUNS, IN_A_PROCESS = 5, 3
WORN = ("--site", "lower_back", "--axes", "up=+z,forward=+x")


def main() -> None:
    wishes = _wishes()
    name = f"simulated-{'ax6' if wishes.ax6 else 'ax3'}-{wishes.days}d"
    with tempfile.TemporaryDirectory() as passing:
        file = (wishes.keep or Path(passing)) / f"{name}.cwa"
        walks = file.with_suffix(".walks.npy")
        if not walks.exists():
            _write(file, wishes)
        size = _read_through(file)
        print(f"{file.name}: {size / 1e6:.0f} MB, simulated")
        ours = Runner("retrowalk", Path(sys.executable), "run_ours.py")
        ours.run(file, walks, 1)
        turns = [_some_of_ours(ours, file, walks)]
        rows = []
        for peer in () if wishes.alone else _peers(wishes):
            if not peer.python.exists():
                print(f"{peer.title}: not installed, see benchmarks/README.md")
                continue
            print(f"{peer.title}: running …", flush=True)
            rows.append((peer.title, peer.run(file, walks, 1)))
            turns.append(_some_of_ours(ours, file, walks))
        runs = [one for turn in turns for one in turn]
        middle = {key: median(one[key] for one in runs) for key in runs[0]}
        print(table([(ours.title, middle), *rows]))
        for place, turn in zip(("before", "between", "after"), turns, strict=False):
            print(f"ours {place}, file to report: {_spread(turn)}")
        print(_whole_command(file))


def _some_of_ours(ours: Runner, file: Path, walks: Path) -> list[dict[str, float]]:
    return [ours.run(file, walks, IN_A_PROCESS) for _ in range(OURS_RUNS)]


def _spread(runs: list[dict[str, float]]) -> str:
    took_s = [one["wall_s"] for one in runs]
    return (
        f"{median(took_s):.2f} s ({min(took_s):.2f} to {max(took_s):.2f} in {len(took_s)})"
    )


def table(rows: list[tuple[str, dict[str, float]]]) -> str:
    """Return the results as a Markdown table, with ratios to the first row."""
    lines = [
        "| | file to report s | times ours | first in a new process s | times ours "
        "| processor s | times ours | import s | peak memory MB | bouts "
        "| walking found, forward | backward |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    ours = rows[0][1]
    for title, one in rows:
        times = {key: one[key] / ours[key] for key in ("wall_s", "first_s", "processor_s")}
        lines.append(
            f"| {title} | {one['wall_s']:.2f} | {times['wall_s']:.0f} "
            f"| {one['first_s']:.2f} | {times['first_s']:.0f} "
            f"| {one['processor_s']:.2f} | {times['processor_s']:.0f} "
            f"| {one['import_s']:.2f} | {one['peak_mb']:.0f} "
            f"| {one['bouts']:.0f} | {100 * one['forward']:.1f} % "
            f"| {100 * one['backward']:.1f} % |"
        )
    return "\n".join(lines)


def _whole_command(file: Path) -> str:
    """Run what a person would type, tables included; say what it took."""
    command = [sys.executable, "-m", "retrowalk", "analyse", file, *WORN]
    for table_of in ("out", "days"):
        command += [f"--{table_of}", file.with_name(f"{table_of}.parquet")]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    took_s = time.perf_counter() - start
    return (
        f"the whole command with a table of steps and one of days: {took_s:.1f} s, "
        f"{usage.ru_maxrss / 1024:.0f} MB at its peak, exit code {running.returncode}"
    )


def _peers(wishes: argparse.Namespace) -> tuple[Runner, ...]:
    return (
        Runner("scikit-digital-health", environment("skdh", wishes.skdh), "run_skdh.py"),
        Runner("mobgap", environment("mobgap", wishes.mobgap), "run_mobgap.py"),
    )


def _write(file: Path, wishes: argparse.Namespace) -> None:
    print(f"writing {file.name} …", flush=True)
    more = ["--ax6"] if wishes.ax6 else []
    subprocess.run(
        [sys.executable, HERE / "simulated_week.py", file, f"--days={wishes.days}", *more],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _read_through(file: Path) -> int:
    """Read a file once, so that everyone finds it in memory; return its size."""
    size = 0
    with file.open("rb") as handle:
        while text := handle.read(1 << 20):
            size += len(text)
    return size


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--ax6", action="store_true", help="with rotation")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--keep", type=Path, help="folder to keep the simulated file in")
    parser.add_argument("--skdh", type=Path, help="Python with scikit-digital-health")
    parser.add_argument("--mobgap", type=Path, help="Python with mobgap")
    return parser.parse_args()


if __name__ == "__main__":
    main()
