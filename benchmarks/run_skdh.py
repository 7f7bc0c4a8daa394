"""Time scikit-digital-health from a CWA file to its gait endpoints (runs in its own venv)."""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
from measuring import measure

warnings.simplefilter("ignore")
start = time.perf_counter()
from skdh import Pipeline  # noqa: E402 (its import is what is timed)
from skdh.context import PredictGaitLumbarLgbm  # noqa: E402 (as above)
from skdh.gait import GaitLumbar  # noqa: E402 (as above)
from skdh.io import ReadCwa  # noqa: E402 (as above)

import_s = time.perf_counter() - start
HEIGHT_M = 1.75
file, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])


def bouts() -> np.ndarray:
    pipeline = Pipeline()
    pipeline.add(ReadCwa())
    pipeline.add(PredictGaitLumbarLgbm())
    pipeline.add(GaitLumbar())
    found = pipeline.run(file=str(file), height=HEIGHT_M)["GaitLumbar"]
    start_s = np.asarray(found["Bout Starts"], dtype=float)
    rows = np.stack(
        [start_s, start_s + np.asarray(found["Bout Duration"], dtype=float)], axis=1
    )
    return np.unique(rows, axis=0)


measure(walks, import_s, bouts, runs)
