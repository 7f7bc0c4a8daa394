"""XML from strangers, piece by piece: nothing is fetched, nothing expands, nothing piles up.

The parser is expat, as Python brings it. A document type is refused, except where the format
has one (Apple's export does); entities of one's own and references to outside are refused
everywhere, so that the few that XML itself has are all that is ever replaced. Memory is that
of one tag.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol
from xml.parsers import expat

from retrowalk.errors import BadRecording

CHUNK = 1 << 16  # bytes
DEEPEST = 40  # elements inside each other; Garmin's files have about ten
LONGEST_TOKEN = 1 << 20  # bytes of one tag or one run of text
LONGEST_TEXT = 10_000  # characters kept of one element's text

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Most:
    """What a document may have at most."""

    size: int  # bytes
    elements: int


class Bytes(Protocol):
    """Anything to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of what: element names come without their namespace's prefix.

    opened: name and attributes of each element; closed: its name and its text without what
    stands around it, cut at LONGEST_TEXT.
    """

    opened: Callable[[str, Attributes], None]
    closed: Callable[[str, str], None]


def walk_xml(
    handle: Bytes, source: str, told: Told, most: Most, doctype: str | None = None
) -> None:
    """Read a document to its end and tell what is in it.

    most: bytes and elements that are read at most. doctype: the name of a document type that may be
    declared in the file itself; None for none at all.

    Raises BadRecording for anything that is not well-formed, too large, too deep, or
    declares what we do not take. Whatever `told` raises passes through.
    """
    parser = expat.ParserCreate()
    _Walk(parser, source, told, doctype, most.elements)
    seen = 0
    try:
        while data := handle.read(CHUNK):
            seen += len(data)
            if seen > most.size:
                raise BadRecording(
                    f"{source}: has more than {most.size} bytes; expected at most that"
                )
            parser.Parse(data, False)
            if seen - max(0, parser.CurrentByteIndex) > LONGEST_TOKEN:
                raise BadRecording(
                    f"{source}: line {parser.CurrentLineNumber} holds a tag or text of more "
                    f"than {LONGEST_TOKEN} bytes; expected short ones"
                )
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "not well-formed")
        raise BadRecording(
            f"{source}: is not whole XML: {why} at line {error.lineno}"
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise BadRecording(
            f"{source}: its characters are in an unknown encoding; expected UTF-8"
        ) from error


class _Walk:
    """Turns expat's events into ours, and refuses what is not taken."""

    def __init__(
        self, parser: Any, source: str, told: Told, doctype: str | None, elements: int
    ) -> None:
        self._parser, self._source, self._told = parser, source, told
        self._doctype = doctype
        self._left = elements
        self._texts: list[list[str]] = []
        self._kept: list[int] = []  # characters of each open element's text
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype_begins
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute_declared
        parser.ExternalEntityRefHandler = self._entity

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._texts) >= DEEPEST:
            self._refuse(f"has elements more than {DEEPEST} deep")
        self._left -= 1
        if self._left < 0:
            self._refuse("is one of a document with far too many elements")
        self._texts.append([])
        self._kept.append(0)
        self._told.opened(name.rpartition(":")[2], attributes)

    def _closed(self, name: str) -> None:
        text = "".join(self._texts.pop()).strip()
        self._kept.pop()
        self._told.closed(name.rpartition(":")[2], text)

    def _text(self, text: str) -> None:
        room = LONGEST_TEXT - self._kept[-1]
        if room > 0:
            self._texts[-1].append(text[:room])
            self._kept[-1] += len(text)

    def _doctype_begins(
        self, name: str, system: str | None, public: str | None, _inside: int
    ) -> None:
        if self._doctype is None:
            self._refuse("declares a document type (DOCTYPE), which is not taken")
        if name != self._doctype or system is not None or public is not None:
            self._refuse(f"declares the document type {name[:40]!r}, which is not taken")

    def _attribute_declared(
        self, _element: str, _name: str, _kind: str, default: str | None, _required: int
    ) -> None:
        if default is not None:
            self._refuse(
                "declares an attribute with a value of its own, which is not taken"
            )

    def _entity(self, *_declared: object) -> None:
        self._refuse("declares an entity, which is not taken")

    def _refuse(self, why: str) -> NoReturn:
        raise BadRecording(f"{self._source}: line {self._parser.CurrentLineNumber} {why}")
