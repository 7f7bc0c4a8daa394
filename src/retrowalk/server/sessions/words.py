"""Our words for what people read about a session; translated where they are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.directions import Direction
from retrowalk.training.session import Ending, Symptom

SYMPTOMS: dict[Symptom, Promise] = {
    Symptom.FALL: _("I fell"),
    Symptom.CHEST_PAIN: _("Chest pain or pressure"),
    Symptom.DIZZINESS: _("Dizzy or faint"),
    Symptom.BREATHLESSNESS: _("Badly out of breath"),
    Symptom.NEW_NUMBNESS_OR_WEAKNESS: _("New numbness or weakness"),
    Symptom.KNEE_GAVE_WAY: _("My knee gave way"),
    Symptom.SHARP_PAIN: _("Sudden sharp pain"),
}
ENDINGS: dict[Ending, Promise] = {
    Ending.COMPLETED: _("Walked to the end"),
    Ending.STOPPED_BY_CHOICE: _("Stopped early by choice"),
    Ending.STOPPED_BY_PAIN: _("Ended early because it hurt"),
    Ending.STOPPED_BY_SYMPTOM: _("Stopped because of a symptom"),
}
DIRECTIONS: dict[Direction, Promise] = {
    Direction.FORWARD: _("forward"),
    Direction.BACKWARD: _("backward"),
    Direction.TURNING: _("turning"),
    Direction.UNKNOWN: _("not known"),
}
