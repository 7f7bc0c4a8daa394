"""Our own codes as a FHIR CodeSystem, so that a bundle explains itself."""

from retrowalk.files.fhir.naming import OWN, id_of
from retrowalk.files.fhir.own_codes import own_codes
from retrowalk.files.fhir.parts import Json

VERSION = "1"


def code_system() -> Json:
    """Return every code of ours with what it means."""
    return {
        "resourceType": "CodeSystem",
        "id": id_of("code system"),
        "url": OWN,
        "version": VERSION,
        "name": "RetrowalkCodes",
        "title": "Codes of Retrowalk",
        "status": "active",
        "experimental": False,
        "description": (
            "Codes for walking backward, where LOINC and others have none: the direction of a "
            "walk, how a session ended, and tests that are done backward."
        ),
        "caseSensitive": True,
        "content": "complete",
        "concept": [
            {"code": one.code, "display": one.display, "definition": one.definition}
            for one in own_codes().values()
        ],
    }
