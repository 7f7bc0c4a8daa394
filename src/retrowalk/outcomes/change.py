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
from retrowalk.outcomes.saying import ENGLISH, Saying, plain_amount

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


def judge(
    measure: Measure,
    population: Population,
    before: float,
    after: float,
    saying: Saying = ENGLISH,
) -> Verdict:
    """Judge the change from before to after, both in the measure's unit.

    Raises BadAnswer if a value is outside what the measure can be.
    """
    change = _without_rounding(measure.check(after) - measure.check(before))
    better = None if change == 0 else (change < 0) == (measure.better is Better.LOWER)
    mdc = change_threshold(measure, population, Kind.MDC)
    mcid = change_threshold(measure, population, Kind.MCID) if better else None
    word, because = _weigh(measure, before, abs(change), (mdc, mcid), saying)
    return Verdict(
        word=word,
        change=change,
        better=better,
        mdc=mdc,
        mcid=mcid,
        sentence=f"{_said(measure, change, saying)}; {because}.",
        sources=tuple(t.source for t in (mdc, mcid) if t is not None),
    )


def _weigh(
    measure: Measure,
    before: float,
    size: float,
    limits: tuple[Threshold | None, Threshold | None],
    saying: Saying,
) -> tuple[Word, str]:
    words, (mdc, mcid) = saying.words, limits
    if size == 0:
        return Word.TOO_SMALL_TO_TELL, words("there is no change to judge")
    if mdc is None:
        return _weigh_without_mdc(measure, before, size, mcid, saying)
    noise = mdc.size(before)
    by_itself = words("the %(size)s it can move by itself in %(people)s") % {
        "size": saying.size(measure, noise),
        "people": words(WORDS[mdc.population]),
    }
    if size <= noise + ROUNDING:
        within = words("too small to tell, because it is within %(by_itself)s")
        return Word.TOO_SMALL_TO_TELL, within % {"by_itself": by_itself}
    if mcid is None:
        open_still = words("real, more than %(by_itself)s; whether it matters is not known")
        return Word.REAL, open_still % {"by_itself": by_itself}
    notice = mcid.size(before)
    said = {"by_itself": by_itself, "noticed": _noticed(measure, notice, mcid, saying)}
    if size < notice - ROUNDING:
        less = words("real, more than %(by_itself)s, but less than %(noticed)s")
        return Word.REAL, less % said
    enough = words("real, more than %(by_itself)s, and at least %(noticed)s")
    return Word.REAL_AND_MEANINGFUL, enough % said


def _weigh_without_mdc(
    measure: Measure, before: float, size: float, mcid: Threshold | None, saying: Saying
) -> tuple[Word, str]:
    words = saying.words
    if mcid is None:
        unknown = words(
            "whether that is real is not known, because how much it moves by itself is "
            "not known"
        )
        return Word.NOT_KNOWN, unknown
    notice = mcid.size(before)
    said = {"noticed": _noticed(measure, notice, mcid, saying)}
    if size < notice - ROUNDING:
        less = words("too small to tell, less than %(noticed)s")
        return Word.TOO_SMALL_TO_TELL, less % said
    enough = words(
        "that is at least %(noticed)s, but whether it is real is not known, because how "
        "much it moves by itself is not known"
    )
    return Word.NOT_KNOWN, enough % said


def _noticed(measure: Measure, notice: float, mcid: Threshold, saying: Saying) -> str:
    return saying.words("the %(size)s that %(people)s notice") % {
        "size": saying.size(measure, notice),
        "people": saying.words(WORDS[mcid.population]),
    }


def _said(measure: Measure, change: float, saying: Saying) -> str:
    words = saying.words
    name = words(measure.name)
    if change == 0:
        return words("%(name)s did not change") % {"name": name}
    way = (
        words("%(name)s went down by %(size)s")
        if change < 0
        else words("%(name)s went up by %(size)s")
    )
    return way % {"name": name, "size": saying.size(measure, abs(change))}


def amount(measure: Measure, size: float) -> str:
    """Return a size with its unit as it is read out: "1 point", "2.5 seconds"."""
    return plain_amount(measure, size)


def _without_rounding(change: float) -> float:
    return 0.0 if abs(change) < ROUNDING else change
