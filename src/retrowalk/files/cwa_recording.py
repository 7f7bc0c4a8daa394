"""A short CWA file as one recording, for whoever needs all of it at once."""

from pathlib import Path

import numpy as np

from retrowalk.errors import BadRecording
from retrowalk.files.columns import MAX_ROWS, Columns, Progress, Worn
from retrowalk.files.cwa import open_cwa
from retrowalk.files.cwa_layout import SECTOR_BYTES
from retrowalk.signals.recording import SensorSite

_ANYWHERE = Worn(
    SensorSite.LOWER_BACK
)  # columns do not say where; even_clock.recording does


def read_cwa(path: Path, progress: Progress) -> Columns:
    """Return the samples of a CWA file at the times they came, seconds since 1970."""
    source = open_cwa(path, _ANYWHERE, progress)
    room = path.stat().st_size // SECTOR_BYTES * source.facts.form.capacity
    if room > MAX_ROWS:
        raise BadRecording(
            f"{path.name}: holds about {room:,} samples; expected at most {MAX_ROWS:,} where "
            "a recording is held as a whole; the command analyse reads it piece by piece"
        )
    acc = np.empty((room, 3))
    gyr = np.empty((room, 3)) if source.facts.form.has_gyroscope else None
    samples: list[int] = []
    seconds: list[float] = []
    n = 0
    for chunk in source.chunks():
        here = slice(chunk.first, chunk.first + len(chunk.acc))
        n = here.stop
        np.multiply(chunk.acc, source.acc_mps2_per_count, out=acc[here])
        if gyr is not None and chunk.gyr is not None:
            np.multiply(chunk.gyr, source.gyr_radps_per_count, out=gyr[here])
        samples += chunk.anchor_sample.tolist()
        seconds += chunk.anchor_s.tolist()
    return Columns(
        source=path.name,
        at=lambda row: f"sample {row + 1}",
        time_s=np.interp(np.arange(n), samples, seconds),
        acc_mps2=acc[:n],
        gyr_radps=None if gyr is None else gyr[:n],
        simulated=source.simulated,
    )
