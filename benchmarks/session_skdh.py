"""Time scikit-digital-health on a session (runs in its own venv)."""

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

import_s = time.perf_counter() - start
GRAVITY_MPS2 = 9.80665
folder, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
acc_g, gyr = np.load(folder / "acc.npy") / GRAVITY_MPS2, np.load(folder / "gyr.npy")
time_s = np.arange(len(acc_g)) / 100.0


def bouts() -> np.ndarray:
    pipeline = Pipeline()
    pipeline.add(PredictGaitLumbarLgbm())
    pipeline.add(GaitLumbar())
    result = pipeline.run(time=time_s, accel=acc_g, gyro=gyr, fs=100.0, height=1.75)
    found = result["GaitLumbar"]
    start_s = np.asarray(found["Bout Starts"], dtype=float)
    end_s = start_s + np.asarray(found["Bout Duration"], dtype=float)
    return np.unique(np.stack([start_s, end_s], axis=1), axis=0)


measure(walks, import_s, bouts, runs)
