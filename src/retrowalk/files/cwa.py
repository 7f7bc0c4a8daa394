"""Recordings of Axivity AX3 and AX6 devices (.cwa), read piece by piece.

A week is some hundred megabytes and is never held: a small part of the file is read,
judged sector by sector and handed on as counts. What cannot be believed is left out and
named. Only a file without any readable sample is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrowalk.files.columns import Progress, Worn
from retrowalk.files.cwa_facts import Facts, facts
from retrowalk.files.cwa_header import CwaHeader
from retrowalk.files.cwa_layout import HEADER_BYTES, SECTOR_BYTES
from retrowalk.files.cwa_reading import Reading, kernels_for
from retrowalk.signals.recording import SensorSite, Side, ToldAxes
from retrowalk.signals.source import Chunk


@dataclass(frozen=True, slots=True, eq=False)
class CwaSource:
    """One CWA file as a source; see signals.source.

    header: what the device wrote about itself. progress: told the share that is read.
    """

    path: Path
    worn: Worn
    facts: Facts
    progress: Progress

    @property
    def header(self) -> CwaHeader:
        """Device, session and notes."""
        return self.facts.header

    @property
    def start_s(self) -> float:
        """Time of the first sample: the device's own clock, in seconds since 1970."""
        return self.facts.start_s

    @property
    def rate_hz(self) -> float:
        """Samples per second by the device's own clock, which is not quite what was asked for."""
        return self.facts.rate_hz

    @property
    def acc_mps2_per_count(self) -> float:
        """Acceleration of one count."""
        return self.facts.form.acc_mps2_per_count

    @property
    def gyr_radps_per_count(self) -> float:
        """Angular rate of one count; NaN without a gyroscope."""
        return self.facts.form.gyr_radps_per_count

    @property
    def site(self) -> SensorSite:
        """Where it was worn."""
        return self.worn.site

    @property
    def side(self) -> Side | None:
        """On which side it was worn."""
        return self.worn.side

    @property
    def axes(self) -> ToldAxes | None:
        """How it was mounted, as told."""
        return self.worn.axes

    @property
    def simulated(self) -> bool:
        """Whether the header's notes say that the motion is made up."""
        return self.header.simulated

    def chunks(self) -> Iterator[Chunk]:
        """Yield all samples in order; arrays are valid until the next chunk is asked for.

        The last chunk has no samples: it tells the last time, and what was lost at the end.
        """
        size = max(1, self.path.stat().st_size)
        sectors = size // SECTOR_BYTES
        kernels = kernels_for(sectors)
        with self.path.open("rb", buffering=0) as handle:
            handle.seek(HEADER_BYTES)
            yield from Reading(self.facts, kernels, self.progress).chunks(handle, sectors)


def open_cwa(path: Path, worn: Worn, progress: Progress = lambda _: None) -> CwaSource:
    """Return a CWA file as a source, its facts known; raise BadRecording in one sentence."""
    with path.open("rb", buffering=0) as handle:
        known = facts(handle, path.stat().st_size, path.name)
    return CwaSource(path, worn, known, progress)
