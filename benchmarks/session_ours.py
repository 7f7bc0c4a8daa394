"""Time Retrowalk on a session written by simulated_session.py."""

import sys
import time
from pathlib import Path

import numpy as np
from measuring import measure

start = time.perf_counter()
from retrowalk.gait.analyse import analyse  # noqa: E402 (its import is what is timed)
from retrowalk.signals.recording import (  # noqa: E402 (as above)
    Recording,
    SensorSite,
    ToldAxes,
)

import_s = time.perf_counter() - start
folder, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
session = Recording(
    start_s=0.0,
    rate_hz=100.0,
    acc_mps2=np.load(folder / "acc.npy"),
    gyr_radps=np.load(folder / "gyr.npy"),
    site=SensorSite.LOWER_BACK,
    axes=ToldAxes(up="+z", forward="+x"),
    simulated=True,
)


def bouts() -> np.ndarray:
    report = analyse(session)
    return np.stack([report.bouts.start_s, report.bouts.end_s], axis=1)


measure(walks, import_s, bouts, runs)
