"""The screening questions: our own words around public logic.

The logic is the ACSM's of 2015 (activity now, known disease, signs, wanted effort), the
three key questions of the CDC's STEADI, and our own gate for walking backward. No
sentence is taken from a licensed questionnaire. The questions are data: which answer is
the careful one, and what it leads to, stands in rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

# By question key: "yes" or "no" (True or False are taken too), or the key of a choice.
Answers = Mapping[str, str | bool]


class AnswerKind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes_no"
    CHOICE = "choice"


class Section(StrEnum):
    """One page of questions."""

    ACTIVITY = "activity"
    HEART_AND_HEALTH = "heart_and_health"
    BALANCE_AND_SENSES = "balance_and_senses"
    JOINTS_AND_BACK = "joints_and_back"


SECTION_TITLES = MappingProxyType(
    {
        Section.ACTIVITY: "Your activity and your health so far",
        Section.HEART_AND_HEALTH: "Your heart and how you feel",
        Section.BALANCE_AND_SENSES: "Your balance and your senses",
        Section.JOINTS_AND_BACK: "Your joints, your bones and your back",
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    key: str
    text: str


YES_OR_NO = (Choice("yes", "Yes"), Choice("no", "No"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the screening.

    text: one plain sentence. help: what counts, in a sentence or two; may be empty.
    choices: the answers; "yes" and "no" for a YES_NO question.
    sources: keys of the evidence library, or of a design rule, why it is asked.
    """

    key: str
    section: Section
    text: str
    help: str
    sources: tuple[str, ...]
    kind: AnswerKind = AnswerKind.YES_NO
    choices: tuple[Choice, ...] = YES_OR_NO


_A, _H = Section.ACTIVITY, Section.HEART_AND_HEALTH
_B, _J = Section.BALANCE_AND_SENSES, Section.JOINTS_AND_BACK
_ACSM, _STEADI, _OURS = ("acsm2015",), ("steadi",), ("design_backward_gate",)

QUESTIONS: tuple[Question, ...] = (
    Question(
        "regularly_active",
        _A,
        "Have you been active for half an hour on three or more days a week?",
        "Count brisk walking, cycling, swimming and the like, over the last three months.",
        _ACSM,
    ),
    Question(
        "desired_effort",
        _A,
        "How hard do you want to work?",
        "Our first sessions are light to moderate, whatever you choose. Walking backward is "
        "harder than it looks: at 3.5 miles (5.6 kilometres) an hour it is already vigorous.",
        (*_ACSM, "compendium2011"),
        AnswerKind.CHOICE,
        (
            Choice("light", "Light: I can sing while I do it"),
            Choice("moderate", "Moderate: I can talk, but not sing"),
            Choice("vigorous", "Vigorous: I can say only a few words"),
        ),
    ),
    Question(
        "heart_disease",
        _A,
        "Has a doctor told you that you have a disease of the heart or the blood vessels?",
        "For example a past heart attack, heart failure, narrowed arteries or a stroke.",
        _ACSM,
    ),
    Question(
        "metabolic_disease",
        _A,
        "Has a doctor told you that you have diabetes?",
        "Type 1 or type 2, with or without medicine.",
        _ACSM,
    ),
    Question(
        "kidney_disease",
        _A,
        "Has a doctor told you that you have a disease of the kidneys?",
        "",
        _ACSM,
    ),
    Question(
        "chest_discomfort",
        _H,
        "Do you feel pain or pressure in your chest, at rest or when you move?",
        "Also count the neck, the jaw or the arm, if it comes with effort.",
        _ACSM,
    ),
    Question(
        "unusual_breathlessness",
        _H,
        "Do you get short of breath at rest, at night or with light effort?",
        "",
        _ACSM,
    ),
    Question(
        "faintness",
        _H,
        "Have you fainted, or nearly fainted, in the last months?",
        "",
        _ACSM,
    ),
    Question(
        "heart_flutter_or_swelling",
        _H,
        "Does your heart race without reason, or do both your ankles swell?",
        "",
        _ACSM,
    ),
    Question(
        "leg_cramp_walking",
        _H,
        "Do your calves cramp when you walk, and stop when you rest?",
        "",
        _ACSM,
    ),
    Question(
        "unstable_heart",
        _H,
        "Is your heart or lung illness new, getting worse or not under control just now?",
        "For example chest pain that is new or comes more often, an irregular heartbeat "
        "that is not settled, or a heart attack or a clot in the lung in the last weeks.",
        ("getp_do_not_start",),
    ),
    Question(
        "very_high_blood_pressure",
        _H,
        "Was your blood pressure above 200 over 110 when it was last measured at rest?",
        "It is enough if either number was higher. If you never had it measured, answer no.",
        ("getp_do_not_start",),
    ),
    Question(
        "fever_or_infection",
        _H,
        "Do you have a fever or an infection that makes you feel ill today?",
        "",
        ("getp_do_not_start",),
    ),
    Question(
        "pregnant",
        _H,
        "Are you pregnant?",
        "",
        _OURS,
    ),
    Question(
        "fallen_past_year",
        _B,
        "Have you fallen in the last twelve months?",
        "A fall is when you end up on the ground or the floor without meaning to.",
        _STEADI,
    ),
    Question(
        "feels_unsteady",
        _B,
        "Do you feel unsteady when you stand or walk?",
        "",
        _STEADI,
    ),
    Question(
        "worries_about_falling",
        _B,
        "Do you worry that you might fall?",
        "",
        _STEADI,
    ),
    Question(
        "dizziness",
        _B,
        "Do you have spells of dizziness, or does the room sometimes spin?",
        "",
        _OURS,
    ),
    Question(
        "cannot_see_or_hear",
        _B,
        "Is it hard for you to see or hear what is around you, even with glasses or aids?",
        "",
        _OURS,
    ),
    Question(
        "numb_feet",
        _B,
        "Are your feet numb, or do you have nerve damage in them?",
        "",
        _OURS,
    ),
    Question(
        "walking_aid",
        _B,
        "Do you need a stick, a frame or a person to walk indoors?",
        "",
        _OURS,
    ),
    Question(
        "makes_drowsy",
        _B,
        "Do you take anything that makes you drowsy or slow?",
        "For example sleeping pills, strong painkillers, or alcohol before training.",
        _OURS,
    ),
    Question(
        "neurological_disease",
        _B,
        "Do you have multiple sclerosis, Parkinson's, or the effects of a stroke?",
        "Count any other disease of the brain or the nerves that changes how you walk.",
        (*_OURS, "delmastro2023", "rose2018"),
    ),
    Question(
        "recent_surgery_or_fracture",
        _J,
        "Did you have an operation or a broken bone in the last six months?",
        "Leave out small ones that cannot matter for walking, such as on a tooth.",
        _OURS,
    ),
    Question(
        "swollen_joint",
        _J,
        "Is a hip, a knee or an ankle hot or newly swollen just now?",
        "",
        _OURS,
    ),
    Question(
        "knee_gives_way",
        _J,
        "Does a knee give way under you, or lock so that it will not move?",
        "",
        _OURS,
    ),
    Question(
        "fragile_bones",
        _J,
        "Have you broken a bone because of weak bones (osteoporosis)?",
        "",
        _OURS,
    ),
    Question(
        "back_red_flags",
        _J,
        "With back or leg pain, do you have new trouble with bladder or bowel, numbness "
        "between your legs, or legs that grow weaker?",
        "One of these is enough to answer yes.",
        ("cauda_equina_flags",),
    ),
    Question(
        "clinician_agreed",
        _J,
        "Has a clinician said in the last twelve months that you may walk backward?",
        "Answer yes only if they knew everything to which you answered yes here, and what "
        "made you stop if your training rests.",
        (*_ACSM, "design_clinician_word"),
    ),
)

QUESTION_KEYS: tuple[str, ...] = tuple(q.key for q in QUESTIONS)


def told(answers: Answers, key: str) -> str | None:
    """Return one answer as the key of a choice, or None where it is not answered."""
    answer = answers.get(key)
    return ("yes" if answer else "no") if isinstance(answer, bool) else answer


def page(section: Section) -> tuple[Question, ...]:
    """Return the questions of one page, in the order to ask them."""
    return tuple(q for q in QUESTIONS if q.section is section)


def question(key: str) -> Question:
    """Return the question of that key; raise KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY: Mapping[str, Question] = MappingProxyType({q.key: q for q in QUESTIONS})
