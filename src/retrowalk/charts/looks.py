"""How a direction looks: a colour, a pattern and a letter, each enough on its own."""

from retrowalk.charts.svg import Svg, box, element, label, line, text_width
from retrowalk.directions import Direction

# At least 3:1 on white and on near-black (WCAG 2.2, 1.4.11), by its contrast formula.
COLOUR = {
    Direction.FORWARD: "#2f7de1",
    Direction.BACKWARD: "#c2570c",
    Direction.TURNING: "#7a7a7a",
    Direction.UNKNOWN: "currentColor",
}
LETTER = {
    Direction.FORWARD: "F",
    Direction.BACKWARD: "B",
    Direction.TURNING: "T",
    Direction.UNKNOWN: "?",
}
_SWATCH = 12.0
_ROW = 18.0


def look(direction: Direction, key: str) -> dict[str, str | float]:
    """Return a direction's attributes; key is the chart's, whose patterns() they point to."""
    solid = direction is Direction.FORWARD
    return {
        "fill": COLOUR[direction] if solid else f"url(#{key}-{direction.value})",
        "stroke": COLOUR[direction],
        "class": f"chart-{direction.value}",
    }


def patterns(key: str) -> Svg:
    """Return the definitions that look() points to."""
    return element(
        "defs",
        {},
        _pattern(key, Direction.BACKWARD, _bar(Direction.BACKWARD, 7)),
        _pattern(key, Direction.TURNING, _bar(Direction.TURNING, 2)),
        _pattern(key, Direction.UNKNOWN, element("circle", {"cx": 3, "cy": 3, "r": 0.8})),
    )


def swatch(x: float, y: float, direction: Direction, key: str) -> Svg:
    """Return a small box in a direction's look."""
    return box(x, y, _SWATCH, _SWATCH, look(direction, key))


def legend(
    y: float, entries: list[tuple[Svg, str]], left: float, right: float
) -> tuple[Svg, float]:
    """Return marks with their words, row under row as they fit, and the height they take.

    The marks are drawn for the place (0, 0) and 12 units in size.
    """
    parts: list[Svg] = []
    x, row = left, 0
    for mark, word in entries:
        needed = _SWATCH + 5 + text_width(word)
        if x > left and x + needed > right:
            x, row = left, row + 1
        top = y + row * _ROW
        parts.append(element("g", {"transform": f"translate({x:.2f} {top:.2f})"}, mark))
        parts.append(label(x + _SWATCH + 5, top + 10, word))
        x += needed + 12
    return Svg("".join(parts)), (row + 1) * _ROW if entries else 0.0


def _bar(direction: Direction, width: float) -> Svg:
    return line(0, 0, 0, 6, {"stroke": COLOUR[direction], "stroke-width": width})


def _pattern(key: str, direction: Direction, mark: Svg) -> Svg:
    return element(
        "pattern",
        {
            "id": f"{key}-{direction.value}",
            "width": 6,
            "height": 6,
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
        mark,
    )
