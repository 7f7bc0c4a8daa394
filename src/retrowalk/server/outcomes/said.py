"""Sizes in the person's units and sentences in the language of the page."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext, ngettext

from retrowalk.outcomes.measure import Measure
from retrowalk.outcomes.saying import Saying
from retrowalk.server.people.models import Person
from retrowalk.units import MPS_PER_KMH, MPS_PER_MPH

M_PER_FOOT = 0.3048  # international foot, exact
CM_PER_INCH = 2.54  # international inch, exact
KG_PER_POUND = 0.45359237  # international avoirdupois pound, exact


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as somebody reads it: what it is called, and how many of ours make one."""

    name: str
    factor: float = 1.0

    def of(self, value: float) -> float:
        """Return a value of ours in this unit."""
        return value / self.factor


KMH, MPH = Unit("km/h", MPS_PER_KMH), Unit("mph", MPS_PER_MPH)
ACCELERATION = {"metres per second squared": Unit("m/s²")}
METRIC: dict[str, Unit] = {**ACCELERATION, "metres per second": KMH}
IMPERIAL: dict[str, Unit] = {
    **ACCELERATION,
    "metres per second": MPH,
    "metres": Unit("feet", M_PER_FOOT),
    "centimetres": Unit("inches", CM_PER_INCH),
    "kilograms": Unit("pounds", KG_PER_POUND),
}


def unit_for(unit: str, person: Person) -> Unit:
    """Return the unit in which a person reads what is kept in this unit."""
    theirs = IMPERIAL if person.units == Person.Units.IMPERIAL else METRIC
    return theirs.get(unit, Unit(unit))


def saying_for(person: Person) -> Saying:
    """Return how things are said to a person, in the language of the moment."""
    return Saying(gettext, lambda measure, size: size_for(person, measure, size))


def size_for(person: Person, measure: Measure, size: float) -> str:
    """Return a size of a measure as the person reads it: "3.6 km/h", "1 point"."""
    unit = unit_for(measure.unit, person)
    return counted(unit.of(size), unit.name)


def counted(value: float, unit: str) -> str:
    """Return a number with its unit, in the language of the moment."""
    n = (
        1 if value == 1 else 2
    )  # plural rules ask for whole numbers; 1.5 takes the form of 2
    forms = {
        "points": ngettext("%(n)s point", "%(n)s points", n),
        "seconds": ngettext("%(n)s second", "%(n)s seconds", n),
        "milliseconds": ngettext("%(n)s millisecond", "%(n)s milliseconds", n),
        "metres": ngettext("%(n)s metre", "%(n)s metres", n),
        "centimetres": ngettext("%(n)s centimetre", "%(n)s centimetres", n),
        "feet": ngettext("%(n)s foot", "%(n)s feet", n),
        "inches": ngettext("%(n)s inch", "%(n)s inches", n),
        "pounds": ngettext("%(n)s pound", "%(n)s pounds", n),
        "kilograms": ngettext("%(n)s kilogram", "%(n)s kilograms", n),
        "degrees": ngettext("%(n)s degree", "%(n)s degrees", n),
        "stands": ngettext("%(n)s stand", "%(n)s stands", n),
        "stages": ngettext("%(n)s stage", "%(n)s stages", n),
        "falls": ngettext("%(n)s fall", "%(n)s falls", n),
        "lapses": ngettext("%(n)s lapse", "%(n)s lapses", n),
        "percent": gettext("%(n)s percent"),
    }
    if unit in forms:
        return forms[unit] % {"n": number(value, decimals(value))}
    return f"{number(value, decimals(value))} {gettext(unit)}"


def decimals(value: float) -> int:
    """Return how many decimals of a value a person reads: 3.14, 31.4, 314."""
    return 2 if abs(value) < 10.0 else 1 if abs(value) < 100.0 else 0


def number(value: float, places: int = 2) -> str:
    """Return a number as it is written in the language of the moment, without idle zeros."""
    text = f"{round(value, places):.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return text.replace(".", str(formats.get_format("DECIMAL_SEPARATOR")))
