"""The whole library to take away: as CSV tables, as one JSON document, as one archive."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from retrowalk.evidence.history import library_version
from retrowalk.evidence.library_rows import Row, rows, table_text
from retrowalk.evidence.schema import OWN_STUDIES, TABLES, Table

_LISTS = {"sources": None, "measures": None, "ledger": None, "questions": ";"}
_NUMBERS = frozenset(
    (
        *("year", "timepoint_weeks", "difference", "ci_low", "ci_high", "version"),
        *("n_backward", "mean_backward", "sd_backward"),
        *("n_control", "mean_control", "sd_control"),
        *("estimate", "trials", "i2_pct"),
    )
)
ABOUT = (
    "Retrowalk's library of what is known about walking backward. A blank or null is not "
    "visible in what was read, never zero. Only comparators that begin with parallel: are "
    "differences between groups of people. Own studies belong to an account and are not part "
    "of the library."
)

Cell = str | float | int | list[str] | None


def library_tables() -> Mapping[str, Table]:
    """Return every table of the library by the name its file has without .csv."""
    return {table.name.removesuffix(".csv"): table for table in TABLES}


def csv_of(table: Table) -> str:
    """Return a table of the library as it is stored."""
    return table_text(table.name)


def own_csv(own: Sequence[Row]) -> str:
    """Return somebody's own studies as a table, with its head even where there is none."""
    text = io.StringIO()
    writer = csv.DictWriter(text, OWN_STUDIES.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(own)
    return text.getvalue()


def json_of(own: Sequence[Row]) -> str:
    """Return everything as one document: the schema of each table beside its rows."""
    tables = {
        name: _table(table, _stored(table)) for name, table in library_tables().items()
    }
    document = {
        "about": ABOUT,
        "library_version": library_version(),
        "tables": tables,
        "own": _table(OWN_STUDIES, own),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def zip_of(own: Sequence[Row]) -> bytes:
    """Return every table in one archive, with a file that says what is what."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in TABLES:
            archive.writestr(table.name, csv_of(table))
        archive.writestr(OWN_STUDIES.name, own_csv(own))
        archive.writestr("README.txt", _read_me())
    return buffer.getvalue()


def _stored(table: Table) -> tuple[Row, ...]:
    return rows(table.name, table.names)


def _table(table: Table, found: Sequence[Row]) -> dict[str, object]:
    columns = {column.name: column.expected for column in table.columns}
    return {
        "about": table.about,
        "columns": columns,
        "rows": [{name: _cell(name, row[name]) for name in table.names} for row in found],
    }


def _cell(name: str, text: str) -> Cell:
    if name in _LISTS:
        return [part.strip() for part in text.split(_LISTS[name]) if part.strip()]
    if name in _NUMBERS:
        return _number(text) if text else None
    return text or None


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


def _read_me() -> str:
    lines = [ABOUT, "", f"Library version {library_version()}"]
    for table in (*TABLES, OWN_STUDIES):
        lines += ["", f"{table.name}: {table.about}"]
        lines += [f"  {column.name}: {column.expected}" for column in table.columns]
    return "\n".join(lines) + "\n"
