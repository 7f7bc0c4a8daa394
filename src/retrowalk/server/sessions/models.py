"""Walked sessions: what the player sent, exactly once, and what came of it."""

from datetime import date

from django.db import models
from django.utils import timezone

from retrowalk.server.people.models import Person

MORNING_DAYS = 2  # the morning is asked about for so many days; design_next_morning


class WalkedSession(models.Model):
    """One session as the player knows it; its identifier is made by the player.

    document: what the player sent (answers, walked intervals, coach events, device), kept as
        it came; digest tells a retry from different content under the same identifier.
    record: the session record (training.codec), set once, when all chunks are there.
    gait: the gait report of the recording, in the words of the report's JSON contract.
    recording: content digest of the recording on the shelf; empty where no motion was sent.
    plan_before, plan_after: versions of the person's plan.
    pain_next_morning: 0-10, told on the site a day later; kept beside the record.
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
    pain_next_morning = models.PositiveSmallIntegerField(null=True)
    morning_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at", "received_at"]

    def __str__(self) -> str:
        return f"{self.person}: session {self.planned_number}"

    def asks_for_the_morning(self, today: date) -> bool:
        """Whether the morning after has come, is not long ago, and was not told yet."""
        days = (today - timezone.localdate(self.started_at)).days
        open_still = self.record is not None and self.pain_next_morning is None
        return open_still and 1 <= days <= MORNING_DAYS


class AdverseEvent(models.Model):
    """Something that went wrong outside a session, as it was told on the site."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="adverse_events"
    )
    day = models.DateField()
    symptom = models.CharField(max_length=32)
    note = models.TextField(blank=True)
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.symptom} on {self.day}"


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


class PhoneMounting(models.Model):
    """How a person wears the phone at one place, learnt from sessions walked as told.

    body: the calibration (files.calibration_json). since: the session from which it has been worn
    so. learnt_from: start of the newest session that said the same; sessions: how many did.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mountings")
    site = models.CharField(max_length=32)
    body = models.JSONField()
    since = models.DateTimeField()
    learnt_from = models.DateTimeField()
    sessions = models.PositiveIntegerField(default=1)
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["site"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "site"], name="one_mounting_for_each_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.site} since {self.since:%Y-%m-%d}"
