"""A session shared with a companion: made, told, watched, stopped, ended.

Times are short because a share is only good while somebody walks: an hour without news
from the walk ends it, and so does its last word. What is expired is removed whenever
anything is shared, told or watched, and whenever a player asks for its token.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from retrowalk.errors import Conflict, Unknown
from retrowalk.server.partner.models import Share
from retrowalk.server.partner.secret import hashed, new_secret
from retrowalk.server.people.models import Person

WITHOUT_NEWS = timedelta(hours=1)
AFTER_THE_END = timedelta(minutes=1)  # so that the companion hears that it is over
WATCHED_S = 5.0  # a companion asks about once a second
SEEN_EVERY_S = 2.0  # is noted that often, not at every question
OVER = "over"


@dataclass(frozen=True, slots=True)
class Shared:
    """A new share; secret: told once, to the one who shares."""

    share: Share
    secret: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the walk hears back when it tells its news."""

    stop: bool
    watched: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """What a companion sees: a first name and where the walk is, nothing else.

    news: None until the walk begins. age_s: how old the news are.
    """

    name: str
    news: Mapping[str, Any] | None
    age_s: float | None
    stop_asked: bool


def share(person: Person) -> Shared:
    """Share the person's next or present session; an earlier link stops working."""
    forget_expired()
    secret = new_secret()
    Share.objects.filter(person=person).delete()
    made = Share.objects.create(
        person=person,
        token_hash=hashed(secret),
        expires_at=timezone.now() + WITHOUT_NEWS,
    )
    return Shared(made, secret)


def end(person: Person, share_id: UUID) -> None:
    """End a share at once; one that is gone already is as ended."""
    Share.objects.filter(person=person, pk=share_id).delete()


def tell(person: Person, share_id: UUID, news: Mapping[str, Any]) -> Heard:
    """Take news of the walk; return whether to stop. Raise Unknown if the share is over."""
    found = _living().filter(person=person, pk=share_id).first()
    if found is None:
        raise Unknown("this session is not shared any more.")
    now = timezone.now()
    over = news["phase"] == OVER
    Share.objects.filter(pk=found.pk).update(
        news=dict(news),
        news_at=now,
        expires_at=now + (AFTER_THE_END if over else WITHOUT_NEWS),
    )
    seen = found.seen_at
    return Heard(
        stop=found.stop_asked_at is not None,
        watched=seen is not None and _age_s(seen) <= WATCHED_S,
    )


def watch(found: Share) -> Watched:
    """Return what a companion sees now."""
    if found.seen_at is None or _age_s(found.seen_at) > SEEN_EVERY_S:
        Share.objects.filter(pk=found.pk).update(seen_at=timezone.now())
    first, *_ = found.person.name.split() or [""]
    return Watched(
        name=first,
        news=found.news,
        age_s=None if found.news_at is None else _age_s(found.news_at),
        stop_asked=found.stop_asked_at is not None,
    )


def stop(found: Share) -> None:
    """Ask the walk to stop; raise Conflict before its begin and after its end."""
    if found.news is None:
        raise Conflict("the session has not begun; there is nothing to stop yet.")
    if found.news["phase"] == OVER:
        raise Conflict("the session is over; there is nothing to stop any more.")
    unasked = Share.objects.filter(pk=found.pk, stop_asked_at=None)
    unasked.update(stop_asked_at=timezone.now())


def opened(secret: str) -> Share | None:
    """Return the share that a secret opens, None where there is none any more."""
    return _living().filter(token_hash=hashed(secret)).select_related("person").first()


def forget_expired() -> None:
    """Remove all shares whose time is over."""
    expired = Share.objects.filter(expires_at__lt=timezone.now())
    if expired.exists():
        expired.delete()


def _living() -> QuerySet[Share]:
    forget_expired()
    return Share.objects.filter(expires_at__gte=timezone.now())


def _age_s(moment: datetime) -> float:
    return max(0.0, (timezone.now() - moment).total_seconds())
