"""Where the peers live, and how a runner is started in its own process."""

import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent


@dataclass(frozen=True, slots=True)
class Runner:
    """One program to time: the environment it lives in, and the script that times it."""

    title: str
    python: Path
    script: str

    def run(self, *arguments: str | Path | int) -> dict[str, float]:
        """Run it once; return what it measured of itself, and the life of its process."""
        start = time.perf_counter()
        done = subprocess.run(
            [self.python, HERE / self.script, *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
        )
        process_s = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(f"{self.title} failed:\n{done.stderr[-2000:]}")
        result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return result | {"process_s": process_s}


def environment(name: str, chosen: Path | None) -> Path:
    """Return a peer's Python: the one chosen, or the one the README says to make."""
    return chosen or ROOT / f".venv-bench-{name}" / "bin" / "python"
