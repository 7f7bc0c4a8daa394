"""A planned session as ZWO, the workout file of Zwift.

ZWO knows speeds only as shares of a runner's own best times, which nobody here has; so every
step is one of free speed, and what to do stands in the texts that are shown during it.
"""

from xml.etree import ElementTree as ET

from retrowalk.files.watch.plain_text import plain
from retrowalk.files.watch.workout_steps import steps_of
from retrowalk.files.watch.xml_writing import child, document
from retrowalk.training.prescription import Prescription

TURN_S = 30  # ZWO has no step without an end; the coach's own change on a belt is as long
AUTHOR = "Retrowalk"
ABOUT = (
    "Backward-walking session. Zwift cannot hold you back from walking faster than "
    "prescribed: keep to the speeds in the texts."
)


def zwo(prescription: Prescription, name: str) -> bytes:
    """Return a planned session as the bytes of a ZWO file."""
    root = ET.Element("workout_file")
    child(root, "author", AUTHOR)
    child(root, "name", plain(name) or "Session")
    child(root, "description", ABOUT)
    child(root, "sportType", "run")
    child(root, "durationType", "time")
    child(root, "tags")
    workout = child(root, "workout")
    for step in steps_of(prescription):
        lasts_s = TURN_S if step.duration_s is None else round(step.duration_s)
        free = child(workout, "FreeRide", Duration=str(max(1, lasts_s)), FlatRoad="1")
        child(free, "textevent", timeoffset="0", message=step.name)
        child(free, "textevent", timeoffset="5", message=step.told)
    return document(root)
