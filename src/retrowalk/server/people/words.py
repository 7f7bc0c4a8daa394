"""What the site calls the things of the people room, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.training.clearance import Effort, Outcome
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place, Support
from retrowalk.training.session import UNNAMED, Reported, Symptom

GROUPS: dict[Group, Promise] = {
    Group.KNEE_OSTEOARTHRITIS: _("A sore knee (knee osteoarthritis)"),
    Group.LOW_BACK_PAIN: _("A sore lower back"),
    Group.AFTER_KNEE_INJURY: _("Getting back after a knee injury"),
    Group.OLDER_ADULT: _("Staying active in later life"),
    Group.BALANCE_AND_FALLS: _("Balance, and worry about falls"),
    Group.ACTIVE_ADULT: _("Fitness and variety, with no complaint"),
    Group.WEIGHT_AND_FITNESS: _("Weight and stamina"),
    Group.FOCUS_AND_COGNITION: _("Attention and thinking"),
    Group.MULTIPLE_SCLEROSIS: _("Walking with multiple sclerosis"),
    Group.STROKE: _("Walking after a stroke"),
    Group.PARKINSON: _("Walking with Parkinson's"),
    Group.DIABETIC_NEUROPATHY: _("Diabetes with numb feet"),
}

GROUP_HELP: dict[Group, Promise | str] = {
    Group.KNEE_OSTEOARTHRITIS: _("It hurts or feels stiff, and a doctor called it wear."),
    Group.LOW_BACK_PAIN: _("It has hurt for months, or it keeps coming back."),
    Group.AFTER_KNEE_INJURY: _("After a torn ligament or an operation on the knee."),
    Group.OLDER_ADULT: _("You are steady on your feet and want to stay so."),
    Group.BALANCE_AND_FALLS: _("You feel unsteady, have fallen, or fear that you might."),
    Group.DIABETIC_NEUROPATHY: _("You feel the floor less than you used to."),
    Group.ACTIVE_ADULT: _("You are well and want to try something different."),
    Group.WEIGHT_AND_FITNESS: _("You want to get fitter, or to weigh less."),
    Group.FOCUS_AND_COGNITION: _("Planning, attention, doing two things at once."),
    Group.MULTIPLE_SCLEROSIS: "",
    Group.STROKE: "",
    Group.PARKINSON: "",
}

# How the groups stand in the form: a heading, a sentence about it, and the groups.
GROUP_SECTIONS: tuple[tuple[Promise, Promise | str, tuple[Group, ...]], ...] = (
    (
        _("Something hurts"),
        "",
        (Group.KNEE_OSTEOARTHRITIS, Group.LOW_BACK_PAIN, Group.AFTER_KNEE_INJURY),
    ),
    (
        _("Steadiness"),
        "",
        (Group.OLDER_ADULT, Group.BALANCE_AND_FALLS, Group.DIABETIC_NEUROPATHY),
    ),
    (
        _("Fitness of body and mind"),
        "",
        (Group.ACTIVE_ADULT, Group.WEIGHT_AND_FITNESS, Group.FOCUS_AND_COGNITION),
    ),
    (
        _("Only led by a clinician"),
        _("A physiotherapist or a doctor has to agree and to lead before there is a plan."),
        (Group.MULTIPLE_SCLEROSIS, Group.STROKE, Group.PARKINSON),
    ),
)

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.CLEARED: _("You can start"),
    Outcome.CLEARED_WITH_SUPPORT: _("You can start, with support"),
    Outcome.ASK_CLINICIAN_FIRST: _("Ask a clinician first"),
    Outcome.NOT_NOW: _("Please not now"),
}

SUPPORTS: dict[Support, Promise] = {
    Support.NONE: _("no special support"),
    Support.RAIL_OR_WALL: _("a rail or a wall within reach"),
    Support.SECOND_PERSON: _("a second person beside you"),
}

EFFORTS: dict[Effort, Promise] = {
    Effort.LIGHT: _("light"),
    Effort.MODERATE: _("moderate"),
    Effort.VIGOROUS: _("vigorous"),
}

PLACES: dict[Place, Promise] = {
    Place.TREADMILL: _("Treadmill"),
    Place.HALLWAY: _("Hallway"),
    Place.GYM_FLOOR: _("Gym floor"),
    Place.TRACK: _("Running track"),
    Place.OUTDOORS_WITH_PARTNER: _("Outdoors with a partner"),
}

REPORTED: dict[Reported, Promise] = {
    Symptom.FALL: _("a fall"),
    Symptom.CHEST_PAIN: _("pain or pressure in the chest"),
    Symptom.DIZZINESS: _("dizziness"),
    Symptom.BREATHLESSNESS: _("being badly out of breath"),
    Symptom.NEW_NUMBNESS_OR_WEAKNESS: _("new numbness or weakness"),
    Symptom.KNEE_GAVE_WAY: _("a knee that gave way"),
    Symptom.SHARP_PAIN: _("sudden sharp pain"),
    UNNAMED: _("a symptom that made you stop a session"),
}
