"""What the tables mean, written from the very columns they are made of."""

import csv
import io
from collections.abc import Mapping, Sequence

from retrowalk.files.takeout.tables.table import Kind, Table

HEAD = ("table", "column", "type", "unit", "meaning", "allowed", "empty_means")
TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.TRUTH: "true or false",
    Kind.DAY: "day, such as 2026-11-22",
    Kind.MOMENT: "moment in world time, such as 2026-11-22T09:30:00+00:00",
}


def dictionary_csv(tables: Sequence[Table]) -> str:
    """Return a row for each column of each table."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(HEAD)
    for table in tables:
        for c in table.columns:
            written.writerow(
                (table.name, c.name, TYPES[c.kind], c.unit, c.meaning, c.allowed, c.empty)
            )
    return text.getvalue()


def list_of_tables(tables: Sequence[Table], rows: Mapping[str, int]) -> str:
    """Return a paragraph for each table: its name, how many rows it has, and its meaning."""
    return "\n".join(
        f"  {table.name:<18} {rows[table.name]:>8}  {table.meaning}" for table in tables
    )
