"""Studies that an account added for itself, and the log of what each of them changed."""

from django.conf import settings
from django.db import models


class OwnStudy(models.Model):
    """A study of one account; it is no part of the library, and nobody else sees it.

    key: what the account calls it, once. address: a DOI or a URL.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_studies"
    )
    key = models.CharField(max_length=40)
    citation = models.CharField(max_length=500)
    address = models.CharField(max_length=500)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="own_study_once")
        ]

    def __str__(self) -> str:
        return self.citation


class OwnResult(models.Model):
    """One result of an own study: the cells of a row of own_studies.csv, as they came."""

    study = models.ForeignKey(OwnStudy, on_delete=models.CASCADE, related_name="results")
    cells = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.study}: {self.cells.get('outcome', '')}"


class OwnChange(models.Model):
    """One entry of an account's log: what was done, and which answers it changed.

    changes: list of {key, before, after}; key is a question, as history.csv writes it.
    """

    class Act(models.TextChoices):
        """What was done."""

        ADDED = "added", "added"
        REMOVED = "removed", "removed"

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_changes"
    )
    at = models.DateTimeField(auto_now_add=True)
    number = models.PositiveIntegerField()
    library_version = models.PositiveIntegerField()
    act = models.CharField(max_length=8, choices=Act)
    studies = models.JSONField()
    changes = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="own_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {', '.join(self.studies)}"
