"""The rows that are here already: found by their keys, and compared with what would come."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Model

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import Row, line_of
from retrowalk.server.people.models import Account, Person
from retrowalk.server.takeout.documents import Whose, stored
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.takeout.links import LINKS
from retrowalk.server.takeout.rows import key_cells, key_told, row_of

BY_ITSELF = ("id",)  # rows that have an identifier of their own, the same everywhere


class Here:
    """The rows of an account that are here already, found by their keys."""

    def __init__(self, kept: Kept, account: Account) -> None:
        self._kept, self._account = kept, account
        self._seen: Counter[tuple[object, ...]] = Counter()
        self._index: dict[tuple[object, ...], list[Any]] = defaultdict(list)
        if kept.key != BY_ITSELF:
            cells = stored(kept, Whose(account)).values_list(*key_cells(kept), "pk")
            for *key, pk in cells:
                self._index[key_told(key)].append(pk)

    def of(self, rows: list[Row]) -> list[Model | None]:
        """Return for each row the one that is here, None where there is none."""
        keys = [self._key(row) for row in rows]
        held = self._kept.model._default_manager.in_bulk([k for k in keys if k is not None])
        return [None if key is None else held.get(self._typed(key)) for key in keys]

    def _key(self, row: Row) -> Any:
        """Return the primary key of what may be here; raise BadInput for a key twice."""
        key = tuple(row[name] for name in self._kept.key)
        place = self._seen[key]
        self._seen[key] += 1
        if place and not self._kept.repeats:
            said = " ".join(str(one) for one in key)
            raise BadInput(f"{self._kept.document}: {said[:80]} stands twice")
        if self._kept.key == BY_ITSELF:
            return key[0]
        return self._index[key][place] if place < len(self._index[key]) else None

    def _typed(self, key: Any) -> Any:
        return self._kept.model._meta.pk.to_python(key)


def is_anothers(kept: Kept, here: Model, own: frozenset[object]) -> bool:
    """Whether a row is kept here under another account.

    own: identifiers of the account's persons.
    """
    if kept.key != BY_ITSELF:
        return False
    whose = here.pk if isinstance(here, Person) else getattr(here, "person_id", None)
    return whose not in own


def leaves_no_room(kept: Kept, row: Row) -> bool:
    """Whether something is here that this row cannot stand beside."""
    told = [row[name] for name in kept.once]
    applies = all(row[name] == value for name, value in kept.once_when.items())
    if not (told and applies) or None in told:
        return False
    same = {f"{name}_id" if name in LINKS else name: row[name] for name in kept.once}
    return kept.model._default_manager.filter(**same, **kept.once_when).exists()


def differences(kept: Kept, row: Row, here: Model) -> set[str]:
    """Return the fields in which a row and the one that is here differ."""
    there = row_of(kept, here)
    if line_of(there) == line_of(row):
        return set()
    return {n for n in kept.fields if line_of({n: there[n]}) != line_of({n: row.get(n)})}
