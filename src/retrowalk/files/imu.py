"""A motion recording out of a file, whatever its format: the door of this room."""

from collections.abc import Callable
from pathlib import Path

from retrowalk.errors import BadRecording
from retrowalk.files.columns import Columns, Progress, Worn
from retrowalk.files.even_clock import recording
from retrowalk.files.imu_csv import read_csv
from retrowalk.files.imu_parquet import read_parquet
from retrowalk.signals import quality
from retrowalk.signals.recording import Recording

_READERS: dict[str, Callable[[Path, Progress], Columns]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
}
ENDINGS = tuple(_READERS)


def read_imu(path: Path, worn: Worn, progress: Progress = lambda _: None) -> Recording:
    """Return the recording in a CSV or Parquet file, on an even clock.

    progress: told the share of the file that has been read, 0 to 1.

    Raises BadRecording with one sentence: what was wrong, where, what was expected.
    """
    read = _reader(path)
    try:
        columns = read(path, progress)
    except OSError as error:
        raise BadRecording(
            f"{path.name}: cannot be read ({error.strerror}); expected a readable file"
        ) from error
    return believable_recording(columns, worn)


def believable_recording(columns: Columns, worn: Worn) -> Recording:
    """Return samples from any source on an even clock, in units that a body can have."""
    on_clock = recording(columns, worn)
    try:
        quality.check(on_clock)
    except BadRecording as error:
        raise BadRecording(f"{columns.source}: {error}") from error
    return on_clock


def _reader(path: Path) -> Callable[[Path, Progress], Columns]:
    wish = f"expected a recording that ends in {' or '.join(ENDINGS)}"
    try:
        if path.is_dir():
            raise BadRecording(
                f"{path} is a folder; {wish}, or for all of a folder: retrowalk cohort run"
            )
        if not path.exists():
            raise BadRecording(f"there is no file {path}; {wish}")
        if path.suffix.lower() not in _READERS:
            raise BadRecording(f"{path.name}: ends in '{path.suffix}'; {wish}")
        if not path.is_file():
            raise BadRecording(f"{path.name}: is no plain file; {wish}")
        if path.stat().st_size == 0:
            raise BadRecording(f"{path.name}: is empty (0 bytes); {wish}")
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        raise BadRecording(f"{path}: cannot be looked up ({error}); {wish}") from error
    return _READERS[path.suffix.lower()]
