"""A recording to a file that this room reads back: CSV or Parquet, by the file's ending."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from retrowalk.files.columns import SIMULATED, TIME
from retrowalk.files.imu_parquet import recording_table, write_parquet
from retrowalk.files.whole_file import check_target, whole_file
from retrowalk.signals.recording import Recording

ENDINGS = (".csv", ".parquet")
CSV_DECIMALS = 5  # of m/s2 and rad/s: a thousandth of what any sensor of people can tell
CSV_TIME_DECIMALS = 6  # of seconds


def write_recording(recording: Recording, path: Path) -> None:
    """Write a recording whole or not at all; raise BadInput for a place that will not do.

    Parquet keeps every number as it is; CSV rounds to CSV_DECIMALS. Where and how the
    sensor was worn stands in neither: it is told when the file is read.
    """
    check_target(path, ENDINGS, source=Path())  # nothing is read for it
    table = recording_table(recording)
    with whole_file(path) as part:
        if path.suffix.lower() == ".parquet":
            write_parquet(table, part)
        else:
            arrow_csv.write_csv(_as_text(table, simulated=recording.simulated), part)


def _as_text(table: pa.Table, *, simulated: bool) -> pa.Table:
    cells = {
        name: np.round(
            table[name].to_numpy(), CSV_TIME_DECIMALS if name == TIME else CSV_DECIMALS
        )
        for name in table.column_names
    }
    if simulated:
        cells[SIMULATED] = np.full(table.num_rows, "yes")
    return pa.table(cells)
