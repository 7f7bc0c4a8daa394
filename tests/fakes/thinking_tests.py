"""Tests of thinking as a bundle brings them, made short; and a clock that a test holds."""

from typing import Any

from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.protocols.thinking import COLOURS, TWO_BACK, VIGILANCE

# Events happen on the clock that the test holds, as they do on the page's own in real life.
ON_THE_HELD_CLOCK = """
Object.defineProperty(Event.prototype, "timeStamp", {
  configurable: true,
  get() { return performance.now() - (window.lateMs ?? 0); },
});
"""


def in_bundle(
    of: Protocol, duration_s: float | None = None, **short: float
) -> dict[str, Any]:
    """Return a test as the bundle brings it, without practice and with other parameters."""
    return {
        "key": of.key,
        "version": of.version,
        "name": of.name,
        "way": of.way.value,
        "direction": None,
        "helper": False,
        "needs": list(of.needs),
        "set_up": list(of.set_up),
        "safety": list(of.safety),
        "told": of.told,
        "parts": [{"key": "", "told": "", "limit_s": None}],
        "practice_trials": 0,
        "trials": of.trials,
        "rest_s": of.rest_s,
        "duration_s": of.duration_s if duration_s is None else duration_s,
        "distance_m": None,
        "asks": [],
        "parameters": {**of.parameters, **short},
        "usual": True,
        "why_not": "",
    }


REACTIONS = in_bundle(VIGILANCE, 6.0, least_reactions=3)
WORDS = in_bundle(COLOURS, stimuli=8, practice_stimuli=2, least_right_each=2)
WORDS["practice_trials"] = 1
LETTERS = in_bundle(TWO_BACK, stimuli=11)
