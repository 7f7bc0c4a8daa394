"""What a careful answer leads to: one table, so that every rule can be read at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.training.clearance import Effort, Outcome, reason_key
from retrowalk.training.prescription import Support
from retrowalk.training.session import UNNAMED, Reported, Symptom

_ASK, _NOT_NOW = Outcome.ASK_CLINICIAN_FIRST, Outcome.NOT_NOW
_HELP = Outcome.CLEARED_WITH_SUPPORT
_RAIL, _PERSON = Support.RAIL_OR_WALL, Support.SECOND_PERSON


@dataclass(frozen=True, slots=True)
class Risk:
    """What "yes" to a risk question leads to, at least.

    support, effort: what the person then walks with, and the hardest effort, if a plan is
        made at all.
    changes: whether it changes within weeks, so that the screening is repeated sooner.
    """

    outcome: Outcome
    support: Support
    sentence: str
    effort: Effort = Effort.MODERATE
    changes: bool = False


# Known disease is not here: with it, activity and wanted effort decide (screen).
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
            "In pregnancy ask first: no study of walking backward in pregnancy was seen.",
            changes=True,
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
            "Where it was tried, people with such a disease had trained help, so ask first.",
        ),
        "recent_surgery_or_fracture": Risk(
            _ASK,
            _RAIL,
            "After an operation or a fracture, ask whether it has healed enough.",
            changes=True,
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

# What cannot wait for tomorrow, said before what merely has to pass.
EMERGENCIES = ("back_red_flags", "unstable_heart")

# The ACSM's signs of disease: with any of them everybody asks first, active or not.
ACSM_SIGNS = (
    "chest_discomfort",
    "unusual_breathlessness",
    "faintness",
    "heart_flutter_or_swelling",
    "leg_cramp_walking",
)

_SINCE: tuple[tuple[Reported, Support, str], ...] = (
    (Symptom.FALL, _PERSON, "you fell"),
    (Symptom.CHEST_PAIN, _PERSON, "you had chest pain"),
    (Symptom.DIZZINESS, _PERSON, "you got dizzy"),
    (Symptom.BREATHLESSNESS, _PERSON, "you got severely short of breath"),
    (Symptom.NEW_NUMBNESS_OR_WEAKNESS, _PERSON, "you had new numbness or weakness"),
    (Symptom.KNEE_GAVE_WAY, _RAIL, "a knee gave way"),
    (Symptom.SHARP_PAIN, _RAIL, "you had sharp pain"),
    (UNNAMED, _PERSON, "you stopped a session because of a symptom"),
)

# Signs of something, not a state that is known: to be looked at soon, whatever the plan.
RED_FLAGS = frozenset(
    (
        *ACSM_SIGNS,
        "very_high_blood_pressure",
        "dizziness",
        "knee_gives_way",
        *(reason_key(reported) for reported, _support, _since in _SINCE),
    )
)

DISEASES: Mapping[str, str] = MappingProxyType(
    {
        "heart_disease": "a disease of the heart or the blood vessels",
        "metabolic_disease": "diabetes",
        "kidney_disease": "a disease of the kidneys",
    }
)


def known_disease(name: str, *, asks: bool, clinician_agreed: bool) -> Risk:
    """Return what a known disease leads to.

    asks: whether the ACSM's logic sends this person to a clinician before anything new.
    Without a clinician's word the effort stays light: walking backward is new exercise,
    and the ACSM lets people go on only with what they already do (docs/adr/0005).
    """
    if asks:
        return Risk(
            _ASK,
            _RAIL,
            f"You have {name}, so ask before you begin something new or harder.",
        )
    if clinician_agreed:
        return Risk(_HELP, _RAIL, f"You have {name}, so always have something to hold.")
    return Risk(
        _HELP,
        _RAIL,
        f"You have {name} and are already active, so go on lightly and with support.",
        effort=Effort.LIGHT,
    )


# What made the last plan rest, by the key of the reason it becomes.
REPORTED: Mapping[Reported, tuple[str, Risk]] = MappingProxyType(
    {
        reported: (
            reason_key(reported),
            Risk(
                _ASK,
                support,
                f"Your training has rested since {what}, so ask before you walk backward again.",
                effort=Effort.LIGHT,
                changes=True,
            ),
        )
        for reported, support, what in _SINCE
    }
)
REPORTED_SOURCES = ("design_hard_stops",)

# Days until the screening is repeated; ours except the year, which is how long the
# ACSM lets a clinician's word stand (design_review_dates, acsm2015).
REVIEW_DAYS: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.CLEARED: 365,
        Outcome.CLEARED_WITH_SUPPORT: 182,
        Outcome.ASK_CLINICIAN_FIRST: 14,
        Outcome.NOT_NOW: 7,
    }
)
CHANGING_REVIEW_DAYS = 28  # days, with anything that changes; design_review_changing
