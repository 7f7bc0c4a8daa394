"""The shelf: recordings kept for good, each under the digest of its content.

What is on the shelf is never changed and never written over; it stays until whoever it is of
deletes it. The same content put twice is there once. A file is moved into its place when it is
whole, so a crash leaves no half one; a file whose content no longer has its digest is refused,
never half believed.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording, Unknown
from retrowalk.files.columns import ACC, GYR
from retrowalk.files.imu_parquet import recording_table, write_parquet
from retrowalk.files.whole_file import whole_file
from retrowalk.signals.recording import Recording, SensorSite, Side, ToldAxes

_DIGEST = re.compile(r"[0-9a-f]{64}")
# What a damaged or foreign file makes Arrow and the reading of it say.
_BROKEN = (
    pa.ArrowException,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    BadRecording,
)
MOST_BROUGHT = 5_000_000  # samples of a recording from elsewhere: a day at 60 Hz
_ABOUT = b"retrowalk"  # metadata key of all that is no sample, as JSON


@dataclass(frozen=True, slots=True)
class Shelf:
    """Recordings under one folder, which is made when the first one comes."""

    root: Path

    def put(self, recording: Recording) -> str:
        """Store a recording and return its digest, 64 hexadecimal digits."""
        digest = content_digest(recording)
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        table = recording_table(recording)
        about = {_ABOUT: json.dumps(_about(recording)), **table.schema.metadata}
        with whole_file(path) as part:
            write_parquet(table.replace_schema_metadata(about), part)
        return digest

    def open(self, digest: str) -> Recording:
        """Return the recording under a digest.

        Raises Unknown if none is stored there, BadRecording if its file is damaged.
        """
        path = self._path(digest)
        if not path.is_file():
            raise Unknown(f"no recording is stored under {digest}")
        try:
            recording = _recording(pq.read_table(path))
        except (pa.ArrowException, OSError, KeyError, ValueError, BadRecording) as error:
            raise _damaged(path) from error
        if content_digest(recording) != digest:
            raise _damaged(path)
        return recording

    def holds(self, digest: str) -> bool:
        """Say whether a recording is stored under a digest."""
        return _DIGEST.fullmatch(digest) is not None and self._path(digest).is_file()

    def path(self, digest: str) -> Path:
        """Return where the file of a recording is; raise Unknown if none is stored there."""
        if not self.holds(digest):
            raise Unknown(f"no recording is stored under {digest}")
        return self._path(digest)

    def move_in(self, whole: Path, digest: str) -> None:
        """Move a whole file of this disk into its place; check_stored has to have let it pass."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.replace(path)

    def remove(self, digest: str) -> None:
        """Remove a recording for good; one that is not there is gone already."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise Unknown(
                f"no recording is stored under {digest!r}; expected 64 hexadecimal digits"
            )
        return self.root / digest[:2] / f"{digest}.parquet"


def check_stored(source: Path, digest: str) -> None:
    """Raise BadRecording unless a shelf wrote the file for a recording of that digest."""
    try:
        with pq.ParquetFile(source) as file:
            fits = _fits_into_memory(file)
        whole = fits and content_digest(_recording(pq.read_table(source))) == digest
    except _BROKEN as error:
        raise BadRecording(f"the recording {digest[:12]}… is damaged") from error
    if not whole:
        raise BadRecording(
            f"the recording {digest[:12]}… does not hold what its digest says"
        )


def _fits_into_memory(file: pq.ParquetFile) -> bool:
    """Say whether a stranger's file is small once it is read; only its list of parts is.

    A text that is written once may stand in every row: what has no fixed size is refused.
    """
    about, most_columns = file.metadata, 1 + len(ACC) + len(GYR)
    if about.num_columns > most_columns:
        return False
    parts = (about.row_group(number) for number in range(about.num_row_groups))
    values = sum(
        part.column(number).num_values
        for part in parts
        for number in range(part.num_columns)
    )
    plain = all(pa.types.is_primitive(kind) for kind in file.schema_arrow.types)
    rows = max(about.num_rows, values // most_columns)
    return plain and rows <= MOST_BROUGHT


def content_digest(recording: Recording) -> str:
    """Return SHA-256 over all a recording says, the same on every machine."""
    content = hashlib.sha256(json.dumps(_about(recording), sort_keys=True).encode())
    for values in (recording.acc_mps2, recording.gyr_radps):
        if values is not None:
            content.update(_plain(values).tobytes())
    return content.hexdigest()


def _plain(values: FloatArray) -> FloatArray:
    """Return values with one kind of NaN and one kind of zero, lowest byte first."""
    return np.where(np.isnan(values), np.nan, values + 0.0).astype("<f8")


def _about(recording: Recording) -> dict[str, object]:
    axes = recording.axes
    return {
        "start_s": float(recording.start_s).hex(),
        "rate_hz": float(recording.rate_hz).hex(),
        "site": recording.site.value,
        "side": recording.side.value if recording.side else None,
        "axes": {"up": axes.up, "forward": axes.forward} if axes else None,
        "simulated": recording.simulated,
        "samples": recording.n_samples,
        "gyroscope": recording.gyr_radps is not None,
    }


def _recording(table: pa.Table) -> Recording:
    about = json.loads((table.schema.metadata or {})[_ABOUT])
    axes = about["axes"]
    return Recording(
        start_s=float.fromhex(about["start_s"]),
        rate_hz=float.fromhex(about["rate_hz"]),
        acc_mps2=_side_by_side(table, ACC),
        gyr_radps=_side_by_side(table, GYR) if about["gyroscope"] else None,
        site=SensorSite(about["site"]),
        side=Side(about["side"]) if about["side"] else None,
        axes=ToldAxes(axes["up"], axes["forward"]) if axes else None,
        simulated=about["simulated"],
    )


def _side_by_side(table: pa.Table, names: tuple[str, ...]) -> FloatArray:
    return np.column_stack([table[name].to_numpy() for name in names])


def _damaged(path: Path) -> BadRecording:
    return BadRecording(
        f"the stored recording {path} is damaged: its content no longer has its digest; "
        "expected the file as it was written, so bring it back from a backup"
    )
