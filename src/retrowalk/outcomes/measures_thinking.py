"""Measures of attention and thinking."""

from retrowalk.outcomes.measure import Better, Measure

_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

THINKING = (
    Measure(
        "pvt_mean_ms",
        "Reaction time",
        "milliseconds",
        _LOWER,
        "Tap as soon as the number appears, for 3 minutes; the mean of all taps that "
        "were no false starts.",
        100.0,
        5000.0,
        ("pvtb",),
    ),
    Measure(
        "pvt_lapses",
        "Slow reactions",
        "lapses",
        _LOWER,
        "How many taps of the 3 minutes came later than 355 milliseconds.",
        0.0,
        100.0,
        ("pvtb",),
    ),
    Measure(
        "stroop_interference_ms",
        "Cost of a word in another colour",
        "milliseconds",
        _LOWER,
        "How much longer you take to name a colour when the word says another one.",
        -3000.0,
        5000.0,
        ("execfunction2024",),
    ),
    Measure(
        "two_back_correct_pct",
        "Two back",
        "percent right",
        _HIGHER,
        "Say of each letter whether it is the one before last.",
        0.0,
        100.0,
        ("execfunction2024",),
    ),
)
