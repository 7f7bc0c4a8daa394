"""What an archive would bring: every row checked, and compared with what is here already."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from retrowalk.errors import BadInput, RetrowalkError
from retrowalk.files.shelf import Shelf
from retrowalk.files.takeout.lines import Row, line_of, rows_of
from retrowalk.files.takeout.unpacking import Unpacked
from retrowalk.server.people.models import Account, Person
from retrowalk.server.takeout.documents import Whose, stored
from retrowalk.server.takeout.kept import KEPT, Kept
from retrowalk.server.takeout.rows import key_cells, key_told, plain, row_of, values_of

AT_ONCE = 50  # rows compared at a time
MOST_TOLD = 20  # differences named for one person
BY_ITSELF = ("id",)  # rows that have an identifier of their own, the same everywhere
MADE_ANEW = (
    5  # version of the identifiers that the demo household always has; others have 4
)
ACCOUNT = ""  # the group of what belongs to no person


@dataclass(slots=True)
class Group:
    """What an archive holds of one person, or of the account as such.

    new: rows by document that are not here. here: those that are, alike.
    stays: what is different here and stays so, in sentences. conflicts: why nothing of this
    group is brought in.
    """

    name: str
    new: Counter[str] = field(default_factory=Counter)
    here: Counter[str] = field(default_factory=Counter)
    stays: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Looked:
    """What an archive would bring.

    own: identifiers of the account's persons. groups: by identifier of the person.
    new: places of new rows, by document.
    """

    own: frozenset[object]

    groups: dict[str, Group] = field(default_factory=dict)
    new: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    recordings: int = 0

    @property
    def welcome(self) -> Iterator[Group]:
        """The groups that nothing holds back."""
        return (group for group in self.groups.values() if not group.conflicts)

    @property
    def brings(self) -> Counter[str]:
        """How many rows of each document would be brought in."""
        return sum((group.new for group in self.welcome), Counter())

    @property
    def here(self) -> Counter[str]:
        """How many rows of each document are here already."""
        return sum((group.here for group in self.groups.values()), Counter())

    @property
    def held_back(self) -> Iterator[Group]:
        """The groups of which nothing is brought in."""
        return (group for group in self.groups.values() if group.conflicts)


def look(account: Account, unpacked: Unpacked) -> Looked:
    """Check every row of an archive; raise BadInput in one sentence for one that cannot be."""
    known = {kept.document for kept in KEPT}
    strange = sorted(set(unpacked.documents) - known)
    if strange:
        raise BadInput(
            f"the archive has the document {strange[0]}, which this Retrowalk does not know; "
            "update this one first"
        )
    own = frozenset(account.persons.values_list("pk", flat=True))
    looked, links = Looked(own, recordings=_not_here(unpacked)), _Links()
    for kept in KEPT:
        if kept.document in unpacked.documents:
            _look_at(kept, account, unpacked, looked, links)
    return looked


def _not_here(unpacked: Unpacked) -> int:
    shelf = Shelf(settings.SHELF)
    return sum(not shelf.holds(digest) for digest in unpacked.recordings)


def numbered(kept: Kept, unpacked: Unpacked) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a document, numbered from 1."""
    path = unpacked.documents.get(kept.document)
    return enumerate(rows_of(path), start=1) if path is not None else iter(())


def group_of(kept: Kept, row: Row) -> str:
    """Return whose row it is."""
    if kept.model is Person:
        return str(row["id"])
    return str(row["person"]) if kept.of_a_person else ACCOUNT


class _Links:
    """What rows may point to: what stands in the archive before them."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], str] = {}

    def check(self, kept: Kept, row: Row) -> None:
        """Refuse a link to what is not in the archive, or is somebody else's."""
        for name, to in _LINKS.items():
            if name in kept.fields and row.get(name) is not None:
                owner = self._owners.get((to, str(row[name])))
                if owner != group_of(kept, row):
                    raise BadInput(
                        f"{name} is {str(row[name])[:40]!r}, of which nothing is told"
                    )

    def take(self, kept: Kept, row: Row) -> None:
        """Remember what may be pointed to; raise BadInput for the same twice."""
        if kept.document in _LINKS.values():
            place = kept.document, str(row[kept.key[0]])
            if place in self._owners:
                raise BadInput(f"{place[1][:40]!r} stands twice; expected it once")
            self._owners[place] = group_of(kept, row)


_LINKS = {
    "person": "persons",
    "walk": "sessions",
    "named_walk": "sessions",
    "study": "own_studies",
}


def _look_at(
    kept: Kept, account: Account, unpacked: Unpacked, looked: Looked, links: _Links
) -> None:
    rows, here = numbered(kept, unpacked), _Here(kept, account)
    count = 0
    while some := list(islice(rows, AT_ONCE)):
        count += len(some)
        for number, row in some:
            _check(kept, row, number, links)
            if kept.model is Person:
                looked.groups[group_of(kept, row)] = _group(row)
            elif not kept.of_a_person:
                looked.groups.setdefault(ACCOUNT, Group(_("Your own studies")))
        found = here.of([row for _, row in some])
        for (number, row), stored_row in zip(some, found, strict=True):
            _compare(kept, row, stored_row, number, looked)
    listed = next(p.rows for p in unpacked.manifest.documents if p.name == kept.document)
    if count != listed:
        raise BadInput(f"{kept.document} has {count} rows; its manifest lists {listed}")


def _group(person: Row) -> Group:
    group = Group(str(person["name"]))
    if UUID(person["id"]).version == MADE_ANEW:
        said = _(
            "The people of the demo household are made anew each day; they stay there."
        )
        group.conflicts.append(said)
    return group


def _check(kept: Kept, row: Row, number: int, links: _Links) -> None:
    try:
        for name, value in values_of(kept, row).items():
            row.setdefault(name, plain(value))
        kept.check(row)
        links.check(kept, row)
        links.take(kept, row)
    except RetrowalkError as error:
        raise BadInput(f"{kept.document}, line {number}: {error}") from error


class _Here:
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


def _compare(kept: Kept, row: Row, here: Model | None, number: int, looked: Looked) -> None:
    group = looked.groups[group_of(kept, row)]
    if here is None:
        # Whoever keeps the person here is not told on by what else is here.
        taken = None if group.conflicts else _taken_already(kept, row)
        if taken is None:
            group.new[kept.document] += 1
            looked.new[kept.document].add(number)
        else:
            _tell(group.conflicts, taken)
        return
    if kept.key == BY_ITSELF and not _is_own(here, looked.own):
        _tell(group.conflicts, _("It is kept here under another account."))
        return
    group.here[kept.document] += 1
    differs = _differences(kept, row, here)
    if not differs:
        return
    said = _("%(what)s is different here: %(fields)s.") % {
        "what": _called(kept, row),
        "fields": ", ".join(sorted(differs)),
    }
    _tell(group.stays if differs <= kept.may_change else group.conflicts, said)


def _is_own(here: Model, own: frozenset[object]) -> bool:
    return (
        here.pk if isinstance(here, Person) else getattr(here, "person_id", None)
    ) in own


def _taken_already(kept: Kept, row: Row) -> str | None:
    """Say what is here that this row cannot stand beside; None where nothing is."""
    told = [row[name] for name in kept.once]
    applies = all(row[name] == value for name, value in kept.once_when.items())
    if not (told and applies) or None in told:
        return None
    same = {f"{name}_id" if name in _LINKS else name: row[name] for name in kept.once}
    if not kept.model._default_manager.filter(**same, **kept.once_when).exists():
        return None
    return _("%(what)s cannot stand beside what is here.") % {"what": _called(kept, row)}


def _differences(kept: Kept, row: Row, here: Model) -> set[str]:
    there = row_of(kept, here)
    if line_of(there) == line_of(row):
        return set()
    return {n for n in kept.fields if line_of({n: there[n]}) != line_of({n: row.get(n)})}


def _called(kept: Kept, row: Row) -> str:
    """Return what a person can find a row by."""
    words: Mapping[str, str] = {
        "persons": _("What is told about the person"),
        "plans": _("The plan's version %(version)s"),
        "sessions": _("The session %(planned_number)s of %(started_at).10s"),
        "tests": _("The test of %(taken_at).10s"),
        "screenings": _("The screening of %(answered_at).10s"),
        "adverse_events": _("What was reported on %(day)s"),
        "phone_mountings": _("How the phone is worn (%(site)s)"),
        "watch_files": _("The watch's file %(file_name)s"),
        "own_trials": _("The trial that began on %(starts_on)s"),
        "own_studies": _("The study %(key)s"),
        "own_changes": _("The entry %(number)s of the log"),
    }
    said = words.get(kept.document)
    return (
        said % row
        if said
        else f"{kept.document}: " + " ".join(str(row[k]) for k in kept.key)
    )


def _tell(sentences: list[str], one: str) -> None:
    if len(sentences) < MOST_TOLD and one not in sentences:
        sentences.append(one)
