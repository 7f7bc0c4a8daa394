"""One archive of a household or of a person, written to a file."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from retrowalk.files.shelf import Shelf
from retrowalk.files.takeout.packing import Gathered, pack
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.takeout.documents import Whose, write_documents


@dataclass(frozen=True, slots=True)
class Taken:
    """What an archive holds, to be told: rows by document, and recordings."""

    rows: Mapping[str, int]
    recordings: int
    missing: int


@dataclass(frozen=True, slots=True)
class Size:
    """How many motion recordings there are, and how many bytes they take."""

    recordings: int
    size: int


def take(whose: Whose, file: BinaryIO, *, recordings: bool) -> Taken:
    """Write the archive; keep little in memory, whatever its size."""
    with tempfile.TemporaryDirectory(prefix="retrowalk-takeout-") as folder:
        documents = write_documents(whose, Path(folder))
        held, missing = _on_the_shelf(whose) if recordings else ({}, ())
        pack(Gathered(whose.scope, documents, held, tuple(missing)), file)
    rows = {name: count for name, (_, count) in documents.items()}
    return Taken(rows, len(held), len(tuple(missing)))


def size_of_recordings(whose: Whose) -> Size:
    """Return what the motion recordings would add to an archive."""
    held, _ = _on_the_shelf(whose)
    return Size(len(held), sum(path.stat().st_size for path in held.values()))


def _on_the_shelf(whose: Whose) -> tuple[dict[str, Path], Iterable[str]]:
    """Return where each recording is, and the digests of those that are not there."""
    walks = WalkedSession.objects.exclude(recording="")
    walks = (
        walks.filter(person__account=whose.account)
        if whose.person is None
        else walks.filter(person=whose.person)
    )
    shelf = Shelf(settings.SHELF)
    digests = sorted(set(walks.values_list("recording", flat=True)))
    held = {digest: shelf.path(digest) for digest in digests if shelf.holds(digest)}
    return held, [digest for digest in digests if digest not in held]
