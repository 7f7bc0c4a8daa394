"""How sentences about changes are put: in which language, and sizes in which units.

The rules say what is true; a door hands in its own way of saying it. Every template is an
English sentence with named gaps, as translators know them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from retrowalk.outcomes.measure import Measure


def english(template: str) -> str:
    """Return an English template as it is."""
    return template


def plain_amount(measure: Measure, size: float) -> str:
    """Return a size with its unit as it is read out: "1 point", "2.5 seconds"."""
    unit = (
        measure.unit.removesuffix("s")
        if size == 1 and measure.unit[-1] == "s"
        else measure.unit
    )
    return f"{round(size, 2):g} {unit}"


@dataclass(frozen=True, slots=True)
class Saying:
    """A way of saying things.

    words: gives a template, or a name, in the language. size: a size of a measure with its
    unit, in the person's units.
    """

    words: Callable[[str], str] = english
    size: Callable[[Measure, float], str] = plain_amount


ENGLISH = Saying()
