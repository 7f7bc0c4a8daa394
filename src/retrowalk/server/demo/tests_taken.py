"""The tests of the demo household: made up, and judged by the same rules as everybody's."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from django.utils import timezone

from retrowalk.outcomes.protocols.catalogue import protocol
from retrowalk.outcomes.protocols.protocol import Gives, Part, Protocol
from retrowalk.outcomes.taken import TakenTest, Trial
from retrowalk.outcomes.taken_json import to_json
from retrowalk.server.outcomes.receive_test import receive
from retrowalk.server.people.models import Person

NAMESPACE = uuid.UUID("0b6a1b1e-5f0e-4d0b-8a35-5f3f7d2c9a10")
TIME_OF_DAY = time(9, 30)


@dataclass(frozen=True, slots=True)
class Story:
    """One test that somebody did now and again. told: days ago, and what came of it."""

    protocol: str
    told: tuple[tuple[int, float], ...]


# So that each of the four things that may be said of a change is said of somebody.
TAKEN: Mapping[str, tuple[Story, ...]] = MappingProxyType(
    {
        "Ruth": (
            Story("up_and_go", ((20, 12.6), (18, 12.3), (16, 12.2), (2, 10.7))),
            Story("ten_metres", ((20, 0.98), (18, 1.0), (16, 0.99), (2, 1.06))),
            Story("chair_stand_30s", ((20, 10), (18, 11))),
            Story("pain_week", ((20, 5), (13, 5), (6, 4), (1, 4))),
        ),
        "Karim": (Story("pain_week", ((9, 4), (2, 4))),),
        "Tom": (Story("six_minute_walk", ((13, 540.0), (11, 552.0), (9, 548.0))),),
        "Olga": (
            Story("backward_walk_3m_standing", ((28, 4.6), (26, 4.4), (24, 4.5), (3, 4.2))),
            Story("weight", ((28, 68.4),)),
        ),
    }
)


def take(person: Person, story: Story, today: date) -> None:
    """Keep every test of a story, as if the player had sent it."""
    of = protocol(story.protocol)
    for days_ago, value in story.told:
        day = today - timedelta(days=days_ago)
        taken = TakenTest(
            protocol=of.key,
            taken_at=timezone.make_aware(datetime.combine(day, TIME_OF_DAY)),
            trials=tuple(
                _trial(of, part, value) for part in of.parts for _ in range(of.trials)
            ),
            version=of.version,
            simulated=True,
        )
        identifier = uuid.uuid5(NAMESPACE, f"{person.name} {of.key} {days_ago}")
        receive(person, identifier, to_json(taken))


def _trial(of: Protocol, part: Part, value: float) -> Trial:
    reading = of.readings[0]
    match reading.gives:
        case Gives.COUNT:
            return Trial(part=part.key, count=int(value))
        case Gives.DISTANCE:
            return Trial(part=part.key, distance_m=value, time_s=of.duration_s)
        case Gives.VALUE:
            return Trial(part=part.key, values={reading.measure: value})
        case Gives.SPEED if of.distance_m is not None:
            return Trial(part=part.key, time_s=round(of.distance_m / value, 3))
    return Trial(part=part.key, time_s=value)
