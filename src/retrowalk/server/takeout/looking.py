"""What an archive would bring: every row checked, and compared with what is here already."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from retrowalk.errors import BadInput, RetrowalkError
from retrowalk.files.shelf import Shelf
from retrowalk.files.takeout.lines import Row, batches_of, rows_of
from retrowalk.files.takeout.unpacking import Unpacked
from retrowalk.server.people.models import Account, Person
from retrowalk.server.takeout.catalogue import KEPT
from retrowalk.server.takeout.here import Here, differences, is_anothers, leaves_no_room
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.takeout.links import ACCOUNT, Links, group_of
from retrowalk.server.takeout.looked import Group, Looked
from retrowalk.server.takeout.rows import plain, values_of

MOST_PERSONS = 200  # of a household; what is found of each is kept in memory and shown
MOST_TOLD = 20  # differences named for one person
MADE_ANEW = (
    5  # version of the identifiers that the demo household always has; others have 4
)


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
    looked, links = Looked(own, recordings=_not_here(unpacked)), Links()
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


def _look_at(
    kept: Kept, account: Account, unpacked: Unpacked, looked: Looked, links: Links
) -> None:
    listed = next(p.rows for p in unpacked.manifest.documents if p.name == kept.document)
    if kept.model is Person and listed > MOST_PERSONS:
        raise BadInput(f"the archive has {listed} people; at most {MOST_PERSONS} are taken")
    here = Here(kept, account)
    count = 0
    for some in batches_of(unpacked.documents[kept.document]):
        count += len(some)
        if count > listed:
            raise BadInput(
                f"{kept.document} has more rows than the {listed} of its manifest"
            )
        for number, row in some:
            _check(kept, row, number, links)
            if kept.model is Person:
                looked.groups[group_of(kept, row)] = _group(row)
            elif not kept.of_a_person:
                looked.groups.setdefault(ACCOUNT, Group(_("Your own studies")))
        found = here.of([row for _, row in some])
        for (number, row), stored_row in zip(some, found, strict=True):
            _compare(kept, row, stored_row, number, looked)
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


def _check(kept: Kept, row: Row, number: int, links: Links) -> None:
    try:
        for name, value in values_of(kept, row).items():
            row.setdefault(name, plain(value))
        kept.check(row)
        links.check(kept, row)
        links.take(kept, row)
    except RetrowalkError as error:
        raise BadInput(f"{kept.document}, line {number}: {error}") from error


def _compare(kept: Kept, row: Row, here: Model | None, number: int, looked: Looked) -> None:
    group = looked.groups[group_of(kept, row)]
    if here is None:
        # Whoever keeps the person here is not told on by what else is here.
        if not group.conflicts and leaves_no_room(kept, row):
            said = _("%(what)s cannot stand beside what is here.")
            _tell(group.conflicts, said % {"what": _called(kept, row)})
            return
        group.new[kept.document] += 1
        looked.new[kept.document].add(number)
        return
    if is_anothers(kept, here, looked.own):
        _tell(group.conflicts, _("It is kept here under another account."))
        return
    group.here[kept.document] += 1
    differs = differences(kept, row, here)
    if not differs:
        return
    said = _("%(what)s is different here: %(fields)s.") % {
        "what": _called(kept, row),
        "fields": ", ".join(sorted(differs)),
    }
    _tell(group.stays if differs <= kept.may_change else group.conflicts, said)


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
