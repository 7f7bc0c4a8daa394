"""What every runner measures, the same way. Needs NumPy alone: it runs in any environment."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

KIB_PER_MB = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0


def shares_found(walks: np.ndarray, bouts: np.ndarray) -> tuple[float, float]:
    """Return the share of walking time inside bouts, (forward, backward)."""
    shares = []
    for backward in (0.0, 1.0):
        true_s = found_s = 0.0
        for start_s, end_s in walks[walks[:, 2] == backward, :2]:
            true_s += end_s - start_s
            low, high = np.maximum(bouts[:, 0], start_s), np.minimum(bouts[:, 1], end_s)
            found_s += float(np.maximum(high - low, 0.0).sum())
        shares.append(found_s / true_s if true_s else float("nan"))
    return shares[0], shares[1]


def measure(
    walks: Path, import_s: float, work: Callable[[], np.ndarray], runs: int
) -> None:
    """Run work that returns bouts, shape (n, 2) in s, and print what it took, as JSON."""
    wall, processor = [], []
    for _ in range(runs):
        wall_start, processor_start = time.perf_counter(), time.process_time()
        bouts = work()
        wall.append(time.perf_counter() - wall_start)
        processor.append(time.process_time() - processor_start)
    forward, backward = shares_found(np.load(walks), bouts)
    result = {
        "import_s": import_s,
        "wall_s": float(np.median(wall)),
        "first_s": wall[0],
        "processor_s": float(np.median(processor)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB,
        "bouts": len(bouts),
        "forward": forward,
        "backward": backward,
    }
    print(json.dumps(result))
