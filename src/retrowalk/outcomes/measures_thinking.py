"""Measures of attention and thinking.

Of three minutes of reactions the speed, the mean of one by the reaction time, tells best
what sleep does to people (pvtb); the plain mean is ruled by a few slow ones and is not
given. Of the letters the d-prime is given, not the share of right answers: with a third of
the letters the same, who always says Other is right two times in three.
"""

from retrowalk.outcomes.measure import Better, Measure

_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

THINKING = (
    Measure(
        "pvt_speed_per_s",
        "Reaction speed",
        "reactions per second",
        _HIGHER,
        "Tap as soon as the number appears, for 3 minutes; the mean of one divided by each "
        "reaction time.",
        0.1,
        10.0,
        ("pvtb",),
    ),
    Measure(
        "pvt_median_ms",
        "Reaction time",
        "milliseconds",
        _LOWER,
        "The middle one of all reaction times of the 3 minutes, false starts left out.",
        100.0,
        10000.0,
        ("pvtb",),
    ),
    Measure(
        "pvt_lapses",
        "Slow reactions",
        "lapses",
        _LOWER,
        "How many taps of the 3 minutes came later than 355 milliseconds, or not at all.",
        0.0,
        200.0,
        ("pvtb",),
    ),
    Measure(
        "pvt_false_starts",
        "Taps too early",
        "false starts",
        _LOWER,
        "How many taps came before the number, or sooner after it than anybody can react.",
        0.0,
        200.0,
        ("pvtb", "design_thinking"),
    ),
    Measure(
        "stroop_interference_ms",
        "Cost of a word in another colour",
        "milliseconds",
        _LOWER,
        "How much longer you take to tap the colour when the word says another one: the "
        "difference of the two middle times of right answers.",
        -3000.0,
        5000.0,
        ("execfunction2024", "stroop_older2024"),
    ),
    Measure(
        "stroop_other_word_ms",
        "Time to name a colour against the word",
        "milliseconds",
        _LOWER,
        "The middle time of right answers where the word says another colour.",
        100.0,
        10000.0,
        ("execfunction2024", "stroop_older2024"),
    ),
    Measure(
        "stroop_right_pct",
        "Colours named right",
        "percent right",
        _HIGHER,
        "How many of all answers were right.",
        0.0,
        100.0,
        ("execfunction2024",),
    ),
    Measure(
        "two_back_dprime",
        "Two back",
        "points of d-prime",
        _HIGHER,
        "Say of each letter whether it is the one before last; how well you tell those that "
        "are from those that are not, 0 is guessing.",
        -5.0,
        5.0,
        ("execfunction2024", "hautus1995"),
    ),
    Measure(
        "two_back_hits_pct",
        "Two back: found",
        "percent found",
        _HIGHER,
        "How many of the letters that were the same you said were.",
        0.0,
        100.0,
        ("execfunction2024",),
    ),
    Measure(
        "two_back_false_alarms_pct",
        "Two back: false alarms",
        "percent wrongly said to be the same",
        _LOWER,
        "How many of the letters that were not the same you said were.",
        0.0,
        100.0,
        ("execfunction2024",),
    ),
    Measure(
        "two_back_ms",
        "Two back: time to answer",
        "milliseconds",
        _LOWER,
        "The middle time of right answers.",
        100.0,
        10000.0,
        ("execfunction2024",),
    ),
)
