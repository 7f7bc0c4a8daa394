"""The bytes of a FIT file taken apart into rows: what is defined, and where each row stands.

One pass over the bytes finds every row; its columns are decoded afterwards, all rows of a
definition at once. Whatever does not follow the protocol is refused with the byte at which
it stands, and sizes are checked before anything is made of them.
"""

from dataclasses import dataclass, field
from typing import Final

from retrowalk.errors import BadRecording
from retrowalk.files.watch.fit_wire import HEADER_SIZE, checksum
from retrowalk.files.watch.fit_words import TIMESTAMP

OLD_HEADER_SIZE = 12  # without a checksum of its own
LARGEST: Final = 16_000_000  # bytes; a day of a talkative watch has about 6 million
MOST_ROWS: Final = 400_000
_LATEST_PROTOCOL = 2
_TICKS = 32  # seconds after which the short time of a row begins anew


@dataclass(slots=True)
class Defined:
    """One definition and where its rows are.

    fields: number -> (offset in a row, size, base type). row_size: bytes without the head.
    at: first byte of each row, after its head; ticks: time of each row that has a short
    one in its head, else 0.
    """

    message: int
    big_endian: bool
    fields: dict[int, tuple[int, int, int]]
    row_size: int
    at: list[int] = field(default_factory=list)
    ticks: list[int] = field(default_factory=list)

    @property
    def time_at(self) -> int | None:
        """Offset of the timestamp in a row; None where it has none of four bytes."""
        found = self.fields.get(TIMESTAMP)
        return found[0] if found is not None and found[1] == 4 else None


def fit_rows(data: bytes, source: str) -> tuple[Defined, ...]:
    """Return every definition of a FIT file with its rows, in order of the file.

    Raises BadRecording for bytes that are no whole FIT file.
    """
    begin, end = _checked(data, source)
    return _Pass(data, begin, end, source).run()


def _checked(data: bytes, source: str) -> tuple[int, int]:
    """Return where the messages begin and end, once sizes and checksums are right."""
    if len(data) > LARGEST:
        raise BadRecording(
            f"{source}: has more than {LARGEST} bytes; expected a session of a day at most"
        )
    size = data[0] if data else 0
    if size not in (HEADER_SIZE, OLD_HEADER_SIZE) or data[8:12] != b".FIT":
        raise BadRecording(f"{source}: does not begin as a FIT file does")
    if data[1] >> 4 > _LATEST_PROTOCOL:
        raise BadRecording(
            f"{source}: is FIT of protocol {data[1] >> 4}; expected 1 or {_LATEST_PROTOCOL}"
        )
    end = size + int.from_bytes(data[4:8], "little")
    if len(data) < end + 2:
        raise BadRecording(
            f"{source}: is cut off after {len(data)} bytes; its head speaks of {end + 2}"
        )
    if len(data) > end + 2:
        raise BadRecording(
            f"{source}: goes on for {len(data) - end - 2} bytes after its end; expected one "
            "session to a file"
        )
    found = int.from_bytes(data[end : end + 2], "little")
    right = checksum(data[:end])
    if found != right:
        raise BadRecording(
            f"{source}: its checksum is {found:#06x} and should be {right:#06x}; the file was "
            "damaged on its way"
        )
    return size, end


class _Pass:
    """One walk over the messages."""

    def __init__(self, data: bytes, begin: int, end: int, source: str) -> None:
        self._data, self._at, self._end, self._source = data, begin, end, source
        self._local: dict[int, Defined] = {}
        self._all: list[Defined] = []
        self._rows = 0
        self._time = 0

    def run(self) -> tuple[Defined, ...]:
        data, end, local = self._data, self._end, self._local
        while self._at < end:
            head = data[self._at]
            self._at += 1
            if head & 0x80:
                self._row(local.get((head >> 5) & 0x03), head & 0x1F)
            elif head & 0x40:
                self._define(head)
            else:
                self._row(local.get(head & 0x0F), None)
        return tuple(self._all)

    def _row(self, defined: Defined | None, tick: int | None) -> None:
        at = self._at
        if defined is None:
            raise BadRecording(
                f"{self._source}: byte {at - 1} begins a message that was never defined"
            )
        if at + defined.row_size > self._end:
            raise BadRecording(
                f"{self._source}: the message at byte {at - 1} goes past the end of the file"
            )
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise BadRecording(
                f"{self._source}: holds more than {MOST_ROWS} messages; expected a session of "
                "a day at most"
            )
        if tick is not None:
            self._time += (tick - self._time) % _TICKS
        elif (time_at := defined.time_at) is not None:
            first = self._data[at + time_at : at + time_at + 4]
            self._time = int.from_bytes(first, "big" if defined.big_endian else "little")
        defined.at.append(at)
        defined.ticks.append(0 if tick is None else self._time)
        self._at = at + defined.row_size

    def _define(self, head: int) -> None:
        at = self._at
        order = self._byte(at + 1)
        if order > 1:
            raise BadRecording(
                f"{self._source}: byte {at + 1} gives the order of bytes as {order}; expected 0 "
                "or 1"
            )
        message = int.from_bytes(self._data[at + 2 : at + 4], "big" if order else "little")
        fields, row_size, at = self._fields(at + 4)
        if head & 0x20:
            _developers, more, at = self._fields(at)
            row_size += more
        if at > self._end:
            raise BadRecording(
                f"{self._source}: the definition at byte {self._at - 1} goes past the end of "
                "the file"
            )
        defined = Defined(message, bool(order), fields, row_size)
        self._local[head & 0x0F] = defined
        self._all.append(defined)
        self._rows += 1
        self._at = at

    def _fields(self, at: int) -> tuple[dict[int, tuple[int, int, int]], int, int]:
        """Return fields, the size of all of them in a row, and where the list ends."""
        count, offset = self._byte(at), 0
        fields: dict[int, tuple[int, int, int]] = {}
        for first in range(at + 1, at + 1 + 3 * count, 3):
            number, size, kind = (
                self._byte(first),
                self._byte(first + 1),
                self._byte(first + 2),
            )
            if size == 0:
                raise BadRecording(
                    f"{self._source}: byte {first + 1} defines a field of no bytes; expected "
                    "at least 1"
                )
            fields.setdefault(number, (offset, size, kind))
            offset += size
        return fields, offset, at + 1 + 3 * count

    def _byte(self, at: int) -> int:
        if at >= self._end:
            raise BadRecording(
                f"{self._source}: a definition goes past the end of the file at byte {at}"
            )
        return self._data[at]
