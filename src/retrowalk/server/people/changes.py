"""What would change a clearance: for every reason, what to wait for or to bring."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.training.clearance import Clearance, Outcome, Reason
from retrowalk.training.screening.rules import DISEASES, RISKS

_LOOKED_AT = _("A clinician looks at it, and then says that you may walk backward.")
_KNOWS = _("A clinician who knows of it says that you may walk backward.")
_ACTIVE = _(
    "A clinician says yes. Or: you are active on three days a week for three months, and "
    "light or moderate effort is enough for you."
)
_WHAT_HAPPENED = _(
    "A clinician who knows what happened says that you may walk backward again."
)

CHANGES: dict[str, Promise] = {
    "heart_disease": _ACTIVE,
    "metabolic_disease": _ACTIVE,
    "kidney_disease": _ACTIVE,
    "chest_discomfort": _LOOKED_AT,
    "unusual_breathlessness": _LOOKED_AT,
    "faintness": _LOOKED_AT,
    "heart_flutter_or_swelling": _LOOKED_AT,
    "leg_cramp_walking": _LOOKED_AT,
    "unstable_heart": _("Your doctor says that your heart and your lungs are stable."),
    "very_high_blood_pressure": _(
        "A new measurement at rest is not above 200 over 110, or a clinician says yes."
    ),
    "fever_or_infection": _("You are well again, without fever."),
    "pregnant": _("A clinician or a midwife says yes. After the birth, answer again."),
    "fallen_past_year": _("Twelve months go by without a fall."),
    "feels_unsteady": _("You feel steady again when you stand and walk."),
    "worries_about_falling": _("The worry is gone."),
    "dizziness": _LOOKED_AT,
    "cannot_see_or_hear": _("New glasses or aids let you see and hear what is around you."),
    "numb_feet": _KNOWS,
    "walking_aid": _("A clinician says yes, or you walk indoors without help again."),
    "makes_drowsy": _(
        "You no longer take it. Never change a medicine by yourself: ask whoever gave it."
    ),
    "neurological_disease": _KNOWS,
    "recent_surgery_or_fracture": _(
        "A clinician says that it has healed enough, or six months have gone by."
    ),
    "swollen_joint": _("The joint is neither hot nor swollen any more."),
    "knee_gives_way": _LOOKED_AT,
    "fragile_bones": _KNOWS,
    "back_red_flags": _("A doctor has examined you, and these signs are gone."),
    "reported_fall": _WHAT_HAPPENED,
    "reported_chest_pain": _WHAT_HAPPENED,
    "reported_dizziness": _WHAT_HAPPENED,
    "reported_breathlessness": _WHAT_HAPPENED,
    "reported_new_numbness_or_weakness": _WHAT_HAPPENED,
    "reported_knee_gave_way": _WHAT_HAPPENED,
    "reported_sharp_pain": _WHAT_HAPPENED,
    "reported_stopped_by_symptom": _WHAT_HAPPENED,
}

_WORD_IS_HERE = _("A clinician has said yes. The support stays while your answer is yes.")
_MORE_WITH_A_WORD = _("With a clinician's word you may work harder; the support stays.")


def what_changes(reason: Reason, clearance: Clearance) -> Promise | None:
    """Return what would change this reason, None for a mere remark."""
    key = reason.key
    if clearance.may_train and key in DISEASES and not clearance.clinician_agreed:
        return _MORE_WITH_A_WORD
    if clearance.may_train and key in CHANGES and not _asks_for_support_only(key):
        return _WORD_IS_HERE
    return CHANGES.get(key)


def _asks_for_support_only(key: str) -> bool:
    return key in RISKS and RISKS[key].outcome is Outcome.CLEARED_WITH_SUPPORT
