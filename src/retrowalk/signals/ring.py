"""The newest rows of a stream without end, in a buffer that never grows."""

import numpy as np

from retrowalk.arrays import FloatArray
from retrowalk.errors import BadInput


class Ring:
    """Keeps the newest rows of a stream, each of the same columns.

    Rows are numbered from the stream's beginning. What is kept always lies in one piece, so
    that reading it copies nothing: twice the room is taken, and only when that is full do the
    rows to keep move back to its front.
    """

    def __init__(self, rows: int, columns: int) -> None:
        """Keep `rows` rows of `columns` numbers. Raises BadInput where either is below 1."""
        if rows < 1 or columns < 1:
            raise BadInput(
                f"buffer of {rows} rows and {columns} columns; expected 1 or more of each"
            )
        self._rows = rows
        self._held = np.empty((2 * rows, columns))
        self._end = 0
        self._count = 0

    @property
    def count(self) -> int:
        """Number of rows that ever came; the next one has this number."""
        return self._count

    @property
    def first(self) -> int:
        """Number of the oldest row that is still kept."""
        return max(0, self._count - self._rows)

    @property
    def nbytes(self) -> int:
        """Bytes of memory the buffer takes."""
        return self._held.nbytes

    def append(self, rows: FloatArray) -> None:
        """Take rows, shape (k, columns), oldest first; the oldest ones kept give way."""
        taken = rows[-self._rows :]
        if self._end + len(taken) > len(self._held):
            keep = min(self._end, self._rows - len(taken))
            self._held[:keep] = self._held[self._end - keep : self._end].copy()
            self._end = keep
        self._held[self._end : self._end + len(taken)] = taken
        self._end += len(taken)
        self._count += len(rows)

    def between(self, first: int, last: int) -> FloatArray:
        """Return the rows numbered [first, last), shape (last - first, columns), not copied.

        Raises BadInput where one of them is gone or has not come yet.
        """
        if not self.first <= first <= last <= self._count:
            raise BadInput(
                f"rows {first} to {last} were asked for; those from {self.first} to "
                f"{self._count} are kept"
            )
        offset = self._end - self._count
        return self._held[first + offset : last + offset]
