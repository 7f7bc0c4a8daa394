"""The line about a running trial on the pages of other rooms."""

from django import template
from django.utils import timezone

from retrowalk.server.people.models import Person
from retrowalk.server.proof.today import today_of
from retrowalk.server.proof.trials import running

register = template.Library()


@register.inclusion_tag("proof/today.html")
def own_trial_today(person: Person) -> dict[str, object]:
    """Show what today is in the person's trial; nothing where none runs."""
    today = timezone.localdate()
    trial = running(person, today)
    now = None if trial is None else today_of(person, trial, today)
    return {"person": person, "trial": trial, "now": now}
