"""Whether one person's change is real, meaningful, too small to tell, or not known.

Real means larger than what the test moves by itself (MDC); meaningful means at least
what people in that condition notice (MCID), and is only said of an improvement that is
real, because MCIDs here were measured for improvements.
"""

from dataclasses import dataclass
from enum import StrEnum

from retrowalk.outcomes.measures import Better, Measure
from retrowalk.outcomes.norms import Kind, Threshold, change_threshold
from retrowalk.outcomes.populations import WORDS, Population

ROUNDING = 1e-9  # share of a unit that means of whole answers may be off by


class Word(StrEnum):
    """What may be said of a change."""

    REAL_AND_MEANINGFUL = "real_and_meaningful"
    REAL = "real"
    TOO_SMALL_TO_TELL = "too_small_to_tell"
    NOT_KNOWN = "not_known"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of one change, and on what grounds.

    change: after minus before, in the measure's unit.
    better: None when nothing changed.
    mdc, mcid: the thresholds used; None means not known for these people.
    sentence: the verdict as a person reads it.
    sources: keys of the evidence library.
    """

    word: Word
    change: float
    better: bool | None
    mdc: Threshold | None
    mcid: Threshold | None
    sentence: str
    sources: tuple[str, ...]


def judge(measure: Measure, population: Population, before: float, after: float) -> Verdict:
    """Judge the change from before to after, both in the measure's unit.

    Raises BadAnswer if a value is outside what the measure can be.
    """
    change = _without_rounding(measure.check(after) - measure.check(before))
    better = None if change == 0 else (change < 0) == (measure.better is Better.LOWER)
    mdc = change_threshold(measure, population, Kind.MDC)
    mcid = change_threshold(measure, population, Kind.MCID) if better else None
    word, because = _weigh(measure, before, abs(change), mdc, mcid)
    return Verdict(
        word=word,
        change=change,
        better=better,
        mdc=mdc,
        mcid=mcid,
        sentence=f"{_said(measure, change)}; {because}.",
        sources=tuple(t.source for t in (mdc, mcid) if t is not None),
    )


def _weigh(
    measure: Measure,
    before: float,
    size: float,
    mdc: Threshold | None,
    mcid: Threshold | None,
) -> tuple[Word, str]:
    if size == 0:
        return Word.TOO_SMALL_TO_TELL, "there is no change to judge"
    notice = None if mcid is None else mcid.size(before)
    if mdc is None:
        return _weigh_without_mdc(measure, size, notice, mcid)
    noise = mdc.size(before)
    by_itself = (
        f"the {amount(measure, noise)} it can move by itself in {WORDS[mdc.population]}"
    )
    if size <= noise + ROUNDING:
        return (
            Word.TOO_SMALL_TO_TELL,
            f"too small to tell, because it is within {by_itself}",
        )
    if notice is None or mcid is None:
        return Word.REAL, f"real, more than {by_itself}; whether it matters is not known"
    noticed = f"the {amount(measure, notice)} that {WORDS[mcid.population]} notice"
    if size < notice - ROUNDING:
        return Word.REAL, f"real, more than {by_itself}, but less than {noticed}"
    return Word.REAL_AND_MEANINGFUL, f"real, more than {by_itself}, and at least {noticed}"


def _weigh_without_mdc(
    measure: Measure, size: float, notice: float | None, mcid: Threshold | None
) -> tuple[Word, str]:
    unknown = "how much it moves by itself is not known"
    if notice is None or mcid is None:
        return Word.NOT_KNOWN, f"whether that is real is not known, because {unknown}"
    noticed = f"the {amount(measure, notice)} that {WORDS[mcid.population]} notice"
    if size < notice - ROUNDING:
        return Word.TOO_SMALL_TO_TELL, f"too small to tell, less than {noticed}"
    return (
        Word.NOT_KNOWN,
        f"that is at least {noticed}, but whether it is real is not known, because {unknown}",
    )


def _said(measure: Measure, change: float) -> str:
    if change == 0:
        return f"{measure.name} did not change"
    way = "down" if change < 0 else "up"
    return f"{measure.name} went {way} by {amount(measure, abs(change))}"


def amount(measure: Measure, size: float) -> str:
    """Return a size with its unit as it is read out: "1 point", "2.5 seconds"."""
    unit = (
        measure.unit.removesuffix("s")
        if size == 1 and measure.unit[-1] == "s"
        else measure.unit
    )
    return f"{round(size, 2):g} {unit}"


def _without_rounding(change: float) -> float:
    return 0.0 if abs(change) < ROUNDING else change
