"""The glossary as the site shows it: data of the package, held equal to docs/glossary.md."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """One word and what it means. key: where a link to it leads on the page."""

    section: str
    term: str
    meaning: str

    @property
    def key(self) -> str:
        """The term as the end of an address."""
        return "".join(c if c.isalnum() else "-" for c in self.term.casefold())


@cache
def terms() -> tuple[Term, ...]:
    """Return every term, in the order of the file."""
    text = (files("retrowalk.server.learn") / "glossary.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Term(row["section"], row["term"], row["meaning"]) for row in rows)


def glossary() -> dict[str, list[Term]]:
    """Return the terms of each section."""
    found: dict[str, list[Term]] = {}
    for term in terms():
        found.setdefault(term.section, []).append(term)
    return found
