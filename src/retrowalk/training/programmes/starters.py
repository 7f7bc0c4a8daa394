"""The starter programmes, each named as what it is: tried, printed, or merely advised."""

from collections.abc import Mapping
from types import MappingProxyType

from retrowalk.errors import Unknown
from retrowalk.training.programmes.programme import Programme, by_key
from retrowalk.training.programmes.starter_data.clinician_led import (
    MS_30_MIN,
    STROKE_TREADMILL,
    WITH_A_CLINICIAN,
)
from retrowalk.training.programmes.starter_data.knees_and_back import (
    BACK_15_MIN,
    KNEE_10_MIN,
    TEN_TO_THIRTY,
)
from retrowalk.training.programmes.starter_data.short_bouts import (
    BEGINNER_INTERVALS,
    FIVE_DAILY,
    ONE_OR_TWO_DAILY,
    TEN_IN_ONE_GO,
    TWO_BY_TWO,
)
from retrowalk.training.programmes.starter_data.treadmill_trials import (
    BRISK_15_MIN,
    SLOPE_20_MIN,
)

# From the gentlest to the hardest, then what a clinician leads: lists show it in this order.
PROGRAMMES: Mapping[str, Programme] = MappingProxyType(
    by_key(
        (
            ONE_OR_TWO_DAILY,
            BEGINNER_INTERVALS,
            FIVE_DAILY,
            KNEE_10_MIN,
            TEN_IN_ONE_GO,
            TWO_BY_TWO,
            BACK_15_MIN,
            TEN_TO_THIRTY,
            BRISK_15_MIN,
            SLOPE_20_MIN,
            WITH_A_CLINICIAN,
            MS_30_MIN,
            STROKE_TREADMILL,
        )
    )
)


def programme(key: str) -> Programme:
    """Return the programme of that key; raise Unknown if there is none."""
    try:
        return PROGRAMMES[key]
    except KeyError:
        known = ", ".join(PROGRAMMES)
        raise Unknown(f"there is no programme {key!r}; expected one of {known}") from None
