"""Motion recordings as Parquet: one row a sample, in the columns that wanted.py finds.

Time may be a column of moments, as pandas writes it, its index too. write_parquet and
read_parquet stand side by side: what one writes, the other reads.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.clock_text import seconds_of_moments
from retrowalk.files.columns import (
    ACC,
    GYR,
    MAX_ROWS,
    SIMULATED,
    TIME,
    Columns,
    Gathering,
    Progress,
    ToldColumns,
    printable,
    too_many_rows,
)
from retrowalk.files.wanted import Found, unit_unsaid, wanted
from retrowalk.signals.recording import Recording

_INDEX = "__index_level_0__"  # what pandas calls an index without a name
BATCH_ROWS = 1 << 20
# What damaged bytes make Arrow say; ValueError covers names that are no longer UTF-8.
_BROKEN = (pa.ArrowException, OSError, MemoryError, ValueError, OverflowError)


def read_parquet(path: Path, told: ToldColumns, progress: Progress) -> Columns:
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
        columns = wanted(held, path.name, _with_index(told, schema))
        _check_types(schema, columns, path.name)
        gathering = _gathered(file, columns, path.name, progress)
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


def _with_index(told: ToldColumns, schema: pa.Schema) -> ToldColumns:
    """Return what was told, and that pandas' index without a name is the time, if it is."""
    place = schema.get_field_index(_INDEX)
    if place < 0 or TIME in dict(told.names) or not _is_moment(schema.field(place).type):
        return told
    return replace(told, names=(*told.names, (TIME, _INDEX)))


def _is_moment(kind: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(kind))


def _check_types(schema: pa.Schema, columns: Mapping[str, Found], source: str) -> None:
    for ours, column in columns.items():
        kind = schema.field(column.name).type
        if ours == TIME and _is_moment(kind):
            continue
        if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
            moments = " or timestamps" if ours == TIME else ""
            raise BadRecording(
                f"{source}: column {printable(column.name)} holds {printable(str(kind))}; "
                f"expected numbers{moments}"
            )
        if column.factor is None:
            raise unit_unsaid([column.name], source, ["time"])


def _gathered(
    file: pq.ParquetFile, columns: Mapping[str, Found], source: str, progress: Progress
) -> Gathering:
    n_rows = file.metadata.num_rows
    if n_rows == 0:
        raise BadRecording(f"{source}: holds only the names of columns; expected samples")
    if n_rows > MAX_ROWS:
        raise too_many_rows(source)
    gathering = Gathering(tuple(columns), n_rows)
    names = list({column.name for column in columns.values()})
    try:
        for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=names):
            gathering.add(partial(_numbers, columns, batch), batch.num_rows)
            progress(gathering.rows / n_rows)
    except _BROKEN as error:
        raise BadRecording(
            f"{source}, after row {gathering.rows}: cannot be read "
            f"({printable(str(error))}); expected {n_rows} whole rows"
        ) from error
    return gathering


def _numbers(columns: Mapping[str, Found], batch: pa.RecordBatch, name: str) -> FloatArray:
    column = columns[name]
    cells = batch.column(column.name)
    if _is_moment(cells.type):
        return seconds_of_moments(cells)
    values = np.asarray(pc.cast(cells, pa.float64()).to_numpy(zero_copy_only=False))
    return values if column.factor in (None, 1.0) else values * column.factor


def _says_so(metadata: dict[bytes, bytes] | None) -> bool:
    said = (metadata or {}).get(SIMULATED.encode(), b"false")
    return said.lower() not in {b"", b"0", b"false"}


def _row(row: int) -> str:
    return f"row {row + 1}"
