"""Walked sessions: what the player sent, exactly once, and what came of it."""

from django.db import models

from retrowalk.server.people.models import Person


class WalkedSession(models.Model):
    """One session as the player knows it; its identifier is made by the player.

    document: what the player sent (answers, walked intervals, coach events, device), kept as
        it came; digest tells a retry from different content under the same identifier.
    record: the session record (training.codec), set once, when all chunks are there.
    gait: the gait report of the recording, in the words of the report's JSON contract.
    recording: content digest of the recording on the shelf; empty where no motion was sent.
    plan_before, plan_after: versions of the person's plan.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="walks")
    planned_number = models.PositiveIntegerField()
    plan_before = models.PositiveIntegerField()
    plan_after = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    document = models.JSONField()
    document_digest = models.CharField(max_length=64)
    chunk_count = models.PositiveIntegerField()
    record = models.JSONField(null=True)
    gait = models.JSONField(null=True)
    recording = models.CharField(max_length=64, blank=True)
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["started_at", "received_at"]

    def __str__(self) -> str:
        return f"{self.person}: session {self.planned_number}"


class Chunk(models.Model):
    """One numbered piece of a session's motion recording; it may come before the session document.

    body is emptied once the recording stands on the shelf; the digest stays, so that a late
    retry is still recognised.
    """

    session_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    body = models.BinaryField(default=bytes)
    samples = models.PositiveIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "session_id", "number"], name="each_chunk_exactly_once"
            )
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of {self.session_id}"
