"""Colours and words: what a word in another colour costs, from the taps."""

from collections.abc import Mapping, Sequence
from statistics import median

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.reaction_times import (
    Series,
    column,
    reaction_times_ms,
    refuse_a_busy_device,
    same_length,
    undisturbed,
)


def colour_words(series: Series, parameters: Mapping[str, float]) -> dict[str, float]:
    """Return the cost of the other word (ms), the time with it (ms) and the share right (%).

    series: frame_ms, presented_ms, tap_ms, stall_ms of each stimulus (reaction_times); word,
        ink and answer, the numbers of the colours, answer -1 where none came. parameters: of
        the protocol.

    Only right answers have a time that counts; the middle time is taken, so that one
    distraction moves nothing. An answer sooner than anybody can react is none, and a word during
    which the device itself stood still is left out.

    Raises BadAnswer in one sentence where too few answers were right, or the device was too
    busy.
    """
    times_ms = reaction_times_ms(series)
    words, inks, answers = (column(series, name) for name in ("word", "ink", "answer"))
    same_length(times_ms, words, inks, answers)
    soonest_ms = parameters["false_start_ms"]
    same: list[float] = []
    other: list[float] = []
    sure = undisturbed(series)
    refuse_a_busy_device(sure, parameters)
    for at, time_ms in enumerate(times_ms):
        if (
            time_ms is None
            or time_ms < soonest_ms
            or answers[at] != inks[at]
            or not sure[at]
        ):
            continue
        (same if words[at] == inks[at] else other).append(time_ms)
    right, shown = len(same) + len(other), sum(sure)
    _enough(shown, right, (same, other), parameters)
    return {
        "stroop_interference_ms": median(other) - median(same),
        "stroop_other_word_ms": median(other),
        "stroop_right_pct": 100.0 * right / shown,
    }


def _enough(
    shown: int,
    right: int,
    kinds: tuple[Sequence[float], Sequence[float]],
    parameters: Mapping[str, float],
) -> None:
    if shown == 0 or 100.0 * right < parameters["least_right_pct"] * shown:
        raise BadAnswer(
            f"{right} of {shown} answers were right: too few to tell, so it is kept and not "
            "counted."
        )
    fewest = min(len(one) for one in kinds)
    if fewest < parameters["least_right_each"]:
        raise BadAnswer(
            f"Only {fewest} of at least {parameters['least_right_each']:.0f} right answers of "
            "one kind came."
        )
