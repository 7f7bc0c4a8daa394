"""The chunks that a session document speaks of: all there, or the numbers that lack."""

from django.db.models import QuerySet

from retrowalk.errors import Conflict
from retrowalk.server.sessions.document import SessionDocument
from retrowalk.server.sessions.find import Upload
from retrowalk.server.sessions.models import Chunk


class MissingChunks(Conflict):
    """A session document came before all of its chunks."""

    def __init__(self, detail: str, missing: list[int]) -> None:
        super().__init__(detail)
        self.missing = missing


def arrived(upload: Upload, document: SessionDocument) -> list[bytes]:
    """Return the bodies of all chunks in order of their numbers.

    Raises MissingChunks, or Conflict where there are more chunks or another number of
    samples than the document says: then something was lost on the way here.
    """
    rows = list(_chunks(upload).values_list("number", "samples", "body"))
    missing = sorted(set(range(document.chunk_count)) - {number for number, _, _ in rows})
    if missing:
        raise MissingChunks(
            f"{len(missing)} of {document.chunk_count} chunks have not arrived; "
            "send those listed under missing, then this document again.",
            missing,
        )
    if len(rows) > document.chunk_count:
        raise Conflict(
            f"{len(rows)} chunks have arrived, but the document says {document.chunk_count}."
        )
    samples = sum(n for _, n, _ in rows)
    if samples != document.samples:
        raise Conflict(
            f"the chunks hold {samples} samples, but the document says {document.samples}."
        )
    return [bytes(body) for _, _, body in rows]


def numbers(upload: Upload) -> list[int]:
    """Return the numbers of the chunks that have arrived, ascending."""
    return list(_chunks(upload).values_list("number", flat=True))


def let_go(upload: Upload) -> None:
    """Empty the bodies once the recording is on the shelf; digests stay for late retries."""
    _chunks(upload).update(body=b"")


def _chunks(upload: Upload) -> QuerySet[Chunk]:
    mine = Chunk.objects.filter(person=upload.person, session_id=upload.session_id)
    return mine.order_by("number")
