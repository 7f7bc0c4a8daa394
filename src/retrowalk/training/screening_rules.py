"""What a careful answer leads to: one table, so that every rule can be read at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.clearance import Outcome
from retrowalk.training.prescription import Support

_ASK, _NOT_NOW = Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW
_HELP = Outcome.CLEARED_WITH_SUPPORT
_RAIL, _PERSON = Support.RAIL_OR_WALL, Support.SECOND_PERSON


@dataclass(frozen=True, slots=True)
class Risk:
    """What "yes" to a risk question leads to, at least.

    support: what the person then walks with, if a plan is made at all.
    """

    outcome: Outcome
    support: Support
    sentence: str


# Known disease is not here: with it, activity and wanted effort decide (screening).
RISKS: Mapping[str, Risk] = MappingProxyType(
    {
        "chest_discomfort": Risk(
            _ASK,
            _PERSON,
            "Pain or pressure in the chest must be looked at before training.",
        ),
        "unusual_breathlessness": Risk(
            _ASK, _PERSON, "Breathlessness without much effort must be looked at first."
        ),
        "faintness": Risk(_ASK, _PERSON, "Fainting, or nearly, must be looked at first."),
        "heart_flutter_or_swelling": Risk(
            _ASK, _PERSON, "A racing heart or swollen ankles must be looked at first."
        ),
        "leg_cramp_walking": Risk(
            _ASK, _RAIL, "Calf cramps that come with walking must be looked at first."
        ),
        "unstable_heart": Risk(
            _NOT_NOW, _PERSON, "Your heart or lungs need to be stable before you train."
        ),
        "very_high_blood_pressure": Risk(
            _ASK, _RAIL, "Blood pressure above 200 over 110 must be treated first."
        ),
        "fever_or_infection": Risk(
            _NOT_NOW, _RAIL, "Please wait until the fever or the infection is over."
        ),
        "pregnant": Risk(
            _ASK,
            _PERSON,
            "In pregnancy your balance changes, so ask before walking backward.",
        ),
        "fallen_past_year": Risk(
            _HELP,
            _RAIL,
            "You fell in the last twelve months, so always have something to hold.",
        ),
        "feels_unsteady": Risk(
            _HELP, _RAIL, "You feel unsteady, so always have something to hold."
        ),
        "worries_about_falling": Risk(
            _HELP, _RAIL, "You worry about falling, so always have something to hold."
        ),
        "dizziness": Risk(
            _ASK, _PERSON, "Dizziness makes walking backward risky, so ask about it first."
        ),
        "cannot_see_or_hear": Risk(
            _HELP,
            _PERSON,
            "A second person can see and hear for you while you walk backward.",
        ),
        "numb_feet": Risk(
            _ASK, _RAIL, "With numb feet you feel the floor less, so ask about it first."
        ),
        "walking_aid": Risk(
            _ASK, _PERSON, "You need help to walk indoors, so ask before you walk backward."
        ),
        "makes_drowsy": Risk(
            _HELP,
            _PERSON,
            "What makes you drowsy slows your reactions, so have a second person.",
        ),
        "neurological_disease": Risk(
            _ASK,
            _PERSON,
            "In the trials, people with this walked backward with trained help.",
        ),
        "recent_surgery_or_fracture": Risk(
            _ASK,
            _RAIL,
            "After an operation or a fracture, ask whether it has healed enough.",
        ),
        "swollen_joint": Risk(
            _NOT_NOW, _RAIL, "Please wait until the joint is no longer hot or swollen."
        ),
        "knee_gives_way": Risk(
            _ASK, _RAIL, "A knee that gives way or locks must be looked at first."
        ),
        "fragile_bones": Risk(
            _ASK, _PERSON, "With weak bones a fall could do more harm, so ask first."
        ),
        "back_red_flags": Risk(
            _NOT_NOW,
            _PERSON,
            "These signs with back pain can be an emergency: please get medical help today.",
        ),
    }
)

DISEASES: Mapping[str, str] = MappingProxyType(
    {
        "heart_disease": "a disease of the heart or the blood vessels",
        "metabolic_disease": "diabetes",
        "kidney_disease": "a disease of the kidneys",
    }
)

# Days until the screening is repeated; ours except the year, which is how long the
# ACSM lets a clinician's word stand (design_review_dates, acsm2015).
REVIEW_DAYS: Mapping[Outcome, int] = {
    Outcome.CLEARED: 365,
    Outcome.CLEARED_WITH_SUPPORT: 182,
    Outcome.ASK_CLINICIAN_FIRST: 14,
    Outcome.NOT_NOW: 7,
}

STILL_POSSIBLE: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.CLEARED: (
        "You can start with light to moderate backward walking at a comfortable speed.",
        "Stop at once with chest pain, dizziness, severe breathlessness or sharp pain.",
    ),
    Outcome.CLEARED_WITH_SUPPORT: (
        "You can start with something to hold or a second person beside you.",
        "Stop at once with chest pain, dizziness, severe breathlessness or sharp pain.",
    ),
    Outcome.ASK_CLINICIAN_FIRST: (
        "Show your answers to a clinician who knows you, and come back with their word.",
        "Until then, keep to the forward walking and the light daily movement you are used "
        "to, unless it brings on what you told us about.",
        "Ask also about shifting your weight and stepping in place while holding a rail.",
    ),
    Outcome.NOT_NOW: (
        "Rest from training, and get medical help if it gets worse or you are worried.",
        "Answer the questions again when it has settled.",
    ),
}
