"""What other people's trials say beforehand, where they are pooled at all."""

from collections.abc import Mapping

from retrowalk.evidence.known_before import KnownBefore, known_before
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.single_case.design import Condition, Design
from retrowalk.outcomes.single_case.prior import Belief, of_one_person


def known_of(design: Design, population: Population) -> dict[Condition, KnownBefore]:
    """Return what is pooled of each other condition; those of which nothing is are left out."""
    return {
        against: known
        for against in design.conditions[1:]
        if (known := known_before(design.measure, population.value, against.value))
    }


def beliefs(known: Mapping[Condition, KnownBefore]) -> dict[Condition, Belief]:
    """Return what may be believed of one person beforehand, for each other condition."""
    return {
        against: of_one_person(one.mean, one.low, one.high, one.spread)
        for against, one in known.items()
    }
