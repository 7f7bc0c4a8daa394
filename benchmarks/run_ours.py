"""Time Retrowalk from a CWA file to its report, daily table included."""

import sys
import time
from pathlib import Path

import numpy as np
from measuring import measure

start = time.perf_counter()
from retrowalk.files.columns import Worn  # noqa: E402 (its import is what is timed)
from retrowalk.files.cwa import open_cwa  # noqa: E402 (as above)
from retrowalk.gait.analyse import analyse_stream  # noqa: E402 (as above)
from retrowalk.signals.recording import SensorSite, ToldAxes  # noqa: E402 (as above)

import_s = time.perf_counter() - start
WORN = Worn(SensorSite.LOWER_BACK, axes=ToldAxes(up="+z", forward="+x"))
file, walks, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])


def bouts() -> np.ndarray:
    report = analyse_stream(open_cwa(file, WORN))
    return np.stack([report.bouts.start_s, report.bouts.end_s], axis=1)


measure(walks, import_s, bouts, runs)
