"""From answers to a clearance, with its reasons.

Known disease follows the ACSM's logic of 2015: someone who is regularly active and has
no signs may go on with what they do, everyone else with a known disease asks a clinician
first; risk factors are not counted. Backward walking is new exercise and costs more than
it looks (3.5 mph is 6 MET, vigorous; compendium2011), so "go on" means light and with
support here: docs/adr/0005. The three STEADI questions, our own gate and the symptoms
that made a plan rest come on top. One more "yes" to a risk never loosens anything.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from retrowalk.errors import BadAnswer
from retrowalk.training.clearance import Clearance, Effort, Outcome, Reason, strength
from retrowalk.training.person import Person
from retrowalk.training.prescription import Support
from retrowalk.training.screening.contradictions import contradictions
from retrowalk.training.screening.questions import (
    QUESTION_KEYS,
    QUESTIONS,
    Answers,
    question,
    told,
)
from retrowalk.training.screening.rules import (
    ACSM_SIGNS,
    CHANGING_REVIEW_DAYS,
    DISEASES,
    EMERGENCIES,
    REPORTED,
    REPORTED_SOURCES,
    REVIEW_DAYS,
    RISKS,
    Risk,
    known_disease,
)
from retrowalk.training.screening.still_possible import still_possible
from retrowalk.training.session import Reported


def screen(
    answers: Answers, person: Person, today: date, reported: tuple[Reported, ...] = ()
) -> Clearance:
    """Say whether this person may start, from all answers.

    reported: what made the last plan rest: symptoms, or a stop by one that nobody named;
        they are asked about first, even if no question is answered with them.

    Raises BadAnswer, naming the question, if one is not ours, not answered or not
    answerable so, and for the first of the contradictions.
    """
    said = _said(answers)
    if misfits := contradictions(answers, person):
        raise BadAnswer(misfits[0].sentence)
    risks = _risks(said, reported)
    strictest = _strictest(list(risks.values()))
    agreed = said["clinician_agreed"] == "yes"
    lifted = agreed and strictest is Outcome.ASK_CLINICIAN_FIRST
    outcome = Outcome.CLEARED_WITH_SUPPORT if lifted else strictest
    effort = _effort(said, outcome, risks)
    support = max((r.support for r in risks.values()), key=strength, default=Support.NONE)
    return Clearance(
        outcome=outcome,
        support=support,
        effort=effort,
        reasons=(
            *(Reason(key, risk.sentence, _sources(key)) for key, risk in risks.items()),
            *((_CLINICIAN_AGREED,) if lifted else ()),
            *_remarks(said, outcome, effort, risks),
        ),
        screened_on=today,
        review_on=today + timedelta(days=_review_days(outcome, risks)),
        still_possible=still_possible(
            outcome,
            effort,
            tuple(risks),
            support=support,
            light_would_do=_light_would_do(said, reported),
        ),
        clinician_agreed=agreed,
    )


def _said(answers: Answers) -> Mapping[str, str]:
    strangers = sorted(set(answers) - set(QUESTION_KEYS))
    if strangers:
        raise BadAnswer(f"there is no question {strangers[0]!r} in the screening")
    said: dict[str, str] = {}
    for asked in QUESTIONS:
        answer = told(answers, asked.key)
        expected = [choice.key for choice in asked.choices]
        if answer not in expected:
            got = "not answered" if answer is None else f"answered {answer!r}"
            raise BadAnswer(f"{asked.key} is {got}; expected {' or '.join(expected)}")
        said[asked.key] = answer
    return said


def _risks(said: Mapping[str, str], reported: Sequence[Reported]) -> dict[str, Risk]:
    """Return what speaks for care by the key of its reason, the strictest first."""
    asks = said["regularly_active"] == "no" or said["desired_effort"] == Effort.VIGOROUS
    agreed = said["clinician_agreed"] == "yes"
    found = dict(REPORTED[one] for one in reported)
    for key in QUESTION_KEYS:
        if said[key] != "yes":
            continue
        if key in DISEASES:
            found[key] = known_disease(DISEASES[key], asks=asks, clinician_agreed=agreed)
        elif key in RISKS:
            found[key] = RISKS[key]
    return dict(sorted(found.items(), key=_place))


def _place(found: tuple[str, Risk]) -> tuple[int, bool]:
    key, risk = found
    return -risk.outcome.severity, key not in EMERGENCIES


def _strictest(risks: Sequence[Risk]) -> Outcome:
    outcomes = [risk.outcome for risk in risks]
    return max(outcomes, key=lambda outcome: outcome.severity, default=Outcome.CLEARED)


def _effort(said: Mapping[str, str], outcome: Outcome, risks: Mapping[str, Risk]) -> Effort:
    """Return the hardest effort that the wish, the habit and every risk allow."""
    if outcome.severity >= Outcome.ASK_CLINICIAN_FIRST.severity:
        return Effort.LIGHT
    habit = Effort.VIGOROUS if said["regularly_active"] == "yes" else Effort.MODERATE
    limits = (Effort(said["desired_effort"]), habit, *(r.effort for r in risks.values()))
    return min(limits, key=lambda effort: effort.rank)


def _review_days(outcome: Outcome, risks: Mapping[str, Risk]) -> int:
    days = REVIEW_DAYS[outcome]
    changing = any(risk.changes for risk in risks.values())
    return min(days, CHANGING_REVIEW_DAYS) if changing else days


def _light_would_do(said: Mapping[str, str], reported: Sequence[Reported]) -> bool:
    """Say whether wanting light effort would be enough to start without asking first."""
    risks = _risks({**said, "desired_effort": Effort.LIGHT}, reported)
    return _strictest(list(risks.values())) is Outcome.CLEARED_WITH_SUPPORT


_CLINICIAN_AGREED = Reason(
    "clinician_agreed",
    "A clinician who knows this said that you may walk backward, so you start with support.",
    ("acsm2015", "design_clinician_word"),
)
_NOTHING_AGAINST = Reason(
    "nothing_against",
    "None of your answers speaks against walking backward.",
    ("acsm2015", "steadi", "design_backward_gate"),
)
_MANY_ARE_SENT = Reason(
    "many_are_sent",
    "Being asked to see a clinician is common: questions like these do so to 54.2 % of "
    "adults of 40 and older in the United States before any exercise, and to another 2.6 % only "
    "before hard exercise.",
    ("whitfield2017",),
)
_OUR_OWN_GATE = Reason(
    "our_own_gate",
    "Our rules for walking backward are our own and careful; how many people they hold back "
    "without need is not known.",
    ("design_backward_gate",),
)


def _remarks(
    said: Mapping[str, str], outcome: Outcome, effort: Effort, risks: Mapping[str, Risk]
) -> tuple[Reason, ...]:
    """Return what is to be said beside the reasons."""
    if outcome is Outcome.NOT_NOW:
        return ()
    if outcome is Outcome.ASK_CLINICIAN_FIRST:
        asked = {key for key, risk in risks.items() if risk.outcome is outcome}
        by_acsm = not asked.isdisjoint((*ACSM_SIGNS, *DISEASES))
        return (_MANY_ARE_SENT if by_acsm else _OUR_OWN_GATE,)
    remarks = () if risks else (_NOTHING_AGAINST,)
    wanted = Effort(said["desired_effort"])
    if wanted is effort:
        return remarks
    why = (
        f"You asked for {wanted} effort; with what you told us it stays {effort} for now."
        if risks
        else "You are not regularly active yet, so you begin lightly and build up."
    )
    return (*remarks, Reason("desired_effort", why, ("acsm2015", "design_allowance")))


def _sources(key: str) -> tuple[str, ...]:
    return question(key).sources if key in QUESTION_KEYS else REPORTED_SOURCES
