"""The reliability diagram: confidence said against how often it was right, as an SVG."""

from retrowalk.signals.recording import SensorSite

SIDE, GAP, HEAD, FOOT = 220, 50, 40, 60
LOW = 0.5  # a direction named with less would be the other one
BIGGEST, FULL = 9.0, 1000.0  # radius of a dot, for so many strides
TICKS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def reliability_chart(
    said: dict[SensorSite, list[tuple[float, float, int, int]]],
) -> str:
    """Return one panel a site; a dot a bin, its area by its strides, the line is perfect."""
    width = GAP + len(said) * (SIDE + GAP)
    height = HEAD + SIDE + FOOT
    panels = "".join(
        _panel(str(site), rows, GAP + at * (SIDE + GAP))
        for at, (site, rows) in enumerate(said.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="sans-serif" '
        'font-size="12">\n'
        "<title>Reliability of the direction of strides, acted style or data set left out"
        f'</title>\n<rect width="{width}" height="{height}" fill="white"/>\n{panels}</svg>\n'
    )


def _panel(name: str, rows: list[tuple[float, float, int, int]], left: float) -> str:
    lines = [
        f'<text x="{left}" y="{HEAD - 14}" font-weight="bold">{name}</text>',
        f'<rect x="{left}" y="{HEAD}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{left}" y1="{_y(LOW)}" x2="{left + SIDE}" y2="{_y(1.0)}" '
        'stroke="#888" stroke-dasharray="4 3"/>',
        f'<text x="{left + SIDE / 2}" y="{HEAD + SIDE + 38}" text-anchor="middle">'
        "confidence said</text>",
        f'<text x="{left - 34}" y="{HEAD + SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 {left - 34} {HEAD + SIDE / 2})">share right</text>',
    ]
    for tick in TICKS:
        lines.append(
            f'<text x="{_x(left, tick):.1f}" y="{HEAD + SIDE + 18}" '
            f'text-anchor="middle">{tick:g}</text>'
        )
        lines.append(
            f'<text x="{left - 6}" y="{_y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'
        )
    for sure, right, strides, recordings in rows:
        radius = max(2.5, BIGGEST * min(strides / FULL, 1.0) ** 0.5)
        lines.append(
            f'<circle cx="{_x(left, sure):.1f}" cy="{_y(max(right, LOW)):.1f}" '
            f'r="{radius:.1f}" fill="#1f6f8b" fill-opacity="0.75"><title>said {sure:.3f}, '
            f"right {right:.3f}, {strides} strides of {recordings} recordings</title></circle>"
        )
    return "\n".join(lines) + "\n"


def _x(left: float, value: float) -> float:
    return left + SIDE * (value - LOW) / (1.0 - LOW)


def _y(value: float) -> float:
    return HEAD + SIDE * (1.0 - (value - LOW) / (1.0 - LOW))
