"""Names that stay the same: code systems by address, resources by what they are about.

The same person, session or test gets the same identifier in every export, so a receiver
that has it already sees that nothing is new. An identifier says nothing by itself.
"""

from uuid import UUID, uuid5

ROOT = UUID("6d2f1c0e-6a51-5f0b-9f55-5a0a7c1d9e21")  # made once; changing it renames all

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
PA_CODES = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
PA_PROFILES = "http://hl7.org/fhir/us/physical-activity/StructureDefinition"
OBSERVATION_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
CAREPLAN_CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/careplan-category"
GOAL_ACHIEVEMENT = "http://terminology.hl7.org/CodeSystem/goal-achievement"
WHY_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
WHY_ABSENT_EXTENSION = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
TEST_DATA = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
OWN = f"urn:uuid:{uuid5(ROOT, 'codes')}"  # our own code system
OWN_IDENTIFIERS = f"urn:uuid:{uuid5(ROOT, 'identifiers')}"


def id_of(*about: str) -> str:
    """Return the identifier of what these words are about, the same every time."""
    # A length before each word keeps ("a", "bc") and ("ab", "c") apart.
    return str(uuid5(ROOT, "".join(f"{len(word)}:{word}" for word in about)))


def address(identifier: str) -> str:
    """Return how a resource of the same bundle is referred to."""
    return f"urn:uuid:{identifier}"
