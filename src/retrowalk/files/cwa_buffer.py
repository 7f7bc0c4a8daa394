"""A small part of a CWA file in memory, seen as bytes, half words and whole words."""

from dataclasses import dataclass
from io import FileIO

import numpy as np
from numpy.typing import NDArray

from retrowalk.files.cwa_layout import SECTOR, SECTOR_BYTES

_LEAD_BYTES = 2  # before the first sector: samples, at byte 30, then stand at whole words


@dataclass(frozen=True, slots=True, eq=False)
class Buffer:
    """Room for some sectors, seen as bytes, half words and whole words."""

    room: NDArray[np.uint8]

    @property
    def sectors(self) -> int:
        """How many sectors fit."""
        return len(self.room) // SECTOR_BYTES - 1

    @property
    def bytes_of_file(self) -> memoryview:
        """Where bytes of the file go."""
        return self.room.data[_LEAD_BYTES : _LEAD_BYTES + self.sectors * SECTOR_BYTES]

    @property
    def words(self) -> NDArray[np.uint32]:
        """Whole words; the samples of sector k begin at 8 + 128 k."""
        return self.room.view("<u4")

    @property
    def halves(self) -> NDArray[np.int16]:
        """Half words; the samples of sector k begin at 16 + 256 k."""
        return self.room.view("<i2")

    def facts(self, n_sectors: int) -> "np.ndarray[tuple[int], np.dtype[np.void]]":
        """Return the named fields of the first sectors, shape (n_sectors,)."""
        return np.ndarray((n_sectors,), SECTOR, self.room.data, _LEAD_BYTES)


def buffer(sectors: int) -> Buffer:
    """Return room for so many sectors."""
    return Buffer(np.zeros((sectors + 1) * SECTOR_BYTES, dtype=np.uint8))


def filled(handle: FileIO, held: Buffer) -> int:
    """Fill a buffer from a file; return the bytes got, less than fit only at its end."""
    room, got = held.bytes_of_file, 0
    while got < len(room):
        more = handle.readinto(room[got:])
        if not more:
            break
        got += more
    return got
