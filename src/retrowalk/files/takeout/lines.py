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
MOST_LINE = 16_000_000  # bytes; an hour's gait report has a few millions
AT_ONCE = 50  # rows together in memory, and
AT_ONCE_BYTES = 16_000_000  # bytes of their lines: small JSON can be large in memory
WHOLE_FROM = 1e16  # from here on every float is a whole number, and databases write it so
# Patterns that begin with plain letters: one with a choice is looked for many times more slowly.
_MINUS_ZERO = re.compile(rb"-0\.0(?![0-9])")
_MAY_BE_UNREADABLE = re.compile(r"\\u(0000|d[89a-f])", re.IGNORECASE)
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps it: NUL, half a pair
_MAY_BE_FAR = re.compile(r"[eE]\+?[0-9]{3}")
_MAY_BE_LONG = re.compile(r"(?<![0-9])[0-9]{200}")


def line_of(row: Row) -> bytes:
    """Return a row as one line, without the line's end."""
    line = _written(row)
    unlike = b"e+" in line or _MINUS_ZERO.search(line)
    return _written(_alike(row)) if unlike else line


def row_of(line: bytes, where: str) -> Row:
    """Return the row of a line; raise BadInput, naming where, if it is no object."""
    try:
        told = line.decode("utf-8")
        row = _read(told)
        escaped = "\\u" in told and _MAY_BE_UNREADABLE.search(told)
        unreadable = bool(escaped) and _is_unreadable(row)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"{where} is no JSON ({str(error)[:80]}); expected an object"
        ) from error
    if unreadable:
        raise BadInput(
            f"{where} holds a character that no text has; expected readable text"
        )
    if not isinstance(row, dict):
        raise BadInput(f"{where} is no object; expected one")
    return row


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of a document; raise BadInput for a line that is too long or none."""
    for _, row in _sized(path):
        yield row


def rows_written(path: Path) -> Iterator[Row]:
    """Yield the rows of a document that was written here a moment ago: nothing is checked."""
    with path.open("rb") as file:
        yield from map(json.loads, file)


def batches_of(path: Path) -> Iterator[list[tuple[int, Row]]]:
    """Yield the rows of a document, numbered from 1, as many together as memory is sure for.

    Raises BadInput for a line that is too long or no row.
    """
    some: list[tuple[int, Row]] = []
    together = 0  # bytes
    for number, (size, row) in enumerate(_sized(path), start=1):
        if some and (len(some) == AT_ONCE or together + size > AT_ONCE_BYTES):
            yield some
            some, together = [], 0
        some.append((number, row))
        together += size
    if some:
        yield some


def _sized(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a document, each after the bytes of its line."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MOST_LINE + 1):
            number += 1
            where = f"{path.name}, line {number},"
            if len(line) > MOST_LINE:
                raise BadInput(f"{where} has more than {MOST_LINE} bytes")
            yield len(line), row_of(line, where)


def _read(told: str) -> Any:
    # Asked about each number, reading is slow.
    far = bool(_MAY_BE_FAR.search(told) or _MAY_BE_LONG.search(told))
    return json.loads(
        told,
        parse_constant=_refuse,
        parse_float=_finite if far else None,
        parse_int=_in_reach if far else None,
        object_pairs_hook=_once,
    )


def _is_unreadable(value: Any) -> bool:
    """Whether any text in a value has a character that no database keeps."""
    if isinstance(value, dict):
        return any(_is_unreadable(key) or _is_unreadable(value[key]) for key in value)
    if isinstance(value, list):
        return any(_is_unreadable(one) for one in value)
    return isinstance(value, str) and bool(_UNREADABLE.search(value))


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


def _finite(told: str) -> float:
    found = float(told)
    if not math.isfinite(found):
        _refuse(told[:20])
    return found


def _in_reach(told: str) -> int:
    """Return a whole number that a float can hold too: rules calculate with floats."""
    found = int(told)
    try:
        float(found)
    except OverflowError:
        _refuse(told[:20])
    return found


def _refuse(word: str) -> NoReturn:
    message = f"{word} is no JSON number that can be kept"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> Row:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a name stands twice in one object"
        raise ValueError(message)
    return found
