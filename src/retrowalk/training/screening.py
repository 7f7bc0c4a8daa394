"""From answers to a clearance, with its reasons.

Known disease follows the ACSM's logic of 2015: someone who is regularly active and has
no signs may go on with light or moderate effort, everyone else with a known disease
asks a clinician first; risk factors are not counted. Backward walking at 3.5 mph costs
6 MET, which is vigorous (compendium2011), so starter programmes stay at a comfortable
speed. The three STEADI questions and our own gate come on top. One more "yes" to a risk
question never loosens the outcome.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from retrowalk.errors import BadAnswer
from retrowalk.training.clearance import Clearance, Effort, Outcome, Reason
from retrowalk.training.person import Person
from retrowalk.training.prescription import Support
from retrowalk.training.questions import QUESTIONS
from retrowalk.training.screening_rules import (
    DISEASES,
    REVIEW_DAYS,
    RISKS,
    STILL_POSSIBLE,
    Risk,
)

ADULT_YEARS = 18  # years; Retrowalk serves adults
OLDEST_YEARS = 120  # years; beyond it the age is taken for a slip of the finger

Answers = Mapping[str, str | bool]


def screen(answers: Answers, person: Person, today: date) -> Clearance:
    """Say whether this person may start, from all answers.

    answers: by question key; "yes" or "no" (True or False are taken too), or the key of
        a choice. Keys that are not ours are refused.

    Raises BadAnswer, naming the question, if one is not answered or not answerable so,
    and if the person is not an adult.
    """
    _check_age(person)
    told = _told(answers)
    risks = {key: risk for key, risk in RISKS.items() if told[key] == "yes"}
    risks |= _known_disease(told)
    strictest = max(
        (risk.outcome for risk in risks.values()),
        key=lambda outcome: outcome.severity,
        default=Outcome.CLEARED,
    )
    reasons = [Reason(key, risk.sentence, _sources(key)) for key, risk in risks.items()]
    outcome = strictest
    if strictest is Outcome.ASK_CLINICIAN_FIRST and told["clinician_agreed"] == "yes":
        outcome = Outcome.CLEARED_WITH_SUPPORT
        reasons.append(_clinician_agreed())
    reasons += _lighter_first(told)
    return Clearance(
        outcome=outcome,
        support=max((r.support for r in risks.values()), key=_help, default=Support.NONE),
        effort=_effort(told, outcome),
        reasons=tuple(reasons),
        screened_on=today,
        review_on=today + timedelta(days=REVIEW_DAYS[outcome]),
        still_possible=STILL_POSSIBLE[outcome],
    )


def _check_age(person: Person) -> None:
    if not ADULT_YEARS <= person.age_years <= OLDEST_YEARS:
        raise BadAnswer(
            f"the age is {person.age_years} years; expected {ADULT_YEARS} to {OLDEST_YEARS}, "
            "because Retrowalk serves adults"
        )


def _told(answers: Answers) -> Mapping[str, str]:
    strangers = set(answers) - {q.key for q in QUESTIONS}
    if strangers:
        raise BadAnswer(f"there is no question {sorted(strangers)[0]!r} in the screening")
    told: dict[str, str] = {}
    for question in QUESTIONS:
        answer = answers.get(question.key)
        if isinstance(answer, bool):
            answer = "yes" if answer else "no"
        expected = [choice.key for choice in question.choices]
        if answer not in expected:
            got = "not answered" if answer is None else f"answered {answer!r}"
            raise BadAnswer(f"{question.key} is {got}; expected {' or '.join(expected)}")
        told[question.key] = answer
    return told


def _known_disease(told: Mapping[str, str]) -> dict[str, Risk]:
    goes_on = (
        told["regularly_active"] == "yes" and told["desired_effort"] != Effort.VIGOROUS
    )
    return {
        key: Risk(
            Outcome.CLEARED_WITH_SUPPORT if goes_on else Outcome.ASK_CLINICIAN_FIRST,
            Support.RAIL_OR_WALL,
            f"You have {name} and are already active, so go on lightly and with support."
            if goes_on
            else f"You have {name}, so ask before you begin something new or harder.",
        )
        for key, name in DISEASES.items()
        if told[key] == "yes"
    }


def _clinician_agreed() -> Reason:
    return Reason(
        "clinician_agreed",
        "A clinician who knows this said that you may walk backward, so you start with support.",
        ("acsm2015", "design_clinician_word"),
    )


def _lighter_first(told: Mapping[str, str]) -> list[Reason]:
    if told["desired_effort"] != Effort.VIGOROUS or told["regularly_active"] == "yes":
        return []
    said = "You are not regularly active yet, so you begin lightly and build up."
    return [Reason("desired_effort", said, ("acsm2015",))]


def _effort(told: Mapping[str, str], outcome: Outcome) -> Effort:
    wanted = Effort(told["desired_effort"])
    may_be_vigorous = outcome is Outcome.CLEARED and told["regularly_active"] == "yes"
    return wanted if wanted is not Effort.VIGOROUS or may_be_vigorous else Effort.MODERATE


def _help(support: Support) -> int:
    return (Support.NONE, Support.RAIL_OR_WALL, Support.SECOND_PERSON).index(support)


def _sources(key: str) -> tuple[str, ...]:
    return next(q.sources for q in QUESTIONS if q.key == key)
