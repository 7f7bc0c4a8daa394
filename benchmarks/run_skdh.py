"""Time scikit-digital-health on a folder written by day.py (runs in its own venv)."""

import sys
import time
from pathlib import Path

import numpy as np
from measuring import measure

start = time.perf_counter()
from skdh import Pipeline  # noqa: E402 (its import is what is timed)
from skdh.context import PredictGaitLumbarLgbm  # noqa: E402 (as above)
from skdh.gait import GaitLumbar  # noqa: E402 (as above)

import_s = time.perf_counter() - start
GRAVITY_MPS2 = 9.80665
HEIGHT_M = 1.75
folder = Path(sys.argv[1])
start = time.perf_counter()
acc_g = np.load(folder / "acc.npy") / GRAVITY_MPS2
gyr = np.load(folder / "gyr.npy")
time_s = np.arange(len(acc_g)) / 100.0
load_s = time.perf_counter() - start


def bouts() -> np.ndarray:
    pipeline = Pipeline()
    pipeline.add(PredictGaitLumbarLgbm())
    pipeline.add(GaitLumbar())
    result = pipeline.run(time=time_s, accel=acc_g, gyro=gyr, fs=100.0, height=HEIGHT_M)
    found = result["GaitLumbar"]
    start_s = np.asarray(found["Bout Starts"], dtype=float)
    rows = np.stack(
        [start_s, start_s + np.asarray(found["Bout Duration"], dtype=float)], axis=1
    )
    return np.unique(rows, axis=0)


measure(folder, import_s, load_s, bouts)
