"""What was found in an archive: what is new for each person, what is here, what stays apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field


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
