"""Trials of oneself: drawn once before their first day, kept whatever comes of them."""

import uuid

from django.db import models

from retrowalk.server.people.models import Person


class OwnTrial(models.Model):
    """One person's trial: what was asked, and the draw that was made for it.

    schedule: the draw as a text (outcomes.single_case.schedule_toml), never changed; it is
        checked against its seed before anything is judged.
    order: what each day is for, in order, as it was drawn.
    foretold: what the trial would notice, as it was told before the start.
    stopped_on: the day on which the person stopped early; null where they did not.
    """

    class State(models.TextChoices):
        """Where a trial stands; one that is over stays FINISHED or STOPPED."""

        RUNNING = "running"
        FINISHED = "finished"
        STOPPED = "stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_trials")
    measure = models.CharField(max_length=64)
    protocol = models.CharField(max_length=64)
    schedule = models.TextField()
    order = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    foretold = models.JSONField()
    drawn_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State, default=State.RUNNING)
    stopped_on = models.DateField(null=True)
    why_stopped = models.TextField(blank=True)
    simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="running"),
                name="one_running_trial_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.measure} from {self.starts_on}"
