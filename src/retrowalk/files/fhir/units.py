"""Units of our measures as UCUM codes, and LOINC codes of those that have one.

LOINC codes as their pages and the HL7 guides give them (loinc.org; Physical Activity guide
1.0.0). A measure without a code there has our own only: a code that is nearly right would
make a backward walk look like a forward one.
"""

from collections.abc import Mapping
from types import MappingProxyType

UCUM_OF: Mapping[str, str] = MappingProxyType(
    {
        "points": "{score}",
        "points of d-prime": "{score}",
        "seconds": "s",
        "milliseconds": "ms",
        "percent": "%",
        "percent right": "%",
        "percent found": "%",
        "percent wrongly said to be the same": "%",
        "metres": "m",
        "centimetres": "cm",
        "metres per second": "m/s",
        "metres per second squared": "m/s2",
        "metres per second cubed": "m/s3",
        "square metres per second to the fourth": "m2/s4",
        "beats per minute": "/min",
        "reactions per second": "/s",
        "degrees": "deg",
        "kilograms": "kg",
        "falls": "{falls}",
        "stands": "{stands}",
        "stages": "{stages}",
        "lapses": "{lapses}",
        "false starts": "{false_starts}",
    }
)

LOINC_OF: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "six_minute_walk_m": ("64098-7", "Six minute walk test"),
        "tug_s": (
            "89423-8",
            "Time to rise from chair, walk 10 feet and back, and return to sitting [TUG]",
        ),
        "chair_stand_30s_reps": ("66247-8", "Sit to stand frequency in 30 seconds"),
    }
)
STEPS = ("55423-8", "Number of steps in unspecified time Pedometer")
EXERCISE = ("73985-4", "Exercise activity")
WALKING = ("LA11834-1", "Walking")
DURATION = ("55411-3", "Exercise duration")
PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
