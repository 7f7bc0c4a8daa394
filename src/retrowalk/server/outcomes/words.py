"""What may be said of a change, in a person's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from retrowalk.outcomes.change import Word

CHANGES: dict[Word, Promise] = {
    Word.REAL_AND_MEANINGFUL: gettext_lazy("A real change, large enough to notice"),
    Word.REAL: gettext_lazy("A real change"),
    Word.TOO_SMALL_TO_TELL: gettext_lazy("Too small to tell"),
    Word.NOT_KNOWN: gettext_lazy("Not known"),
    Word.TOO_EARLY: gettext_lazy("Too early to say"),
}
