"""Two ways to share people out evenly: minimisation, and permuted blocks in strata.

Sources: Pocock & Simon 1975 (10.2307/2529712) for minimisation with a random element. For
arms of unequal ratio the chance of every arm that does *not* balance best stays in
proportion to its ratio; a single chance for all would pull the ratio towards equal.
"""

from collections.abc import Callable, Sequence

from retrowalk.evidence.trial.arms import Arm, Factor

Draw = Callable[[str], float]  # a number in [0, 1) that belongs to what it is asked about
_TIED = 1e-9  # imbalances closer than rounding


class Tally:
    """How many people of each level are in each arm so far."""

    def __init__(self, arms: Sequence[Arm], factors: Sequence[Factor]) -> None:
        self._arms = arms
        self._factors = factors
        self._all = [0] * len(arms)
        self._with = [{level: [0] * len(arms) for level in f.levels} for f in factors]

    def add(self, levels: tuple[str, ...], arm: int) -> None:
        """Count one more person."""
        self._all[arm] += 1
        for counts, level in zip(self._with, levels, strict=True):
            counts[level][arm] += 1

    def imbalance(self, levels: tuple[str, ...], chosen: int) -> float:
        """Return how uneven it gets if the next person goes to an arm: weighted ranges.

        The range is of people per unit of ratio, within each of the person's levels; the
        sizes of the whole arms count as one more factor, of weight 1, so they stay even too.
        """
        total = self._range(self._all, chosen)
        for factor, counts, level in zip(self._factors, self._with, levels, strict=True):
            total += factor.weight * self._range(counts[level], chosen)
        return total

    def _range(self, counts: Sequence[int], chosen: int) -> float:
        per_unit = [
            (count + (a == chosen)) / arm.ratio
            for a, (count, arm) in enumerate(zip(counts, self._arms, strict=True))
        ]
        return max(per_unit) - min(per_unit)


def minimised(
    arms: Sequence[Arm], tally: Tally, levels: tuple[str, ...], certainty: float, draw: Draw
) -> int:
    """Return the arm of the next person.

    tally: everyone so far. levels: the next person's, one for each factor. certainty: the
    chance of an arm of the smallest ratio when it balances best.
    """
    imbalance = [tally.imbalance(levels, a) for a in range(len(arms))]
    least = min(imbalance)
    best = [a for a, value in enumerate(imbalance) if value - least <= _TIED]
    preferred = best[_weighted([arms[a].ratio for a in best], draw("tie"))]
    return _weighted(chances(arms, preferred, certainty), draw("arm"))


def chances(arms: Sequence[Arm], preferred: int, certainty: float) -> list[float]:
    """Return every arm's chance, given the one that balances best; they sum to 1."""
    ratios = [arm.ratio for arm in arms]
    others = sum(ratios) - min(ratios)
    share = [(1.0 - certainty) * ratio / others for ratio in ratios]
    share[preferred] = 1.0 - (sum(share) - share[preferred])
    return share


def in_block(arms: Sequence[Arm], sizes: Sequence[int], place: int, draw: Draw) -> int:
    """Return the arm of the person at a place (0, 1, …) of one stratum's list of blocks."""
    block = 0
    while True:
        size = sizes[int(draw(f"size of block {block}") * len(sizes))]
        if place < size:
            return _permuted(arms, size, block, draw)[place]
        place -= size
        block += 1


def _permuted(arms: Sequence[Arm], size: int, block: int, draw: Draw) -> list[int]:
    """Return a block in random order (Fisher and Yates)."""
    repeats = size // sum(arm.ratio for arm in arms)
    places = [a for a, arm in enumerate(arms) for _ in range(arm.ratio * repeats)]
    for k in range(size - 1, 0, -1):
        other = int(draw(f"place {k} of block {block}") * (k + 1))
        places[k], places[other] = places[other], places[k]
    return places


def _weighted(weights: Sequence[float], at: float) -> int:
    """Return the place that a number in [0, 1) falls to when places are as wide as weights."""
    left = at * sum(weights)
    for place, weight in enumerate(weights):
        left -= weight
        if left < 0.0:
            return place
    return len(weights) - 1
