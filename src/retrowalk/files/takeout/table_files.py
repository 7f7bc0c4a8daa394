"""Tables on disk, twice: CSV for a spreadsheet, Parquet for a program; a few rows in memory."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.table import Kind, Table

AT_ONCE = 5_000  # rows kept until they are written
# A spreadsheet takes a text that begins so for a formula, and would work it out.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.TRUTH: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
}


class TableFile:
    """One table while it is written."""

    def __init__(self, table: Table, text: TextIO, parquet: pq.ParquetWriter) -> None:
        self.table, self.rows = table, 0
        self._csv = csv.writer(text, lineterminator="\r\n")
        self._csv.writerow([column.name for column in table.columns])
        self._parquet = parquet
        self._waiting: list[list[object]] = [[] for _ in table.columns]

    def take(self, row: Row) -> None:
        """Write what a row of the document becomes; only its cells are kept until then."""
        made = list(self.table.rows(row))
        for column, cells in zip(self.table.columns, self._waiting, strict=True):
            cells.extend(map(column.of, made))
        if len(self._waiting[0]) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        columns, self._waiting = self._waiting, [[] for _ in self._waiting]
        if not columns[0]:
            return
        self.rows += len(columns[0])
        kinds = [column.kind for column in self.table.columns]
        self._csv.writerows(zip(*map(_plain, kinds, columns), strict=True))
        arrays = [
            pa.array(_typed(k, c), TYPES[k]) for k, c in zip(kinds, columns, strict=True)
        ]
        self._parquet.write_table(
            pa.Table.from_arrays(arrays, schema=schema_of(self.table))
        )


def schema_of(table: Table) -> pa.Schema:
    """Return the table's columns as Parquet types, each with its meaning beside it."""
    return pa.schema(
        [
            pa.field(
                c.name,
                TYPES[c.kind],
                metadata={"meaning": c.meaning, "unit": c.unit, "empty": c.empty},
            )
            for c in table.columns
        ]
    )


@contextmanager
def table_files(
    tables: Sequence[Table], folder: Path
) -> Iterator[Mapping[str, Sequence[TableFile]]]:
    """Give the tables to be written into a folder, by the document they are made of."""
    with ExitStack() as stack:
        found: dict[str, list[TableFile]] = {}
        for table in tables:
            # Spreadsheets know UTF-8 by this mark only.
            text = stack.enter_context(
                (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="")
            )
            parquet = stack.enter_context(
                pq.ParquetWriter(
                    folder / f"{table.name}.parquet", schema_of(table), compression="zstd"
                )
            )
            found.setdefault(table.document, []).append(TableFile(table, text, parquet))
        yield found
        for files in found.values():
            for file in files:
                file.write()


def _plain(kind: Kind, cells: Sequence[object]) -> Sequence[object]:
    """Return the cells of a column as a spreadsheet reads them; None is written as nothing."""
    if kind is Kind.TRUTH:
        return [None if cell is None else str(bool(cell)).lower() for cell in cells]
    if kind is Kind.TEXT:
        return [
            f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c for c in cells
        ]
    return cells


def _typed(kind: Kind, cells: Sequence[object]) -> Sequence[object]:
    if kind is Kind.DAY:
        return [c and date.fromisoformat(str(c)) for c in cells]
    if kind is Kind.MOMENT:
        return [c and datetime.fromisoformat(str(c)).astimezone(UTC) for c in cells]
    return cells
