"""What has to be done still after somebody deleted their data."""

from django.db import models


class LeavingRecording(models.Model):
    """A recording whose sessions were deleted; it leaves the shelf next (removing).

    Written together with the deletion, so that a machine that stops in between finds it when
    it starts again. It says nothing about whose it was.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest
