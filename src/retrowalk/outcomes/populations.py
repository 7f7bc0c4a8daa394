"""Whom a threshold was measured in, and whose threshold may stand in when there is none."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from retrowalk.errors import Unknown


class Population(StrEnum):
    """A group of people in whom something was measured.

    Every group that a person can train in is one of them, by the same value; for some of
    these groups nothing was measured, and their thresholds are "not known".
    """

    ACTIVE_ADULT = "active_adult"
    OLDER_ADULT = "older_adult"
    KNEE_OSTEOARTHRITIS = "knee_osteoarthritis"
    LOW_BACK_PAIN = "low_back_pain"
    SEVERE_KNEE_OSTEOARTHRITIS = "severe_knee_osteoarthritis"
    HIP_OSTEOARTHRITIS = "hip_osteoarthritis"
    CHRONIC_MUSCULOSKELETAL_PAIN = "chronic_musculoskeletal_pain"
    ADULTS_WITH_DISEASE = "adults_with_disease"
    NURSING_HOME = "nursing_home"
    PARKINSON = "parkinson"
    MULTIPLE_SCLEROSIS = "multiple_sclerosis"
    SUBACUTE_STROKE = "subacute_stroke"
    CHRONIC_STROKE = "chronic_stroke"
    HEALTHY_MEN = "healthy_men"
    HEALTHY_WOMEN = "healthy_women"
    BALANCE_AND_FALLS = "balance_and_falls"
    AFTER_KNEE_INJURY = "after_knee_injury"
    WEIGHT_AND_FITNESS = "weight_and_fitness"
    FOCUS_AND_COGNITION = "focus_and_cognition"
    DIABETIC_NEUROPATHY = "diabetic_neuropathy"
    STROKE = "stroke"


WORDS: Mapping[Population, str] = MappingProxyType(
    {
        Population.ACTIVE_ADULT: "active adults",
        Population.OLDER_ADULT: "older adults",
        Population.KNEE_OSTEOARTHRITIS: "people with knee osteoarthritis",
        Population.LOW_BACK_PAIN: "people with long-lasting low back pain",
        Population.SEVERE_KNEE_OSTEOARTHRITIS: "people with severe knee osteoarthritis",
        Population.HIP_OSTEOARTHRITIS: "people with hip osteoarthritis",
        Population.CHRONIC_MUSCULOSKELETAL_PAIN: "people with long-lasting muscle or joint pain",
        Population.ADULTS_WITH_DISEASE: "adults with various diseases",
        Population.NURSING_HOME: "people in nursing homes",
        Population.PARKINSON: "people with Parkinson's disease",
        Population.MULTIPLE_SCLEROSIS: "people with multiple sclerosis",
        Population.SUBACUTE_STROKE: "people some weeks after a stroke",
        Population.CHRONIC_STROKE: "people long after a stroke",
        Population.HEALTHY_MEN: "healthy men",
        Population.HEALTHY_WOMEN: "healthy women",
        Population.BALANCE_AND_FALLS: "people who worry about their balance",
        Population.AFTER_KNEE_INJURY: "people after a knee injury",
        Population.WEIGHT_AND_FITNESS: "people who train for weight and stamina",
        Population.FOCUS_AND_COGNITION: "people who train for attention and thinking",
        Population.DIABETIC_NEUROPATHY: "people with diabetes and numb feet",
        Population.STROKE: "people after a stroke",
    }
)

# A narrower group borrows only from a wider one that contains it; the sentence of every
# verdict names the people the threshold comes from.
_WIDER: Mapping[Population, Population] = MappingProxyType(
    {
        Population.SEVERE_KNEE_OSTEOARTHRITIS: Population.KNEE_OSTEOARTHRITIS,
        Population.KNEE_OSTEOARTHRITIS: Population.CHRONIC_MUSCULOSKELETAL_PAIN,
        Population.HIP_OSTEOARTHRITIS: Population.CHRONIC_MUSCULOSKELETAL_PAIN,
        Population.LOW_BACK_PAIN: Population.CHRONIC_MUSCULOSKELETAL_PAIN,
        Population.CHRONIC_MUSCULOSKELETAL_PAIN: Population.ADULTS_WITH_DISEASE,
    }
)


def population_for(group: str) -> Population:
    """Return the population of that name; raise Unknown if there is none."""
    try:
        return Population(group)
    except ValueError:
        raise Unknown(
            f"there is no population {group!r}; expected one of {', '.join(Population)}"
        ) from None


def wider(population: Population) -> tuple[Population, ...]:
    """Return the population and the wider ones that contain it, the narrowest first."""
    found = [population]
    while (more := _WIDER.get(found[-1])) is not None:
        found.append(more)
    return tuple(found)
