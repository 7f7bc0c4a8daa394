"""Tests of attention and thinking, on the phone.

What a device has to know of a test stands in its parameters; nothing of it is written
into the player. Limits without a source of their own are design_thinking.
"""

from collections.abc import Mapping
from types import MappingProxyType

from retrowalk.outcomes.protocols.protocol import Gives, Protocol, Reading, Way

VIGILANCE_S = 180.0  # s; pvtb

# Waits of 1 to 4 s from the tap on, the time shown within them; a lapse above 355 ms (pvtb).
VIGILANCE_PARAMETERS: Mapping[str, float] = MappingProxyType(
    {
        "practice_s": 30.0,
        "wait_least_s": 1.0,
        "wait_most_s": 4.0,
        "shown_s": 0.7,
        "timeout_s": 10.0,
        "lapse_ms": 355.0,
        "false_start_ms": 100.0,
        "least_reactions": 30.0,
        "most_early_pct": 20.0,
        "most_disturbed_pct": 10.0,
    }
)
COLOUR_PARAMETERS: Mapping[str, float] = MappingProxyType(
    {
        "stimuli": 48.0,
        "practice_stimuli": 12.0,
        "pause_s": 0.8,
        "timeout_s": 5.0,
        "false_start_ms": 100.0,
        "least_right_each": 16.0,
        "least_right_pct": 70.0,
        "most_disturbed_pct": 10.0,
    }
)
# Letters, of which the first two only are remembered; a third of the others are the same.
LETTER_PARAMETERS: Mapping[str, float] = MappingProxyType(
    {
        "stimuli": 44.0,
        "practice_stimuli": 14.0,
        "same_pct": 100.0 / 3.0,
        "shown_s": 1.0,
        "every_s": 3.0,
        "false_start_ms": 100.0,
        "least_answered_pct": 80.0,
    }
)

SEATED = "Sit down in a quiet place, phone on the table, always at about the same hour."
SAME_PHONE = (
    "Use the same phone and the same finger each time: another phone is quicker or slower "
    "by itself."
)
ALONE = (
    "Switch off calls and messages for as long as it takes: what hides the test ends it."
)
BY_EYE = (
    "This test is for eyes: a voice that reads the screen aloud adds a delay of its own, so it "
    "cannot be done by ear."
)
STAY_SEATED = (
    "Stay seated until it is over, and stop whenever you like: the stop is always there."
)
NOT_DRIVING = "Its result does not say whether you are fit to drive."
LEARNT = (
    "People of any age do better at such tests for having done them before, so the first "
    "results are a baseline, not progress; two practice runs come first and the sets change."
)

VIGILANCE = Protocol(
    key="vigilance",
    name="Three minutes of reactions",
    way=Way.REACTION,
    readings=(
        Reading("pvt_speed_per_s", Gives.VALUE),
        Reading("pvt_median_ms", Gives.VALUE),
        Reading("pvt_lapses", Gives.VALUE),
        Reading("pvt_false_starts", Gives.VALUE),
    ),
    needs=("this phone", "a table and a chair"),
    set_up=(SEATED, SAME_PHONE, ALONE, BY_EYE),
    safety=(STAY_SEATED, NOT_DRIVING),
    told="Tap the panel as soon as it lights up, and not before.",
    practice_trials=1,
    duration_s=VIGILANCE_S,
    practice_effect=(
        "Doing it again does not by itself make it better, as far as is known: 45 people of 25 "
        "to 54 years did it 16 times, and speed, time and slow reactions stayed. Of older "
        "people it is not known."
    ),
    sources=(
        "pvtb",
        "pvtb_repeat2018",
        "rt_devices2021",
        "touch_latency_walt",
        "design_tests",
        "design_thinking",
    ),
    version=2,
    parameters=VIGILANCE_PARAMETERS,
)

COLOURS = Protocol(
    key="colour_words",
    name="Colours and words",
    way=Way.COLOURS,
    readings=(
        Reading("stroop_interference_ms", Gives.VALUE),
        Reading("stroop_other_word_ms", Gives.VALUE),
        Reading("stroop_right_pct", Gives.VALUE),
    ),
    needs=(
        "this phone",
        "a table and a chair",
        "eyes that tell the red, yellow, blue and white of its first screen apart",
    ),
    set_up=(SEATED, SAME_PHONE, ALONE, BY_EYE),
    safety=(STAY_SEATED,),
    told="Tap the name of the colour in which the word is written, whatever the word says.",
    practice_trials=2,
    practice_effect=(
        f"{LEARNT} Older people who did it twice had much the same times, but not the same cost "
        "of the other word: that moves by itself."
    ),
    sources=(
        "execfunction2024",
        "koch2009",
        "stroop_older2024",
        "retest_learning2011",
        "design_tests",
        "design_thinking",
    ),
    version=2,
    parameters=COLOUR_PARAMETERS,
)

TWO_BACK = Protocol(
    key="two_back",
    name="Two back",
    way=Way.TWO_BACK,
    readings=(
        Reading("two_back_dprime", Gives.VALUE),
        Reading("two_back_hits_pct", Gives.VALUE),
        Reading("two_back_false_alarms_pct", Gives.VALUE),
        Reading("two_back_ms", Gives.VALUE),
    ),
    needs=("this phone", "a table and a chair"),
    set_up=(SEATED, SAME_PHONE, ALONE, BY_EYE),
    safety=(STAY_SEATED,),
    told=(
        "Tap Same when a letter is the one before last, and Other when it is not. The first two "
        "letters you only remember."
    ),
    practice_trials=2,
    practice_effect=LEARNT,
    sources=(
        "execfunction2024",
        "hautus1995",
        "retest_learning2011",
        "design_tests",
        "design_thinking",
    ),
    version=2,
    parameters=LETTER_PARAMETERS,
)

THINKING = (VIGILANCE, COLOURS, TWO_BACK)
