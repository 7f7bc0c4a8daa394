"""The same test both ways on one day: which way first, how long to rest, what differs."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from retrowalk.directions import Direction
from retrowalk.outcomes.change import ROUNDING
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import Kind, Threshold, change_threshold
from retrowalk.outcomes.populations import WORDS, Population
from retrowalk.outcomes.protocols.catalogue import Pair
from retrowalk.outcomes.results import Result, results
from retrowalk.outcomes.saying import ENGLISH, Saying
from retrowalk.outcomes.taken import TakenTest


@dataclass(frozen=True, slots=True)
class Difference:
    """Backward less forward, of the same reading on one day, in the measure's unit."""

    forward_measure: str
    backward_measure: str
    difference: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Both ways of one day, beside each other.

    why_not: one sentence where they are no pair, else empty; then difference is None.
    difference: backward less forward of the principal measure, in its unit.
    sentence: the difference and what may be said of it, or why_not.
    cautions: what else has to be known of it, in sentences.
    sources: keys of the evidence library.
    """

    difference: float | None
    sentence: str
    why_not: str
    cautions: tuple[str, ...]
    sources: tuple[str, ...]


def seed_of(person_id: str, day: date) -> str:
    """Return what the order of a person's day is drawn from."""
    return f"{person_id} {day.isoformat()}"


def first_way(pair: Pair, seed: str) -> Direction:
    """Return which way comes first, drawn by chance that anybody can draw again.

    seed: names the person and the day, so that opening the page again changes nothing.
    """
    drawn = hashlib.sha256(f"{pair.forward.key} {seed}".encode()).digest()[0]
    return Direction.FORWARD if drawn % 2 else Direction.BACKWARD


def may_begin_at(pair: Pair, other_ended_at: datetime) -> datetime:
    """Return from when on the second of a pair may begin."""
    return other_ended_at + timedelta(seconds=pair.rest_s)


def differences(
    forward: tuple[Result, ...], backward: tuple[Result, ...]
) -> tuple[Difference, ...]:
    """Return what both ways gave, reading by reading, where both have a value."""
    return tuple(
        Difference(one.measure, other.measure, other.value - one.value)
        for one, other in zip(forward, backward, strict=True)
        if one.value is not None and other.value is not None
    )


def detectable(pair: Pair, population: Population) -> Threshold | None:
    """Return what the test moves by itself in such people, or None: not known."""
    for of in (pair.forward, pair.backward):
        limit = change_threshold(measure(of.principal), population, Kind.MDC)
        if limit is not None:
            return limit
    return None


def difference_said(
    pair: Pair,
    forward: float,
    backward: float,
    limit: Threshold | None,
    saying: Saying = ENGLISH,
) -> str:
    """Return the difference of both ways in one sentence; the player says the same.

    forward, backward: of the principal measure, in its unit. limit: what the test moves by
        itself, None where that is not known.
    """
    about, other = measure(pair.forward.principal), measure(pair.backward.principal)
    size = abs(backward - forward)
    noise = None if limit is None else limit.size(forward)
    gaps = {
        "backward": saying.size(other, backward),
        "forward": saying.size(about, forward),
        "size": saying.size(about, size),
        "noise": "" if noise is None else saying.size(about, noise),
        "people": "" if limit is None else saying.words(WORDS[limit.population]),
    }
    both = _both(size, more=backward > forward)
    return f"{saying.words(both)}{saying.words(_judged(size, noise))}" % gaps


def _both(size: float, *, more: bool) -> str:
    if size < ROUNDING:
        return "Backward %(backward)s, forward %(forward)s: no difference"
    if more:
        return "Backward %(backward)s, forward %(forward)s: %(size)s more backward"
    return "Backward %(backward)s, forward %(forward)s: %(size)s less backward"


def _judged(size: float, noise: float | None) -> str:
    if size < ROUNDING:
        return "."
    if noise is None:
        return "; whether that is more than chance is not known."
    if size <= noise + ROUNDING:
        return (
            "; too small to tell, because it is within the %(noise)s it can move by itself in "
            "%(people)s."
        )
    return ", more than the %(noise)s it can move by itself in %(people)s."


def compared(
    pair: Pair,
    both: tuple[TakenTest, TakenTest],
    population: Population,
    seed: str,
    saying: Saying = ENGLISH,
) -> Compared:
    """Return what two tests of one day say beside each other.

    both: forward and backward. seed: of seed_of, for the order that was drawn.
    """
    forward, backward = both
    forward_first = forward.taken_at <= backward.taken_at
    first, second = (forward, backward) if forward_first else (backward, forward)
    if short := _short_rest(pair, first, second):
        return Compared(None, short, short, (), ())
    ahead, back = results(forward)[0].value, results(backward)[0].value
    if ahead is None or back is None:
        why = "One of the two ways has no value, so they are not compared."
        return Compared(None, why, why, (), ())
    limit = detectable(pair, population)
    return Compared(
        back - ahead,
        difference_said(pair, ahead, back, limit, saying),
        "",
        _cautions(pair, first, forward_first=forward_first, seed=seed),
        () if limit is None else (limit.source,),
    )


def _short_rest(pair: Pair, first: TakenTest, second: TakenTest) -> str:
    if first.ended_at is None:
        return ""
    rested_s = (second.taken_at - first.ended_at).total_seconds()
    if rested_s >= pair.rest_s:
        return ""
    return (
        f"Not paired: {max(0.0, rested_s) / 60.0:.0f} of {pair.rest_s / 60.0:.0f} minutes of rest "
        "lay between the two, so they are not compared."
    )


def _cautions(
    pair: Pair, first: TakenTest, *, forward_first: bool, seed: str
) -> tuple[str, ...]:
    if first.ended_at is None:  # typed in: its hour is that of the typing, or noon
        return (
            "How long the rest between them was is not known.",
            "Which of the two was done first is not known.",
        )
    drawn = first_way(pair, seed)
    if forward_first == (drawn is Direction.FORWARD):
        return ()
    return (f"Chance had drawn {drawn.value} first; they were done the other way round.",)
