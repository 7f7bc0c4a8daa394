"""Tests that were done, as they came; and what each session adds up to, worked out once."""

from django.db import models

from retrowalk.server.people.models import Person
from retrowalk.server.sessions.models import WalkedSession

ALL_SPEEDS = -1  # in the place of a band of speed


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


class WalkedAtSpeed(models.Model):
    """What a sensor saw of one session's walking one way, at one speed or at all speeds.

    Worked out from the session's gait report and readings together with SessionSums
    (at_speed.py), under the same rule; nothing here is new.
    site: where the sensor was worn (SensorSite); treadmill: whether the session was
        planned on one. Rows are compared only where both are the same.
    band: whole steps of gait.measures.matched.SPEED_STEP_MPS, or ALL_SPEEDS.
    rpe_cr10: only of a session that went one way throughout. A null was not measured.
    """

    walk = models.ForeignKey(
        WalkedSession, on_delete=models.CASCADE, related_name="at_speed"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="walked_at_speed"
    )
    site = models.CharField(max_length=16)
    treadmill = models.BooleanField()
    direction = models.CharField(max_length=8)
    band = models.SmallIntegerField()
    strides = models.PositiveIntegerField()
    speed_mps = models.FloatField(null=True)
    stride_length_m = models.FloatField(null=True)
    stride_time_cv_pct = models.FloatField(null=True)
    landing_mps2 = models.FloatField(null=True)
    lean_deg = models.FloatField(null=True)
    pelvis_tilt_deg = models.FloatField(null=True)
    pelvis_obliquity_deg = models.FloatField(null=True)
    pelvis_rotation_deg = models.FloatField(null=True)
    heart_rate_bpm = models.FloatField(null=True)
    rpe_cr10 = models.FloatField(null=True)

    class Meta:
        ordering = ["walk__started_at", "walk__received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "direction", "band"],
                name="each_way_and_speed_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "site", "treadmill", "direction", "band"],
                name="walked_by_way_and_speed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.direction}, band {self.band}"
