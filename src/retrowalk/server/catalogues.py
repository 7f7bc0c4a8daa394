"""The site's words in other languages: gettext catalogues read as they are written.

locale/LANGUAGE/LC_MESSAGES/django.po holds one language. It is read when the site starts
and put over Django's own words of that language, so that installing needs no tool and no
compiled file is kept beside its source. A sentence it lacks comes in English.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import override, trans_real

from retrowalk.coach import po
from retrowalk.coach.catalogue import PLURAL_FORMS
from retrowalk.errors import BadInput

ENGLISH = "en"
LOCALE = files("retrowalk.server") / "locale"

# As Python's gettext keys what it knows: an entry, or an entry and one of its plural forms.
Words = dict[str | tuple[str, int], str]


class Catalogue(gettext.NullTranslations):
    """One language's words in the shape in which Django takes them over."""

    def __init__(self, text: str) -> None:
        super().__init__()
        header, self._catalog = words_of(text)
        found = PLURAL_FORMS.search(header.get("Plural-Forms", ""))
        if found is None:
            raise BadInput("a catalogue of the site has no Plural-Forms; expected one")
        self.plural = gettext.c2py(found[2])


def words_of(text: str) -> tuple[dict[str, str], Words]:
    """Return the header and the words of a catalogue; guesses and gaps are left out."""
    header: dict[str, str] = {}
    words: Words = {}
    for entry in po.each_entry(text):
        source, forms = entry.fields.get("msgid", ""), entry.forms
        if not source:
            header = po.header({"": entry})
        elif "msgid_plural" in entry.fields:
            words |= {(source, form): said for form, said in enumerate(forms)}
        elif forms:
            words[source] = forms[0]
    return header, words


@cache
def languages() -> tuple[str, ...]:
    """Return the languages the site's pages about a person come in, English first."""
    return (ENGLISH, *sorted(one.name for one in LOCALE.iterdir() if _file(one).is_file()))


def load() -> None:
    """Put every catalogue over Django's own words; called once, when the site starts."""
    for language in languages():
        if language != ENGLISH:
            text = _file(LOCALE / language).read_text(encoding="utf-8")
            trans_real.translation(language).merge(Catalogue(text))


def spoken(language: str) -> str:
    """Return the language that pages are shown in to somebody who speaks this one."""
    for name in (language, language.split("-", maxsplit=1)[0]):
        if name in languages():
            return name
    return ENGLISH


@contextmanager
def in_language(language: str) -> Iterator[str]:
    """Say what is said inside in this language, English where we have no such pages."""
    name = spoken(language)
    with override(name):
        yield name


def said_in(response: HttpResponse, language: str) -> HttpResponse:
    """Return a response that says in which language it is."""
    response.headers["Content-Language"] = language
    return response


def translated(text: str | Promise) -> str | None:
    """Return a text in the language of the moment; None where that has no words for it."""
    source = str(text)
    if not source:  # under nothing a catalogue keeps its header
        return ""
    catalogue = trans_real.catalog()
    english = (trans_real.get_language() or ENGLISH).startswith(ENGLISH)
    known = english or catalogue.gettext(source) != source
    return str(catalogue.gettext(source)) if known else None


def _file(folder: Traversable) -> Traversable:
    return folder / "LC_MESSAGES" / "django.po"
