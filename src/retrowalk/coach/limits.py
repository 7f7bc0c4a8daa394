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

# What no strap and no treadmill says of a person who walks: a garbled frame, not believed.
BELIEVED_BPM = 250.0  # design rule: above every heart rate of a person
BELIEVED_BELT_MPS = 12.0  # design rule: above the fastest belt

REMIND_EVERY_S = 15.0  # design rule: the same correction at most this often
# Design rule: told this often in a row that the heart rate is above the limit, and it still
# is: the person rests.
HEART_WARNINGS_TO_REST = 3
SLOW_AFTER_S = 30.0  # design rule: a belt set by hand needs this long to be where it shall
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

# How a treadmill's belt is set and stopped; each is a design rule, ours.
BELT_CHANGE_MPS = 0.2 / 3.6  # 0.2 km/h, the most that one command changes the speed
BELT_WARNED_S = 3.0  # between the spoken warning and the change
BELT_BETWEEN_S = 5.0  # between one change and the next warning
BELT_HEARD_S = 2.0  # a reading older than this is nothing to build a change on
BELT_SILENT_S = 5.0  # a moving belt that says nothing for this long counts as lost
BELT_UNDER_WAY_S = 5.0  # the person has found the step before the first change
BELT_NOT_FASTER_S = 15.0  # before the end of a walk no belt is made faster
BELT_BY_HAND_MPS = 0.15 / 3.6  # slower by more than this, and not by us: by the person
BELT_OTHERS_MPS = 0.05 / 3.6  # a target this far from ours is not ours, rounded
BELT_STOP_SAID_S = 5.0  # before a walk ends: that the belt will stop
BELT_STOP_AGAIN_S = 1.0  # a stop is asked for again this often until confirmed
BELT_STANDS_READINGS = 2  # zeros in a row: a single one may be a slip of the radio
BELT_NOT_STOPPED_S = 3.0  # without getting slower; then the person is told
BELT_TOLD_EVERY_S = 5.0  # that the belt has not stopped
BELT_TOLD_BLIND = 6  # times; then nobody can know whether it still moves
