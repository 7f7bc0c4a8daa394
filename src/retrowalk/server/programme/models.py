"""Plans: every version is kept, the newest counts."""

from django.db import models

from retrowalk.server.people.models import Person


class PlanVersion(models.Model):
    """One version of a person's plan; never edited, only followed by the next version."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveIntegerField()
    programme = models.CharField(max_length=64)
    move = models.CharField(max_length=16)
    reason = models.TextField()
    decision = models.JSONField(null=True)
    body = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        get_latest_by = "version"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="one_plan_of_each_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: plan {self.version}"
