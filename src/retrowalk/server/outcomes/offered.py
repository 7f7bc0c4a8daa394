"""Which tests a person is offered, and why one is not.

Answering, weighing and sitting at the phone are always possible. Rising, standing, bending
and walking against a clock ask the body as much as a session does, so they wait for what a
session waits for.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from retrowalk.outcomes.protocols.body import SIT_AND_REACH
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.protocols.protocol import Protocol, Way
from retrowalk.server.people.models import Person
from retrowalk.server.programme.standing import Standing, State, standing
from retrowalk.training.people_served import profile
from retrowalk.training.person import Group

AT_REST = (Way.TOLD, Way.REACTION, Way.COLOURS, Way.TWO_BACK)
STRETCHES = (SIT_AND_REACH.key,)  # read from a ruler and typed in, but done by the body
DAILY = 1  # day; what a trial of oneself asks for each day is nobody's usual test
OPEN = (State.READY, State.NO_PLAN, State.ENDED)


@dataclass(frozen=True, slots=True)
class Offer:
    """One test as it stands for a person.

    usual: whether it is among those for the reason the person trains for.
    why_not: one sentence; empty where the test may be done.
    """

    protocol: Protocol
    usual: bool
    why_not: str


def offered(person: Person, today: date) -> tuple[Offer, ...]:
    """Return every test, those usual for the person first."""
    now = standing(person, today)
    usual = set(profile(Group(person.group)).measures)
    offers = [
        Offer(of, of.principal in usual and of.every_days != DAILY, _why_not(of, now))
        for of in PROTOCOLS.values()
    ]
    return tuple(sorted(offers, key=lambda one: not one.usual))


def why_not(person: Person, of: Protocol, today: date) -> str:
    """Return why a person may not do a test now; empty where they may."""
    return _why_not(of, standing(person, today))


def _why_not(of: Protocol, now: Standing) -> str:
    at_rest = of.way in AT_REST and of.key not in STRETCHES
    if at_rest or now.state in OPEN:
        return ""
    return now.why_not or _("Answer the screening questions first.")
