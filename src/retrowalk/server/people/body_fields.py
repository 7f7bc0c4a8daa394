"""The part of the person's form that may stay empty: height, weight, highest heart rate."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from retrowalk.server.people.figures import (
    HEART_RATE,
    HEIGHT_CM,
    HEIGHT_FEET,
    HEIGHT_INCHES,
    INCHES_PER_FOOT,
    KG_PER_POUND,
    M_PER_CM,
    M_PER_INCH,
    WEIGHT_IN_KG,
    WEIGHT_IN_LB,
    Figure,
)
from retrowalk.server.people.models import Person
from retrowalk.training.person import HEIGHT_M

FIGURES: dict[str, Figure] = {
    "height_cm": HEIGHT_CM,
    "height_feet": HEIGHT_FEET,
    "height_inches": HEIGHT_INCHES,
    "weight_in_kg": WEIGHT_IN_KG,
    "weight_in_lb": WEIGHT_IN_LB,
    "highest_heart_rate": HEART_RATE,
}
METRIC, IMPERIAL = Person.Units.METRIC.value, Person.Units.IMPERIAL.value
HEIGHT: dict[str, tuple[str, ...]] = {
    METRIC: ("height_cm",),
    IMPERIAL: ("height_feet", "height_inches"),
}
WEIGHT: dict[str, tuple[str, ...]] = {
    METRIC: ("weight_in_kg",),
    IMPERIAL: ("weight_in_lb",),
}


def _figure(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "size": "8", "autocomplete": "off"}
        ),
    )


class BodyFields(forms.Form):
    """Figures in the person's units. What is typed in the chosen units counts."""

    height_cm = _figure(gettext_lazy("Height in centimetres"))
    height_feet = _figure(gettext_lazy("Height: feet"))
    height_inches = _figure(gettext_lazy("and inches"))
    weight_in_kg = _figure(gettext_lazy("Weight in kilograms"))
    weight_in_lb = _figure(gettext_lazy("Weight in pounds"))
    highest_heart_rate = _figure(
        gettext_lazy("Highest heart rate, in beats per minute"),
        gettext_lazy("Only if a test has shown it. We never work it out from your age."),
    )

    def body(self, stored: Person, units: str) -> dict[str, float | None]:
        """Return what is told, by the names of the model; wrong figures become errors.

        stored: keeps its figure, to the last digit, where nothing was typed anew.
        """
        return {
            "height_m": self._height(stored.height_m, units),
            "weight_kg": self._weight(stored.weight_kg, units),
            "max_heart_rate_bpm": self._read("highest_heart_rate"),
        }

    def _height(self, stored: float | None, units: str) -> float | None:
        units = self._typed_in(HEIGHT, units)
        if not self._changed(HEIGHT[units]):
            return stored
        if units == METRIC:
            centimetres = self._read("height_cm")
            return None if centimetres is None else centimetres * M_PER_CM
        feet, inches = self._read("height_feet"), self._read("height_inches")
        if feet is None:
            if inches is not None:
                self.add_error("height_feet", HEIGHT_FEET.asked)
            return None
        height_m = (feet * INCHES_PER_FOOT + (inches or 0.0)) * M_PER_INCH
        if not HEIGHT_M[0] <= height_m <= HEIGHT_M[1] and not self.has_error("height_feet"):
            self.add_error("height_feet", HEIGHT_FEET.asked)
        return height_m

    def _weight(self, stored: float | None, units: str) -> float | None:
        units = self._typed_in(WEIGHT, units)
        if not self._changed(WEIGHT[units]):
            return stored
        told = self._read(WEIGHT[units][0])
        return told if told is None or units == METRIC else told * KG_PER_POUND

    def _typed_in(self, names: dict[str, tuple[str, ...]], units: str) -> str:
        """Return the units that were typed in: the chosen ones unless only the others were."""
        other = IMPERIAL if units == METRIC else METRIC
        blank = not any(self.cleaned_data.get(name) for name in names[units])
        return other if blank and self._changed(names[other], filled=True) else units

    def _changed(self, names: tuple[str, ...], *, filled: bool = False) -> bool:
        return any(
            name in self.changed_data and (self.cleaned_data.get(name) or not filled)
            for name in names
        )

    def _read(self, name: str) -> float | None:
        try:
            return FIGURES[name].read(self.cleaned_data.get(name, ""))
        except ValidationError as error:
            self.add_error(name, error)
            return None


def typed(person: Person) -> dict[str, str]:
    """Return what the fields show of a stored person, in both units."""
    shown: dict[str, str] = {}
    if person.height_m is not None:
        inches = round(person.height_m / M_PER_INCH, 1)
        shown["height_cm"] = f"{round(person.height_m / M_PER_CM, 1):g}"
        shown["height_feet"] = f"{inches // INCHES_PER_FOOT:g}"
        shown["height_inches"] = f"{inches % INCHES_PER_FOOT:g}"
    if person.weight_kg is not None:
        shown["weight_in_kg"] = f"{round(person.weight_kg, 1):g}"
        shown["weight_in_lb"] = f"{round(person.weight_kg / KG_PER_POUND, 1):g}"
    if person.max_heart_rate_bpm is not None:
        shown["highest_heart_rate"] = f"{person.max_heart_rate_bpm:g}"
    return shown
