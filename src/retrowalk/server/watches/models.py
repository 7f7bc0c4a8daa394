"""What was brought in from watches."""

from django.db import models

from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession


class BroughtFile(models.Model):
    """What one file told of one session, whole, as it was read; waiting until confirmed.

    walk: the session it belongs to; None while the person has not confirmed it.
    digest: SHA-256 of the file. laps: name, start_s, duration_s, direction of each.
    readings: columns (files.watch.session_json), t_s counted from started_at.
    named_walk: the session whose times were asked for, with Apple Health; it then is the only
        one it may belong to.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="brought")
    walk = models.ForeignKey(
        WalkedSession, on_delete=models.CASCADE, related_name="brought", null=True
    )
    named_walk = models.ForeignKey(
        WalkedSession, on_delete=models.CASCADE, related_name="+", null=True
    )
    brought_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    source_format = models.CharField(max_length=20)
    device = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    duration_s = models.FloatField()
    laps = models.JSONField()
    readings = models.JSONField()
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "digest"], name="each_file_once_for_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.source_format} of {self.started_at:%Y-%m-%d}"
