"""What popular articles say about walking backward, and what was found about it.

The wording and the findings are ours. The certainty is our own reading of the design,
size and agreement of what was seen, not the verdict of a guideline panel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence.library_rows import Row, build_all, filled, word
from retrowalk.evidence.sources import known_source

TABLE = "claims.csv"
COLUMNS = (
    "key",
    "topic",
    "wording",
    "verdict",
    "certainty",
    "finding",
    "sources",
    "test",
)


class Topic(StrEnum):
    """What a claim is about."""

    KNEE = "knee"
    MUSCLE = "muscle"
    BACK = "back"
    BALANCE = "balance"
    HEART_AND_ENERGY = "heart_and_energy"
    BRAIN = "brain"
    SAFETY = "safety"


class Verdict(StrEnum):
    """How a claim stands."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    MISATTRIBUTED = "misattributed"


class Certainty(StrEnum):
    """How sure the finding is; NONE where nothing was found."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NONE = "none"


VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "Supported: controlled data point this way.",
        Verdict.PARTLY: "Partly: true in a narrower form, or on weak data.",
        Verdict.CONTRADICTED: "Contradicted: what was found points the other way.",
        Verdict.NOT_FOUND: "Not found: looked for, no evidence seen.",
        Verdict.MISATTRIBUTED: "Misattributed: the source named does not say this.",
    }
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One popular claim.

    wording: the claim in our words. finding: the best evidence, in one sentence.
    sources: keys of the library. test: how to try it on oneself, or why one cannot.
    """

    key: str
    topic: Topic
    wording: str
    verdict: Verdict
    certainty: Certainty
    finding: str
    sources: tuple[str, ...]
    test: str


@cache
def claims() -> tuple[Claim, ...]:
    """Return every claim, by topic; raise BadInput if the table is wrong."""
    found = build_all(TABLE, COLUMNS, build)
    keys = [claim.key for claim in found]
    if len(set(keys)) != len(keys):
        raise BadInput(f"{TABLE}: a key is there twice; expected every key once")
    return found


def claim(key: str) -> Claim:
    """Return the claim of that key; raise Unknown if there is none."""
    for found in claims():
        if found.key == key:
            return found
    raise Unknown(f"the evidence library has no claim {key!r}; expected a key of {TABLE}")


def build(row: Row) -> Claim:
    """Return the claim of one row."""
    keys = tuple(known_source(key) for key in filled(row, "sources").split())
    verdict, certainty = word(row, "verdict", Verdict), word(row, "certainty", Certainty)
    if certainty is Certainty.NONE and verdict is not Verdict.NOT_FOUND:
        raise BadInput(f"the verdict is {verdict.value} with no certainty at all")
    return Claim(
        key=filled(row, "key"),
        topic=word(row, "topic", Topic),
        wording=filled(row, "wording"),
        verdict=verdict,
        certainty=certainty,
        finding=filled(row, "finding"),
        sources=keys,
        test=filled(row, "test"),
    )
