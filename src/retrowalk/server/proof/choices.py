"""What can be tried out on oneself: one number a day that can be taken at home."""

from dataclasses import dataclass
from math import sqrt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.norms import Kind, change_threshold
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS

# The least detectable change of two single readings at 95 % is this times their spread.
MDC_PER_SPREAD = 1.96 * sqrt(2.0)
# Points from one day to the next, where nothing of the person's is known. No study seen
# gives it for pain at home: an assumption of ours, always called one (design_trial_of_oneself).
ASSUMED_PAIN = 1.5
ASSUMED_CORRELATION = 0.3  # of one day with the next; an assumption, as above


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may matter to a person.

    protocol: key of the test that is done once a day. name: of the daily reading. words: the
    question in plain words. unit: of a change. whole_from_to: the ends of a scale of whole
    numbers answered with one tap; None where the test has a page of its own.
    """

    protocol: str
    name: str | Promise
    words: str | Promise
    unit: str | Promise
    whole_from_to: tuple[int, int] | None = None

    @property
    def measure(self) -> str:
        """Key of the measure that is judged."""
        return PROTOCOLS[self.protocol].principal


PAIN = Choice(
    "pain_day",
    _("Pain today"),
    _("Pain: one number from 0 to 10 every day"),
    _("points"),
    (0, 10),
)
CHOICES = {
    one.protocol: one
    for one in (
        PAIN,
        Choice(
            "up_and_go",
            _("Stand up and go"),
            _("Getting up and going: the timed test every day"),
            _("seconds"),
        ),
        Choice(
            "chair_stand_30s",
            _("Chair stands"),
            _("Strength in the legs: rising from a chair for 30 seconds every day"),
            _("stands"),
        ),
    )
}


def choice_of(protocol: str) -> Choice:
    """Return the choice of a protocol; one that is no more offered stays readable."""
    if protocol in CHOICES:
        return CHOICES[protocol]
    of = PROTOCOLS[protocol]
    unit = measure(of.principal).unit
    return Choice(protocol, of.name, of.name, unit)


def assumed_spread(choice: Choice, population: Population) -> tuple[float, str] | None:
    """Return how far single days scatter by assumption, and the source key of it, if any.

    None where nothing is published and nothing may be assumed.
    """
    mdc = change_threshold(measure(choice.measure), population, Kind.MDC)
    if mdc is not None and mdc.counted_in == "unit":
        return mdc.amount / MDC_PER_SPREAD, mdc.source
    return (ASSUMED_PAIN, "design_trial_of_oneself") if choice == PAIN else None
