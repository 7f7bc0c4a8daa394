"""Time mobgap from a CWA file to its gait parameters, day by day (runs in its own venv).

Read with cwa-reader-rs, its authors' compiled reader. Its pipeline asks for rotation; a
file without gets zeros there. Day by day is its quickest way, and takes the least memory.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
from measuring import measure

warnings.simplefilter("ignore")
start = time.perf_counter()
from cwa_reader_rs import read_cwa_file  # noqa: E402 (its import is what is timed)
from mobgap_pipeline import RATE_HZ, frame, walks_in  # noqa: E402 (as above)

import_s = time.perf_counter() - start
GRAVITY_MPS2 = 9.80665
DAY_SAMPLES = int(86_400 * RATE_HZ)
file, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])


def bouts() -> np.ndarray:
    read = read_cwa_file(
        str(file), include_temperature=False, include_light=False, include_battery=False
    )
    start_s = read.index[0].to_datetime64().astype("datetime64[us]").astype("int64") / 1e6
    rows = []
    for first in range(0, len(read), DAY_SAMPLES):
        day = read.iloc[first : first + DAY_SAMPLES]
        acc = day[["acc_x", "acc_y", "acc_z"]].to_numpy() * GRAVITY_MPS2
        turned = "gyro_x" in day.columns
        gyr = (
            day[["gyro_x", "gyro_y", "gyro_z"]].to_numpy() if turned else np.zeros_like(acc)
        )
        rows.append(start_s + (first + walks_in(frame(acc, gyr))) / RATE_HZ)
    return np.concatenate(rows)


measure(walks, import_s, bouts, runs)
