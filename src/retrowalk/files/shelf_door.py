"""Recordings at the shelf's door: copied to its disk before anybody else has to wait for it.

What is brought to the door and not taken in is gone when the door closes.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from retrowalk.files.shelf import Shelf

DOOR = ".door-"  # how the folders begin; what is left of a killed process is found by it


@dataclass(frozen=True, slots=True)
class Door:
    """Recordings that wait to be taken in.

    sources: where each came from, by digest. taken: digests of those taken in so far.
    """

    shelf: Shelf
    folder: Path
    sources: Mapping[str, Path]
    taken: list[str] = field(default_factory=list)

    def take_in(self, digest: str) -> None:
        """Put a recording into its place, unless it is there; one nobody brought is none."""
        if digest not in self.sources or self.shelf.holds(digest):
            return
        waits = self.folder / digest
        if not waits.exists():  # it was on the shelf a moment ago
            _bring(self.sources[digest], waits)
        self.shelf.move_in(waits, digest)
        self.taken.append(digest)


@contextmanager
def at_the_door(shelf: Shelf, sources: Mapping[str, Path]) -> Iterator[Door]:
    """Bring recordings, by digest, as near as they get; check_stored has to have let them pass."""
    shelf.root.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=DOOR, dir=shelf.root) as folder:
        for digest, source in sources.items():
            if not shelf.holds(digest):
                _bring(source, Path(folder, digest))
        yield Door(shelf, Path(folder), sources)


def _bring(source: Path, to: Path) -> None:
    """Have a file's bytes on the shelf's own disk, and really there."""
    try:
        to.hardlink_to(source)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, to)
    with to.open("rb") as file:
        os.fsync(file.fileno())
