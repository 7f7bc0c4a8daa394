"""Motion recordings as Parquet: the columns of columns.py, one row a sample.

write_parquet and read_parquet stand side by side: what one writes, the other reads.
"""

from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.columns import (
    ACC,
    GYR,
    MAX_ROWS,
    SIMULATED,
    TIME,
    Columns,
    Gathering,
    Progress,
    printable,
    too_many_rows,
    wanted,
)
from retrowalk.signals.recording import Recording

BATCH_ROWS = 1 << 20
# What damaged bytes make Arrow say; ValueError covers names that are no longer UTF-8.
_BROKEN = (pa.ArrowException, OSError, MemoryError, ValueError, OverflowError)


def read_parquet(path: Path, progress: Progress) -> Columns:
    """Return the samples of a Parquet file; raise BadRecording with what is wrong, where."""
    try:
        file = pq.ParquetFile(path)
        schema, held = file.schema_arrow, list(file.schema_arrow.names)
    except _BROKEN as error:
        raise BadRecording(
            f"{path.name}: is no whole Parquet file ({printable(str(error))}); expected one "
            "that was not cut off"
        ) from error
    with file:
        names = wanted(held, path.name)
        _check_types(schema, names, path.name)
        gathering = _gathered(file, names, path.name, progress)
        simulated = _says_so(schema.metadata)
    return gathering.columns(path.name, _row, simulated=simulated)


def recording_table(recording: Recording) -> pa.Table:
    """Return a recording as a table of the columns of columns.py, with its times."""
    clock_s = recording.start_s + np.arange(recording.n_samples) / recording.rate_hz
    cells = {TIME: clock_s} | dict(zip(ACC, recording.acc_mps2.T, strict=True))
    if recording.gyr_radps is not None:
        cells |= dict(zip(GYR, recording.gyr_radps.T, strict=True))
    table = pa.table({name: np.ascontiguousarray(values) for name, values in cells.items()})
    return table.replace_schema_metadata({SIMULATED: str(recording.simulated).lower()})


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table of samples; split bytes and zstd make motion about a third smaller."""
    pq.write_table(
        table, path, compression="zstd", use_dictionary=False, use_byte_stream_split=True
    )


def _check_types(schema: pa.Schema, names: tuple[str, ...], source: str) -> None:
    for name in names:
        kind = schema.field(name).type
        if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
            raise BadRecording(
                f"{source}: column {name} holds {printable(str(kind))}; expected numbers"
            )


def _gathered(
    file: pq.ParquetFile, names: tuple[str, ...], source: str, progress: Progress
) -> Gathering:
    n_rows = file.metadata.num_rows
    if n_rows == 0:
        raise BadRecording(f"{source}: holds only the names of columns; expected samples")
    if n_rows > MAX_ROWS:
        raise too_many_rows(source)
    gathering = Gathering(names, n_rows)
    try:
        for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=list(names)):
            gathering.add(partial(_numbers, batch), batch.num_rows)
            progress(gathering.rows / n_rows)
    except _BROKEN as error:
        raise BadRecording(
            f"{source}, after row {gathering.rows}: cannot be read "
            f"({printable(str(error))}); expected {n_rows} whole rows"
        ) from error
    return gathering


def _numbers(batch: pa.RecordBatch, name: str) -> FloatArray:
    cells = pc.cast(batch.column(name), pa.float64())
    return np.asarray(cells.to_numpy(zero_copy_only=False))


def _says_so(metadata: dict[bytes, bytes] | None) -> bool:
    said = (metadata or {}).get(SIMULATED.encode(), b"false")
    return said.lower() not in {b"", b"0", b"false"}


def _row(row: int) -> str:
    return f"row {row + 1}"
