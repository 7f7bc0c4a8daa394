"""Motion recordings as CSV text: one row a sample, SI units, commas, points in numbers.

The columns are those of columns.py in any order; others are passed over. The text is read
in blocks of whole lines, so memory holds the numbers and one block, never the whole text.
A last line without its line break is read if its cells are all there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.columns import (
    MAX_ROWS,
    SIMULATED,
    Columns,
    Gathering,
    Progress,
    printable,
    too_many_rows,
    wanted,
)
from retrowalk.files.csv_faults import (
    EMPTY_CELLS,
    first_fault,
    header_names,
    line_at_byte,
    line_of_row,
)

BLOCK_BYTES = 1 << 25


@dataclass(frozen=True, slots=True)
class _Layout:
    """A CSV file's column names: all found, and those to read as numbers."""

    path: Path
    found: Sequence[str]
    names: Sequence[str]


def read_csv(path: Path, progress: Progress) -> Columns:
    """Return the samples of a CSV file; raise BadRecording with the line of the first fault."""
    source, size = path.name, path.stat().st_size
    gathering: Gathering | None = None
    simulated = False
    with path.open("rb") as handle:
        found = header_names(handle, source)
        layout = _Layout(path, found, wanted(found, source))
        for first_byte, text in _blocks(handle):
            table = _table(layout, text, first_byte)
            if gathering is None:
                expected_rows = 1.02 * table.num_rows * size / len(text)  # a little room
                gathering = Gathering(layout.names, min(int(expected_rows) + 1, MAX_ROWS))
            if gathering.rows + table.num_rows > MAX_ROWS:
                raise too_many_rows(source)
            gathering.add(partial(_numbers, table), table.num_rows)
            simulated = simulated or _says_so(table)
            progress((first_byte + len(text)) / size)
    if gathering is None:
        raise BadRecording(f"{source}: holds only the names of columns; expected samples")
    return gathering.columns(source, partial(line_of_row, path), simulated=simulated)


def _blocks(handle: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the rest of a file in blocks of whole lines, each with its first byte."""
    while True:
        first_byte = handle.tell()
        text = handle.read(BLOCK_BYTES)
        if len(text) == BLOCK_BYTES:
            text += handle.readline()
        if not text:
            return
        if not text.isspace():
            yield first_byte, text


def _table(layout: _Layout, text: bytes, first_byte: int) -> pa.Table:
    """Return the wanted columns of a block of lines."""
    found = layout.found
    types = {name: pa.float64() for name in layout.names}
    if SIMULATED in found:
        types[SIMULATED] = pa.string()
    # Columns that nobody wants get names that cannot clash: those may be there twice.
    heads = [
        n if n in types and k == found.index(n) else f"\0{k}" for k, n in enumerate(found)
    ]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(text),
            arrow_csv.ReadOptions(column_names=heads),
            arrow_csv.ParseOptions(newlines_in_values=False),
            arrow_csv.ConvertOptions(
                include_columns=list(types), column_types=types, null_values=EMPTY_CELLS
            ),
        )
    except pa.ArrowException as error:
        said = str(error).splitlines()[0]
        raise BadRecording(_fault(layout, text, first_byte, said)) from error


def _fault(layout: _Layout, text: bytes, first_byte: int, said: str) -> str:
    """Return where and what the fault is, by a second, slower look at the same lines."""
    line = line_at_byte(layout.path, first_byte)
    fault = first_fault(text, layout.found, layout.names)
    if fault is not None:
        return f"{layout.path.name}, line {line + fault.line}: {fault.sentence}"
    return (
        f"{layout.path.name}, from line {line} on: cannot be read as CSV ({printable(said)}); "
        "expected one number in each cell"
    )


def _numbers(table: pa.Table, name: str) -> FloatArray:
    return np.asarray(table[name].to_numpy())


def _says_so(table: pa.Table) -> bool:
    if SIMULATED not in table.column_names:
        return False
    cells = table[SIMULATED].unique().to_pylist()
    return any(
        str(cell).strip().lower() not in {"", "0", "false", "none"} for cell in cells
    )
