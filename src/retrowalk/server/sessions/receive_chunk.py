"""Take one numbered piece of motion, exactly once, whenever and however often it comes."""

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.db.models.functions import Length

from retrowalk.errors import BadInput, Conflict, DifferentContent
from retrowalk.server.sessions.find import Upload, own_walk
from retrowalk.server.sessions.models import Chunk

# Bytes of motion that may wait for their sessions' documents, of one person: more than two
# days of walking; who sends more fills the disk. Own choice.
MOST_WAITING = 500_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One chunk as it came: its bytes, and what the sender says of them.

    digest: SHA-256 of the bytes in hex.
    """

    number: int
    body: bytes
    digest: str
    samples: int


def receive_chunk(upload: Upload, piece: Piece) -> bool:
    """Store one chunk; return whether it is new.

    Raises BadInput if bytes were damaged on the way, DifferentContent if this number
    holds other bytes, Conflict if the session was completed without this number or too
    much motion waits for sessions that were never finished.
    """
    digest = hashlib.sha256(piece.body).hexdigest()
    if digest != piece.digest.lower():
        raise BadInput(
            f"chunk {piece.number} has the SHA-256 {digest}, but the header "
            f"X-Content-SHA256 says {piece.digest.lower()}."
        )
    walk = own_walk(upload)
    stored = _stored(upload, piece.number)
    if stored is None and walk is not None:
        raise Conflict(
            f"the session was completed with {walk.chunk_count} chunks, and chunk "
            f"{piece.number} is none of them."
        )
    if stored is None:
        _check_room(upload, piece)
        if _created(upload, piece):
            return True
    if _stored(upload, piece.number) != digest:
        raise DifferentContent(f"chunk {piece.number} is stored with other content.")
    return False


def _check_room(upload: Upload, piece: Piece) -> None:
    """Raise Conflict if too much waits; a finished session's bodies are empty."""
    waits = Chunk.objects.filter(person=upload.person).aggregate(n=Sum(Length("body")))["n"]
    if (waits or 0) + len(piece.body) > MOST_WAITING:
        raise Conflict(
            f"{MOST_WAITING // 1_000_000} MB of motion wait for sessions that were never "
            "finished; finish those first, then send this chunk again."
        )


def _stored(upload: Upload, number: int) -> str | None:
    found = Chunk.objects.filter(
        person=upload.person, session_id=upload.session_id, number=number
    )
    return found.values_list("digest", flat=True).first()


def _created(upload: Upload, piece: Piece) -> bool:
    """Return False when the same number came over another connection in this moment."""
    try:
        with transaction.atomic():
            Chunk.objects.create(
                person=upload.person,
                session_id=upload.session_id,
                number=piece.number,
                digest=piece.digest.lower(),
                body=piece.body,
                samples=piece.samples,
            )
    except IntegrityError:
        return False
    return True
