"""Whose a row is, and what rows may point to."""

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import Row
from retrowalk.server.people.models import Person
from retrowalk.server.takeout.kept import Kept

ACCOUNT = ""  # the group of what belongs to no person
LINKS = {
    "person": "persons",
    "walk": "sessions",
    "named_walk": "sessions",
    "study": "own_studies",
}


def group_of(kept: Kept, row: Row) -> str:
    """Return whose row it is."""
    if kept.model is Person:
        return str(row["id"])
    return str(row["person"]) if kept.of_a_person else ACCOUNT


class Links:
    """What rows may point to: what stands in the archive before them."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], str] = {}

    def check(self, kept: Kept, row: Row) -> None:
        """Refuse a link to what is not in the archive, or is somebody else's."""
        for name, to in LINKS.items():
            if name in kept.fields and row.get(name) is not None:
                owner = self._owners.get((to, str(row[name])))
                if owner != group_of(kept, row):
                    raise BadInput(
                        f"{name} is {str(row[name])[:40]!r}, of which nothing is told"
                    )

    def take(self, kept: Kept, row: Row) -> None:
        """Remember what may be pointed to; raise BadInput for the same twice."""
        if kept.document in LINKS.values():
            place = kept.document, str(row[kept.key[0]])
            if place in self._owners:
                raise BadInput(f"{place[1][:40]!r} stands twice; expected it once")
            self._owners[place] = group_of(kept, row)
