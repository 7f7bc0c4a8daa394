"""Where to walk: what to check before each session, and what to watch for there.

The sentences are precautions that trials and advice share; no study seen compared them
with anything (design_places).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.prescription import Place, Prescription, Support

SOURCES = ("design_places",)


@dataclass(frozen=True, slots=True)
class PlaceAdvice:
    """What to know about one place.

    checklist: sentences to tick before every session there.
    cautions: sentences to read, not to tick.
    """

    place: Place
    name: str
    checklist: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...] = SOURCES


_EVERYWHERE = (
    "I have not taken alcohol or anything that makes me drowsy.",
    "My shoes are closed and hold my heels.",
)

ADVICE: Mapping[Place, PlaceAdvice] = MappingProxyType(
    {
        Place.TREADMILL: PlaceAdvice(
            Place.TREADMILL,
            "Treadmill",
            (
                "The safety clip is on my clothes, and I have tried that it stops the belt.",
                "I can hold both rails.",
                "The belt is stopped while I turn round, and I start it at the slowest speed.",
                "Someone is near who could press stop.",
            ),
            (
                "Facing backward, the console is behind you: you cannot see it or reach it well.",
                "Retrowalk never starts or speeds up a belt.",
            ),
        ),
        Place.HALLWAY: PlaceAdvice(
            Place.HALLWAY,
            "Hallway",
            (
                "The floor is dry, level and clear of rugs, cables and pets.",
                "A wall or a rail is within reach all the way.",
                "The doors along the way are shut, and nobody will come through.",
            ),
            ("Slow down before the end, stop, and turn round while standing.",),
        ),
        Place.GYM_FLOOR: PlaceAdvice(
            Place.GYM_FLOOR,
            "Gym floor",
            (
                "The way is level, dry and clear of equipment.",
                "Others know that I am walking backward.",
            ),
            (
                "Keep to one straight line, and look over your shoulder only while you stand.",
            ),
        ),
        Place.TRACK: PlaceAdvice(
            Place.TRACK,
            "Running track",
            (
                "The lane is dry and free, and I am not in the way of runners.",
                "Others on the track know that I am walking backward.",
            ),
            ("Walk backward on the straights only, and forward in the bends.",),
        ),
        Place.OUTDOORS_WITH_PARTNER: PlaceAdvice(
            Place.OUTDOORS_WITH_PARTNER,
            "Outdoors with a partner",
            (
                "My partner walks forward beside me the whole time and is my eyes.",
                "The path is level, dry, away from traffic and cyclists, and it is light.",
                "We have agreed on a word that means stop.",
            ),
            ("Never walk backward outdoors alone.",),
        ),
    }
)

_SUPPORT: Mapping[Support, tuple[str, ...]] = MappingProxyType(
    {
        Support.NONE: (),
        Support.RAIL_OR_WALL: ("One hand stays on or near the rail or the wall.",),
        Support.SECOND_PERSON: ("A second person is beside me for the whole session.",),
    }
)


def advice(place: Place) -> PlaceAdvice:
    """Return what to know about a place."""
    return ADVICE[place]


def checklist(prescription: Prescription) -> tuple[str, ...]:
    """Return the sentences to tick before this session: place, support, person."""
    there = ADVICE[prescription.place].checklist
    return (*there, *_SUPPORT[prescription.support], *_EVERYWHERE)
