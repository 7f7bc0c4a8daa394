"""The tests: what each one measures, in which unit, and which way is better."""

from collections.abc import Mapping
from types import MappingProxyType

from retrowalk.errors import Unknown
from retrowalk.outcomes.measure import Better, Measure
from retrowalk.outcomes.measures_body import BODY
from retrowalk.outcomes.measures_thinking import THINKING
from retrowalk.outcomes.measures_told import TOLD
from retrowalk.outcomes.measures_walking import WALKING

__all__ = ["MEASURES", "Better", "Measure", "measure"]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {m.key: m for m in (*TOLD, *WALKING, *BODY, *THINKING)}
)


def measure(key: str) -> Measure:
    """Return the measure of that key; raise Unknown if there is none."""
    try:
        return MEASURES[key]
    except KeyError:
        raise Unknown(
            f"there is no measure {key!r}; expected one of {', '.join(MEASURES)}"
        ) from None
