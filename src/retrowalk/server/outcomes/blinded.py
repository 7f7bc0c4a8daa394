"""What a running trial of oneself keeps from its person: the numbers of its own measure.

Who looks early stops when it looks good, and answers otherwise when it looks bad (ADR 0018).
So what was measured in a trial stands on no page before its last day is over. It is stored,
exported and judged as ever, and a number that asks for care is shown at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.results import Result
from retrowalk.server.outcomes.models import StoredTest
from retrowalk.server.people.models import Person
from retrowalk.training.progression.session_rules import PAIN_TO_REGRESS

PAIN = "pain_nrs"


@dataclass(frozen=True, slots=True)
class Blinded:
    """A trial that runs: what it measures, and its first and last day."""

    measure: str
    first: date
    last: date

    @property
    def sentence(self) -> str:
        """When the numbers are shown, as the person reads it."""
        return _(
            "A trial of yourself runs on “%(name)s”: what you measure in it is shown from "
            "%(day)s on, so that looking does not change your answers. It is kept, and your "
            "export has it."
        ) % {
            "name": _(measure(self.measure).name),
            "day": formats.date_format(self.last + timedelta(days=1), _("j F Y")),
        }

    def hides(self, stored: StoredTest, result: Result) -> bool:
        """Say whether a result was taken inside the trial, by our clock or by the person's."""
        days = timezone.localdate(stored.taken_at), _own_day(stored)
        return result.measure == self.measure and any(
            self.first <= day <= self.last for day in days
        )


def blinded(person: Person) -> Blinded | None:
    """Return what is kept from a person today, None where no trial runs."""
    today = timezone.localdate()
    trial = person.own_trials.filter(
        stopped_on=None, starts_on__lte=today, ends_on__gte=today
    ).first()
    if trial is None:
        return None
    return Blinded(trial.measure, trial.starts_on, trial.ends_on)


def asks_for_care(result: Result) -> bool:
    """Say whether a number is one at which no session begins: it is kept from nobody."""
    return result.measure == PAIN and (result.value or 0.0) > PAIN_TO_REGRESS


def _own_day(stored: StoredTest) -> date:
    """Return the day on the clock by which it was taken."""
    return date.fromisoformat(stored.document["taken_at"][:10])
