"""No figure about health without its source: every page is read as a browser reads it.

What is looked for: digits that stand before a unit of health or of people (%, points, km/h,
MET, weeks, minutes, seconds, metres, beats, people …) in the text of a page's content. Such
a text must stand in an element that names a source: `data-source="key …"` with keys of the
library, `data-own` on a page about somebody's own study, or a link to a source's entry in
the same paragraph, list item, table row or card.

What it cannot see: figures written as words ("thirteen trials"), figures without a unit
("g -0.997"), and whether the named source says what the sentence says. The first two are
held by writing a figure with its unit; the last by test_claims.py and by people who read.
Not looked at: what a person typed or walked themselves (their own plan, days and minutes),
because it is theirs and no finding; those pages mark findings and rules by links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from retrowalk.evidence.claims import claims
from retrowalk.evidence.pooled_picture import outcomes
from retrowalk.evidence.sources import sources
from retrowalk.server.people.models import Person
from retrowalk.training.person import Group

UNITS = (
    r"%|°|points?\b|km/h|mph|m/s|m/min|miles|metres?\b|cm\b|METs?\b|times rest|times resting"
    r"|minutes?\b|min\b|seconds?\b|weeks?\b|months?\b|years?\b"
    r"|people\b|persons?\b|men\b|women\b|adults\b|athletes\b|boys\b|students\b|runners\b"
    r"|beats\b|bpm\b|ml\b|litres?\b|kcal|calories|degrees\b|strides\b|times body weight"
)
FIGURE = re.compile(rf"\d[\d.,]*\s*(?:{UNITS})")
# The level of an interval is a convention of statistics, and no finding.
LEVEL = re.compile(r"\b95\s*% interval|one of 95 %")
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "tr", "section", "caption", "legend", "label"}
VOID = {"meta", "link", "input", "img", "br", "hr", "option", "path"}
SOURCE = re.compile(r"/learn/sources/(?:#)?([a-z0-9_]+)/?$")


@dataclass
class Element:
    """One element of a page, with what it names."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    links: set[str] = field(default_factory=set)

    def up(self) -> "Iterator[Element]":
        here: Element | None = self
        while here is not None and here.tag != "main":
            yield here
            here = here.parent

    def named(self) -> set[str]:
        """Return the source keys that an element of its blocks names."""
        for one in self.up():
            if "data-own" in one.attributes:
                return {"own"}
            if one.attributes.get("data-source"):
                return set(one.attributes["data-source"].split())
            if one.tag in BLOCKS and one.links:
                return one.links
        return set()


class Page(HTMLParser):
    """Reads the texts in the content of a page, each with the element it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, Element]] = []
        self._here: Element | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main" or self._here is not None:
            made = Element(tag, {k: v or "" for k, v in attrs}, self._here)
            if found := SOURCE.search(made.attributes.get("href", "").replace("#", "")):
                for one in made.up():
                    one.links.add(found[1])
            if tag not in VOID:
                self._here = made

    def handle_endtag(self, tag: str) -> None:
        here = self._here
        while here is not None and here.tag != tag:
            here = here.parent
        if here is not None:
            self._here = here.parent

    def handle_data(self, data: str) -> None:
        if self._here is not None and self._here.tag not in ("script", "style"):
            self.texts.append((data, self._here))


def orphans(page: str) -> list[str]:
    """Return every text with a figure about health that names no source of the library."""
    found = []
    for text, element in Page(page).texts:
        figure = FIGURE.search(LEVEL.sub("", " ".join(text.split())))
        keys = element.named()
        if figure and (not keys or not keys <= {*sources(), "own"}):
            found.append(f"{figure[0]!r} in {' '.join(text.split())[:90]!r}")
    return found


def open_pages() -> list[str]:
    """Return the address of every page of what is known, and of Retrowalk itself."""
    return [
        *map(reverse, ("front", "safety", "privacy")),
        *map(reverse, ("claims", "questions", "words", "sources", "pooled")),
        *map(reverse, ("library", "library_changes")),
        *(reverse("claim", args=[one.key]) for one in claims()),
        *(reverse("source", args=[key]) for key in sources()),
        *(reverse("outcome", args=[slugify(one)]) for one in outcomes()),
    ]


@pytest.mark.parametrize("url", open_pages())
def test_no_page_of_what_is_known_shows_a_figure_without_a_source(url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 200
    assert orphans(answer.content.decode()) == []


@pytest.mark.parametrize("name", ["clearance", "programme"])
def test_no_page_that_judges_or_offers_shows_a_figure_without_a_source(
    name: str, cleared: Person, signed_in: Client
) -> None:
    answer = signed_in.get(reverse(name, args=[cleared.pk]))
    assert answer.status_code == 200
    assert orphans(answer.content.decode()) == []


@pytest.mark.parametrize("group", Group)
def test_what_is_known_for_a_goal_shows_no_figure_without_a_source(
    group: Group, person: Person, signed_in: Client
) -> None:
    person.group = group.value
    person.save()
    answer = signed_in.get(reverse("person_about", args=[person.pk]))
    assert orphans(answer.content.decode()) == []


@pytest.mark.parametrize("name", ["own_studies", "own_add", "own_upload"])
def test_the_pages_for_own_studies_show_no_figure_of_ours_without_a_source(
    name: str, signed_in: Client
) -> None:
    assert orphans(signed_in.get(reverse(name)).content.decode()) == []


@pytest.mark.parametrize(
    ("page", "missed"),
    [
        ("<main><p>It fell by 28 %.</p></main>", True),
        ("<main><p data-source='williford1998'>It fell by 28 %.</p></main>", False),
        (
            "<main><section data-source='lin2025'><p>In 13 people</p></section></main>",
            False,
        ),
        ("<main data-source='lin2025'><p>In 13 people</p></main>", True),
        ("<main><p data-source='nobody1999'>In 13 people</p></main>", True),
        ("<main><p data-source=''>Pain fell by 2 points</p></main>", True),
        ("<main><p>5 km/h (<a href='/learn/sources/kale2014/'>x</a>)</p></main>", False),
        ("<main><p>5 km/h (<a href='/learn/sources/#kale2014'>x</a>)</p></main>", False),
        ("<main><p>5 km/h (<a href='/learn/sources/nobody/'>x</a>)</p></main>", True),
        ("<main><p>5 km/h</p><p><a href='/learn/sources/lin2025/'>x</a></p></main>", True),
        ("<main><p>10 weeks<br>or <b>6 MET</b></p></main>", True),
        ("<main><p>a 95 % interval of 3 claims</p></main>", False),
        ("<header>28 %</header><main><p>nothing</p></main>", False),
    ],
)
def test_an_orphan_is_seen_and_a_sourced_figure_is_not(page: str, missed: bool) -> None:
    assert bool(orphans(page)) == missed


def test_every_marked_source_is_known() -> None:
    """A mark on a page that names nothing would hide an orphan."""
    for url in open_pages():
        for found in re.findall(
            r'data-source="([^"]*)"', Client().get(url).content.decode()
        ):
            assert found.split(), url
            assert set(found.split()) <= set(sources()), url
