"""What the site calls the things of the people room, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.training.clearance import Effort, Outcome
from retrowalk.training.person import Group
from retrowalk.training.prescription import Place, Support

GROUPS: dict[Group, Promise] = {
    Group.KNEE_OSTEOARTHRITIS: _("A sore knee (knee osteoarthritis)"),
    Group.LOW_BACK_PAIN: _("A sore lower back"),
    Group.OLDER_ADULT: _("Balance and steadiness in later life"),
    Group.ACTIVE_ADULT: _("Fitness and variety, with no complaint"),
}

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
