"""A table of people, one row each, as text cells: CSV or Parquet, chosen by its name."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from retrowalk.errors import BadInput
from retrowalk.files.columns import printable
from retrowalk.files.csv_faults import header_names

ENDINGS = (".csv", ".parquet")
MAX_ROWS = (
    1_000_000  # people; beyond it a table is no trial's, and its text outgrows memory
)


@dataclass(frozen=True, slots=True)
class Cells:
    """Columns of text; an empty cell is "". source: the file's name. at: a row, in words."""

    source: str
    columns: dict[str, list[str]]
    at: Callable[[int], str]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.columns.values()), []))


def read_cells(path: Path) -> Cells:
    """Return the cells of a table; raise BadInput if it cannot be read as one."""
    if path.suffix.lower() not in ENDINGS:
        raise BadInput(f"{path.name}: expected a name that ends in {' or '.join(ENDINGS)}")
    if not path.is_file():
        raise BadInput(f"there is no file {path}")
    try:
        if path.suffix.lower() == ".csv":
            return _from_csv(path)
        return _from_parquet(path)
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}") from error


def _from_csv(path: Path) -> Cells:
    with path.open("rb") as handle:
        names = _checked_names(header_names(handle, path.name), path.name)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            next(reader)
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(names):
                    raise BadInput(
                        f"{path.name}, line {reader.line_num}: has {len(row)} cells; expected "
                        f"{len(names)}, one for each column"
                    )
                rows.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
                _check_size(len(rows), path.name)
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name}: is not text; expected CSV text in UTF-8") from error
    except csv.Error as error:
        raise BadInput(f"{path.name}: is not CSV: {error}") from error
    columns = {name: [row[k] for row in rows] for k, name in enumerate(names)}
    return Cells(path.name, columns, lambda row: f"line {lines[row]}")


def _from_parquet(path: Path) -> Cells:
    try:
        with pq.ParquetFile(path) as file:
            _check_size(file.metadata.num_rows, path.name)
            table = file.read()
            names = _checked_names(list(table.column_names), path.name)
            columns = {name: _texts(table.column(name)) for name in names}
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise BadInput(
            f"{path.name}: is not a Parquet table that can be read; was it cut off?"
        ) from error
    return Cells(path.name, columns, lambda row: f"row {row + 1}")


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [_text(value) for value in column.to_pylist()]


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  # only NaN differs from itself
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value).strip()


def _checked_names(names: list[str], source: str) -> list[str]:
    for name in names:
        if not name or names.count(name) > 1:
            raise BadInput(
                f"{source}: a column is called '{printable(name)}' or that twice; expected "
                "a name of its own for each"
            )
    return names


def _check_size(rows: int, source: str) -> None:
    if rows > MAX_ROWS:
        raise BadInput(
            f"{source}: holds more than {MAX_ROWS:,} rows; expected at most that many"
        )
