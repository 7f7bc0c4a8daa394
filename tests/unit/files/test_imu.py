from pathlib import Path

import pytest

from retrowalk.errors import BadRecording
from retrowalk.files.columns import Worn
from retrowalk.files.imu import read_imu
from retrowalk.signals.recording import SensorSite


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path, monkeypatch, ending):
    path = tmp_path / f"walk{ending}"
    path.write_bytes(b"PAR1")

    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("retrowalk.files.imu_parquet.pq.ParquetFile", refuse)
    with pytest.raises(BadRecording, match=rf"^walk{ending}: .*Permission denied"):
        read_imu(path, Worn(SensorSite.FOOT))


def test_every_sentence_about_units_names_the_file(tmp_path):
    rows = "\n".join(f"{k / 100},1,0,0" for k in range(300))
    path = tmp_path / "walk.csv"
    path.write_text(f"time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2\n{rows}\n")
    with pytest.raises(
        BadRecording, match=r"^walk\.csv: acceleration has a median size of 1;"
    ):
        read_imu(path, Worn(SensorSite.FOOT))
