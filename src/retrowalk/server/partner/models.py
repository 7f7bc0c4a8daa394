"""A session shared with a companion: one row a person, gone when the session is over."""

import uuid

from django.db import models

from retrowalk.server.people.models import Person


class Share(models.Model):
    """What a companion may see of a person's present session, and may ask of it.

    token_hash: of the secret that the link carries; the secret itself is stored nowhere.
    news: where the walk is (partner.news); null until it begins. stop_asked_at: when a
    companion pressed STOP.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="share")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
    news = models.JSONField(null=True)
    news_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person}, until {self.expires_at:%H:%M}"
