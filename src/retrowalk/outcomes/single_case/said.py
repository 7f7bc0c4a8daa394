"""What one person's trial says, in one plain sentence and with all that is uncertain."""

from dataclasses import dataclass

from retrowalk.outcomes.measures import Better, Measure
from retrowalk.outcomes.norms import Kind, change_threshold
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.saying import Saying
from retrowalk.outcomes.single_case.design import Condition
from retrowalk.outcomes.single_case.prior import Belief
from retrowalk.outcomes.single_case.shuffles import Shuffled

LEVEL = 0.05  # of the test, and 1 minus the interval's confidence
LEAST_SHARE = (
    0.6  # of the counted days of each kind; with less, who is missing decides; own choice
)
LEAST_CHANCE = 0.001  # of what is said: the orders that stand for all tell no less
ROUND_CHANCE = 0.1  # from here on whole percents are said
SOURCES = ("bulte_onghena2008", "design_single_case")
_WALKED = {
    Condition.BACKWARD: "walking backward",
    Condition.FORWARD: "walking forward",
    Condition.NEITHER: "not walking extra",
}

Said = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on.

    share: of the counted days with a reading, of the kind that has fewer. usual: mean of the
    other condition's days, in the measure's unit.
    """

    of: Measure
    population: Population
    against: Condition
    test: Shuffled
    share: float
    usual: float


def verdict(on: Grounds, saying: Saying) -> Said:
    """Return the verdict in one sentence, and its sources."""
    words, test = saying.words, on.test
    if on.share < LEAST_SHARE:
        told = words(
            "Too little to judge: of one kind of days only %(share)s have a reading; expected "
            "%(least)s or more."
        ) % {"share": f"{on.share:.0%}", "least": f"{LEAST_SHARE:.0%}"}
        return told, SOURCES
    if test.least_p > LEVEL:
        told = words(
            "This schedule could not tell: even the clearest difference would come by chance in "
            "%(share)s of draws."
        ) % {"share": chance(test.least_p)}
        return told, SOURCES
    if test.p > LEVEL:
        told = words(
            "Too small to tell: %(measure)s differed by %(size)s, and chance alone does that in "
            "%(share)s of draws; anything %(between)s still fits."
        ) % {
            "measure": words(on.of.name),
            "size": saying.size(on.of, abs(test.difference)),
            "share": chance(test.p),
            "between": _between(on, saying),
        }
        return told, SOURCES
    return _noticeable(on, saying)


def chance(p: float) -> str:
    """Return how often chance alone does it, in percent: never 0, and never a rounded 5."""
    if p < LEAST_CHANCE:
        return f"< {LEAST_CHANCE:.1%}"
    return f"{p:.0%}" if p >= ROUND_CHANCE else f"{p:.1%}"


def known(of: Measure, before: Belief, after: Belief, saying: Saying) -> str:
    """Return what was known before and what is known with the trial, in one sentence."""
    ends = {
        name: saying.size(of, limit)
        for name, limit in zip(
            ("low", "high", "new_low", "new_high"),
            (*before.interval(), *after.interval()),
            strict=True,
        )
    }
    return (
        saying.words(
            "Known before, from trials of other people: for one person a difference from %(low)s "
            "to %(high)s. With your trial: from %(new_low)s to %(new_high)s."
        )
        % ends
    )


def _noticeable(on: Grounds, saying: Saying) -> Said:
    words, lower = saying.words, on.test.difference < 0.0
    better = lower == (on.of.better is Better.LOWER)
    told = (words(_lower_or_higher(lower=lower))) % {
        "measure": words(on.of.name),
        "size": saying.size(on.of, abs(on.test.difference)),
        "this": words(_WALKED[Condition.BACKWARD]),
        "other": words(_WALKED[on.against]),
        "between": _between(on, saying),
        "judged": words("better") if better else words("worse"),
        "chance": chance(on.test.p),
    }
    if not better:
        return f"{told}.", SOURCES
    mcid = change_threshold(on.of, on.population, Kind.MCID)
    if mcid is None:
        return f"{told}; {words('whether it matters is not known')}.", SOURCES
    notice = mcid.size(on.usual)
    enough = words("at least the %(size)s people notice")
    less = words("less than the %(size)s people notice")
    template = enough if abs(on.test.difference) >= notice else less
    noticed = template % {"size": saying.size(on.of, notice)}
    return f"{told}; {noticed}.", (*SOURCES, mcid.source)


def _lower_or_higher(*, lower: bool) -> str:
    if lower:
        return (
            "%(measure)s was %(size)s lower on days with %(this)s than with %(other)s "
            "(%(between)s): %(judged)s, and more than the draw explains (chance alone: %(chance)s)"
        )
    return (
        "%(measure)s was %(size)s higher on days with %(this)s than with %(other)s "
        "(%(between)s): %(judged)s, and more than the draw explains (chance alone: %(chance)s)"
    )


def _between(on: Grounds, saying: Saying) -> str:
    return saying.words("from %(low)s to %(high)s") % {
        "low": saying.size(on.of, on.test.low),
        "high": saying.size(on.of, on.test.high),
    }
