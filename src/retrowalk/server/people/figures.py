"""Figures about the body as people type them: read, or refused with the likely slip named."""

import re
from dataclasses import dataclass
from math import ceil, floor

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from retrowalk.training.person import HEIGHT_M, MAX_HEART_RATE_BPM, WEIGHT_KG

M_PER_CM = 0.01
M_PER_INCH = 0.0254  # international inch, exact
INCHES_PER_FOOT = 12
KG_PER_POUND = 0.45359237  # international avoirdupois pound, exact

TYPED = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]*)\.?")


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure from low to high is probably in another unit.

    factor: what turns the typed figure into the one that was asked for.
    sentence: names the slip; may use %(typed)s and %(meant)s.
    """

    low: float
    high: float
    factor: float
    sentence: Promise


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that can be typed.

    low, high: what is taken, in the unit asked for. suffixes: units that may be typed
    behind it. wanted: a sentence that says what is asked for, with %(low)s and %(high)s.
    whole: 5.8 is refused, because it may mean 5 feet 8.
    """

    low: float
    high: float
    suffixes: tuple[str, ...]
    wanted: Promise
    slips: tuple[Slip, ...] = ()
    whole: bool = False

    def read(self, typed: str) -> float | None:
        """Return the figure, None where nothing is typed; raise ValidationError with the slip."""
        text = typed.strip().lower()
        if not text:
            return None
        match = TYPED.fullmatch(text)
        if match is None or (match[2] and match[2] not in self.suffixes):
            raise ValidationError(self.asked)
        value = float(match[1].replace(",", "."))
        if self.low <= value <= self.high and (value.is_integer() or not self.whole):
            return value
        raise ValidationError(self._named(value))

    @property
    def asked(self) -> str:
        """What is asked for, in a sentence."""
        return str(self.wanted) % {"low": ceil(self.low), "high": floor(self.high)}

    def _named(self, value: float) -> str:
        for slip in self.slips:
            if slip.low <= value <= slip.high:
                meant = {"typed": f"{value:g}", "meant": f"{value * slip.factor:.0f}"}
                return str(slip.sentence) % meant
        return self.asked


def _within(limits: tuple[float, float], factor: float) -> tuple[float, float]:
    return limits[0] / factor, limits[1] / factor


HEIGHT_CM = Figure(
    *_within(HEIGHT_M, M_PER_CM),
    ("cm",),
    gettext_lazy("Write the height in centimetres, %(low)s to %(high)s, such as 172."),
    (
        Slip(
            *HEIGHT_M,
            1 / M_PER_CM,
            gettext_lazy("%(typed)s looks like metres. In centimetres it is %(meant)s."),
        ),
        Slip(
            3.0,
            8.5,
            INCHES_PER_FOOT * M_PER_INCH / M_PER_CM,
            gettext_lazy(
                "%(typed)s looks like feet. Write centimetres, or choose mph and feet above."
            ),
        ),
        Slip(
            36.0,
            99.0,
            M_PER_INCH / M_PER_CM,
            gettext_lazy("%(typed)s looks like inches. In centimetres it is %(meant)s."),
        ),
    ),
)
HEIGHT_FEET = Figure(
    3.0,
    8.0,
    ("ft", "feet", "foot"),
    gettext_lazy("Write whole feet, %(low)s to %(high)s, and the inches beside them."),
    (
        Slip(
            *_within(HEIGHT_M, M_PER_CM),
            1.0,
            gettext_lazy(
                "%(typed)s looks like centimetres. Write feet and inches, or choose km/h "
                "and metres above."
            ),
        ),
    ),
    whole=True,
)
HEIGHT_INCHES = Figure(
    0.0,
    INCHES_PER_FOOT - 0.01,
    ("in", "inch", "inches"),
    gettext_lazy("Write the inches beyond the feet, 0 to 11."),
)
WEIGHT_IN_KG = Figure(
    *WEIGHT_KG,
    ("kg",),
    gettext_lazy("Write the weight in kilograms, %(low)s to %(high)s, such as 74."),
    (
        Slip(
            WEIGHT_KG[1],
            WEIGHT_KG[1] / KG_PER_POUND,
            KG_PER_POUND,
            gettext_lazy("%(typed)s looks like pounds. In kilograms it is %(meant)s."),
        ),
    ),
)
WEIGHT_IN_LB = Figure(
    *_within(WEIGHT_KG, KG_PER_POUND),
    ("lb", "lbs"),
    gettext_lazy("Write the weight in pounds, %(low)s to %(high)s, such as 163."),
    (
        Slip(
            WEIGHT_KG[0],
            WEIGHT_KG[0] / KG_PER_POUND,
            1 / KG_PER_POUND,
            gettext_lazy("%(typed)s looks like kilograms. In pounds it is %(meant)s."),
        ),
    ),
)
HEART_RATE = Figure(
    *MAX_HEART_RATE_BPM,
    ("bpm",),
    gettext_lazy("Write beats per minute, %(low)s to %(high)s, such as 148."),
    (
        Slip(
            30.0,
            MAX_HEART_RATE_BPM[0],
            1.0,
            gettext_lazy(
                "%(typed)s looks like the heart rate at rest. Write the highest one of a "
                "test, or leave this empty."
            ),
        ),
    ),
)
