"""The sentences of the coach, in English, ready to be translated.

Short, spoken aloud, second person. A msgid holds {duration} or {bpm} where the cue has a
number. The dictionary is flat so that the player can receive it as plain JSON.
"""

from collections.abc import Callable, Mapping

from retrowalk.coach.cues import Cue, CueCode

WORDS: dict[str, str] = {
    CueCode.WALK_FORWARD.value: "Walk forward for {duration}.",
    CueCode.WALK_BACKWARD.value: "Walk backward for {duration}. Short steps.",
    CueCode.CHANGE_TO_FORWARD.value: (
        "Stop. Hold on. When you are steady, turn so that you can walk forward."
    ),
    CueCode.CHANGE_TO_BACKWARD.value: (
        "Stop. Hold on. When you are steady, turn so that you can walk backward."
    ),
    CueCode.STOP_BELT_YOURSELF.value: "Stop the belt first, holding the rail.",
    CueCode.START_BELT_YOURSELF.value: "Start the belt yourself, slowly, holding the rail.",
    CueCode.CHANGE_IN.value: "In {duration}, stop and change direction.",
    CueCode.HALF_WAY.value: "Half way.",
    CueCode.LAST_SECONDS.value: "Last {duration}.",
    CueCode.FORM_STAND_TALL.value: "Stand tall.",
    CueCode.FORM_SHORT_STEPS.value: "Short, deliberate steps.",
    CueCode.FORM_LIGHT_HAND.value: "Keep a light hand on the rail or the wall.",
    CueCode.FORM_LOOK_AHEAD.value: "Look ahead, not at your feet.",
    CueCode.FORM_CORE_FIRM.value: "Keep your middle firm.",
    CueCode.FORM_SHOULDERS_BACK.value: "Shoulders back and loose.",
    CueCode.FORM_PARTNER_WATCHES.value: "Let your partner watch the way behind you.",
    CueCode.GOING_FORWARD.value: "You are going forward. This part is backward.",
    CueCode.GOING_BACKWARD.value: "You are going backward. This part is forward.",
    CueCode.SLOWER.value: "A little slower, please.",
    CueCode.STOP_THE_BELT.value: "The belt is still moving. Stop it before you turn.",
    CueCode.HEART_RATE_HIGH.value: "Your heart rate is {bpm}, above your limit. Slow down.",
    CueCode.SLOW_DOWN.value: "Slow down. Hold on. Shorter steps.",
    CueCode.STOP_AND_HOLD.value: (
        "Stop and hold on. Better to end here today. Go on only if you feel steady."
    ),
    CueCode.PAIN_WAIT.value: (
        "That is too much pain to begin with. Please rest today, and walk when it is 5 or "
        "less. If it is new, sudden or very strong, or does not settle, ask a clinician."
    ),
    CueCode.PAIN_REST.value: (
        "Stop and rest. Better to end here today. Go on only if the pain settles."
    ),
    CueCode.PAIN_STOP.value: (
        "That is too much pain to walk on, so we end here today. Hold on and rest. If it "
        "stays, ask a clinician."
    ),
    CueCode.TIME_LOST.value: (
        "I lost track of the time and paused. That time is not counted as walked."
    ),
    CueCode.KEEP_SCREEN_ON.value: "Keep this screen on, or I may fall silent.",
    CueCode.SENSOR_LOST.value: "I cannot see your steps just now. The clock goes on.",
    CueCode.SENSOR_BACK.value: "I can see your steps again.",
    CueCode.PAUSED.value: "Paused. Hold on and rest.",
    CueCode.RESUMED.value: "We go on.",
    CueCode.STOPPED.value: "Stopped.",
    CueCode.DONE.value: "Done. Stand still, hold on, and rest.",
    CueCode.SIT_DOWN_AND_GET_HELP.value: (
        "Sit down now and get help. If it is strong or does not pass, "
        "call the emergency number."
    ),
    CueCode.SIT_DOWN_AND_REST.value: (
        "Sit down and rest. Do not walk on today. If it stays, ask a clinician."
    ),
    "duration_minute": "1 minute",
    "duration_minutes": "{n} minutes",
    "duration_second": "1 second",
    "duration_seconds": "{n} seconds",
    "duration_both": "{minutes} {seconds}",
}


def words(translate: Callable[[str], str]) -> dict[str, str]:
    """Return the sentences by their keys, each through a translator such as gettext."""
    return {key: translate(english) for key, english in WORDS.items()}


def sentence(cue: Cue, said: Mapping[str, str] = WORDS) -> str:
    """Return what to say for a cue, in the given words."""
    number = cue.number or 0.0
    return (
        said[cue.code.value]
        .replace("{duration}", _duration(number, said))
        .replace("{bpm}", str(_whole(number)))
    )


def _duration(seconds: float, said: Mapping[str, str]) -> str:
    minutes, rest = divmod(_whole(seconds), 60)
    if not minutes:
        return _counted("second", rest, said)
    if not rest:
        return _counted("minute", minutes, said)
    both = said["duration_both"].replace("{minutes}", _counted("minute", minutes, said))
    return both.replace("{seconds}", _counted("second", rest, said))


def _counted(unit: str, n: int, said: Mapping[str, str]) -> str:
    if n == 1:
        return said[f"duration_{unit}"]
    return said[f"duration_{unit}s"].replace("{n}", str(n))


def _whole(number: float) -> int:
    # Half up, as the player's Math.round does; Python's round would go to even.
    return int(number + 0.5)
