"""Every cue has a sentence, and numbers are spoken as people say them."""

import pytest

from retrowalk.coach.cues import Cue, CueCode
from retrowalk.coach.words import PLURALS_KNOWN, WORDS, sentence, shown

LONGEST_SHOWN = 60  # letters; more cannot be read while walking


@pytest.mark.parametrize("code", CueCode)
def test_every_cue_has_a_sentence_without_open_places(code: CueCode):
    said = sentence(Cue(code, 90.0))
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("code", CueCode)
def test_every_cue_is_shown_short_enough_to_be_read_while_walking(code: CueCode):
    text = shown(Cue(code, 90.0))
    assert 0 < len(text) <= LONGEST_SHOWN
    assert "{" not in text


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
        (12_060.0, "201 minutes"),
    ],
)
def test_a_duration_is_spoken_in_minutes_and_seconds(seconds: float, spoken: str):
    assert f"Walk forward for {spoken}." == sentence(Cue(CueCode.WALK_FORWARD, seconds))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -5.0, 1e300])
def test_a_number_that_nobody_can_mean_breaks_no_sentence(number: float):
    assert sentence(Cue(CueCode.WALK_FORWARD, number)) == "Walk forward for 0 seconds."


def test_a_translation_may_put_the_number_elsewhere():
    german = WORDS | {
        "walk_backward": "{duration} rückwärts.",
        "duration_minute": "1 Minute",
    }
    assert sentence(Cue(CueCode.WALK_BACKWARD, 60.0), german) == "1 Minute rückwärts."


def test_a_language_may_have_more_than_two_forms_of_a_number():
    polish = WORDS | {
        "walk_backward": "{duration}",
        "duration_minute": "1 minuta",
        "duration_minutes": "{n} minuty",
        "duration_minutes_2": "{n} minut",
        "plurals": "".join(str(_polish(n)) for n in range(PLURALS_KNOWN)),
    }
    said = [
        sentence(Cue(CueCode.WALK_BACKWARD, 60.0 * n), polish) for n in (1, 3, 5, 22, 312)
    ]
    assert said == ["1 minuta", "3 minuty", "5 minut", "22 minuty", "312 minut"]


def test_words_from_before_plurals_were_known_are_still_spoken():
    old = {key: text for key, text in WORDS.items() if key != "plurals"}
    assert sentence(Cue(CueCode.WALK_FORWARD, 61.0), old).endswith("1 minute 1 second.")


def _polish(n: int) -> int:
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
