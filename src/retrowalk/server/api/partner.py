"""The partner view: the walk tells where it is, a companion watches and may press STOP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from retrowalk.server.api.login import SignedInRequest
from retrowalk.server.api.refusals import LIVE, PARTNER
from retrowalk.server.api.sent import Seconds, Sent
from retrowalk.server.api.share_token import ShareToken, WatchingRequest
from retrowalk.server.pace import Pace
from retrowalk.server.partner import sharing
from retrowalk.server.sessions.find import own_person

NEWS = Pace(per_s=4.0, burst=12)  # of one account; the player tells once or twice a second
SHARES = Pace(per_s=0.1, burst=10)  # of one account
Way = Literal["forward", "backward"]

router = Router(tags=["partner"])


class ShareAnswer(Schema):
    """A new share; secret: what the link carries, told only here."""

    id: UUID
    secret: str
    expires_at: datetime


class NewsSent(Sent):
    """Where the walk is, as its screen shows it; nothing about health.

    left_s: of the present part. next_direction, next_s: the part that follows.
    """

    phase: Literal["ready", "walking", "changing", "paused", "over"]
    kind: Literal["walk", "change"] | None
    direction: Way | None
    left_s: Seconds
    next_direction: Way | None
    next_s: Seconds | None


class NewsHeard(Schema):
    """stop: a companion pressed STOP. watched: somebody watches just now."""

    stop: bool
    watched: bool


class NewsAnswer(Schema):
    """Where the walk is."""

    model_config = ConfigDict(extra="ignore")

    phase: str
    kind: str | None
    direction: str | None
    left_s: float
    next_direction: str | None
    next_s: float | None


class WatchAnswer(Schema):
    """What a companion sees; news null: the walk has not begun."""

    name: Annotated[str, Field(description="The person's first name.")]
    news: NewsAnswer | None
    age_s: float | None
    stop_asked: bool


class StopAnswer(Schema):
    """STOP is noted; the phone hears it with its next news."""

    stop_asked: bool


@router.post("/persons/{uuid:person_id}/share", response={201: ShareAnswer, **LIVE})
def post_share(request: SignedInRequest, person_id: UUID) -> Status[ShareAnswer]:
    """Share the person's session with a companion; an earlier link stops working."""
    person = own_person(request.auth, person_id)
    SHARES.take(request.auth.pk)
    made = sharing.share(person)
    return Status(
        201,
        ShareAnswer(id=made.share.pk, secret=made.secret, expires_at=made.share.expires_at),
    )


@router.put(
    "/persons/{uuid:person_id}/share/{uuid:share_id}/news",
    response={200: NewsHeard, **LIVE},
)
def put_news(
    request: SignedInRequest, person_id: UUID, share_id: UUID, news: NewsSent
) -> NewsHeard:
    """Tell companions where the walk is; hear whether one of them pressed STOP."""
    person = own_person(request.auth, person_id)
    NEWS.take(request.auth.pk)
    heard = sharing.tell(person, share_id, news.model_dump(exclude={"schema_"}))
    return NewsHeard(stop=heard.stop, watched=heard.watched)


@router.delete(
    "/persons/{uuid:person_id}/share/{uuid:share_id}", response={204: None, **LIVE}
)
def delete_share(request: SignedInRequest, person_id: UUID, share_id: UUID) -> Status[None]:
    """End a share at once: whoever watches sees nothing more."""
    sharing.end(own_person(request.auth, person_id), share_id)
    return Status(204, None)


@router.get("/partner", response={200: WatchAnswer, **PARTNER}, auth=ShareToken())
def get_partner(request: WatchingRequest) -> WatchAnswer:
    """Say where the shared walk is."""
    seen = sharing.watch(request.auth)
    news = None if seen.news is None else NewsAnswer(**seen.news)
    return WatchAnswer(
        name=seen.name, news=news, age_s=seen.age_s, stop_asked=seen.stop_asked
    )


@router.post("/partner/stop", response={200: StopAnswer, **PARTNER}, auth=ShareToken())
def post_stop(request: WatchingRequest) -> StopAnswer:
    """Ask the walk to stop; asking again changes nothing."""
    sharing.stop(request.auth)
    return StopAnswer(stop_asked=True)
