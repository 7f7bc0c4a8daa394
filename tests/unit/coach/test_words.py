"""Every cue has a sentence, and numbers are spoken as people say them."""

import pytest

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.words import WORDS, sentence, words


@pytest.mark.parametrize("code", CueCode)
def test_every_cue_has_a_sentence_without_open_places(code: CueCode):
    said = sentence(Cue(code, 90.0))
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize(
    ("seconds", "spoken"),
    [
        (10.0, "10 seconds"),
        (1.0, "1 second"),
        (60.0, "1 minute"),
        (120.0, "2 minutes"),
        (61.0, "1 minute 1 second"),
        (150.0, "2 minutes 30 seconds"),
        (59.5, "1 minute"),
    ],
)
def test_a_duration_is_spoken_in_minutes_and_seconds(seconds: float, spoken: str):
    assert f"Walk forward for {spoken}." == sentence(Cue(CueCode.WALK_FORWARD, seconds))


def test_every_word_passes_through_the_translator():
    assert {key: f"<{text}>" for key, text in WORDS.items()} == words("<{}>".format)


def test_a_translation_may_put_the_number_elsewhere():
    german = WORDS | {
        "walk_backward": "{duration} rückwärts.",
        "duration_minute": "1 Minute",
    }
    assert sentence(Cue(CueCode.WALK_BACKWARD, 60.0), german) == "1 Minute rückwärts."
