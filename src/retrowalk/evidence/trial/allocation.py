"""Who goes to which arm: concealed until it happens, checkable ever after.

Each allocation follows from the secret seed, the design, everyone before, and the person
(see commitment.py). The list keeps, with every person, a digest of all that stands above:
an altered line breaks every digest below it, and once the seed is out the arms themselves
can be derived again.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retrowalk.errors import BadInput, Conflict
from retrowalk.evidence.trial.arms import Method
from retrowalk.evidence.trial.balance import Draw, Tally, in_block, minimised
from retrowalk.evidence.trial.commitment import chained, draw, opened
from retrowalk.evidence.trial.design import Design

# Nothing that a spreadsheet would take for a formula.
_STUDY_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,63}\Z")


@dataclass(frozen=True, slots=True)
class Allocated:
    """One line of the list.

    number: 1 for the first person. levels: one for each factor of the design. arm: its key.
    digest: of this line and all above it.
    """

    number: int
    person: str
    levels: tuple[str, ...]
    arm: str
    digest: str


def allocated(
    design: Design,
    seed: str,
    before: Sequence[Allocated],
    person: str,
    levels: Mapping[str, str],
) -> Allocated:
    """Return the next line of the list.

    before: the list so far; it is checked first. levels: the person's, by factor.

    Raises Conflict if the person is already there or the list does not follow from the seed,
    BadInput if the seed is not the committed one or a level is unknown.
    """
    secret = opened(seed, design.allocation.commitment)
    found = problems(design, before, secret)
    if found:
        raise Conflict(f"the list cannot be continued: {found[0]}")
    name = _checked_person(person)
    for line in before:
        if line.person == name:
            raise Conflict(
                f"{name} is already number {line.number}, allocated to {line.arm}"
            )
    replay = _Replay(design, secret)
    for line in before:
        replay.take(line)
    return replay.next(name, _checked_levels(design, levels))


def problems(
    design: Design, lines: Sequence[Allocated], seed: str | None
) -> tuple[str, ...]:
    """Return what is wrong with a list, one sentence each; empty when all of it follows.

    seed: the opened one. Without it only the chain of digests is checked, which shows that
    a line was altered, not that the arms followed from the seed.
    """
    found: list[str] = []
    replay = _Replay(design, seed)
    for line in lines:
        fault = replay.fault(line)
        if fault is not None:
            return (*found, f"number {line.number}, {line.person}: {fault}")
        derived = (
            replay.next(line.person, line.levels).arm if seed is not None else line.arm
        )
        if derived != line.arm:
            found.append(
                f"number {line.number}, {line.person}: allocated to {line.arm}, but the seed says "
                f"{derived}"
            )
        replay.take(line)
    return tuple(found)


class _Replay:
    """The list told again from its beginning, line by line."""

    def __init__(self, design: Design, seed: str | None) -> None:
        self._design = design
        self._seed = seed or ""
        self._keys = [arm.key for arm in design.arms]
        self._tally = Tally(design.arms, design.factors)
        self._stratum: Counter[tuple[str, ...]] = Counter()
        self._people: set[str] = set()
        self._digest = design.digest()

    def fault(self, line: Allocated) -> str | None:
        """Return why a line cannot stand here, or None."""
        if line.number != len(self._people) + 1:
            return f"the number should be {len(self._people) + 1}"
        if line.person in self._people:
            return "is there twice"
        if line.arm not in self._keys or not self._known(line.levels):
            return "the arm or a level is none of the design's"
        if line.digest != chained(self._digest, record_of(line)):
            return (
                "the digest does not fit this design and the lines up to here; something was "
                "altered, added, removed or moved"
            )
        return None

    def take(self, line: Allocated) -> None:
        """Add a line that is as it should be."""
        self._tally.add(line.levels, self._keys.index(line.arm))
        self._stratum[line.levels] += 1
        self._people.add(line.person)
        self._digest = line.digest

    def next(self, person: str, levels: tuple[str, ...]) -> Allocated:
        """Return the line that follows from the seed for a person."""
        number = len(self._people) + 1
        if self._design.allocation.method is Method.MINIMISATION:
            taken = self._minimised(
                json.dumps([self._digest, number, person, *levels]), levels
            )
        else:
            taken = self._in_block(json.dumps([self._design.digest(), *levels]), levels)
        line = Allocated(number, person, levels, self._keys[taken], "")
        return replace(line, digest=chained(self._digest, record_of(line)))

    def _minimised(self, about: str, levels: tuple[str, ...]) -> int:
        design = self._design
        certainty = design.allocation.certainty or 0.0
        return minimised(design.arms, self._tally, levels, certainty, self._draw(about))

    def _in_block(self, about: str, levels: tuple[str, ...]) -> int:
        arms, sizes = self._design.arms, self._design.allocation.blocks
        return in_block(arms, sizes, self._stratum[levels], self._draw(about))

    def _draw(self, about: str) -> Draw:
        return lambda what: draw(self._seed, f"{about} {what}")

    def _known(self, levels: tuple[str, ...]) -> bool:
        factors = self._design.factors
        return len(levels) == len(factors) and all(
            level in factor.levels for level, factor in zip(levels, factors, strict=True)
        )


def record_of(line: Allocated) -> str:
    """Return what of a line its digest covers."""
    return json.dumps([line.number, line.person, list(line.levels), line.arm])


def _checked_person(person: str) -> str:
    name = person.strip()
    if not _STUDY_NUMBER.match(name):
        raise BadInput(
            f"the person is called {person[:20]!r}; expected a study number, not a name: letters, "
            "digits, dots, dashes, at most 64"
        )
    return name


def _checked_levels(design: Design, levels: Mapping[str, str]) -> tuple[str, ...]:
    unknown = [key for key in levels if key not in {f.key for f in design.factors}]
    if unknown:
        raise BadInput(
            f"{unknown[0]} is no factor of the design; expected "
            f"{', '.join(f.key for f in design.factors) or 'none'}"
        )
    for factor in design.factors:
        level = levels.get(factor.key)
        if level not in factor.levels:
            raise BadInput(
                f"{factor.key} is {level or 'not given'}; expected one of "
                f"{', '.join(factor.levels)}"
            )
    return tuple(levels[factor.key] for factor in design.factors)
