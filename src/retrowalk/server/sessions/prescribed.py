"""What the plan prescribed for a session, in the version that the player walked from."""

from retrowalk.errors import BadInput
from retrowalk.server.people.models import Person
from retrowalk.training.codec.plan import plan_from_json
from retrowalk.training.planning.alternating import as_walked
from retrowalk.training.prescription import Prescription


def prescribed(person: Person, version: int, number: int) -> Prescription:
    """Return one session's dose.

    A player without network may hold an old version: every version is still stored.
    Raises BadInput if the person has no such version, or the version no such session.
    """
    stored = person.plans.filter(version=version).first()
    if stored is None:
        raise BadInput(f"plan_version {version}: {person.name} has no such plan.")
    for planned in as_walked(plan_from_json(stored.body)).ahead:
        if planned.number == number:
            return planned.prescription
    raise BadInput(f"planned_number {number}: plan {version} has no such session.")
