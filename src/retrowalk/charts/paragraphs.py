"""Running text in a drawing: broken into lines that fit, since SVG does not break them."""

from retrowalk.charts.svg import TEXT_SIZE, Svg, element, plain, text_width

LINE = 15.0  # from one line to the next, in units of the drawing


def broken(text: str, width: float) -> list[str]:
    """Return the lines of a text, each at most this wide; a longer word is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while text_width(word) > width and len(word) > 1:
            head = next(
                n for n in range(len(word), 0, -1) if n == 1 or _fits(word[:n], width)
            )
            lines.append(word[:head])
            word = word[head:]  # noqa: PLW2901 (what is left of it goes on the next line)
        line = word
    return [*lines, line] if line else lines


def paragraph(
    text: str, left: float, top: float, width: float, *, bold: bool = False
) -> tuple[Svg, float]:
    """Return a text broken into lines below a height, and the height that it takes."""
    lines = broken(text, width * (0.93 if bold else 1.0))  # bold letters are wider
    look: dict[str, str | float] = {"font-weight": "bold"} if bold else {}
    parts = [
        element(
            "text",
            {"x": left, "y": top + TEXT_SIZE + row * LINE - 1.0, **look},
            plain(line),
        )
        for row, line in enumerate(lines)
    ]
    return Svg("".join(parts)), len(lines) * LINE


def _fits(text: str, width: float) -> bool:
    return text_width(text) <= width
