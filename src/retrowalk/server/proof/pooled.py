"""What other people's trials say beforehand, where they are pooled at all."""

from collections.abc import Iterator

from retrowalk.evidence.known_before import KnownBefore, known_before
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.single_case.design import Condition, Design
from retrowalk.outcomes.single_case.prior import Belief, of_one_person


def beliefs(design: Design, population: Population) -> dict[Condition, Belief]:
    """Return what may be believed of one person beforehand, for each other condition."""
    return {
        against: of_one_person(known.mean, known.low, known.high, known.spread)
        for against, known in _known(design, population)
    }


def _known(
    design: Design, population: Population
) -> Iterator[tuple[Condition, KnownBefore]]:
    for against in design.conditions[1:]:
        known = known_before(design.measure, population.value, against.value)
        if known is not None:
            yield against, known
