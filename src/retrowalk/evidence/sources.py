"""Where every number comes from: one key, one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence.library_rows import Row, build_all, filled, word
from retrowalk.evidence.schema import SOURCES


class Kind(StrEnum):
    """What sort of thing a source is."""

    STUDY = "study"
    REVIEW = "review"
    CATALOGUE = "catalogue"
    GUIDELINE = "guideline"
    DESIGN_RULE = "design_rule"
    POPULAR = "popular"


@dataclass(frozen=True, slots=True)
class Source:
    """One source.

    address: a DOI or a URL; blank where none was visible, and for our own rules.
    note: what it is about, or what to mind about it; may be blank.
    """

    key: str
    kind: Kind
    citation: str
    address: str
    note: str

    @property
    def link(self) -> str | None:
        """The address as something to click, or None where there is none."""
        if not self.address:
            return None
        return f"https://doi.org/{self.address}" if is_doi(self.address) else self.address


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its key; raise BadInput if the table is wrong."""
    found: dict[str, Source] = {}
    for row in build_all(SOURCES.name, SOURCES.names, build):
        if row.key in found:
            raise BadInput(
                f"{SOURCES.name}: the key {row.key!r} is there twice; expected it once"
            )
        found[row.key] = row
    return MappingProxyType(found)


def source(key: str) -> Source:
    """Return the source of that key; raise Unknown if the library has none."""
    try:
        return sources()[key]
    except KeyError:
        raise Unknown(
            f"the evidence library has no source {key!r}; expected a key of {SOURCES.name}"
        ) from None


def is_doi(address: str) -> bool:
    """Say whether an address is a bare DOI."""
    return address.startswith("10.") and "/" in address


def checked_address(address: str) -> str:
    """Return a DOI or a URL; raise BadInput if it is neither."""
    if is_doi(address) or address.startswith(("https://", "http://")):
        return address
    raise BadInput(f"address is {address!r}; expected a DOI or a URL")


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses lead to the same place; a blank one leads nowhere."""
    return bool(one) and place(one) == place(other)


def place(address: str) -> str:
    """Return where an address leads, the same for every way to write it."""
    found = address.strip().casefold().removeprefix("https://").removeprefix("http://")
    found = found.removeprefix("www.").removeprefix("dx.").removeprefix("doi.org/")
    return found.rstrip("/")


def known_source(key: str) -> str:
    """Return a key that the library has; raise BadInput if it has not."""
    if key not in sources():
        raise BadInput(
            f"the source {key!r} is not in {SOURCES.name}; expected a key that is"
        )
    return key


def build(row: Row) -> Source:
    """Return the source of one row."""
    return Source(
        key=filled(row, "key"),
        kind=word(row, "kind", Kind),
        citation=filled(row, "citation"),
        address=checked_address(row["address"]) if row["address"] else "",
        note=row["note"],
    )
