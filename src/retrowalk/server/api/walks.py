"""Walked sessions: their chunks, their document, and what has arrived so far."""

from typing import Annotated
from uuid import UUID

from ninja import Header, Path, Router, Schema, Status
from pydantic import Field

from retrowalk.server.api.answers import (
    ChunkReceived,
    OutcomeAnswer,
    SessionState,
    outcome_answer,
)
from retrowalk.server.api.login import SignedInRequest
from retrowalk.server.api.refusals import READ, WRITE
from retrowalk.server.api.sent import MOST_CHUNKS, MotionSent, SessionSent
from retrowalk.server.people.models import Account
from retrowalk.server.sessions.arrived import numbers
from retrowalk.server.sessions.find import Upload, own_person, own_walk
from retrowalk.server.sessions.outcome import outcome
from retrowalk.server.sessions.receive_chunk import Piece, receive_chunk
from retrowalk.server.sessions.receive_session import receive_session

SESSION = "/persons/{uuid:person_id}/sessions/{uuid:session_id}"

router = Router(tags=["sessions"])


class SessionPath(Schema):
    """Which session of which person."""

    person_id: UUID
    session_id: UUID

    def upload(self, account: Account) -> Upload:
        """Return the session on its way; raise Unknown if the person is not the account's."""
        return Upload(own_person(account, self.person_id), self.session_id)


class ChunkPath(SessionPath):
    """Which chunk of which session."""

    number: Annotated[int, Field(ge=0, lt=MOST_CHUNKS)]


@router.put(
    SESSION + "/chunks/{int:number}",
    response={201: ChunkReceived, 200: ChunkReceived, **WRITE},
)
def put_chunk(
    request: SignedInRequest,
    path: Path[ChunkPath],
    motion: MotionSent,
    x_content_sha256: Annotated[
        str, Header(alias="X-Content-SHA256", pattern="^[0-9a-fA-F]{64}$")
    ],
) -> Status[ChunkReceived]:
    """Take one chunk of motion: 201 the first time, 200 for the same bytes again."""
    piece = Piece(path.number, request.body, x_content_sha256, len(motion.t_ms))
    new = receive_chunk(path.upload(request.auth), piece)
    return Status(201 if new else 200, ChunkReceived(number=path.number, new=new))


@router.put(SESSION, response={201: OutcomeAnswer, 200: OutcomeAnswer, **WRITE})
def put_session(
    request: SignedInRequest, path: Path[SessionPath], document: SessionSent
) -> Status[OutcomeAnswer]:
    """Take the session document: 201 with what came of it, 200 with the same again."""
    walk, new = receive_session(path.upload(request.auth), document.as_document())
    return Status(201 if new else 200, outcome_answer(outcome(walk)))


@router.get(SESSION, response={200: SessionState, **READ})
def session_state(request: SignedInRequest, path: Path[SessionPath]) -> SessionState:
    """Say what has arrived of a session, so that an upload can go on where it stopped."""
    upload = path.upload(request.auth)
    walk = own_walk(upload)
    return SessionState(
        document_received=walk is not None,
        chunks=numbers(upload),
        outcome=outcome_answer(outcome(walk)) if walk else None,
    )
