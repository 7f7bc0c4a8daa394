"""Accounts that log in, and the persons who train."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from retrowalk.training.person import Group


class Account(AbstractUser):
    """Someone who logs in; looks after one or more persons (a household)."""

    is_demo = models.BooleanField(default=False)


class Person(models.Model):
    """A person who trains.

    height_m, weight_kg, max_heart_rate_bpm: only what the person chose to tell; null where
        nothing was told. The form keeps them within the limits of training.person.
    """

    class Units(models.TextChoices):
        """How speeds and distances are shown to this person."""

        METRIC = "metric", _("km/h and metres")
        IMPERIAL = "imperial", _("mph and feet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="persons")
    name = models.CharField(max_length=80)
    birth_year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=32, choices=[(g.value, g.value) for g in Group])
    units = models.CharField(max_length=8, choices=Units, default=Units.METRIC)
    coach_language = models.CharField(max_length=8, default="en")
    height_m = models.FloatField(null=True, blank=True)
    weight_kg = models.FloatField(null=True, blank=True)
    max_heart_rate_bpm = models.FloatField(null=True, blank=True)
    simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "name"]

    def __str__(self) -> str:
        return self.name


class Screening(models.Model):
    """One answered screening and its clearance; never edited, only followed by a newer one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="screenings")
    answered_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField()
    outcome = models.CharField(max_length=32)
    clearance = models.JSONField()
    review_on = models.DateField()

    class Meta:
        ordering = ["-answered_at", "-pk"]
        get_latest_by = ["answered_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.outcome}"
