"""What backward walking asks of the body, for the clinician who is asked about it.

Only what was measured, each with the number of people it was measured in.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that was measured. sources: keys of the evidence library."""

    sentence: Promise
    sources: tuple[str, ...]


DEMANDS: tuple[Demand, ...] = (
    Demand(
        _(
            "At the same speed the heart beat 132 instead of 113 times a minute, and 28 % "
            "more oxygen was used (13 athletes). At an effort people chose themselves there "
            "was no difference (10 women)."
        ),
        ("williford1998", "jsr2004"),
    ),
    Demand(
        _("At 3.5 mph (5.6 km/h) it is listed with 6 MET, which counts as vigorous."),
        ("compendium2011", "intensity_bands"),
    ),
    Demand(
        _(
            "Steps are shorter and both feet are on the ground for longer; older people "
            "shorten their steps more (40 older and 30 younger adults)."
        ),
        ("laufer2005",),
    ),
    Demand(
        _(
            "The front of the thigh works harder (19 people). On a 10 % slope the knee is bent "
            "by 42 instead of 31 degrees when the foot lands (16 people)."
        ),
        ("truman2007", "cipriani1995"),
    ),
    Demand(
        _(
            "Trials used 10 to 15 minutes. No study of training at home without supervision "
            "was seen, and none counted falls while training: the risk is not known."
        ),
        ("alghadir2019", "physioquart2023", "delmastro2023"),
    ),
)
