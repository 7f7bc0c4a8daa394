"""XML as we write it: elements by name, texts escaped, one document at a time."""

from xml.etree import ElementTree as ET

from retrowalk.files.watch.plain_text import plain


def child(
    parent: ET.Element, name: str, text: str | None = None, **attributes: str
) -> ET.Element:
    """Add an element, with a text in which no character can break the document."""
    element = ET.SubElement(parent, name, attributes)
    if text is not None:
        element.text = plain(text)
    return element


def document(root: ET.Element) -> bytes:
    """Return the whole document in UTF-8."""
    ET.indent(root)
    body: bytes = ET.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"
