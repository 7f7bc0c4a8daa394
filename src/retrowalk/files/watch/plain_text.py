"""Names as files of watches can hold them."""

import re

LONGEST = 200  # characters of a name; a watch shows some twenty
# Control characters, halves of characters and non-characters: no XML can hold them.
_NEVER = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def plain(name: str) -> str:
    """Return a name without control characters, of at most LONGEST characters."""
    return _NEVER.sub(" ", name).strip()[:LONGEST].strip()


def cut_to_bytes(text: str, most: int) -> str:
    """Return as much of a text as fits into so many bytes of UTF-8, no character halved."""
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")
