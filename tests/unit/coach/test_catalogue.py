"""Every catalogue says every cue; what is missing comes in English, never as silence."""

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.coach import po
from retrowalk.coach.catalogue import (
    ENGLISH,
    languages,
    sources,
    translated,
    words_in,
)
from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.template import renewed, template
from retrowalk.coach.words import WORDS, sentence, shown
from retrowalk.errors import BadInput

OTHERS = [language for language in languages() if language != ENGLISH]
PLACES = re.compile(r"\{\w+\}")
HEADER = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n'
)


def text_of(language: str) -> str:
    folder = files("retrowalk.coach") / "locale" / language / "LC_MESSAGES"
    return (folder / "coach.po").read_text(encoding="utf-8")


def test_german_is_there_beside_english():
    assert languages() == ("en", "de")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_sentence_of_today_in_its_own_words(language: str):
    entries, said = po.read(text_of(language)), words_in(language)
    assert [key for key in sources() if not entries[key].forms] == []
    assert [key for key in CueCode if said[key.value] == WORDS[key.value]] == []
    assert language == said["language"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_of_its_numbers(language: str):
    said = words_in(language)
    for key, english in WORDS.items():
        assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(said[key])), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CueCode)
def test_every_cue_is_spoken_and_shown_in_every_language(language: str, code: CueCode):
    said = words_in(language)
    for seconds in (0.0, 1.0, 61.0, 200.0):
        spoken = sentence(Cue(code, seconds), said)
        assert spoken.endswith(".")
        assert not PLACES.search(spoken + shown(Cue(code, seconds), said))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_up_to_date_with_the_english_of_today(language: str):
    text = text_of(language)
    assert text == renewed(po.read(text)), (
        f"renew it: python -m retrowalk.coach.template …/{language}/LC_MESSAGES/coach.po"
    )


@pytest.mark.parametrize("language", ["fr", "", "..", "../de", "de/../de", "EN", "x" * 999])
def test_a_language_without_a_catalogue_is_spoken_in_english(language: str):
    assert words_in(language) == WORDS


def test_a_dialect_is_spoken_in_its_language():
    assert words_in("de-AT") == words_in("de")


def test_german_numbers_are_counted_in_german():
    said = sentence(Cue(CueCode.WALK_BACKWARD, 61.0), words_in("de"))
    assert said == "Gehen Sie 1 Minute 1 Sekunde rückwärts. Kurze Schritte."


def test_a_sentence_that_is_missing_or_only_guessed_is_said_in_english():
    text = (
        'msgctxt "half_way"\nmsgid "Half way."\nmsgstr "Demi."\n\n'
        '#, fuzzy\nmsgctxt "done"\nmsgid "x"\nmsgstr "Fini?"\n\n'
        'msgctxt "paused"\nmsgid "x"\nmsgstr ""\n'
    )
    said = translated(po.read(text), "fr")
    assert said["half_way"] == "Demi."
    assert (said["done"], said["paused"]) == (WORDS["done"], WORDS["paused"])


def test_counted_units_are_translated_all_or_none():
    one = (
        'msgctxt "duration_second"\nmsgid "1 second"\nmsgid_plural "{n} seconds"\n'
        'msgstr[0] "1 s"\nmsgstr[1] "{n} s!"\nmsgstr[2] "{n} s!!"\n'
    )
    both = one + "\n" + one.replace("second", "minute").replace(" s", " m")
    assert translated(po.read(HEADER + "\n" + one), "xx") == WORDS | {"language": "xx"}
    said = translated(po.read(HEADER + "\n" + both), "xx")
    assert sentence(Cue(CueCode.LAST_SECONDS, 304.0), said) == "Last 5 m!! 4 s!."


@pytest.mark.parametrize("rule", ["n >", "1/n", "7", "n.__class__", "__import__"])
def test_a_rule_of_plurals_that_cannot_be_is_refused(rule: str):
    text = HEADER.replace("(n==1 ? 0 : n<5 ? 1 : 2)", rule)
    for unit in ("second", "minute"):
        text += (
            f'\nmsgctxt "duration_{unit}"\nmsgid "1"\nmsgid_plural "n"\n'
            'msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n'
        )
    with pytest.raises(BadInput, match="rule of plurals"):
        translated(po.read(text), "xx")


def test_the_template_is_a_catalogue_without_translations():
    entries = po.read(template())
    assert set(sources()) < set(entries)
    assert [e.key for e in entries.values() if e.forms and e.key] == []


def test_a_sentence_whose_english_changed_is_marked_for_its_translator():
    old = po.read('msgctxt "half_way"\nmsgid "Half the way."\nmsgstr "Demi \\"x\\"\\n."\n')
    entries = po.read(renewed(old))
    assert entries["half_way"].fuzzy
    assert entries["half_way"].fields["msgstr"] == 'Demi "x"\n.'
    assert entries["half_way"].fields["msgid"] == WORDS["half_way"]


@settings(max_examples=25)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
)
def test_any_text_comes_back_from_a_catalogue_as_it_was(text: str):
    entries = po.read(template())
    entries["half_way"].fields["msgstr"] = text
    assert text == po.read(renewed(entries))["half_way"].fields["msgstr"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("msgid Half way", "line 1 of a catalogue cannot be read"),
        ('"on and on"', "line 1 of a catalogue cannot be read"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', "line 2 of a catalogue has msgid a second"),
        ('msgid "a"\nmsgstr "\\x"', "line 2 of a catalogue cannot be read"),
        ('msgid ""\nmsgstr ""\nmsgid ""\nmsgstr ""', "a catalogue has '' twice"),
    ],
)
def test_a_broken_catalogue_is_refused_with_its_line(text: str, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        po.read(text)
