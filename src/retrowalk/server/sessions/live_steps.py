"""Tell the steps of a session under way, from the newest motion the phone sends."""

from retrowalk.errors import Conflict
from retrowalk.server.sessions.assemble import SITES
from retrowalk.server.sessions.find import Upload, own_walk
from retrowalk.server.sessions.live_stream import FreshPiece, LiveStream, ToldNow
from retrowalk.server.sessions.live_streams import STREAMS, Whose
from retrowalk.server.sessions.mounting import known_of


def live_steps(upload: Upload, site: str, piece: FreshPiece) -> ToldNow:
    """Return what is known of the session's steps after this piece.

    site: the player's word for where the phone is worn; it counts for the first piece.

    Raises Unknown if the session is another person's, Conflict if it is complete or the
    piece is not newer than the ones before it.
    """
    person = upload.person
    whose = Whose(person.account_id, person.pk, upload.session_id)
    return STREAMS.stream(whose, lambda: _begun(upload, site)).hear(piece)


def _begun(upload: Upload, site: str) -> LiveStream:
    if own_walk(upload) is not None:
        raise Conflict(f"session {upload.session_id} is complete; nothing of it is live.")
    return LiveStream(SITES[site], known_of(upload.person, site))
