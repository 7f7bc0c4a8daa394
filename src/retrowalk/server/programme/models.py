"""Plans and own programmes: every version is kept, the newest counts."""

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


class OwnProgramme(models.Model):
    """A programme written by the person or a clinician, in the text format of training.

    Never edited: a plan that runs names it by its key, so a changed text is a new one.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="own_programmes"
    )
    key = models.SlugField(max_length=64)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="one_own_programme_of_each_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.key}"
