"""A motion recording out of a file, whatever its format: the door of this room."""

from collections.abc import Callable
from pathlib import Path

from retrowalk.errors import BadRecording
from retrowalk.files.columns import Columns, Progress, ToldColumns, Worn
from retrowalk.files.cwa import CwaSource, open_cwa
from retrowalk.files.cwa_recording import read_cwa
from retrowalk.files.even_clock import recording
from retrowalk.files.imu_csv import read_csv
from retrowalk.files.imu_parquet import read_parquet
from retrowalk.signals import quality
from retrowalk.signals.recording import Recording

_READERS: dict[str, Callable[[Path, ToldColumns, Progress], Columns]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".cwa": lambda path, _, progress: read_cwa(path, progress),  # its format says it all
}
ENDINGS = tuple(_READERS)
STREAMED = (".cwa",)  # may hold weeks; open_source reads them piece by piece


def read_imu(path: Path, worn: Worn, progress: Progress = lambda _: None) -> Recording:
    """Return the recording in a file, whole, on an even clock.

    progress: told the share of the file that has been read, 0 to 1.

    Raises BadRecording with one sentence: what was wrong, where, what was expected.
    """
    read = _READERS[_ending(path, ENDINGS)]
    try:
        columns = read(path, worn.columns, progress)
    except OSError as error:
        raise _unreadable(path, error) from error
    return believable_recording(columns, worn)


def open_source(path: Path, worn: Worn, progress: Progress = lambda _: None) -> CwaSource:
    """Return a recording that may be too long for memory as a source of pieces.

    progress: told the share of the file that has been read, 0 to 1, as pieces are taken.

    Raises BadRecording with one sentence: what was wrong, where, what was expected.
    """
    _ending(path, STREAMED)
    try:
        return open_cwa(path, worn, progress)
    except OSError as error:
        raise _unreadable(path, error) from error


def believable_recording(columns: Columns, worn: Worn) -> Recording:
    """Return samples from any source on an even clock, in units that a body can have."""
    on_clock = recording(columns, worn)
    try:
        quality.check(on_clock)
    except BadRecording as error:
        raise BadRecording(f"{columns.source}: {error}") from error
    return on_clock


def _unreadable(path: Path, error: OSError) -> BadRecording:
    return BadRecording(
        f"{path.name}: cannot be read ({error.strerror}); expected a readable file"
    )


def _ending(path: Path, endings: tuple[str, ...]) -> str:
    """Return how the name of a recording ends; raise BadRecording where it is none."""
    wish = f"expected a recording that ends in {' or '.join(endings)}"
    try:
        if path.is_dir():
            raise BadRecording(
                f"{path} is a folder; {wish}, or for all of a folder: retrowalk cohort run"
            )
        if not path.exists():
            raise BadRecording(f"there is no file {path}; {wish}")
        if path.suffix.lower() not in endings:
            raise BadRecording(f"{path.name}: ends in '{path.suffix}'; {wish}")
        if not path.is_file():
            raise BadRecording(f"{path.name}: is no plain file; {wish}")
        if path.stat().st_size == 0:
            raise BadRecording(f"{path.name}: is empty (0 bytes); {wish}")
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        raise BadRecording(f"{path}: cannot be looked up ({error}); {wish}") from error
    return path.suffix.lower()
