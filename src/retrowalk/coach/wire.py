"""Events, cues and sessions as JSON: the shapes that transcripts and step.js share."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from retrowalk.coach import belt, events, script
from retrowalk.coach.cues import Cue
from retrowalk.coach.live import Live
from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.training.session import Symptom

SCHEMA = 1

EVENT_TYPES: dict[str, type[events.Event]] = {
    "start": events.Start,
    "tick": events.Tick,
    "pause": events.Pause,
    "resume": events.Resume,
    "stop_pressed": events.StopPressed,
    "stumble_reported": events.StumbleReported,
    "symptom_reported": events.SymptomReported,
    "pain_reported": events.PainReported,
    "steps_seen": events.StepsSeen,
    "speed_seen": events.SpeedSeen,
    "heart_rate_seen": events.HeartRateSeen,
    "sensor_lost": events.SensorLost,
    "sensor_back": events.SensorBack,
    "screen_hidden": events.ScreenHidden,
    "screen_shown": events.ScreenShown,
    "belt_found": events.BeltFound,
    "belt_controlled": events.BeltControlled,
    "belt_refused": events.BeltRefused,
    "belt_target_seen": events.BeltTargetSeen,
    "belt_taken": events.BeltTaken,
    "belt_lost": events.BeltLost,
}
TYPE_NAMES = {event_type: name for name, event_type in EVENT_TYPES.items()}
WORDS_OF = {"symptom": Symptom, "direction": Direction, "to": events.BeltRight}


def event_to_json(event: events.Event) -> dict[str, Any]:
    """Return an event as JSON: its type and its own fields."""
    values = {f.name: getattr(event, f.name) for f in fields(event)}
    return {"type": TYPE_NAMES[type(event)]} | values


def event_from_json(document: Mapping[str, Any]) -> events.Event:
    """Read an event; raise BadInput if its type or its fields are not known."""
    event_type = EVENT_TYPES.get(document.get("type", ""))
    if event_type is None:
        raise BadInput(
            f"an event has type {document.get('type')!r}; "
            f"expected one of {', '.join(EVENT_TYPES)}"
        )
    try:
        values: dict[str, Any] = {
            key: WORDS_OF[key](value) if key in WORDS_OF else value
            for key, value in document.items()
            if key != "type"
        }
        return event_type(**values)
    except (TypeError, ValueError) as error:
        raise BadInput(f"event {dict(document)} cannot be read: {error}") from error


def cue_to_json(cue: Cue) -> dict[str, Any]:
    """Return a cue as JSON."""
    return {"code": cue.code.value, "number": cue.number}


def live_to_json(live: Live) -> dict[str, Any]:
    """Return a session under way as JSON, the same that step.js keeps."""
    return {"schema": SCHEMA, "script": script.to_json(live.script)} | {
        f.name: getattr(live, f.name) for f in fields(live) if f.name != "script"
    }


COMMAND_NAMES: dict[type[belt.Command], str] = {
    belt.AskForControl: "ask_control",
    belt.SetBeltSpeed: "set_speed",
    belt.StopBelt: "stop",
}


def command_to_json(command: belt.Command) -> dict[str, Any]:
    """Return what is asked of a belt as JSON."""
    return {"type": COMMAND_NAMES[type(command)]} | asdict(command)


def belt_to_json(now: belt.Belt) -> dict[str, Any]:
    """Return a belt as JSON, the same that coach/belt.js keeps."""
    return asdict(now)
