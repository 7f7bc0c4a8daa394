"""The tests as the player takes them along: all it needs to guide one without a network."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from retrowalk.outcomes.protocols.protocol import Gives, Part, Protocol, Way
from retrowalk.server.outcomes.offered import offered
from retrowalk.server.people.models import Person

GUIDED = (Way.STOPWATCH, Way.COUNTDOWN, Way.HOLD)  # what the player can take by its timer

_ASKS = {
    Gives.COUNT: "count",
    Gives.DISTANCE: "distance_m",
    Gives.EXERTION: "rpe_cr10",
    Gives.HEART_RATE: "heart_rate_bpm",
}


def tests_for(person: Person, today: date) -> list[dict[str, Any]]:
    """Return the tests that the player can guide, those usual for the person first."""
    return [
        {**_told(one.protocol), "usual": one.usual, "why_not": one.why_not}
        for one in offered(person, today)
        if one.protocol.way in GUIDED
    ]


def _told(of: Protocol) -> dict[str, Any]:
    return {
        "key": of.key,
        "version": of.version,
        "name": gettext(of.name),
        "way": of.way.value,
        "direction": None if of.direction is None else of.direction.value,
        "helper": of.helper,
        "needs": [gettext(one) for one in of.needs],
        "set_up": [gettext(one) for one in of.set_up],
        "safety": [gettext(one) for one in of.safety],
        "told": gettext(of.told),
        "parts": [_part(one) for one in of.parts],
        "practice_trials": of.practice_trials,
        "trials": of.trials,
        "rest_s": of.rest_s,
        "duration_s": of.duration_s,
        "distance_m": of.distance_m,
        "asks": [_ASKS[r.gives] for r in of.readings if r.gives in _ASKS],
    }


def _part(one: Part) -> dict[str, Any]:
    return {
        "key": one.key,
        "told": gettext(one.told) if one.told else "",
        "limit_s": one.limit_s,
    }
