"""How hard to work, in the three ways a person can tell: rating, breath and heart rate.

The rating (CR10) and the breath always lead. A heart rate is told only where a test has
shown the person's highest one: the typical error of an age formula is 11 beats a minute
(sarzynski2013), as wide as the whole band of moderate effort. docs/adr/0008 tells why.
"""

from collections.abc import Mapping
from math import ceil, floor
from types import MappingProxyType

from retrowalk.directions import Direction
from retrowalk.training.clearance import Effort
from retrowalk.training.effort.energy import hardest_effort
from retrowalk.training.effort.energy_ranges import NotKnown
from retrowalk.training.person import Person
from retrowalk.training.prescription import Band, Interval, Prescription

# Points of CR10. The scale's own words: 1 very weak, 2 weak or light, 3 moderate, 4
# somewhat strong, 5 strong, 7 very strong (borg_cr10). Which words belong to which effort
# is ours (design_intensity); moderate ends below 4.4, where speech was last comfortable
# (talk_test), vigorous below "very strong".
RPE_CR10: Mapping[Effort, Band] = MappingProxyType(
    {
        Effort.LIGHT: Band(1.0, 2.0),
        Effort.MODERATE: Band(3.0, 4.0),
        Effort.VIGOROUS: Band(5.0, 6.0),
    }
)
# Per cent of the highest heart rate; light ends where moderate begins. intensity_bands
HEART_RATE_PCT: Mapping[Effort, Band] = MappingProxyType(
    {
        Effort.LIGHT: Band(0.0, 64.0),
        Effort.MODERATE: Band(64.0, 76.0),
        Effort.VIGOROUS: Band(77.0, 93.0),
    }
)
HEART_RATE_NOT_KNOWN = NotKnown(
    "No heart rate is set, because no test has shown your highest one; your breath and your "
    "own rating are used instead.",
    ("intensity_bands", "sarzynski2013"),
)

_TALK: Mapping[Effort, str] = MappingProxyType(
    {
        Effort.LIGHT: "You can talk as easily as when you stand still.",
        Effort.MODERATE: "You can talk in whole sentences without effort.",
        Effort.VIGOROUS: "You can say a few words, but not talk in comfort.",
    }
)
_WORDS: Mapping[Effort, str] = MappingProxyType(
    {Effort.LIGHT: "light", Effort.MODERATE: "moderate", Effort.VIGOROUS: "strong"}
)


def rpe_band(effort: Effort) -> Band:
    """Return the ratings of exertion to aim at, points of CR10 (borg_cr10)."""
    return RPE_CR10[effort]


def heart_rate_band(effort: Effort, person: Person) -> Band | None:
    """Return the heart rates to aim at, whole beats per minute.

    From the highest heart rate that a test has shown; None where there was no test
    (HEART_RATE_NOT_KNOWN says it). Rounded inward. Light has no lower end: it is 0.
    """
    if person.max_heart_rate_bpm is None:
        return None
    pct = HEART_RATE_PCT[effort]
    return Band(
        float(ceil(pct.low / 100.0 * person.max_heart_rate_bpm)),
        float(floor(pct.high / 100.0 * person.max_heart_rate_bpm)),
    )


def talk_test(effort: Effort) -> str:
    """Return how breath and speech feel at this effort, in one sentence (talk_test)."""
    return _TALK[effort]


def describe(prescription: Prescription, person: Person) -> tuple[str, ...]:
    """Return what to aim at while walking backward, in plain sentences for the card."""
    backward = [i for i in prescription.intervals if i.direction is Direction.BACKWARD]
    rated = [i.rpe_cr10 for i in backward if i.rpe_cr10 is not None]
    hearts = [i.heart_rate_bpm for i in backward if i.heart_rate_bpm is not None]
    told: list[str] = []
    if rated:
        told += _rating(max(rated, key=lambda band: band.high))
    if hearts:
        told.append(_heart(max(hearts, key=lambda band: band.high)))
    elif person.max_heart_rate_bpm is None:
        told.append(HEART_RATE_NOT_KNOWN.why)
    if backward:
        told.append(_cost(backward))
    return tuple(told)


def effort_of(rpe_cr10: Band) -> Effort:
    """Return the effort that a band of ratings aims at, by its upper end."""
    for effort in Effort:
        if rpe_cr10.high <= RPE_CR10[effort].high:
            return effort
    return Effort.VIGOROUS


def _rating(band: Band) -> tuple[str, str]:
    effort = effort_of(band)
    return (
        f"Aim at {band.low:g} to {band.high:g} on the scale from 0 to 10: it feels "
        f"{_WORDS[effort]}.",
        talk_test(effort),
    )


def _heart(band: Band) -> str:
    if band.low <= 0.0:
        return f"Keep your heart rate at {band.high:g} beats a minute or less."
    return f"Keep your heart rate between {band.low:g} and {band.high:g} beats a minute."


def _cost(backward: list[Interval]) -> str:
    """Say how hard the told speed and slope may be, in one sentence."""
    told = [(i.speed_mps.high, i.incline_pct) for i in backward if i.speed_mps is not None]
    if not told:
        return "You choose the pace: go by your breath and your own rating."
    judged = (hardest_effort(speed_mps, incline_pct) for speed_mps, incline_pct in told)
    known = [effort for effort in judged if effort is not None]
    if not known:
        return (
            "How much energy walking backward this slowly takes is not known: go by your "
            "breath and your own rating."
        )
    if Effort.VIGOROUS in known:
        return "Backward at this pace can be hard work: slow down once talking gets hard."
    return (
        "Where it was measured, backward at this pace was moderate effort at most; for you "
        "it may be harder, so go by your breath."
    )
