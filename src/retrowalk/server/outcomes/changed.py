"""What the tests say at a glance: what changed for real, and what nobody can say yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrowalk.outcomes.change import Word
from retrowalk.outcomes.course import course
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.populations import population_for
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.retest import next_due
from retrowalk.server.outcomes.said import saying_for, size_for
from retrowalk.server.outcomes.tests_shown import Done, days_of, values
from retrowalk.server.people.models import Person


@dataclass(frozen=True, slots=True)
class TestSaid:
    """One test, said in a sentence.

    better: whether a real change is for the better; None where none is real.
    """

    key: str
    name: str
    latest: str
    sentence: str
    word: Word
    better: bool | None


@dataclass(frozen=True, slots=True)
class Changed:
    """The tests a person did, by what may be said of them, and when one is due next.

    next_on: None where no test has given a value yet. simulated: whether any test was.
    """

    real: tuple[TestSaid, ...]
    too_small: tuple[TestSaid, ...]
    not_known: tuple[TestSaid, ...]
    too_early: tuple[TestSaid, ...]
    next_on: date | None
    simulated: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return self.next_on is not None


def changed(person: Person, done: Mapping[str, Sequence[Done]], today: date) -> Changed:
    """Return what a person's tests say, by what may be said."""
    group = population_for(person.group)
    said: list[TestSaid] = []
    due: list[date] = []
    for key, of in PROTOCOLS.items():
        about = measure(of.principal)
        counted = values(done.get(key, ()), about.key)
        if days := days_of(done.get(key, ()), about.key):
            due.append(next_due(of, days, today))
        if not counted:
            continue
        judged = course(about, counted, group, saying_for(person))
        latest = size_for(person, about, judged.values[-1].value)
        real = judged.word in (Word.REAL, Word.REAL_AND_MEANINGFUL)
        better = judged.verdict.better if judged.verdict and real else None
        said.append(TestSaid(key, of.name, latest, judged.sentence, judged.word, better))

    def of_word(*words: Word) -> tuple[TestSaid, ...]:
        return tuple(one for one in said if one.word in words)

    return Changed(
        real=of_word(Word.REAL_AND_MEANINGFUL, Word.REAL),
        too_small=of_word(Word.TOO_SMALL_TO_TELL),
        not_known=of_word(Word.NOT_KNOWN),
        too_early=of_word(Word.TOO_EARLY),
        next_on=min(due, default=None),
        simulated=any(one.stored.simulated for all_of in done.values() for one in all_of),
    )
