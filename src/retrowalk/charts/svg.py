"""SVG as text: a small writer that escapes, and the frame that every chart stands in.

A chart is inline SVG that needs nothing else: no script, no style sheet, no style attribute
(a site's content security policy may forbid them). Ink is currentColor, so it follows a
light and a dark page; every colour has at least 3:1 contrast on both, and none stands
without a pattern, a shape or a word beside it. Lengths are in units of the drawing: 360
across, text 12 high, so that a screen of 320 pixels still shows it at 10.7.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

Svg = NewType("Svg", str)
Attributes = Mapping[str, str | float]
NO_LOOK: Attributes = MappingProxyType({})

WIDTH = 360.0
TEXT_SIZE = 12.0
# Above the widest of common sans-serif letters, so that estimated texts never touch.
_NARROW_EM = 0.58
_WIDE_EM = 1.05
_NAMESPACE = "http://www.w3.org/2000/svg"


def element(name: str, attributes: Attributes, *children: Svg) -> Svg:
    """Return one element; attribute values are escaped here, children stand as they are."""
    inside = "".join(
        f" {key}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    if not children:
        return Svg(f"<{name}{inside}/>")
    return Svg(f"<{name}{inside}>{''.join(children)}</{name}>")


def plain(text: str) -> Svg:
    """Return a text fit to stand between tags; what XML cannot hold becomes "?"."""
    return Svg(escape("".join(c if _allowed(c) else "?" for c in text)))


def label(x: float, y: float, text: str, anchor: str = "start") -> Svg:
    """Return a text whose baseline is at y; anchor is start, middle or end."""
    return element("text", {"x": x, "y": y, "text-anchor": anchor}, plain(text))


def line(x1: float, y1: float, x2: float, y2: float, look: Attributes = NO_LOOK) -> Svg:
    """Return a straight line in the ink of the page, or as look says."""
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return element("line", {"stroke": "currentColor", **ends, **look})


def box(x: float, y: float, width: float, height: float, look: Attributes = NO_LOOK) -> Svg:
    """Return a rectangle in the ink of the page, or as look says."""
    sides = {"x": x, "y": y, "width": max(width, 0.0), "height": max(height, 0.0)}
    return element("rect", {**sides, **look})


def chart(title: str, description: str, height: float, *children: Svg) -> str:
    """Return the whole drawing, named and described for those who do not see it."""
    key = chart_key(title, description)
    return element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{key}-title {key}-desc",
            "viewBox": f"0 0 {_value(WIDTH)} {_value(height)}",
            "width": "100%",
            "font-family": "system-ui, sans-serif",
            "font-size": TEXT_SIZE,
            "fill": "currentColor",
        },
        element("title", {"id": f"{key}-title"}, plain(title)),
        element("desc", {"id": f"{key}-desc"}, plain(description)),
        *children,
    )


def chart_key(title: str, description: str) -> str:
    """Return a name for a chart's parts that no other chart of a page has."""
    content = f"{title}\n{description}".encode(errors="replace")
    return "chart-" + hashlib.sha256(content).hexdigest()[:10]


def standalone(drawing: str) -> str:
    """Return a chart as a picture file: dark ink on white paper, whatever shows it."""
    head, rest = drawing.split(">", 1)
    paper = box(0, 0, WIDTH, 10 * WIDTH, {"fill": "#ffffff"})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} color="#1a1a1a">{paper}{rest}\n'


def text_width(text: str) -> float:
    """Return an upper estimate of a text's width, in units of the drawing."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" or c in "mwMW@%" for c in text)
    return TEXT_SIZE * (wide * _WIDE_EM + (len(text) - wide) * _NARROW_EM)


def fitted(text: str, width: float) -> str:
    """Return a text that is at most this wide; what had to go is marked by an ellipsis."""
    if text_width(text) <= width:
        return text
    while text and text_width(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return "".join(c if _allowed(c) else "?" for c in value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _allowed(c: str) -> bool:
    """Say whether XML 1.0 may hold a character (section 2.2, less the C0 line breaks)."""
    code = ord(c)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
