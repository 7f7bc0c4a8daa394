"""The pages about progress, tests and the report in German: whole, and as the person reads."""

import re
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

sys.path.append(str(Path(__file__).resolve().parents[3] / "fakes"))

from site_words import Words, of_module, of_template

from retrowalk.errors import BadInput
from retrowalk.outcomes.measures import MEASURES
from retrowalk.outcomes.measures_gait import GAIT
from retrowalk.outcomes.populations import WORDS
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.single_case import said
from retrowalk.server.catalogues import (
    LOCALE,
    Catalogue,
    in_language,
    languages,
    spoken,
    translated,
    words_of,
)
from retrowalk.server.outcomes.said import counted, number
from retrowalk.server.people.models import Person
from retrowalk.training.programmes.starters import PROGRAMMES

HOUSE = Path(__file__).resolve().parents[4] / "src" / "retrowalk"
TEMPLATES = [
    *sorted((HOUSE / "server/outcomes/templates/outcomes").glob("*.html")),
    *sorted((HOUSE / "server/report/templates/report").glob("*.html")),
    HOUSE / "server/templates/base.html",
    HOUSE / "server/learn/templates/learn/disclaimer.html",
]
MODULES = [
    *sorted((HOUSE / "server/outcomes").glob("*.py")),
    *sorted((HOUSE / "server/report").glob("*.py")),
    *(HOUSE / "outcomes" / f"{name}.py" for name in ("change", "course", "progress")),
    HOUSE / "outcomes/single_case/said.py",
    HOUSE / "server/proof/judging.py",
    HOUSE / "server/proof/reported.py",
    HOUSE / "server/programme/standing.py",
    HOUSE / "server/people/words.py",
    HOUSE / "server/sessions/words.py",
]
GAP = re.compile(r"%\(\w+\)[sdgf]|%[sd]|\{\w+\}")
_, GERMAN = words_of((LOCALE / "de" / "LC_MESSAGES" / "django.po").read_text("utf-8"))


def _needed() -> set[Words]:
    found: set[Words] = set()
    for path in TEMPLATES:
        found |= of_template(path)
    for path in MODULES:
        found |= of_module(path)
    found |= {text for one in MEASURES.values() for text in (one.name, one.unit)}
    found |= {
        one.name for one in (*GAIT.values(), *PROTOCOLS.values(), *PROGRAMMES.values())
    }
    found |= set(WORDS.values())
    found |= {said._lower_or_higher(lower=lower) for lower in (True, False)}
    found |= set(said._WALKED.values())
    for of in PROTOCOLS.values():
        found |= {
            *of.checks,
            *of.needs,
            *of.set_up,
            *of.safety,
            of.told,
            of.practice_effect,
        }
        found |= {part.told for part in of.parts if part.told}
    return found


def _forms(words: Words) -> list[str]:
    if isinstance(words, str):
        return [GERMAN[words]] if words in GERMAN else []
    return [GERMAN[words[0], form] for form in (0, 1) if (words[0], form) in GERMAN]


def test_no_sentence_of_these_pages_is_missing_in_german():
    assert sorted(str(words) for words in _needed() if not _forms(words)) == []


def test_every_translation_fills_the_gaps_of_its_sentence():
    odd = []
    for words in _needed():
        sources = [words] if isinstance(words, str) else [*words]
        gaps = [set(GAP.findall(one)) for one in sources]
        odd += [said for said in _forms(words) if not set(GAP.findall(said)) <= gaps[-1]]
        odd += [said for said in _forms(words)[-1:] if set(GAP.findall(said)) != gaps[-1]]
    assert odd == []


@pytest.fixture
def german(begun, today) -> Person:
    person = begun("knee_10_min", today)
    person.coach_language = "de"
    person.save()
    return person


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("progress", None, "Noch nichts zu vergleichen"),
        ("report", None, "Es wurde kein Test gemacht."),
        ("tests", None, "Jetzt fällig"),
        ("test", "up_and_go", "Aufstehen und gehen auf Zeit"),
    ],
)
def test_a_person_who_speaks_german_reads_german(
    signed_in: Client, german: Person, name: str, key: str | None, words: str
):
    where = [german.pk, key] if key else [german.pk]
    page = signed_in.get(reverse(name, args=where))
    assert page["Content-Language"] == "de"
    assert '<html lang="de">' in page.content.decode()
    assert words in page.content.decode()
    other = signed_in.get(reverse("household")).content.decode()
    assert '<html lang="en">' in other  # what is not translated does not pretend to be


def test_numbers_are_written_as_the_language_writes_them():
    with in_language("de"):
        assert counted(1.0, "seconds") == "1 Sekunde"
        assert counted(1.5, "seconds") == "1,5 Sekunden"
        assert number(1234.5, 1) == "1234,5"
    assert counted(1.5, "points") == "1.5 points"


def test_a_language_without_pages_comes_in_english_and_a_region_in_its_language():
    assert languages() == ("en", "de")
    assert spoken("de-AT") == "de"
    assert spoken("fr") == "en"


def test_a_text_nobody_translated_is_known_to_be_english():
    with override("de"):
        assert translated("Pain") == "Schmerz"
        assert translated("Nobody has put this into German") is None
        assert translated("") == ""  # and not what a catalogue says of itself
    assert translated("Nobody has put this into German") is not None


def test_a_guess_and_a_gap_are_no_translation_and_plurals_need_their_rule():
    text = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#, fuzzy\nmsgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr ""\n\nmsgid "c"\nmsgstr "C"\n'
    )
    assert words_of(text)[1] == {"c": "C"}
    with pytest.raises(BadInput, match="Plural-Forms"):
        Catalogue('msgid "c"\nmsgstr "C"\n')
