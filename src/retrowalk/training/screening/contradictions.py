"""Answers that cannot all be true: found before anything is decided from them.

Only what truly excludes each other is here. Two answers that are merely unusual together
stand; the rules then follow the more careful one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.person import Group, Person
from retrowalk.training.screening.questions import Answers, question, told

PREGNANT_YEARS_MAX = 60  # years; older, a yes is taken for a slip; design_contradictions


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things told that do not fit.

    questions: keys of the questions it concerns; one key where the answer does not fit what
        is known about the person.
    sentence: both of them, and what to do; like every error it ends without a full stop.
    """

    questions: tuple[str, ...]
    sentence: str


# What a group says about itself, and the questions that then cannot be answered no.
_IMPLIED: Mapping[Group, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        Group.MULTIPLE_SCLEROSIS: (
            "with multiple sclerosis",
            ("neurological_disease",),
        ),
        Group.STROKE: ("after a stroke", ("neurological_disease", "heart_disease")),
        Group.PARKINSON: ("with Parkinson's", ("neurological_disease",)),
        Group.DIABETIC_NEUROPATHY: (
            "with nerve damage from diabetes",
            ("metabolic_disease", "numb_feet"),
        ),
    }
)


def contradictions(answers: Answers, person: Person) -> tuple[Contradiction, ...]:
    """Return what does not fit among the answers given so far; empty if all fits.

    A question that is not answered yet contradicts nothing.
    """
    return (*_with_the_group(answers, person), *_with_the_age(answers, person))


def _with_the_group(answers: Answers, person: Person) -> Iterator[Contradiction]:
    if person.group not in _IMPLIED:
        return
    trains, keys = _IMPLIED[person.group]
    for key in keys:
        if told(answers, key) == "no":
            yield Contradiction(
                (key,),
                f'you train {trains}, but answered no to "{question(key).text}"; please '
                "change this answer, or what you train for",
            )


def _with_the_age(answers: Answers, person: Person) -> Iterator[Contradiction]:
    if told(answers, "pregnant") == "yes" and person.age_years > PREGNANT_YEARS_MAX:
        yield Contradiction(
            ("pregnant",),
            f'you answered yes to "{question("pregnant").text}", and your age is '
            f"{person.age_years} years; please change this answer, or the year of birth",
        )
