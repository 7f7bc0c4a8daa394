"""The frame that all parts of a recording's picture share: from a moment to a place."""

from dataclasses import dataclass

from retrowalk.charts.axes import Scale
from retrowalk.charts.svg import WIDTH

LEFT, RIGHT = 40.0, WIDTH - 8.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What all parts of one plot share.

    key: the chart's, for its patterns. across: from seconds since the start to a place.
    """

    key: str
    across: Scale
    start_s: float

    def place(self, at_s: float) -> float:
        """Return where a moment of the recording's clock is drawn."""
        return self.across.place(at_s - self.start_s)

    def span(self, start_s: float, end_s: float, least: float) -> tuple[float, float]:
        """Return from where to where a stretch is drawn, at least so wide."""
        left = min(self.place(start_s), self.across.at_high - least)
        return left, max(self.place(end_s), left + least)
