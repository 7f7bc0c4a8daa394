"""The figures of the live rules. The player's step.js holds the same; transcripts check.

Those marked "design rule" are ours, about when to speak; none of them promises a health
effect. Names such as design_hard_stops are keys of the evidence library.
"""

from retrowalk.training.progression.session_rules import (
    PAIN_RISE_TO_REGRESS,
    PAIN_TO_REGRESS,
    STUMBLES_TO_REGRESS,
)
from retrowalk.training.session import Symptom

CHANGE_S = 10.0  # design rule: stop, hold, turn round; not walked time
CHANGE_ON_BELT_S = 20.0  # design rule: as above, and the person stops and starts the belt

FRESH_S = 2.0  # design rule: a call older than this is stale and stays unsaid
# Design rule: hidden pages may tick only once a minute, so a tick must be longer than
# that before we say we do not know what the person did meanwhile.
BELIEVED_TICK_S = 90.0

# The step in which a treadmill reports its speed, 0.01 km/h (FTMS treadmill data): a belt
# exactly on the limit must not be called too fast for a rounding error.
BELT_STEP_MPS = 0.01 / 3.6

REMIND_EVERY_S = 15.0  # design rule: the same correction at most this often
SETTLE_S = 5.0  # design rule: a direction measured this soon after a change is of before it

# The same figures end a walk and shrink the next dose: see there for their sources.
STUMBLES_TO_HOLD = STUMBLES_TO_REGRESS  # in the session so far
PAIN_RISE_NRS = (
    PAIN_RISE_TO_REGRESS  # points above the pain before the start; asks for rest
)
# Points; above it no walk begins, and one under way ends; design_pain_walking.
PAIN_HIGH_NRS = PAIN_TO_REGRESS

# The hard stops that may need somebody at once; design_hard_stops.
GET_HELP = frozenset(
    {
        Symptom.FALL,
        Symptom.CHEST_PAIN,
        Symptom.DIZZINESS,
        Symptom.BREATHLESSNESS,
        Symptom.NEW_NUMBNESS_OR_WEAKNESS,
    }
)

WARN_S = 10.0  # design rule: seconds of warning before a change or the end
WARN_FROM_S = 20.0  # design rule: shorter walks get no warning, it would follow at once
HALF_WAY_FROM_S = 60.0  # design rule: shorter sessions have no half-way call
FORM_FIRST_S = 15.0  # design rule: the first tip of a walk, once it is under way
FORM_EVERY_S = 45.0  # design rule: one tip at a time, seldom enough to be heard
FORM_APART_S = 5.0  # design rule: no tip this close to another call
