"""What popular articles say about walking backward, and what was found about it.

The wording and the findings are ours. The certainty is our own reading of the design,
size and agreement of what was seen, not the verdict of a guideline panel. Where it differs
between groups of people, the label is that of the least sure one a reader may belong to.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence.library_rows import Row, build_all, filled, word
from retrowalk.evidence.question import Question, parse_questions
from retrowalk.evidence.schema import CLAIMS
from retrowalk.evidence.sources import known_source

LEDGER_ROW = re.compile(r"[KMBGHNP]\d{1,2}")


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

    ledger: rows of the evidence ledger it comes from. wording: the claim in our words.
    certainty_why: why it is not surer. finding: the best evidence, in one sentence.
    sources: keys of the library. test: how to try it on oneself, or why one cannot.
    cohort: how a group of people would test it. measures: keys of the outcome measures
    that do it; empty where Retrowalk has none. questions: what the numbers are asked.
    """

    key: str
    topic: Topic
    ledger: tuple[str, ...]
    wording: str
    verdict: Verdict
    certainty: Certainty
    certainty_why: str
    finding: str
    sources: tuple[str, ...]
    test: str
    cohort: str
    measures: tuple[str, ...]
    questions: tuple[Question, ...]


@cache
def claims() -> tuple[Claim, ...]:
    """Return every claim, by topic; raise BadInput if the table is wrong."""
    found = build_all(CLAIMS.name, CLAIMS.names, build)
    keys = [claim.key for claim in found]
    if len(set(keys)) != len(keys):
        raise BadInput(f"{CLAIMS.name}: a key is there twice; expected every key once")
    return found


def claim(key: str) -> Claim:
    """Return the claim of that key; raise Unknown if there is none."""
    for found in claims():
        if found.key == key:
            return found
    raise Unknown(
        f"the evidence library has no claim {key!r}; expected a key of {CLAIMS.name}"
    )


def claims_of(source: str) -> tuple[Claim, ...]:
    """Return the claims that rest on a source."""
    return tuple(found for found in claims() if source in found.sources)


def build(row: Row) -> Claim:
    """Return the claim of one row."""
    verdict, certainty = word(row, "verdict", Verdict), word(row, "certainty", Certainty)
    if certainty is Certainty.NONE and verdict is not Verdict.NOT_FOUND:
        raise BadInput(f"the verdict is {verdict.value} with no certainty at all")
    return Claim(
        key=filled(row, "key"),
        topic=word(row, "topic", Topic),
        ledger=_ledger(filled(row, "ledger")),
        wording=filled(row, "wording"),
        verdict=verdict,
        certainty=certainty,
        certainty_why=filled(row, "certainty_why"),
        finding=filled(row, "finding"),
        sources=tuple(known_source(key) for key in filled(row, "sources").split()),
        test=filled(row, "test"),
        cohort=filled(row, "cohort"),
        measures=tuple(row["measures"].split()),
        questions=parse_questions(row["questions"]),
    )


def _ledger(cell: str) -> tuple[str, ...]:
    rows = tuple(cell.split())
    for row in rows:
        if not LEDGER_ROW.fullmatch(row):
            raise BadInput(f"ledger is {cell!r}; expected rows such as K1 or G10")
    return rows
