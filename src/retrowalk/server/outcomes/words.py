"""What may be said of a change, in a person's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.change import Word
from retrowalk.outcomes.taken import LOST_BALANCE, PAIN
from retrowalk.server.programme.shown import minutes
from retrowalk.server.sessions.words import SYMPTOMS
from retrowalk.signals.recording import SensorSite

CHANGES: dict[Word, Promise] = {
    Word.REAL_AND_MEANINGFUL: gettext_lazy("A real change, large enough to notice"),
    Word.REAL: gettext_lazy("A real change"),
    Word.TOO_SMALL_TO_TELL: gettext_lazy("Too small to tell"),
    Word.NOT_KNOWN: gettext_lazy("Not known"),
    Word.TOO_EARLY: gettext_lazy("Too early to say"),
}

# What went wrong in a test, by its key in Trial.happened; stopping by choice is nothing.
HAPPENED: dict[str, str | Promise] = {
    **{symptom.value: words for symptom, words in SYMPTOMS.items()},
    LOST_BALANCE: gettext_lazy("Lost the balance"),
    PAIN: gettext_lazy("It hurt too much"),
}

WORN: dict[SensorSite, Promise] = {
    SensorSite.POCKET: gettext_lazy("phone in the pocket"),
    SensorSite.LOWER_BACK: gettext_lazy("phone at the lower back"),
    SensorSite.THIGH: gettext_lazy("sensor on the thigh"),
    SensorSite.SHANK: gettext_lazy("sensor on the lower leg"),
    SensorSite.FOOT: gettext_lazy("sensor on the foot"),
    SensorSite.WRIST: gettext_lazy("sensor on the wrist"),
}

TWO_HOURS_S = 7200.0  # s; from here on people count hours


def duration(seconds: float) -> str:
    """Return a duration as people say it; hours and minutes from two hours on."""
    if seconds < TWO_HOURS_S:
        return minutes(seconds)
    hours, rest = divmod(round(seconds / 60.0), 60)
    return _("%(hours)d hours %(minutes)d minutes") % {"hours": hours, "minutes": rest}
