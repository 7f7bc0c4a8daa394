"""The lines of a programme text, each with its number, so that a refusal can name it."""

from dataclasses import dataclass
from difflib import get_close_matches

from retrowalk.errors import BadProgramme

TEXT_MAX = 4000  # characters; a page; design_own_programme
SHOWN_MAX = 40  # characters of a wrong value that a refusal repeats

# Every key, in the order in which a text is written, with an example of its value.
EXAMPLES = {
    "name": "Short walks for Kim",
    "for": "knee osteoarthritis, older adult",
    "places": "hallway, gym floor",
    "times a week": "3",
    "weeks": "6",
    "backward": "5 min growing to 10 min by 1 min",
    "bout": "30 s growing to 2 min by 30 s",
    "warm-up": "2 min",
    "rest": "1 min",
    "cool-down": "1 min",
    "speed": "comfortable",
    "slope": "0 %",
    "variations": "none",
    "oversight": "self-guided",
    "note": "Kim tires on Mondays.",
}
MAY_BE_LEFT_OUT = frozenset({"slope", "variations", "note"})


@dataclass(frozen=True, slots=True)
class Line:
    """One "key: value" of a text; value has single spaces and no comment."""

    number: int
    key: str
    value: str

    @property
    def figure(self) -> str:
        """The value in small letters; a hyphen stays, because it may be a minus."""
        return self.value.lower()

    @property
    def words(self) -> str:
        """The value in small letters, hyphens and underscores as spaces."""
        return " ".join(self.value.lower().replace("-", " ").replace("_", " ").split())

    @property
    def items(self) -> tuple[str, ...]:
        """The words between commas."""
        return tuple(item.strip() for item in self.words.split(","))

    def wrong(self, wanted: str) -> BadProgramme:
        """Return the refusal of this line."""
        return BadProgramme(
            f"line {self.number}: {self.key} is {shortened(self.value)}; expected {wanted}"
        )


def lines(text: str) -> dict[str, Line]:
    """Split a text into its lines by key; raise BadProgramme with the number of a bad one."""
    if len(text) > TEXT_MAX:
        raise BadProgramme(
            f"the programme text has {len(text)} characters; expected at most {TEXT_MAX}"
        )
    found: dict[str, Line] = {}
    unmarked = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, written in enumerate(unmarked.split("\n"), start=1):
        if (line := _line(number, written)) is None:
            continue
        if line.key in found:
            raise BadProgramme(
                f"line {number}: {line.key} was there in line {found[line.key].number} "
                "already; expected it once"
            )
        found[line.key] = line
    for key, example in EXAMPLES.items():
        if key not in found and key not in MAY_BE_LEFT_OUT:
            raise BadProgramme(
                f"the programme text has no {key}; expected a line such as '{key}: {example}'"
            )
    return found


def shortened(value: str) -> str:
    """Return a value in quotes, cut if it is long, with odd characters spelt out."""
    return repr(value if len(value) <= SHOWN_MAX else f"{value[:SHOWN_MAX]}…")


def _line(number: int, written: str) -> Line | None:
    said = _without_comment(written)
    if not said:
        return None
    head, colon, value = said.partition(":")
    key = " ".join(head.lower().split())
    if not colon:
        raise BadProgramme(
            f"line {number}: {shortened(said)} has no colon; expected 'key: value', such as "
            f"'weeks: {EXAMPLES['weeks']}'"
        )
    if key not in EXAMPLES:
        near = get_close_matches(key, EXAMPLES, n=1)
        known = f"'{near[0]}'" if near else f"one of {', '.join(EXAMPLES)}"
        raise BadProgramme(
            f"line {number}: there is no key {shortened(key)}; expected {known}"
        )
    line = Line(number, key, " ".join(value.split()))
    if not line.value.isprintable() or not line.value:
        raise line.wrong(f"plain text, such as '{key}: {EXAMPLES[key]}'")
    return line


def _without_comment(written: str) -> str:
    """Return what stands before a # that begins the line or follows a space."""
    kept = []
    for word in written.split():
        if word.startswith("#"):
            break
        kept.append(word)
    return " ".join(kept)
