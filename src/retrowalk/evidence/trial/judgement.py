"""What an interval allows to be said, against the smallest difference that would matter.

The words never depend on a single line being crossed: an interval that holds both no
difference and one that matters is "too small to tell", whatever its middle.
"""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.evidence.estimate import Estimate
from retrowalk.evidence.study import Better
from retrowalk.evidence.trial.outcomes import Outcome


class Word(StrEnum):
    """What may be said of a difference between arms."""

    BETTER_AND_MATTERS = "better_and_matters"
    BETTER = "better"
    BETTER_BUT_LITTLE = "better_but_little"
    NONE_THAT_MATTERS = "none_that_matters"
    TOO_SMALL_TO_TELL = "too_small_to_tell"
    WORSE = "worse"
    WORSE_AND_MATTERS = "worse_and_matters"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word and its sentence. benefit: the difference, turned so that more is better."""

    word: Word
    benefit: Estimate
    sentence: str


def judged(difference: Estimate, outcome: Outcome, against: str) -> Judgement:
    """Return what may be said of backward walking minus another arm.

    difference: in the outcome's unit. against: the other arm's name.
    """
    benefit = difference.times(-1.0) if outcome.better is Better.LOWER else difference
    matters = outcome.difference.value if outcome.difference else None
    word = _word(benefit, matters)
    return Judgement(word, benefit, _sentence(word, benefit, outcome, against))


def _word(benefit: Estimate, matters: float | None) -> Word:
    little = matters is not None and -matters < benefit.low and benefit.high < matters
    if benefit.low > 0.0:
        if matters is not None and benefit.low >= matters:
            return Word.BETTER_AND_MATTERS
        return Word.BETTER_BUT_LITTLE if little else Word.BETTER
    if benefit.high < 0.0:
        if matters is not None and benefit.high <= -matters:
            return Word.WORSE_AND_MATTERS
        return Word.WORSE
    return Word.NONE_THAT_MATTERS if little else Word.TOO_SMALL_TO_TELL


def _sentence(word: Word, benefit: Estimate, outcome: Outcome, against: str) -> str:
    matters = outcome.difference.value if outcome.difference else None
    name = in_sentence(outcome.name)
    told = f"Compared with {in_sentence(against)}, {name} was"
    smallest = f"the {amount(matters or 0.0, outcome.unit)} that would matter"
    match word:
        case Word.BETTER_AND_MATTERS:
            return f"{told} better after backward walking, by {smallest} or more."
        case Word.BETTER_BUT_LITTLE:
            return f"{told} better after backward walking, but by less than {smallest}."
        case Word.NONE_THAT_MATTERS:
            return f"{told} not different by as much as {smallest}, either way."
        case Word.WORSE_AND_MATTERS:
            return f"{told} worse after backward walking, by {smallest} or more."
        case Word.BETTER:
            open_ = (
                f"; it may be less or more than {smallest}" if matters is not None else ""
            )
            return f"{told} better after backward walking{open_}."
        case Word.WORSE:
            open_ = (
                f"; it may be less or more than {smallest}" if matters is not None else ""
            )
            return f"{told} worse after backward walking{open_}."
        case Word.TOO_SMALL_TO_TELL:
            return (
                f"Too small to tell: compared with {in_sentence(against)}, {name} may be anything "
                f"from {way(benefit.low, outcome.unit)} to {way(benefit.high, outcome.unit)}."
            )


def way(benefit: float, unit: str = "") -> str:
    """Return an amount with the way it goes: 1.2 points better, or 1.2 better."""
    return f"{amount(abs(benefit), unit)} {'worse' if benefit < 0.0 else 'better'}"


def amount(value: float, unit: str) -> str:
    """Return a number with its unit, in the singular where it is 1: 1 metre per second."""
    text = f"{value:.3g}"
    first, space, rest = unit.partition(" ")
    if text == "1" and first.endswith("s"):
        first = first.removesuffix("s")
    return f"{text} {first}{space}{rest}".strip()


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: Pain becomes pain, KOOS stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
