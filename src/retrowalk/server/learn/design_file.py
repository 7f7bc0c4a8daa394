"""A file to begin a trial of a claim with: the kit's own format, what is known filled in.

What is not known here (how much people differ, what difference would matter) stands as a
line to fill in; until then `retrowalk trial` refuses the file and names what is missing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from retrowalk.evidence.claims import Claim, Topic
from retrowalk.evidence.study import People
from retrowalk.outcomes.measures import MEASURES, Measure
from retrowalk.outcomes.norms import In, Kind, Threshold, change_threshold
from retrowalk.outcomes.populations import Population

_PEOPLE: Mapping[People, Population] = MappingProxyType(
    {
        People.KNEE_OSTEOARTHRITIS: Population.KNEE_OSTEOARTHRITIS,
        People.LOW_BACK_PAIN: Population.LOW_BACK_PAIN,
        People.MULTIPLE_SCLEROSIS: Population.MULTIPLE_SCLEROSIS,
        People.STROKE: Population.CHRONIC_STROKE,
        People.OLDER_ADULT: Population.OLDER_ADULT,
    }
)
_TOPICS: Mapping[Topic, Population] = MappingProxyType(
    {
        Topic.KNEE: Population.KNEE_OSTEOARTHRITIS,
        Topic.BACK: Population.LOW_BACK_PAIN,
    }
)
_HEAD = """\
# A trial of the claim: {wording}
# In a group: {cohort}
#
# Fill in every line that begins with "#?" and take the "#? " away. Each figure needs its
# ground: source = a key of the evidence library, or assumed = why you think so.
# Then: retrowalk trial --help

name = "{key}"
weeks = [3, 6, 12]
power = 0.9  # yours to choose
#? dropout = {{ value = ?, assumed = "why you expect this share to leave" }}

[[arms]]
key = "backward"
name = "Backward walking"
role = "backward"

[[arms]]
key = "forward"
name = "Forward walking at the same speed"
role = "forward_same_speed"

[[arms]]
key = "usual"
name = "Usual treatment"
role = "usual"
"""
_OUTCOME = """\
outcome = "{key}"
name = "{name}"
unit = "{unit}"
better = "{better}"
"""
_PRIMARY = """\
week = 6
against = "forward"  # without it nobody can tell backward from walking at all
#? difference = {{ value = ?, assumed = "the smallest one between groups that matters" }}
#? sd = {{ value = ?, assumed = "how much people differ, in {unit}" }}
#? correlation = {{ value = ?, assumed = "of the values before and after" }}
{mcid}
"""
_FOOT = """\
[allocation]
method = "minimisation"
certainty = 0.8  # yours to choose; 1 would let people foresee their group

[adherence]
received_from = { value = 0.8, source = "design_progression" }
"""


def design_file(claim: Claim) -> str | None:
    """Return the file for a claim, or None where none of our measures tests it."""
    if not claim.measures:
        return None
    primary, *others = (MEASURES[key] for key in claim.measures)
    parts = [
        _HEAD.format(wording=claim.wording, cohort=claim.cohort, key=claim.key),
        "[primary]\n" + _outcome(primary) + _more(claim, primary),
        *("[[secondary]]\n" + _outcome(other) for other in others),
        _FOOT,
    ]
    return "\n".join(parts)


def _outcome(measure: Measure) -> str:
    return _OUTCOME.format(
        key=measure.key, name=measure.name, unit=measure.unit, better=measure.better.value
    )


def _more(claim: Claim, measure: Measure) -> str:
    known = _noticed(claim, measure)
    line = '#? mcid = { value = ?, assumed = "the change that one person notices" }'
    if known is not None:
        line = f'mcid = {{ value = {known.amount:g}, source = "{known.source}" }}'
    return _PRIMARY.format(unit=measure.unit, mcid=line)


def _noticed(claim: Claim, measure: Measure) -> Threshold | None:
    asked = [q.people for q in claim.questions if q.people in _PEOPLE]
    population = _PEOPLE[asked[0]] if asked and asked[0] else _TOPICS.get(claim.topic)
    if population is None:
        return None
    found = change_threshold(measure, population, Kind.MCID)
    return found if found and found.counted_in is In.UNIT else None
