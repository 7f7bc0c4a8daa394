"""Motion recordings as CSV text: one row a sample, in the columns that wanted.py finds.

Columns may stand in any order among others, parted by commas, semicolons or tabs, below a
block of other lines; where commas do not part them, numbers may have decimal commas. The
text is read in blocks of whole lines, so memory holds the numbers and one block, never the
whole text. A last line without its line break is read if its cells are all there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.files.clock_text import seconds_of_text
from retrowalk.files.columns import (
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
from retrowalk.files.csv_faults import (
    EMPTY_CELLS,
    Grammar,
    first_fault,
    line_at_byte,
    line_of_row,
)
from retrowalk.files.csv_head import head_of
from retrowalk.files.wanted import Found, unit_unsaid, wanted

BLOCK_BYTES = 1 << 25


@dataclass(frozen=True, slots=True)
class _Layout:
    """A CSV file: how its lines are written, and which of its columns are which of ours."""

    path: Path
    grammar: Grammar
    columns: Mapping[str, Found]


def read_csv(path: Path, told: ToldColumns, progress: Progress) -> Columns:
    """Return the samples of a CSV file; raise BadRecording with the line of the first fault."""
    source, size = path.name, path.stat().st_size
    gathering: Gathering | None = None
    simulated = False
    with path.open("rb") as handle:
        layout = _layout(handle, path, told)
        for first_byte, text in _blocks(handle):
            table = _table(layout, text, first_byte)
            if gathering is None:
                expected_rows = 1.02 * table.num_rows * size / len(text)  # a little room
                rows = min(int(expected_rows) + 1, MAX_ROWS)
                gathering = Gathering(tuple(layout.columns), rows)
            if gathering.rows + table.num_rows > MAX_ROWS:
                raise too_many_rows(source)
            gathering.add(
                partial(_numbers, layout, table, text, first_byte), table.num_rows
            )
            simulated = simulated or _says_so(table)
            progress((first_byte + len(text)) / size)
    if gathering is None:
        raise BadRecording(f"{source}: holds only the names of columns; expected samples")
    at = partial(line_of_row, path, layout.grammar.head_lines)
    return gathering.columns(source, at, simulated=simulated)


def _layout(handle: BinaryIO, path: Path, told: ToldColumns) -> _Layout:
    """Return what the head of a file says, and leave the handle at the first sample."""
    head = head_of(handle, path.name, told)
    columns = wanted(head.found, path.name, told)
    moment = columns[TIME].name if head.has_moments(columns[TIME].name) else None
    if moment is None and columns[TIME].factor is None:
        raise unit_unsaid([columns[TIME].name], path.name, ["time"])
    numeric = [column.name for column in columns.values() if column.name != moment]
    grammar = Grammar(head.found, numeric, moment, head.delimiter, head.decimal, head.lines)
    return _Layout(path, grammar, columns)


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
    """Return the wanted columns of a block of lines, under their names in the file."""
    grammar = layout.grammar
    found = grammar.found
    types = dict.fromkeys(grammar.numeric, pa.float64())
    texts = {SIMULATED} & set(found) | ({grammar.moment} - {None})
    types |= dict.fromkeys(texts, pa.string())
    # Columns that nobody wants get names that cannot clash: those may be there twice.
    heads = [
        n if n in types and k == found.index(n) else f"\0{k}" for k, n in enumerate(found)
    ]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(text),
            arrow_csv.ReadOptions(column_names=heads),
            arrow_csv.ParseOptions(delimiter=grammar.delimiter, newlines_in_values=False),
            arrow_csv.ConvertOptions(
                include_columns=list(types),
                column_types=types,
                null_values=EMPTY_CELLS,
                decimal_point=grammar.decimal,
            ),
        )
    except pa.ArrowException as error:
        raise _fault(layout, text, first_byte, error) from error


def _fault(
    layout: _Layout, text: bytes, first_byte: int, error: pa.ArrowException
) -> BadRecording:
    """Return where and what the fault is, by a second, slower look at the same lines."""
    line = line_at_byte(layout.path, first_byte)
    fault = first_fault(text, layout.grammar)
    if fault is not None:
        return BadRecording(
            f"{layout.path.name}, line {line + fault.line}: {fault.sentence}"
        )
    said = printable(str(error).splitlines()[0])
    return BadRecording(
        f"{layout.path.name}, from line {line} on: cannot be read as CSV ({said}); "
        "expected one number in each cell"
    )


def _numbers(
    layout: _Layout, table: pa.Table, text: bytes, first_byte: int, name: str
) -> FloatArray:
    column = layout.columns[name]
    if column.name == layout.grammar.moment:
        try:
            return seconds_of_text(table[column.name])
        except pa.ArrowException as error:
            raise _fault(layout, text, first_byte, error) from error
    values = np.asarray(table[column.name].to_numpy())
    return values if column.factor in (None, 1.0) else values * column.factor


def _says_so(table: pa.Table) -> bool:
    if SIMULATED not in table.column_names:
        return False
    cells = table[SIMULATED].unique().to_pylist()
    return any(
        str(cell).strip().lower() not in {"", "0", "false", "none"} for cell in cells
    )
