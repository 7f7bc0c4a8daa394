"""What the site calls the things of the programme room, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.server.programme.plans import (
    BEGIN,
    MOVED,
    RESCHEDULE,
    RESCREENED,
    SKIPPED,
    TRIAL,
    WEEKDAYS,
)
from retrowalk.server.programme.standing import State
from retrowalk.training.plan import Move
from retrowalk.training.programmes.programme import EvidenceStatus

STATES: dict[State, Promise] = {
    State.NOT_SCREENED: _("Not screened yet"),
    State.REVIEW_DUE: _("Screening is due again"),
    State.ASK_FIRST: _("Ask a clinician first"),
    State.NOT_NOW: _("Please not now"),
    State.NO_PLAN: _("Ready for a programme"),
    State.RESTING: _("The plan rests"),
    State.ENDED: _("Programme over"),
    State.READY: _("Training"),
}

MOVES: dict[str, Promise] = {
    BEGIN: _("Beginning"),
    RESCHEDULE: _("As time passed"),
    RESCREENED: _("After new answers"),
    MOVED: _("Moved"),
    SKIPPED: _("Skipped"),
    WEEKDAYS: _("Other days"),
    TRIAL: _("A trial of oneself"),
    Move.PROGRESS.value: _("A little more"),
    Move.HOLD.value: _("Stays the same"),
    Move.REGRESS.value: _("A step back"),
    Move.REFER.value: _("Rest, and ask"),
}

STATUSES: dict[EvidenceStatus, Promise] = {
    EvidenceStatus.TRIAL: _("Made after a dose that a study tried"),
    EvidenceStatus.PRINTED: _("Made after a dose printed in a study report"),
    EvidenceStatus.UNTESTED: _("No study we saw tested this dose"),
    EvidenceStatus.OWN: _("Written for this person; not tested"),
}
