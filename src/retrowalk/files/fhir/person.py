"""The person as a FHIR Patient, without a name."""

from dataclasses import dataclass

from retrowalk.files.fhir.naming import (
    OWN_IDENTIFIERS,
    WHY_ABSENT_EXTENSION,
    address,
    id_of,
)
from retrowalk.files.fhir.parts import Json, meta


@dataclass(frozen=True, slots=True)
class FhirPerson:
    """Whose data it is.

    key: what the person is known by where the data comes from, the same in every export. It
    is not written: an identifier made from it is. simulated: nobody of flesh and blood.
    """

    key: str
    simulated: bool = False

    @property
    def id(self) -> str:
        """The identifier of the patient."""
        return id_of("patient", self.key)


def patient(person: FhirPerson) -> Json:
    """Return the patient; name and sex are withheld, and said to be."""
    made: Json = {
        "resourceType": "Patient",
        "id": person.id,
        "identifier": [{"system": OWN_IDENTIFIERS, "value": address(person.id)}],
        "name": [{"extension": [{"url": WHY_ABSENT_EXTENSION, "valueCode": "masked"}]}],
        "gender": "unknown",
    }
    if person.simulated:
        made["meta"] = meta(simulated=True)
    return made
