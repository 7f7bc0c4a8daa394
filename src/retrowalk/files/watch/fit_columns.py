"""Columns of a FIT file's messages: numbers, with NaN for "not delivered", and texts."""

from collections.abc import Sequence

import numpy as np

from retrowalk.arrays import FloatArray, IntArray
from retrowalk.files.watch.fit_rows import Defined
from retrowalk.files.watch.fit_wire import NUMBERS, Kind
from retrowalk.files.watch.fit_words import TIMESTAMP


class FitColumns:
    """All rows of one message number, over all its definitions, in order of the file."""

    def __init__(self, data: bytes, defined: Sequence[Defined], message: int) -> None:
        self._bytes = np.frombuffer(data, dtype=np.uint8)
        mine = [one for one in defined if one.message == message and one.at]
        self._parts = [(one, np.array(one.at, dtype=np.int64)) for one in mine]
        at = [first for _one, first in self._parts]
        self._order = np.argsort(np.concatenate(at)) if at else np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return self._order.size

    def numbers(self, field: int) -> FloatArray:
        """Return a field of every row as a number; NaN where it is not delivered."""
        parts = [self._numbers(one, at, field) for one, at in self._parts]
        return np.concatenate(parts)[self._order] if parts else np.empty(0)

    def texts(self, field: int) -> list[str]:
        """Return a field of every row as text; empty where it is not delivered."""
        found = [text for one, at in self._parts for text in self._texts(one, at, field)]
        return [found[k] for k in self._order]

    def times(self) -> FloatArray:
        """Return every row's time in FIT's seconds, from its head or its own field."""
        ticks = [np.array(one.ticks, dtype=np.float64) for one, _at in self._parts]
        short = np.concatenate(ticks)[self._order] if ticks else np.empty(0)
        return np.where(short > 0.0, short, self.numbers(TIMESTAMP))

    def _numbers(self, one: Defined, at: IntArray, field: int) -> FloatArray:
        nothing = np.full(at.size, np.nan)
        offset, size, kind = one.fields.get(field, (0, 0, -1))
        known = NUMBERS.get(Kind(kind)) if kind in Kind._value2member_map_ else None
        if known is None or size < int(known[0][1]):
            return nothing
        letter, missing = known
        raw = self._bytes[(at + offset)[:, None] + np.arange(int(letter[1]))]
        order = ">" if one.big_endian else "<"
        values = raw.view(f"{order}{letter}")[:, 0].astype(np.float64)
        return np.where(values == missing, np.nan, values)

    def _texts(self, one: Defined, at: IntArray, field: int) -> list[str]:
        offset, size, kind = one.fields.get(field, (0, 0, -1))
        if kind != Kind.STRING:
            return [""] * at.size
        raw = self._bytes[(at + offset)[:, None] + np.arange(size)]
        return [row.tobytes().split(b"\0")[0].decode("utf-8", "replace") for row in raw]
