"""Tests that were done, as they came."""

from django.db import models

from retrowalk.server.people.models import Person


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
