"""The groups of a trial, what they should share evenly, and how people get to them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from retrowalk.errors import BadInput
from retrowalk.evidence.trial.figure import checked_key

_COMMITMENT = re.compile(r"[0-9a-f]{64}\Z")


class Role(StrEnum):
    """What the people of an arm do."""

    BACKWARD = "backward"
    FORWARD_SAME_SPEED = "forward_same_speed"
    FORWARD_SAME_EFFORT = "forward_same_effort"
    USUAL = "usual"


class Method(StrEnum):
    """How people are allocated to arms."""

    MINIMISATION = "minimisation"  # Pocock & Simon, with a random element
    BLOCKS = "blocks"  # permuted blocks in each stratum, of varying size


@dataclass(frozen=True, slots=True)
class Arm:
    """One group. ratio: how many people it gets for each one of an arm of ratio 1."""

    key: str
    name: str
    role: Role
    ratio: int = 1

    def __post_init__(self) -> None:
        """Refuse a key that cannot stand in a table, and a ratio that allocates nobody."""
        checked_key(self.key, "an arm")
        if not 1 <= self.ratio <= 10:
            raise BadInput(f"arm {self.key}: the ratio is {self.ratio}; expected 1 to 10")


@dataclass(frozen=True, slots=True)
class Factor:
    """Something people differ in before the trial that the arms should share evenly."""

    key: str
    levels: tuple[str, ...]
    weight: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a factor that cannot part people."""
        checked_key(self.key, "a stratum factor")
        if len(self.levels) < 2 or len(set(self.levels)) < len(self.levels):
            raise BadInput(
                f"factor {self.key}: the levels are {', '.join(self.levels) or 'none'}; expected "
                "two or more, all different"
            )
        if not (isfinite(self.weight) and self.weight > 0.0):
            raise BadInput(
                f"factor {self.key}: the weight is {self.weight}; expected above 0"
            )


@dataclass(frozen=True, slots=True)
class Allocation:
    """How people get to arms.

    certainty: the chance that an arm of ratio 1 is taken when it balances best. blocks:
    sizes to choose from, each a multiple of the ratios' sum. commitment: SHA-256 of the
    secret seed, published before the first person; None until it is made.
    """

    method: Method
    certainty: float | None = None
    blocks: tuple[int, ...] = ()
    commitment: str | None = None

    def __post_init__(self) -> None:
        """Refuse an allocation that could be foreseen or checked by nothing."""
        if self.commitment is not None and not _COMMITMENT.match(self.commitment):
            raise BadInput(
                f"the commitment is {self.commitment[:20]!r}; expected 64 digits of 0-9 and a-f, "
                "as 'retrowalk trial commit' prints them"
            )
        if (self.method is Method.MINIMISATION) == (self.certainty is None):
            raise BadInput(
                "minimisation needs a certainty and blocks have none; expected them to fit"
            )
        if (self.method is Method.BLOCKS) != bool(self.blocks):
            raise BadInput(
                "blocks need a list of sizes and minimisation has none; expected them to fit"
            )
