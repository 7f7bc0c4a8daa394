"""What a plan is made under."""

from dataclasses import dataclass

from retrowalk.training.clearance import Clearance
from retrowalk.training.person import Person
from retrowalk.training.programmes.programme import Programme


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan is made under: the rules it follows, what is allowed, and for whom.

    clearance: from the newest screening; it may be another one than the plan began with.
    """

    programme: Programme
    clearance: Clearance
    person: Person
