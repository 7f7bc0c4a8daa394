"""What changed in the library, version by version: every verdict, every pool, and why.

`history.csv` holds how each claim and each question's answer stands since a version. The
check compares the newest state with what the tables say now, so no verdict can change
without a row that says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from retrowalk.errors import BadInput
from retrowalk.evidence.claims import Claim, claims
from retrowalk.evidence.library_rows import Row, build_all, filled, whole, word
from retrowalk.evidence.numbers import answer
from retrowalk.evidence.question import Question
from retrowalk.evidence.schema import HISTORY, VERSIONS
from retrowalk.evidence.study import StudyEffect

GONE = "gone"


class Subject(StrEnum):
    """What a row of the history is about."""

    CLAIM = "claim"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the library. what: what changed, in one sentence."""

    version: int
    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How a claim or a pool stands since a version. why: blank where it is new."""

    version: int
    subject: Subject
    key: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two moments. before: None where it was not there."""

    subject: Subject
    key: str
    before: str | None
    after: str
    why: str = ""


States = Mapping[tuple[Subject, str], str]


@cache
def versions() -> tuple[Version, ...]:
    """Return every version, oldest first; raise BadInput if the table is wrong."""
    return build_all(VERSIONS.name, VERSIONS.names, build_version)


@cache
def history() -> tuple[Entry, ...]:
    """Return every entry, oldest first; raise BadInput if the table is wrong."""
    return build_all(HISTORY.name, HISTORY.names, build_entry)


def library_version() -> int:
    """Return the number of the newest version."""
    return versions()[-1].version


def states(own: Sequence[StudyEffect] = ()) -> dict[tuple[Subject, str], str]:
    """Return how every claim and every question's answer stands now.

    own: somebody's own studies, pooled with the library's.
    """
    found = {(Subject.CLAIM, one.key): claim_state(one) for one in claims()}
    for question in questions(own):
        found[Subject.POOL, question.words] = answer(question, own).state
    return found


def claim_state(claim: Claim) -> str:
    """Return verdict and certainty of a claim in plain words."""
    return f"{claim.verdict}, {claim.certainty}".replace("_", " ")


def questions(own: Sequence[StudyEffect] = ()) -> tuple[Question, ...]:
    """Return every question that a claim asks or an own study answers."""
    asked = [question for one in claims() for question in one.questions]
    asked += [Question(one.outcome, one.people, one.against) for one in own]
    return tuple(dict.fromkeys(asked))


def changes_between(before: States, after: States, why: str = "") -> tuple[Change, ...]:
    """Return what differs between two states, new things included."""
    found = [
        Change(subject, key, before.get((subject, key)), state, why)
        for (subject, key), state in after.items()
        if before.get((subject, key)) != state
    ]
    gone = [
        Change(subject, key, state, GONE, why)
        for (subject, key), state in before.items()
        if (subject, key) not in after
    ]
    return (*found, *gone)


def changes_of(version: int) -> tuple[Change, ...]:
    """Return what a version changed."""
    before = _states_at(version - 1)
    return tuple(
        Change(one.subject, one.key, before.get((one.subject, one.key)), one.state, one.why)
        for one in history()
        if one.version == version
    )


def history_problems() -> Iterator[str]:
    """Yield what the history does not say, or says against itself."""
    numbers = [one.version for one in versions()]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{VERSIONS.name}: the versions are {numbers}; expected 1, 2, 3 and so on"
        return
    for entry in history():
        if entry.version not in numbers:
            yield f"{HISTORY.name}: {entry.key} has version {entry.version}, which is none"
    for version in numbers:
        for change in changes_of(version):
            if change.before is not None and not change.why:
                yield f"{HISTORY.name}: {change.key} changed in version {version} without why"
    for change in changes_between(_states_at(numbers[-1]), states()):
        yield (
            f"{HISTORY.name}: {change.subject} {change.key!r} is {change.after!r} now, but "
            f"its last row says {change.before!r}; expected a row that says since when and why"
        )


def build_version(row: Row) -> Version:
    """Return the version of one row."""
    number = whole(row, "version")
    if not number:
        raise BadInput(f"version is {row['version']!r}; expected 1 or more")
    try:
        day = date.fromisoformat(row["day"])
    except ValueError:
        raise BadInput(f"day is {row['day']!r}; expected YYYY-MM-DD") from None
    return Version(number, day, filled(row, "what"))


def build_entry(row: Row) -> Entry:
    """Return the entry of one row."""
    return Entry(
        version=whole(row, "version") or 0,
        subject=word(row, "subject", Subject),
        key=filled(row, "key"),
        state=filled(row, "state"),
        why=row["why"],
    )


def _states_at(version: int) -> States:
    found: dict[tuple[Subject, str], str] = {}
    for entry in history():
        if entry.version <= version:
            found[entry.subject, entry.key] = entry.state
    return {key: state for key, state in found.items() if state != GONE}
