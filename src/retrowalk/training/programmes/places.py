"""Where to walk: what to check before each session, and what to watch for there.

The sentences are precautions that trials and advice share; no study seen compared them
with anything (design_places).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.dose import dose_of
from retrowalk.training.prescription import Place, Prescription, Support
from retrowalk.training.programmes.programme import Programme
from retrowalk.training.programmes.variations import ADVICE as VARIATIONS
from retrowalk.training.programmes.variations import SLOPE

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
    "I feel well today: no fever, no dizziness, no new pain.",
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
                "I can hold both rails all the time.",
                "The belt is stopped while I turn round, and I start it at the slowest speed.",
                "The floor at the end of the belt is clear.",
                "Someone is near who could press stop.",
            ),
            (
                "Facing backward, the console is behind you: you cannot see it or reach it well.",
                "Stop the belt before you change direction, every time.",
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
                "It is light enough to see the floor.",
            ),
            (
                "Never walk backward toward stairs.",
                "Slow down before the end, stop, and turn round while standing.",
            ),
        ),
        Place.GYM_FLOOR: PlaceAdvice(
            Place.GYM_FLOOR,
            "Gym floor",
            (
                "The way is level, dry and clear of equipment.",
                "Others know that I am walking backward.",
                "I have walked the way forward first.",
            ),
            (
                "Keep to one straight line, and stand still to look over your shoulder, unless "
                "your session holds shoulder checks.",
            ),
        ),
        Place.TRACK: PlaceAdvice(
            Place.TRACK,
            "Running track",
            (
                "The lane is dry and free, and I am not in the way of runners.",
                "Others on the track know that I am walking backward.",
                "I have walked the straight forward first.",
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
            (
                "Never walk backward outdoors alone.",
                "Your partner looks where you are going, not at you or at a phone.",
            ),
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
_CLINICIAN = "My clinician is here and leads this session."  # design_clinician_led
_UNTIL_THE_LAST_BOUT = "One hand stays on or near the rail or the wall until the last bout."


def advice(place: Place) -> PlaceAdvice:
    """Return what to know about a place."""
    return ADVICE[place]


def checklist(prescription: Prescription, programme: Programme | None) -> tuple[str, ...]:
    """Return the sentences to tick before this session.

    In the order of looking around: the clinician where one leads, place, support, slope,
    variation, then the person.

    programme: that of the session; None where it is not known any more.
    """
    led = (_CLINICIAN,) if programme is not None and programme.clinician_led else ()
    there = ADVICE[prescription.place].checklist
    slope = (SLOPE.tick,) if prescription.incline_pct > 0.0 else ()
    return (
        *led,
        *there,
        *_support(prescription),
        *slope,
        *_variation(prescription),
        *_EVERYWHERE,
    )


def _support(prescription: Prescription) -> tuple[str, ...]:
    variation = dose_of(prescription).variation
    frees_hands = variation is not None and VARIATIONS[variation].frees_hands
    if prescription.support is Support.RAIL_OR_WALL and frees_hands:
        return (_UNTIL_THE_LAST_BOUT,)
    return _SUPPORT[prescription.support]


def _variation(prescription: Prescription) -> tuple[str, ...]:
    variation = dose_of(prescription).variation
    return () if variation is None else (VARIATIONS[variation].tick,)
