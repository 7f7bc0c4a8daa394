"""Rows as lines of JSON that are the same bytes wherever they were stored.

Databases lay JSON out in their own ways: Postgres sorts keys, drops the sign of -0.0 and
writes 1e16 as a whole number. What means the same is one line here.
"""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from retrowalk.errors import BadInput

Row = dict[str, Any]
MOST_LINE = 64_000_000  # bytes; an hour's gait report has a few millions
WHOLE_FROM = 1e16  # from here on every float is a whole number, and databases write it so
_UNLIKE = re.compile(rb"-0\.0(?![0-9])|e\+")
_NEVER_STORED = re.compile(rb"\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])", re.IGNORECASE)


def line_of(row: Row) -> bytes:
    """Return a row as one line, without the line's end."""
    line = _written(row)
    return _written(_alike(row)) if _UNLIKE.search(line) else line


def row_of(line: bytes, where: str) -> Row:
    """Return the row of a line; raise BadInput, naming where, if it is no object."""
    if _NEVER_STORED.search(line):
        raise BadInput(
            f"{where} holds a character that no text has; expected readable text"
        )
    try:
        row = json.loads(line, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"{where} is no JSON ({str(error)[:80]}); expected an object"
        ) from error
    if not isinstance(row, dict):
        raise BadInput(f"{where} is no object; expected one")
    return row


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of a document; raise BadInput for a line that is too long or none."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_LINE + 1):
            number += 1
            where = f"{path.name}, line {number},"
            if len(line) > MOST_LINE:
                raise BadInput(f"{where} has more than {MOST_LINE} bytes")
            yield row_of(line, where)


def _written(row: Row) -> bytes:
    return json.dumps(row, sort_keys=True, separators=(",", ":"), allow_nan=False).encode(
        "ascii"
    )


def _alike(value: Any) -> Any:
    """Return a value with its floats as every database gives them back."""
    if isinstance(value, dict):
        return {key: _alike(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_alike(one) for one in value]
    if isinstance(value, float):
        if value == 0.0:
            return 0.0
        return int(value) if abs(value) >= WHOLE_FROM and math.isfinite(value) else value
    return value


def _refuse(word: str) -> NoReturn:
    message = f"{word} is not a JSON number"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> Row:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a name stands twice in one object"
        raise ValueError(message)
    return found
