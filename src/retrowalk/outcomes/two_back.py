"""Two back: how well a person tells a letter that was there two before, from the taps."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist, median

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.reaction_times import (
    Series,
    column,
    reaction_times_ms,
    same_length,
    undisturbed,
)

BACK = 2  # letters
SAME, OTHER = 1.0, 0.0  # answers


def two_back(series: Series, parameters: Mapping[str, float]) -> dict[str, float]:
    """Return d-prime, hits (%), false alarms (%) and the time of right answers (ms).

    series: frame_ms, presented_ms, tap_ms, stall_ms of each letter (reaction_times); letter, a
        number; answer, 1 for "same", 0 for "other", -1 where none came. parameters: of the
        protocol.

    The first two letters are never asked. A letter without an answer was not said to be the
    same. An answer counts also where the device stood still; its time does not. d-prime is
    corrected for extreme shares (hautus1995: half an answer more of each kind, one more of
    each number), so that "all found" has a value.

    Raises BadAnswer in one sentence where too few letters were answered.
    """
    times_ms = reaction_times_ms(series)
    letters, answers = column(series, "letter"), column(series, "answer")
    same_length(times_ms, letters, answers)
    soonest_ms, sure = parameters["false_start_ms"], undisturbed(series)
    said: dict[bool, list[float]] = {
        True: [],
        False: [],
    }  # by whether the letter is the same
    right_ms = []
    for at in range(BACK, len(letters)):
        is_same, time_ms = letters[at] == letters[at - BACK], times_ms[at]
        counts = time_ms is not None and time_ms >= soonest_ms
        said[is_same].append(answers[at] if counts else -1.0)
        is_right = counts and answers[at] == (SAME if is_same else OTHER)
        if time_ms is not None and is_right and sure[at]:
            right_ms.append(time_ms)
    _enough(said[True], said[False], right_ms, parameters)
    hits, alarms = said[True].count(SAME), said[False].count(SAME)
    found = (hits + 0.5) / (len(said[True]) + 1)
    wrong = (alarms + 0.5) / (len(said[False]) + 1)
    normal = NormalDist()
    return {
        "two_back_dprime": normal.inv_cdf(found) - normal.inv_cdf(wrong),
        "two_back_hits_pct": 100.0 * hits / len(said[True]),
        "two_back_false_alarms_pct": 100.0 * alarms / len(said[False]),
        "two_back_ms": median(right_ms),
    }


def _enough(
    same: Sequence[float],
    other: Sequence[float],
    right_ms: Sequence[float],
    parameters: Mapping[str, float],
) -> None:
    asked = len(same) + len(other)
    answered = sum(one in (SAME, OTHER) for one in (*same, *other))
    if not same or not other:
        raise BadAnswer("Letters of one kind only were shown; it is kept and not counted.")
    if 100.0 * answered < parameters["least_answered_pct"] * asked or not right_ms:
        raise BadAnswer(
            f"{answered} of {asked} letters were answered: too few to tell, so it is kept and "
            "not counted."
        )
