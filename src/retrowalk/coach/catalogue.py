"""The coach's words in other languages: gettext catalogues beside this file.

locale/LANGUAGE/LC_MESSAGES/coach.po holds one language. A sentence that it lacks, and a
language that has none, comes in English: a safety cue must never be silent.
"""

import gettext
import re
from functools import cache
from importlib.resources import files

from retrowalk.coach import po
from retrowalk.coach.english import BOTH_UNITS, COUNTED, SHOWN, SPOKEN
from retrowalk.coach.words import PLURALS_KNOWN, WORDS, plural_key
from retrowalk.errors import BadInput

ENGLISH = "en"
PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]+);?")
FORMS_MOST = 6  # of a number; no language known has more


def languages() -> tuple[str, ...]:
    """Return the languages the coach speaks, English first."""
    locale = files("retrowalk.coach") / "locale"
    return (ENGLISH, *sorted(one.name for one in locale.iterdir() if one.is_dir()))


@cache
def words_in(language: str) -> dict[str, str]:
    """Return the words of a language such as "de" or "de-AT"; English if it has none."""
    for name in (language, language.split("-", maxsplit=1)[0]):
        if name in languages() and name != ENGLISH:
            locale = files("retrowalk.coach") / "locale" / name / "LC_MESSAGES"
            text = (locale / "coach.po").read_text(encoding="utf-8")
            return translated(po.read(text), name)
    return dict(WORDS)


def translated(entries: dict[str, po.Entry], language: str) -> dict[str, str]:
    """Return the words of a catalogue, English where it is silent."""
    texts = {
        key: entries[key].forms[0]
        for key in sources()
        if key in entries and entries[key].forms
    }
    return WORDS | texts | _counted(entries) | {"language": language}


def sources() -> dict[str, str]:
    """Return every English text but the counted units, by its key in a catalogue."""
    return {
        **{code.value: text for code, text in SPOKEN.items()},
        **{f"shown_{code.value}": text for code, text in SHOWN.items()},
        "duration_both": BOTH_UNITS,
    }


def _counted(entries: dict[str, po.Entry]) -> dict[str, str]:
    """Return the counted units and their rule: all of them, or none and so English."""
    found = PLURAL_FORMS.search(po.header(entries).get("Plural-Forms", ""))
    if found is None:
        return {}
    n_forms = int(found[1])
    said = {unit: _forms(entries, f"duration_{unit}") for unit in COUNTED}
    if not 1 <= n_forms <= FORMS_MOST or any(len(s) != n_forms for s in said.values()):
        return {}
    counted = {
        plural_key(unit, form): text
        for unit, forms in said.items()
        for form, text in enumerate(forms)
    }
    return counted | {"plurals": _plurals(found[2], n_forms)}


def _forms(entries: dict[str, po.Entry], key: str) -> tuple[str, ...]:
    return entries[key].forms if key in entries else ()


def _plurals(rule: str, n_forms: int) -> str:
    """Write a catalogue's rule out, so that no twin has to work out its formula."""
    try:
        form_of = gettext.c2py(rule)
        forms = [form_of(n) for n in range(PLURALS_KNOWN)]
    except (ValueError, ZeroDivisionError) as error:
        raise BadInput(f"a catalogue's rule of plurals cannot be read: {rule!r}") from error
    if not all(0 <= form < n_forms for form in forms):
        raise BadInput(f"a catalogue's rule of plurals {rule!r} leaves its {n_forms} forms")
    return "".join(str(form) for form in forms)
