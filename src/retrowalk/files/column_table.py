"""Columns of plain values to a table on disk, chosen by the ending of its name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from retrowalk.files.whole_file import whole_file

ENDINGS = (".parquet", ".csv")
_TYPES = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}


def write_columns(columns: Mapping[str, tuple[type, Sequence[object]]], path: Path) -> None:
    """Write columns, each with the type of its cells; a cell may be None: not measured."""
    arrays = {
        name: pa.array(cells, _TYPES[kind]) for name, (kind, cells) in columns.items()
    }
    write_table(pa.table(arrays), path)


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table, whole or not at all."""
    with whole_file(path) as part:
        if path.suffix.lower() == ".csv":
            arrow_csv.write_csv(table, part)
        else:
            pq.write_table(table, part, compression="zstd")
