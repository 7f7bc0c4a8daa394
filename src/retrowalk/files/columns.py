"""The columns every motion recording comes in, whatever the file around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadRecording
from retrowalk.signals.recording import SensorSite, Side, ToldAxes

TIME = "time_s"
ACC = ("acc_x_mps2", "acc_y_mps2", "acc_z_mps2")
GYR = ("gyr_x_radps", "gyr_y_radps", "gyr_z_radps")
SIMULATED = "simulated"  # the column or metadata key that marks made-up motion as such

# A day at 100 Hz is 8.64 million rows; past this many, arrays outgrow an ordinary computer.
MAX_ROWS = 30_000_000
_CHARS_SHOWN = 40

Progress = Callable[[float], None]  # told the share that is done, 0 to 1


@dataclass(frozen=True, slots=True)
class ToldColumns:
    """What a person told of a file's columns, where their names do not say it.

    names: pairs of one of ours and the file's own, such as ("acc_x_mps2", "Ch 1").
    units: pairs of a channel and its unit, such as ("acc", "g") (header_words.UNITS).
    """

    names: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worn:
    """Where and how the sensor was worn: what a file cannot know by itself."""

    site: SensorSite
    side: Side | None = None
    axes: ToldAxes | None = None
    columns: ToldColumns = ToldColumns()


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Samples as they stood in their source, with the times they came at.

    source: what a sentence calls the source, for example the file's name.
    at: says where row k stands in the source, for example "line 5".
    time_s: shape (n,). acc_mps2: shape (n, 3). gyr_radps: shape (n, 3) or None.
    An empty cell is NaN.
    """

    source: str
    at: Callable[[int], str]
    time_s: FloatArray
    acc_mps2: FloatArray
    gyr_radps: FloatArray | None
    simulated: bool = False


class Gathering:
    """Samples on their way in, block by block, straight to where they stay.

    One copy is held: nothing is put together at the end.
    """

    def __init__(self, names: Sequence[str], expected_rows: int) -> None:
        self._names = names
        self._rows = 0
        self._time_s = np.empty(expected_rows)
        self._motion = [np.empty((expected_rows, 3)) for _ in range(len(names) // 3)]

    @property
    def rows(self) -> int:
        """Number of rows gathered so far."""
        return self._rows

    def add(self, column: Callable[[str], FloatArray], n_rows: int) -> None:
        """Take n_rows more; column gives the values of a column by its name."""
        end = self._rows + n_rows
        if end > len(self._time_s):
            self._grow(end + end // 4)
        here = slice(self._rows, end)
        self._time_s[here] = column(TIME)
        for k, name in enumerate(self._names[1:]):
            self._motion[k // 3][here, k % 3] = column(name)
        self._rows = end

    def columns(self, source: str, at: Callable[[int], str], *, simulated: bool) -> Columns:
        """Return what was gathered; a gyroscope that never spoke counts as none."""
        time_s = self._time_s[: self._rows]
        acc_mps2, *gyroscope = (values[: self._rows] for values in self._motion)
        gyr_radps = gyroscope[0] if gyroscope else None
        if gyr_radps is not None and bool(np.isnan(gyr_radps).all()):
            gyr_radps = None
        return Columns(source, at, time_s, acc_mps2, gyr_radps, simulated)

    def _grow(self, n_rows: int) -> None:
        self._time_s = _longer(self._time_s, n_rows)
        self._motion = [_longer(values, n_rows) for values in self._motion]


def too_many_rows(source: str) -> BadRecording:
    """Return the refusal of a recording with more rows than memory should hold."""
    return BadRecording(
        f"{source}: holds more than {MAX_ROWS:,} rows; expected at most that many in one "
        "recording, so cut it into days"
    )


def printable(text: str) -> str:
    """Return a foreign text short and on one line, fit to stand in a sentence."""
    clean = "".join(c if c.isprintable() else "?" for c in text.strip())
    return clean if len(clean) <= _CHARS_SHOWN else clean[: _CHARS_SHOWN - 3] + "..."


def _longer(values: FloatArray, n_rows: int) -> FloatArray:
    longer = np.empty((n_rows, *values.shape[1:]))
    longer[: len(values)] = values
    return longer
