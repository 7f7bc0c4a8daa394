"""What the coach can say: a code, and at most one number."""

from dataclasses import dataclass
from enum import StrEnum


class CueCode(StrEnum):
    """Everything the coach can say; the sentences are in words.py."""

    WALK_FORWARD = "walk_forward"
    WALK_BACKWARD = "walk_backward"
    CHANGE_TO_FORWARD = "change_to_forward"
    CHANGE_TO_BACKWARD = "change_to_backward"
    STOP_BELT_YOURSELF = "stop_belt_yourself"
    START_BELT_YOURSELF = "start_belt_yourself"
    NEXT_FORWARD = "next_forward"
    NEXT_BACKWARD = "next_backward"
    CHANGE_IN = "change_in"
    HALF_WAY = "half_way"
    LAST_SECONDS = "last_seconds"
    FORM_STAND_TALL = "form_stand_tall"
    FORM_SHORT_STEPS = "form_short_steps"
    FORM_LIGHT_HAND = "form_light_hand"
    FORM_LOOK_AHEAD = "form_look_ahead"
    FORM_CORE_FIRM = "form_core_firm"
    FORM_SHOULDERS_BACK = "form_shoulders_back"
    FORM_PARTNER_WATCHES = "form_partner_watches"
    GOING_FORWARD = "going_forward"
    GOING_BACKWARD = "going_backward"
    SLOWER = "slower"
    STOP_THE_BELT = "stop_the_belt"
    HEART_RATE_HIGH = "heart_rate_high"
    REST = "rest"
    BELT_TOO_FAST = "belt_too_fast"
    BELT_TOO_SLOW = "belt_too_slow"
    BELT_FASTER = "belt_faster"
    BELT_SLOWER = "belt_slower"
    BELT_STOPS = "belt_stops"
    BELT_STANDS = "belt_stands"
    BELT_NOT_STOPPED = "belt_not_stopped"
    BELT_LOST = "belt_lost"
    BELT_BACK = "belt_back"
    BELT_REFUSED = "belt_refused"
    BELT_LET_GO = "belt_let_go"
    SLOW_DOWN = "slow_down"
    STOP_AND_HOLD = "stop_and_hold"
    PAIN_WAIT = "pain_wait"
    PAIN_REST = "pain_rest"
    PAIN_STOP = "pain_stop"
    TIME_LOST = "time_lost"
    KEEP_SCREEN_ON = "keep_screen_on"
    SENSOR_LOST = "sensor_lost"
    SENSOR_BACK = "sensor_back"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    DONE = "done"
    SIT_DOWN_AND_GET_HELP = "sit_down_and_get_help"
    SIT_DOWN_AND_REST = "sit_down_and_rest"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say now.

    number: seconds for instructions, NEXT_*, CHANGE_IN and LAST_SECONDS; beats per minute for
        HEART_RATE_HIGH; None for everything else.
    """

    code: CueCode
    number: float | None = None
