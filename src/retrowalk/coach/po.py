"""Reads gettext catalogues (.po) as they are written, without a compiler.

So that installing needs no tool and no compiled file is kept beside its source. The syntax
is the usual one: comments, msgctxt, msgid, msgid_plural, msgstr, msgstr[n], and quoted
lines that go on. An entry marked fuzzy is a guess of a tool, and counts as untranslated.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from retrowalk.errors import BadInput

LINE = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?("(?:[^"\\]|\\.)*")'
)
FUZZY = re.compile(r"#,.*\bfuzzy\b")
OPENS = ("msgctxt", "msgid")  # a field that begins an entry once the last one has its words


@dataclass(slots=True)
class Entry:
    """One entry: its fields by name, such as msgctxt, msgid and msgstr[0]."""

    fields: dict[str, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """The context; our catalogues name each sentence by it."""
        return self.fields.get("msgctxt", "")

    @property
    def forms(self) -> tuple[str, ...]:
        """The translation, or its plural forms in order; empty if it is none or a guess."""
        said = [text for name, text in self.fields.items() if name.startswith("msgstr")]
        return tuple(said) if all(said) and not self.fuzzy else ()


def read(text: str) -> dict[str, Entry]:
    """Return the entries by their context, the header under ""; raise BadInput if none."""
    entries: dict[str, Entry] = {}
    for entry in each_entry(text):
        if entry.key in entries:
            raise BadInput(f"a catalogue has {entry.key!r} twice; expected it once")
        entries[entry.key] = entry
    return entries


def header(entries: dict[str, Entry]) -> dict[str, str]:
    """Return the lines of the header by their names."""
    text = entries[""].fields.get("msgstr", "") if "" in entries else ""
    pairs = (line.split(":", 1) for line in text.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def each_entry(text: str) -> Iterator[Entry]:
    """Yield the entries of a catalogue as they stand; raise BadInput if a line is none."""
    entry, last, fuzzy = Entry(), "", False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            fuzzy = fuzzy or FUZZY.match(line) is not None
            continue
        found = LINE.fullmatch(line.strip())
        name = found[1] or last if found else ""
        if found is None or not name:
            raise BadInput(f"line {number} of a catalogue cannot be read: {line.strip()!r}")
        if found[1] in OPENS and any(f.startswith("msgstr") for f in entry.fields):
            yield entry
            entry = Entry()
        if found[1] and not entry.fields:
            entry.fuzzy, fuzzy = fuzzy, False
        if found[1] and name in entry.fields:
            raise BadInput(f"line {number} of a catalogue has {name} a second time")
        entry.fields[name] = entry.fields.get(name, "") + _unquoted(found[2], number)
        last = name
    if entry.fields:
        yield entry


def _unquoted(text: str, number: int) -> str:
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError) as error:
        raise BadInput(f"line {number} of a catalogue cannot be read: {text}") from error
