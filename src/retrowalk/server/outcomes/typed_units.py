"""Units a number may be typed in: it is kept as typed, and counted in ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.measures import measure
from retrowalk.server.outcomes.said import CM_PER_INCH, KG_PER_POUND, M_PER_FOOT
from retrowalk.server.people.models import Person

POUNDS_PER_STONE = 14.0  # exact
FEET_PER_YARD = 3.0  # exact


@dataclass(frozen=True, slots=True)
class TypedUnit:
    """One unit; size: how many of ours make one. name: as it names what is kept of it."""

    name: str
    label: str | Promise
    size: float


UNITS: Mapping[str, tuple[TypedUnit, ...]] = MappingProxyType(
    {
        "metres": (
            TypedUnit("metres", gettext_lazy("metres"), 1.0),
            TypedUnit("feet", gettext_lazy("feet"), M_PER_FOOT),
            TypedUnit("yards", gettext_lazy("yards"), M_PER_FOOT * FEET_PER_YARD),
        ),
        "centimetres": (
            TypedUnit("centimetres", gettext_lazy("centimetres"), 1.0),
            TypedUnit("inches", gettext_lazy("inches"), CM_PER_INCH),
        ),
        "kilograms": (
            TypedUnit("kilograms", gettext_lazy("kilograms"), 1.0),
            TypedUnit("pounds", gettext_lazy("pounds"), KG_PER_POUND),
            TypedUnit("stones", gettext_lazy("stones"), KG_PER_POUND * POUNDS_PER_STONE),
        ),
    }
)


def units_of(fills: str, *, in_values: bool) -> tuple[TypedUnit, ...]:
    """Return the units that a number may be typed in, ours first; none where there is one."""
    unit = measure(fills).unit if in_values else "metres" if fills == "distance_m" else ""
    return UNITS.get(unit, ())


def first_choice(units: tuple[TypedUnit, ...], person_units: str) -> str:
    """Return the unit that is chosen before anybody chooses."""
    return units[1 if person_units == Person.Units.IMPERIAL else 0].name
