"""The words of the coach: one flat dictionary a language, and cues put into its words.

Flat, so that the player can receive it as plain JSON. Its keys:

- the code of each cue: the sentence that is said;
- "shown_" and a code: what a screen shows instead, where the sentence is long;
- "duration_minute", "duration_minutes" and so on: counted units, one key a plural form;
- "plurals": which form each number takes, one digit for each of 0 to 199, because the rules
  of languages look at the last two digits of a number;
- "language": its code, for the voice that reads it aloud.
"""

from collections.abc import Mapping

from retrowalk.coach.cues import Cue
from retrowalk.coach.english import BOTH_UNITS, COUNTED, SHOWN, SPOKEN

PLURALS_KNOWN = 200  # numbers; one beyond takes the form of 100 and its last two digits
SINGULAR_FOR_ONE = "".join("0" if n == 1 else "1" for n in range(PLURALS_KNOWN))
MOST = 1_000_000_000  # no number said is larger: beyond it is a garbled one

WORDS: dict[str, str] = {
    **{code.value: text for code, text in SPOKEN.items()},
    **{f"shown_{code.value}": text for code, text in SHOWN.items()},
    **{f"duration_{unit}": forms[0] for unit, forms in COUNTED.items()},
    **{f"duration_{unit}s": forms[1] for unit, forms in COUNTED.items()},
    "duration_both": BOTH_UNITS,
    "plurals": SINGULAR_FOR_ONE,
    "language": "en",
}


def sentence(cue: Cue, said: Mapping[str, str] = WORDS) -> str:
    """Return what to say for a cue, in the given words."""
    return _filled(said[cue.code.value], cue, said)


def shown(cue: Cue, said: Mapping[str, str] = WORDS) -> str:
    """Return what to show for a cue, in the given words; the sentence if it is short."""
    return _filled(said.get(f"shown_{cue.code.value}") or said[cue.code.value], cue, said)


def _filled(text: str, cue: Cue, said: Mapping[str, str]) -> str:
    whole = _whole(cue.number or 0.0)
    return text.replace("{duration}", _duration(whole, said)).replace("{bpm}", str(whole))


def _duration(seconds: int, said: Mapping[str, str]) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _counted("second", rest, said)
    if not rest:
        return _counted("minute", minutes, said)
    both = said["duration_both"].replace("{minutes}", _counted("minute", minutes, said))
    return both.replace("{seconds}", _counted("second", rest, said))


def _counted(unit: str, n: int, said: Mapping[str, str]) -> str:
    plurals = said.get("plurals", SINGULAR_FOR_ONE)
    form = plurals[n if n < PLURALS_KNOWN else 100 + n % 100]
    return said[plural_key(unit, int(form))].replace("{n}", str(n))


def plural_key(unit: str, form: int) -> str:
    """Return the key of one plural form of a counted unit."""
    ending = ("", "s")[form] if form < 2 else f"s_{form}"
    return f"duration_{unit}{ending}"


def _whole(number: float) -> int:
    # Half up, as the player's Math.floor does; Python's round would go to even.
    return int(number + 0.5) if 0.0 <= number <= MOST else 0
