"""Studies that somebody adds to the library for themselves, held to the library's schema.

A table of them has the columns of schema.OWN_STUDIES. Nothing is taken over unless every
row is sound: half a table would be pooled as if it were all.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from retrowalk.errors import BadInput
from retrowalk.evidence.library_rows import Row, filled
from retrowalk.evidence.repeated import Known, Refusal, repeated
from retrowalk.evidence.schema import OWN_STUDIES
from retrowalk.evidence.study import StudyEffect, build_effect

MOST_ROWS = 1000  # of one table; the largest field of trials is far below
LONGEST_CELL = 500  # characters; an address is the longest thing a cell holds
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
# What a spreadsheet would run as a formula when the export is opened in it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset(
    (
        *("year", "timepoint_weeks", "difference", "ci_low", "ci_high"),
        *(
            f"{what}_{who}"
            for what in ("n", "mean", "sd")
            for who in ("backward", "control")
        ),
    )
)
_SOUND: Mapping[str, Mapping[str, str]] = {
    "source": {"source": "somebody_2026"},
    "citation": {"citation": "Somebody"},
    "address": {"address": "https://example.org"},
    "population": {"population": "people"},
    "people": {"people": "other"},
    "comparator": {"comparator": "parallel: others"},
    "against": {"against": "not_stated"},
    "outcome": {"outcome": "something"},
    "scale": {"scale": "points"},
    "kind": {"kind": "post"},
    "better": {"better": "lower"},
    "difference": {"difference": "", "ci_low": "", "ci_high": ""},
}


@dataclass(frozen=True, slots=True)
class Added:
    """One result of an added study, with the cells it was built from."""

    effect: StudyEffect
    cells: Mapping[str, str]


def build_own(cells: Row) -> StudyEffect:
    """Return the effect of one own row; raise BadInput naming the column."""
    key = filled(cells, "source").strip()
    if not _KEY.fullmatch(key):
        raise BadInput(
            f"source is {key!r}; expected 2 to 40 small letters, digits or underscores, "
            "beginning with a letter"
        )
    for column in cells:
        _check_text(column, cells[column])
    if cells["simulated"] not in ("", "yes"):
        raise BadInput(f"simulated is {cells['simulated']!r}; expected yes or a blank")
    effect = build_effect(cells, key, filled(cells, "citation").strip())
    return replace(effect, own=True, simulated=cells["simulated"] == "yes")


def read_added(
    text: str, known: Sequence[Known]
) -> tuple[Added, ...] | tuple[Refusal, ...]:
    """Return every result of a table, or everything that keeps it from being taken.

    text: CSV with the columns of OWN_STUDIES, in any order. known: what may not come again.
    Raises BadInput if the table has no rows, too many, or other columns.
    """
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise BadInput(f"the table cannot be read as CSV: {error}") from error
    return read_rows(rows, known)


def read_rows(
    rows: Sequence[tuple[int, Row]], known: Sequence[Known]
) -> tuple[Added, ...] | tuple[Refusal, ...]:
    """Return every result of numbered rows, or everything that is wrong with them."""
    refused = [refusal for line, row in rows for refusal in _wrong_cells(line, row)]
    if refused:
        return tuple(refused)
    found = [(line, Added(build_own(row), dict(row))) for line, row in rows]
    again = tuple(repeated([(line, added.effect) for line, added in found], known))
    return again or tuple(added for _, added in found)


def blank_row() -> dict[str, str]:
    """Return a row with every column of OWN_STUDIES, all blank."""
    return dict.fromkeys(OWN_STUDIES.names, "")


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    head = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = head
    _check_head(head)
    line = 0
    for line, row in enumerate(reader, start=2):
        if line > MOST_ROWS + 1:
            raise BadInput(f"the table has more than {MOST_ROWS} rows; expected fewer")
        if None in row or None in row.values():
            raise BadInput(
                f"row {line} has not {len(head)} cells as the head has; is a text with a "
                "comma in it without quotes?"
            )
        yield line, {name: row[name].strip() for name in OWN_STUDIES.names}
    if not line:
        raise BadInput("the table has no rows; expected one for each result of a study")


def _check_head(head: Sequence[str]) -> None:
    if len(head) == 1 and ";" in head[0]:
        raise BadInput("the columns are separated by semicolons; expected commas")
    missing = [name for name in OWN_STUDIES.names if name not in head]
    other = [name or "without a name" for name in head if name not in OWN_STUDIES.names]
    twice = [name for name in OWN_STUDIES.names if head.count(name) > 1]
    for what, names in (("lacks", missing), ("does not know", other), ("repeats", twice)):
        if names:
            raise BadInput(
                f"row 1 {what} the column {', '.join(names)}; expected "
                f"{', '.join(OWN_STUDIES.names)}"
            )


def _wrong_cells(line: int, row: Row) -> Iterator[Refusal]:
    """Yield what is wrong with a row: each wrong cell is made sound to see the next."""
    tried = dict(row)
    for _ in OWN_STUDIES.names:
        try:
            build_own(tried)
        except BadInput as error:
            column = str(error).split(maxsplit=1)[0]
            yield Refusal(line, column, str(error))
            tried |= _SOUND.get(column, {column: ""})
        else:
            return


def _check_text(column: str, cell: str) -> None:
    if len(cell) > LONGEST_CELL:
        raise BadInput(
            f"{column} has {len(cell)} characters; expected at most {LONGEST_CELL}"
        )
    if column not in _NUMBERS and cell.startswith(_FORMULA):
        raise BadInput(
            f"{column} begins with {cell[0]!r}, which a spreadsheet would run; expected text"
        )
