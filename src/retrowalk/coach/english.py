"""What the coach says and shows, in English: the source that every catalogue translates.

Short, spoken aloud, second person. A sentence holds {duration} or {bpm} where its cue has a
number. SHOWN is for screens, where a sentence is too long to be read while walking.
"""

from retrowalk.coach.cues import CueCode

SPOKEN: dict[CueCode, str] = {
    CueCode.WALK_FORWARD: "Walk forward for {duration}.",
    CueCode.WALK_BACKWARD: "Walk backward for {duration}. Short steps.",
    CueCode.CHANGE_TO_FORWARD: (
        "Stop. Hold on. When you are steady, turn so that you can walk forward."
    ),
    CueCode.CHANGE_TO_BACKWARD: (
        "Stop. Hold on. When you are steady, turn so that you can walk backward."
    ),
    CueCode.STOP_BELT_YOURSELF: "Stop the belt first, holding the rail.",
    CueCode.START_BELT_YOURSELF: "Start the belt yourself, slowly, holding the rail.",
    CueCode.NEXT_FORWARD: "Next: forward for {duration}.",
    CueCode.NEXT_BACKWARD: "Next: backward for {duration}.",
    CueCode.CHANGE_IN: "In {duration}, stop and change direction.",
    CueCode.HALF_WAY: "Half way.",
    CueCode.LAST_SECONDS: "Last {duration}.",
    CueCode.FORM_STAND_TALL: "Stand tall.",
    CueCode.FORM_SHORT_STEPS: "Short, deliberate steps.",
    CueCode.FORM_LIGHT_HAND: "Keep a light hand on the rail or the wall.",
    CueCode.FORM_LOOK_AHEAD: "Look ahead, not at your feet.",
    CueCode.FORM_CORE_FIRM: "Keep your middle firm.",
    CueCode.FORM_SHOULDERS_BACK: "Shoulders back and loose.",
    CueCode.FORM_PARTNER_WATCHES: "Let your partner watch the way behind you.",
    CueCode.GOING_FORWARD: "You are going forward. This part is backward.",
    CueCode.GOING_BACKWARD: "You are going backward. This part is forward.",
    CueCode.SLOWER: "A little slower, please.",
    CueCode.STOP_THE_BELT: "The belt is still moving. Stop it before you turn.",
    CueCode.HEART_RATE_HIGH: "Your heart rate is {bpm}, above your limit. Slow down.",
    CueCode.REST: (
        "Stop and rest. Your heart rate has stayed above your limit. Go on only when it has "
        "come down."
    ),
    CueCode.BELT_TOO_FAST: (
        "The belt is faster than your plan. Press slower, or stop, on the treadmill."
    ),
    CueCode.BELT_TOO_SLOW: "The belt is slower than your plan. That is fine if you need it.",
    CueCode.BELT_FASTER: "The belt will go a little faster now. Keep a hand on the rail.",
    CueCode.BELT_SLOWER: "The belt will go a little slower now. Keep a hand on the rail.",
    CueCode.BELT_STOPS: "The belt will stop in a moment. Keep a hand on the rail.",
    CueCode.BELT_STANDS: "The belt stands still.",
    CueCode.BELT_NOT_STOPPED: (
        "The belt has not stopped. Hold the rail and press the stop on the treadmill."
    ),
    CueCode.BELT_LOST: (
        "I have lost the treadmill. Its belt may go on. Use the treadmill's own buttons."
    ),
    CueCode.BELT_BACK: "The treadmill answers again.",
    CueCode.BELT_REFUSED: (
        "The treadmill does not let me set its speed. Use its own buttons."
    ),
    CueCode.BELT_LET_GO: (
        "The treadmill's speed was changed by hand, or by somebody else. I leave it alone."
    ),
    CueCode.SLOW_DOWN: "Slow down. Hold on. Shorter steps.",
    CueCode.STOP_AND_HOLD: (
        "Stop and hold on. Better to end here today. Go on only if you feel steady."
    ),
    CueCode.PAIN_WAIT: (
        "That is too much pain to begin with. Please rest today, and walk when it is 5 or "
        "less. If it is new, sudden or very strong, or does not settle, ask a clinician."
    ),
    CueCode.PAIN_REST: (
        "Stop and rest. Better to end here today. Go on only if the pain settles."
    ),
    CueCode.PAIN_STOP: (
        "That is too much pain to walk on, so we end here today. Hold on and rest. If it "
        "stays, ask a clinician."
    ),
    CueCode.TIME_LOST: (
        "I lost track of the time and paused. That time is not counted as walked."
    ),
    CueCode.KEEP_SCREEN_ON: "Keep this screen on, or I may fall silent.",
    CueCode.SENSOR_LOST: "I cannot see your steps just now. The clock goes on.",
    CueCode.SENSOR_BACK: "I can see your steps again.",
    CueCode.PAUSED: "Paused. Hold on and rest.",
    CueCode.RESUMED: "We go on.",
    CueCode.STOPPED: "Stopped.",
    CueCode.DONE: "Done. Stand still, hold on, and rest.",
    CueCode.SIT_DOWN_AND_GET_HELP: (
        "Sit down now and get help. If it is strong or does not pass, "
        "call the emergency number."
    ),
    CueCode.SIT_DOWN_AND_REST: (
        "Sit down and rest. Do not walk on today. If it stays, ask a clinician."
    ),
}

SHOWN: dict[CueCode, str] = {
    CueCode.WALK_FORWARD: "Forward: {duration}",
    CueCode.WALK_BACKWARD: "Backward: {duration}. Short steps",
    CueCode.CHANGE_TO_FORWARD: "Stop. Hold on. Turn to walk forward",
    CueCode.CHANGE_TO_BACKWARD: "Stop. Hold on. Turn to walk backward",
    CueCode.STOP_BELT_YOURSELF: "Stop the belt. Hold the rail",
    CueCode.START_BELT_YOURSELF: "Start the belt slowly. Hold the rail",
    CueCode.NEXT_FORWARD: "Next: forward, {duration}",
    CueCode.NEXT_BACKWARD: "Next: backward, {duration}",
    CueCode.CHANGE_IN: "Stop and turn in {duration}",
    CueCode.FORM_LIGHT_HAND: "Light hand on the rail or wall",
    CueCode.FORM_PARTNER_WATCHES: "Your partner watches the way",
    CueCode.GOING_FORWARD: "This part is backward",
    CueCode.GOING_BACKWARD: "This part is forward",
    CueCode.STOP_THE_BELT: "Stop the belt before you turn",
    CueCode.HEART_RATE_HIGH: "Heart rate {bpm}: slow down",
    CueCode.REST: "Stop and rest: heart rate too high",
    CueCode.BELT_TOO_FAST: "Belt too fast: press slower",
    CueCode.BELT_TOO_SLOW: "Belt slower than planned: fine if you need it",
    CueCode.BELT_FASTER: "Belt goes a little faster",
    CueCode.BELT_SLOWER: "Belt goes a little slower",
    CueCode.BELT_STOPS: "The belt will stop. Hold the rail",
    CueCode.BELT_STANDS: "The belt stands still",
    CueCode.BELT_NOT_STOPPED: "Press STOP on the treadmill",
    CueCode.BELT_LOST: "Treadmill lost: use its own buttons",
    CueCode.BELT_REFUSED: "Use the treadmill's own buttons",
    CueCode.BELT_LET_GO: "Speed changed by hand: I leave it alone",
    CueCode.STOP_AND_HOLD: "Stop and hold on. Better to end here",
    CueCode.PAIN_WAIT: "Too much pain to begin with. Rest today",
    CueCode.PAIN_REST: "Stop and rest. Better to end here",
    CueCode.PAIN_STOP: "Too much pain: we end here. Hold on and rest",
    CueCode.TIME_LOST: "Paused: time was lost and is not counted as walked",
    CueCode.KEEP_SCREEN_ON: "Keep this screen on",
    CueCode.SENSOR_LOST: "Your steps are not seen; the clock goes on",
    CueCode.SENSOR_BACK: "Your steps are seen again",
    CueCode.DONE: "Done. Stand still and hold on",
    CueCode.SIT_DOWN_AND_GET_HELP: "Sit down and get help now",
    CueCode.SIT_DOWN_AND_REST: "Sit down and rest. No more walking today",
}

# Counted units: the singular, and the plural with {n}.
COUNTED: dict[str, tuple[str, str]] = {
    "minute": ("1 minute", "{n} minutes"),
    "second": ("1 second", "{n} seconds"),
}
BOTH_UNITS = "{minutes} {seconds}"
