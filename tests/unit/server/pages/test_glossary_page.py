"""The glossary on the site and the one in the docs say the same."""

import re
from pathlib import Path

from django.test import Client
from django.urls import reverse

from retrowalk.server.learn.glossary import terms

DOCS = Path(__file__).resolve().parents[4] / "docs" / "glossary.md"
ROW = re.compile(r"^\| \*\*(?P<term>.+?)\*\* \| (?P<meaning>.+?) \| (?P<code>.+?) \|$")


def written() -> list[tuple[str, str, str]]:
    """Return section, term and meaning of every row of docs/glossary.md."""
    found, section = [], ""
    for line in DOCS.read_text().splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        if row := ROW.match(line):
            found.append((section, row["term"], row["meaning"]))
    return found


def test_every_word_of_the_docs_stands_on_the_site_with_the_same_meaning() -> None:
    shown = {(one.section, one.term, one.meaning) for one in terms()}
    missing = [row for row in written() if row not in shown]
    assert missing == [], "put these into server/learn/glossary.csv"


def test_the_site_adds_only_words_of_studies() -> None:
    docs = {(section, term) for section, term, _ in written()}
    added = {one.section for one in terms() if (one.section, one.term) not in docs}
    assert added == {"Words in studies"}, "a word left the docs but not glossary.csv"


def test_every_word_has_an_address_of_its_own() -> None:
    keys = [one.key for one in terms()]
    assert len(set(keys)) == len(keys)
    page = Client().get(reverse("words")).content.decode()
    assert all(f'id="{key}"' in page for key in keys)
