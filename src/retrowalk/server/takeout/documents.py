"""The documents of a household, or of one person of it, written from one view of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from retrowalk.files.takeout.lines import line_of
from retrowalk.server.people.models import Account, Person
from retrowalk.server.takeout.catalogue import KEPT
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.takeout.rows import key_cells, row_of

AT_ONCE = 20  # rows in memory; a session with its gait report has some hundred kilobytes


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose data: all of an account's, or one person's of it."""

    account: Account
    person: Person | None = None

    @property
    def scope(self) -> str:
        """The manifest's word for it."""
        return "household" if self.person is None else "person"


def write_documents(whose: Whose, folder: Path) -> dict[str, tuple[Path, int]]:
    """Write every document into a folder; return path and number of rows, by name."""
    made: dict[str, tuple[Path, int]] = {}
    with _one_view():
        for kept in KEPT:
            if whose.person is None or kept.of_a_person:
                path = folder / f"{kept.document}.jsonl"
                made[kept.document] = path, _write(kept, whose, path)
    return made


def stored(kept: Kept, whose: Whose) -> models.QuerySet[Any]:
    """Return all rows of a document."""
    rows = kept.model._default_manager.order_by("pk")
    if whose.person is None:
        return rows.filter(**{kept.owner: whose.account})
    if kept.model is Person:
        return rows.filter(pk=whose.person.pk)
    return rows.filter(person=whose.person)


def in_batches(kept: Kept, keys: list[Any]) -> Iterator[models.Model]:
    """Yield the rows of these primary keys in their order, a few at a time in memory."""
    links = [
        name
        for name in kept.fields
        if isinstance(kept.model._meta.get_field(name), models.ForeignKey)
    ]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = kept.model._default_manager.select_related(*links).in_bulk(some)
        yield from (rows[key] for key in some)


def _write(kept: Kept, whose: Whose, path: Path) -> int:
    # Sorted here and not by the database: each orders text by a language of its own.
    found = stored(kept, whose).values_list(*key_cells(kept), "pk")
    keys = [row[-1] for row in sorted(found)]
    with path.open("wb") as file:
        for row in in_batches(kept, keys):
            file.write(line_of(row_of(kept, row)) + b"\n")
    return len(keys)


@contextmanager
def _one_view() -> Iterator[None]:
    """See the database as it is at one moment, whatever is written meanwhile.

    On SQLite writers go on, too: a transaction asks for their lock at once unless told not to.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()  # which sets the mode anew
    usual = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # SQLite's has it
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = usual  # type: ignore[attr-defined]  # as above
