"""Tests of attention and thinking, on the phone."""

from retrowalk.outcomes.protocols.protocol import (
    Gives,
    Protocol,
    Reading,
    Way,
)

VIGILANCE_S = 180.0  # s; pvtb
LAPSE_MS = 355.0  # ms; a reaction later than this is a lapse (pvtb)
FASTEST_MS = 100.0  # ms; a tap sooner is a false start, nobody reacts so fast; own choice
QUIET_PLACE = "Sit in a quiet place, phone on the table, always at about the same hour."
SAME_PHONE = "Use the same phone: another one is quicker or slower by itself."
LEARNT = (
    "People do better for knowing the test: two practice runs come before the first one that "
    "counts, and the sets change each time."
)

VIGILANCE = Protocol(
    key="vigilance",
    name="Three minutes of reactions",
    way=Way.REACTION,
    readings=(Reading("pvt_mean_ms", Gives.VALUE), Reading("pvt_lapses", Gives.VALUE)),
    needs=("this phone", "a table"),
    set_up=(QUIET_PLACE, SAME_PHONE),
    safety=(),
    told="Tap as soon as the number appears, and not before.",
    practice_trials=1,
    duration_s=VIGILANCE_S,
    sources=("pvtb", "rt_devices2021", "design_tests"),
)

COLOURS = Protocol(
    key="colour_words",
    name="Colours and words",
    way=Way.COLOURS,
    readings=(Reading("stroop_interference_ms", Gives.VALUE),),
    needs=("this phone", "eyes that tell red, green, blue and yellow apart"),
    set_up=(QUIET_PLACE, SAME_PHONE),
    safety=(),
    told="Tap the colour in which the word is written, whatever the word says.",
    practice_trials=2,
    practice_effect=LEARNT,
    sources=("execfunction2024", "koch2009", "design_tests"),
)

TWO_BACK = Protocol(
    key="two_back",
    name="Two back",
    way=Way.TWO_BACK,
    readings=(Reading("two_back_correct_pct", Gives.VALUE),),
    needs=("this phone",),
    set_up=(QUIET_PLACE,),
    safety=(),
    told="Tap Same when a letter is the one before last, and Other when it is not.",
    practice_trials=2,
    practice_effect=LEARNT,
    sources=("execfunction2024", "design_tests"),
)

THINKING = (VIGILANCE, COLOURS, TWO_BACK)
