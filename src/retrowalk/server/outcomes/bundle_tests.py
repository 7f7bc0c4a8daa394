"""The tests as the player takes them along: all it needs to guide one without a network."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext

from retrowalk.outcomes.asking import field_limits
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import In
from retrowalk.outcomes.pairing import detectable
from retrowalk.outcomes.populations import WORDS, population_for
from retrowalk.outcomes.protocols.catalogue import pair_of
from retrowalk.outcomes.protocols.protocol import Gives, Part, Protocol, Way
from retrowalk.server.outcomes.offered import offered
from retrowalk.server.outcomes.said import unit_for
from retrowalk.server.people.models import Person

GUIDED = frozenset(Way) - {Way.TOLD}  # a player leaves out those that it cannot take yet

_ASKS = {
    Gives.COUNT: "count",
    Gives.DISTANCE: "distance_m",
    Gives.EXERTION: "rpe_cr10",
    Gives.HEART_RATE: "heart_rate_bpm",
}


def tests_for(person: Person, today: date) -> list[dict[str, Any]]:
    """Return the tests that the player can guide, those usual for the person first."""
    return [
        {**_told(one.protocol, person), "usual": one.usual, "why_not": one.why_not}
        for one in offered(person, today)
        if one.protocol.way in GUIDED
    ]


def _told(of: Protocol, person: Person) -> dict[str, Any]:
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
        "checks": [gettext(one) for one in of.checks],
        "told": gettext(of.told),
        "parts": [_part(one) for one in of.parts],
        "practice_trials": of.practice_trials,
        "trials": of.trials,
        "rest_s": of.rest_s,
        "duration_s": of.duration_s,
        "distance_m": of.distance_m,
        "marks_m": of.marks_m and list(of.marks_m),
        "parameters": dict(of.parameters),
        "limits": {name: asdict(limit) for name, limit in field_limits(of).items()},
        "pair": _pair(of, person),
        "asks": [_ASKS[r.gives] for r in of.readings if r.gives in _ASKS],
    }


def _part(one: Part) -> dict[str, Any]:
    return {
        "key": one.key,
        "told": gettext(one.told) if one.told else "",
        "limit_s": one.limit_s,
        "target": one.target,
        "counts": one.counts,
    }


def _pair(of: Protocol, person: Person) -> dict[str, Any] | None:
    pair = pair_of(of)
    if pair is None:
        return None
    about = measure(pair.forward.principal)
    limit = detectable(pair, population_for(person.group))
    unit = unit_for(about.unit, person)
    return {
        "key": pair.forward.key,
        "name": gettext(pair.forward.name),
        "partner": (pair.backward if of is pair.forward else pair.forward).key,
        "rest_s": pair.rest_s,
        "measure_name": gettext(about.name),
        "unit": gettext(unit.name),
        "unit_size": unit.factor,
        "detectable": None if limit is None else limit.amount,
        "detectable_pct": limit is not None and limit.counted_in is In.PERCENT_OF_BASELINE,
        "people": "" if limit is None else gettext(WORDS[limit.population]),
    }
