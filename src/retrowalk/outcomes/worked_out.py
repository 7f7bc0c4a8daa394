"""Values of a trial that are worked out from its series, by the way it was taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.colours import colour_words
from retrowalk.outcomes.inclination import below_level, found_again
from retrowalk.outcomes.protocols.protocol import Way
from retrowalk.outcomes.reaction import vigilance
from retrowalk.outcomes.sway import stage, standing
from retrowalk.outcomes.taken import Trial
from retrowalk.outcomes.two_back import two_back

Rule = Callable[[Trial, Mapping[str, float]], Mapping[str, float]]


def _angle(trial: Trial, _parameters: Mapping[str, float]) -> Mapping[str, float]:
    return found_again(trial) if trial.part else below_level(trial)


def _sway(trial: Trial, parameters: Mapping[str, float]) -> Mapping[str, float]:
    hold_s = parameters.get("hold_s")
    return standing(trial) if hold_s is None else stage(trial, hold_s)


RULES: Mapping[Way, Rule] = MappingProxyType(
    {
        Way.SWAY: _sway,
        Way.ANGLE: _angle,
        Way.REACTION: lambda trial, parameters: vigilance(trial.series, parameters),
        Way.COLOURS: lambda trial, parameters: colour_words(trial.series, parameters),
        Way.TWO_BACK: lambda trial, parameters: two_back(trial.series, parameters),
    }
)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the series of a trial say: values by the measure's key, or why there are none."""

    values: Mapping[str, float]
    why_not: str = ""


def worked_out(way: Way, trial: Trial, parameters: Mapping[str, float]) -> Worked | None:
    """Return what a trial's series say; None where it has none, or the way has no rule.

    parameters: of the test's protocol. Without series, `trial.values` is all there is: a
    person may type in what another device measured.
    """
    rule = RULES.get(way)
    if rule is None or not trial.series:
        return None
    try:
        return Worked(rule(trial, parameters))
    except BadAnswer as error:
        return Worked({}, str(error))
