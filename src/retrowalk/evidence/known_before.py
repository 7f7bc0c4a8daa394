"""What pooled trials say of a difference in the unit of one of our tests, where they do.

A pooled effect is the mean over groups of people. It says less about one person, who may
differ from them: how much is carried beside it, for whoever makes a starting point of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from retrowalk.evidence.study import (
    Against,
    People,
    PooledEffect,
    StudyEffect,
    pooled_effects,
    study_effects,
)

_STANDARDISED = "Hedges' g"
_RULE = "design_prior"

# By measure: the pooled outcome, its metric in the measure's own unit, and where only a
# standardised effect is pooled, the scale whose spread turns it into that unit.
_ASKED: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "pain_nrs": ("pain", "", "NRS 0-10"),
        "gait_speed_mps": ("walking speed", "mean difference, m/s", ""),
    }
)
# Whom one person's trial compares with, in the words of the pooled effects.
_AGAINST: Mapping[str, Against] = MappingProxyType(
    {"forward": Against.FORWARD, "neither": Against.USUAL_CARE}
)
_PEOPLE: Mapping[str, People] = MappingProxyType(
    {
        "knee_osteoarthritis": People.KNEE_OSTEOARTHRITIS,
        "stroke": People.STROKE,
        "subacute_stroke": People.STROKE,
        "chronic_stroke": People.STROKE,
    }
)


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """A pooled difference, backward minus the other, in the unit of a measure.

    mean, low, high: of the average person, with its 95 % interval. spread: standard
    deviation of one person's true difference about that mean. words: where it comes from
    and what it rests on, in one sentence. sources: keys of the library.
    """

    mean: float
    low: float
    high: float
    spread: float
    words: str
    sources: tuple[str, ...]


def known_before(measure: str, people: str, against: str) -> KnownBefore | None:
    """Return what is pooled of a measure in these people against this, or None.

    measure: key of an outcome measure. people: one group of people. against: "forward" or
    "neither", what one person's trial compares backward walking with.
    """
    if measure not in _ASKED or people not in _PEOPLE or against not in _AGAINST:
        return None
    outcome, metric, scale = _ASKED[measure]
    for effect in pooled_effects():
        same = (effect.outcome, effect.people, effect.against)
        if same != (outcome, _PEOPLE[people], _AGAINST[against]):
            continue
        if effect.ci_low is None or effect.ci_high is None:
            continue
        if metric and effect.metric == metric:
            return _in_unit(effect, 1.0, "", (effect.source,))
        if scale and effect.metric == _STANDARDISED:
            return _from_standardised(effect, outcome, scale)
    return None


def _from_standardised(
    effect: PooledEffect, outcome: str, scale: str
) -> KnownBefore | None:
    """Return a standardised effect in the unit of a scale, by the spread a trial printed."""
    for study in study_effects():
        if (study.outcome, study.scale, study.people) != (outcome, scale, effect.people):
            continue
        sd = _pooled_sd(study)
        if sd is not None:
            words = f", made points by the spread of {sd:.2g} seen in {study.name}"
            return _in_unit(effect, sd, words, (effect.source, study.source))
    return None


def _pooled_sd(study: StudyEffect) -> float | None:
    """Return the standard deviation within groups, None where it is not visible."""
    one, other = study.backward, study.control
    if one.sd is None or other.sd is None or one.n is None or other.n is None:
        return None
    squares = (one.n - 1) * one.sd**2 + (other.n - 1) * other.sd**2
    return sqrt(squares / (one.n + other.n - 2))


def _in_unit(
    effect: PooledEffect, factor: float, words: str, sources: tuple[str, ...]
) -> KnownBefore:
    mean, low, high = (
        value * factor
        for value in (effect.estimate, effect.ci_low or 0.0, effect.ci_high or 0.0)
    )
    trials = f"{effect.trials} trials" if effect.trials else "trials"
    return KnownBefore(
        mean=mean,
        low=low,
        high=high,
        spread=abs(mean),
        words=(
            f"{trials} of weeks of training in people with {effect.population} against "
            f"{effect.comparator}, pooled{words}; how much people differ is not printed and is "
            "taken to be as large as the effect itself"
        ),
        sources=(*sources, _RULE),
    )
