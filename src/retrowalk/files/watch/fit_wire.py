"""FIT on the wire: its numbers, its checksum, and messages as rows of bytes.

After "Flexible and Interoperable Data Transfer (FIT) Protocol": a header, then definitions
and rows, then a checksum. Every message we write is a definition and all rows that follow it,
so that an hour of readings is one block of bytes and not 3,600 objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrowalk.arrays import FloatArray

EPOCH_S = 631_065_600  # FIT's zero, 1989-12-31 00:00 UTC, in seconds since 1970
HEADER_SIZE = 14
PROTOCOL = 0x20  # 2.0: with developer fields
PROFILE = 2132  # of the numbers used here; readers only show it
LONGEST_TEXT = 254  # bytes; a field has at most 255, the last one is zero
DEGREES_PER_SEMICIRCLE = 180.0 / 2**31


Column = NDArray[Any]  # of the field's own type


class Kind(IntEnum):
    """A base type; its value is its number on the wire."""

    ENUM = 0x00
    SINT8 = 0x01
    UINT8 = 0x02
    STRING = 0x07
    UINT8Z = 0x0A
    BYTE = 0x0D
    SINT16 = 0x83
    UINT16 = 0x84
    SINT32 = 0x85
    UINT32 = 0x86
    FLOAT32 = 0x88
    FLOAT64 = 0x89
    UINT16Z = 0x8B
    UINT32Z = 0x8C
    SINT64 = 0x8E
    UINT64 = 0x8F
    UINT64Z = 0x90


# NumPy's letter, and what stands for "not delivered".
NUMBERS: dict[Kind, tuple[str, int]] = {
    Kind.ENUM: ("u1", 0xFF),
    Kind.SINT8: ("i1", 0x7F),
    Kind.UINT8: ("u1", 0xFF),
    Kind.UINT8Z: ("u1", 0),
    Kind.BYTE: ("u1", 0xFF),
    Kind.SINT16: ("i2", 0x7FFF),
    Kind.UINT16: ("u2", 0xFFFF),
    Kind.UINT16Z: ("u2", 0),
    Kind.SINT32: ("i4", 0x7FFFFFFF),
    Kind.UINT32: ("u4", 0xFFFFFFFF),
    Kind.UINT32Z: ("u4", 0),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a message: numbers on the wire's own scale, or texts."""

    number: int
    kind: Kind
    values: Sequence[int] | Sequence[str]


@dataclass(frozen=True, slots=True)
class Scaled:
    """Readings on the wire: (value + offset) times scale; NaN goes as "not delivered"."""

    number: int
    kind: Kind
    values: FloatArray
    scale: float = 1.0


def message(
    number: int,
    fields: Sequence[Field | Scaled],
    developer: Sequence[Field] = (),
) -> bytes:
    """Return the definition of a message and its rows, all columns being equally long."""
    columns = [_column(field) for field in (*fields, *developer)]
    definition = bytearray([0x60 if developer else 0x40, 0, 0])
    definition += number.to_bytes(2, "little")
    definition.append(len(fields))
    for field, column in zip(fields, columns, strict=False):
        definition += bytes([field.number, column.dtype.itemsize, field.kind])
    if developer:
        definition.append(len(developer))
        for field, column in zip(developer, columns[len(fields) :], strict=True):
            definition += bytes([field.number, column.dtype.itemsize, 0])
    row = np.dtype([("head", "u1"), *((f"c{k}", c.dtype) for k, c in enumerate(columns))])
    table = np.zeros(len(columns[0]), dtype=row)
    for k, column in enumerate(columns):
        table[f"c{k}"] = column
    return bytes(definition) + table.tobytes()


def file_of(messages: Sequence[bytes]) -> bytes:
    """Return a whole file: header, messages, checksum."""
    body = b"".join(messages)
    head = bytes([HEADER_SIZE, PROTOCOL]) + PROFILE.to_bytes(2, "little")
    head += len(body).to_bytes(4, "little") + b".FIT"
    head += checksum(head).to_bytes(2, "little")
    return head + body + checksum(head + body).to_bytes(2, "little")


def checksum(data: bytes, crc: int = 0) -> int:
    """Return FIT's CRC-16 (polynomial 0x8005, reflected, from 0)."""
    table = _TABLE
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


def _table() -> tuple[int, ...]:
    rows = []
    for byte in range(256):
        crc = byte
        for _bit in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
        rows.append(crc)
    return tuple(rows)


_TABLE = _table()


def _column(field: Field | Scaled) -> Column:
    if isinstance(field, Scaled):
        return _scaled(field)
    if field.kind is Kind.STRING:
        texts = [str(text).encode("utf-8")[:LONGEST_TEXT] for text in field.values]
        size = 1 + max(len(text) for text in texts)  # a text ends with a zero
        return np.array(texts, dtype=f"S{size}")
    return np.array(field.values, dtype=f"<{NUMBERS[field.kind][0]}")


def _scaled(field: Scaled) -> Column:
    letter, nothing = NUMBERS[field.kind]
    whole = np.rint(field.values * field.scale)
    range_ = np.iinfo(letter)
    fits = np.isfinite(whole) & (whole >= range_.min) & (whole < range_.max)
    return np.where(fits, whole, nothing).astype(f"<{letter}")
