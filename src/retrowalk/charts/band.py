"""The band in which a change is too small to tell, drawn alike in every chart."""

from retrowalk.charts.axes import Scale
from retrowalk.charts.svg import Attributes, Svg, box

_LOOK: Attributes = {"fill-opacity": 0.12}


def change_band(
    limits: tuple[float, float] | None, scale: Scale, left: float, right: float
) -> tuple[Svg, ...]:
    """Return the band between two values, in either order; none where they are not known."""
    if limits is None:
        return ()
    high_y, low_y = scale.place(max(limits)), scale.place(min(limits))
    place: Attributes = {**_LOOK, "class": "chart-band"}
    return (box(left, high_y, right - left, low_y - high_y, place),)


def band_entry(limits: tuple[float, float] | None, word: str) -> list[tuple[Svg, str]]:
    """Return the band's line of a legend; none where no band is drawn."""
    if limits is None:
        return []
    return [(box(0, 0, 12, 12, {**_LOOK, "stroke": "currentColor"}), word)]
