"""How the rows of one model go into an archive: whose they are, and which fields are taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Model

from retrowalk.files.takeout.lines import Row
from retrowalk.server.people.models import Person
from retrowalk.server.takeout import checks

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of the archive: the rows of a model.

    document: its name. owner: the way to the account, as Django's filters write it.
    key: the fields by which a row is found again; rows with the same key are told apart by
        their order. fields: what is written, in the model's own names.
    may_change: what may become different after the row was written; then what is here stays,
        and nothing else of the person is held back for it.
    repeats: whether several rows may have the same key.
    once: fields that no two rows may share beside the key, among those that are once_when;
        empty where there are none.
    check: refuses a row that the site could not show.
    """

    document: str
    model: type[Model]
    owner: str
    key: tuple[str, ...]
    fields: tuple[str, ...]
    may_change: frozenset[str] = frozenset()
    repeats: bool = False
    once: tuple[str, ...] = ()
    once_when: Mapping[str, str] = field(default_factory=lambda: NONE)
    check: Callable[[Row], None] = checks.nothing
    left_out: Mapping[str, str] = field(default_factory=lambda: NONE)

    @property
    def of_a_person(self) -> bool:
        """Whether its rows belong to a person, and not to the account as such."""
        return self.model is Person or self.owner.startswith("person__")
