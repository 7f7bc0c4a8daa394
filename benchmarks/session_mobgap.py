"""Time mobgap on a session (runs in its own venv)."""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
from measuring import measure

warnings.simplefilter("ignore")
start = time.perf_counter()
from mobgap_pipeline import RATE_HZ, frame, walks_in  # noqa: E402 (its import is timed)

import_s = time.perf_counter() - start
folder, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
acc, gyr = np.load(folder / "acc.npy"), np.load(folder / "gyr.npy")


def bouts() -> np.ndarray:
    return walks_in(frame(acc, np.rad2deg(gyr))) / RATE_HZ


measure(walks, import_s, bouts, runs)
