"""Tests that were done, as they came; and what each session adds up to, worked out once."""

from django.db import models

from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession


class StoredTest(models.Model):
    """One test somebody did; its identifier is made where it was done.

    document: the trials as they came (taken_json), kept raw; what they say is worked out from
        them each time, so that a better rule reads old tests too. digest tells a retry from
        different content under the same identifier.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tests")
    protocol = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["taken_at", "received_at"]
        indexes = [
            models.Index(fields=["person", "taken_at"], name="tests_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.protocol} on {self.taken_at:%Y-%m-%d}"


class SessionSums(models.Model):
    """What one session adds up to, kept so that years of them are read at once.

    Nothing here is new: all of it is worked out from the session's record, which never
    changes (sums.py); rule is the version of that working out.
    seen_backward_s: null where the direction of no backward part was seen.
    """

    walk = models.OneToOneField(
        WalkedSession, on_delete=models.CASCADE, primary_key=True, related_name="sums"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="session_sums"
    )
    rule = models.PositiveSmallIntegerField()
    day = models.DateField()
    completed = models.BooleanField()
    prescribed_s = models.FloatField()
    done_s = models.FloatField()
    backward_s = models.FloatField()
    seen_backward_s = models.FloatField(null=True)
    pain_before = models.PositiveSmallIntegerField(null=True)
    pain_after = models.PositiveSmallIntegerField(null=True)
    rpe_cr10 = models.FloatField(null=True)
    stumbles = models.PositiveIntegerField(null=True)
    simulated = models.BooleanField()

    class Meta:
        ordering = ["walk__started_at", "walk__received_at"]

    def __str__(self) -> str:
        return f"{self.person} on {self.day}: {self.backward_s:.0f} s backward"
