"""A recording that was written reads back as it was."""

from pathlib import Path

import numpy as np
import pytest

from retrowalk.directions import Direction
from retrowalk.files.columns import Worn
from retrowalk.files.imu import read_imu
from retrowalk.files.imu_writing import CSV_DECIMALS, write_recording
from retrowalk.signals.recording import SensorSite
from retrowalk.simulate.plan import Interval
from retrowalk.simulate.walker import simulate


@pytest.mark.parametrize(
    ("ending", "off"), [("csv", 10.0**-CSV_DECIMALS), ("parquet", 1e-12)]
)
def test_a_written_recording_reads_back(ending: str, off: float, tmp_path: Path) -> None:
    walk = simulate((Interval(4.0, Direction.BACKWARD),), SensorSite.SHANK).recording
    path = tmp_path / f"walk.{ending}"
    write_recording(walk, path)
    back = read_imu(path, Worn(site=SensorSite.SHANK, axes=walk.axes))
    assert back.simulated
    assert back.rate_hz == pytest.approx(walk.rate_hz)
    np.testing.assert_allclose(back.acc_mps2, walk.acc_mps2, atol=off)
    assert back.gyr_radps is not None
    assert walk.gyr_radps is not None
    np.testing.assert_allclose(back.gyr_radps, walk.gyr_radps, atol=off)
