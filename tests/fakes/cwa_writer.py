"""Writes what an Axivity device writes: for tests and benchmarks, not for people.

Samples are counts (int16), the clock is seconds since 1970 of the device's own clock.
Sectors are made all at once, as rows of bytes, so that a week takes seconds and a test
can damage any of them.
"""

from datetime import UTC, datetime

import numpy as np

RATE_CODES = {12.5: 7, 25.0: 8, 50.0: 9, 100.0: 10, 200.0: 11, 400.0: 12, 800.0: 13}
RANGE_CODES = {16: 0x00, 8: 0x40, 4: 0x80, 2: 0xC0}
ACC_SCALE = {16: 3, 8: 4, 4: 5, 2: 6}  # of an AX6: 2048, 4096, 8192, 16384 counts per g
GYR_SCALE = {2000: 2, 1000: 3, 500: 4, 250: 5, 125: 6}
_FIELDS = (  # name, type, first byte: every byte is named, so that copies are whole
    ("mark", "<u2", 0),
    ("length", "<u2", 2),
    ("fraction", "<u2", 4),
    ("session", "<u4", 6),
    ("sequence", "<u4", 10),
    ("date", "<u4", 14),
    ("scale", "<u2", 18),
    ("warmth", "<u2", 20),
    ("events", "u1", 22),
    ("battery", "u1", 23),
    ("rate", "u1", 24),
    ("format", "u1", 25),
    ("offset", "<i2", 26),
    ("count", "<u2", 28),
    ("data", "480u1", 30),
    ("sum", "<u2", 510),
)
SECTOR = np.dtype(
    dict(
        zip(
            ("names", "formats", "offsets"),
            map(list, zip(*_FIELDS, strict=True)),
            strict=True,
        )
    )
    | {"itemsize": 512}
)


def header(*, device=31415, session=9, rate_hz=100.0, range_g=8, gyr_dps=None, notes=b""):
    """Return the 1024 bytes at the beginning of a file."""
    text = bytearray(1024)
    text[0:4] = b"MD" + (1020).to_bytes(2, "little")
    text[4] = 0x64 if gyr_dps else 0x17
    text[5:7] = (device & 0xFFFF).to_bytes(2, "little")
    text[7:11] = session.to_bytes(4, "little")
    text[11:13] = (device >> 16).to_bytes(2, "little")
    text[35] = GYR_SCALE[gyr_dps] if gyr_dps else 0
    text[36] = RATE_CODES[rate_hz] | RANGE_CODES[range_g]
    text[41] = 44
    text[64:512] = notes.ljust(448, b"\0")
    return bytes(text)


def sectors(
    acc,
    *,
    gyr=None,
    packed=False,
    start_s=1_700_000_000.25,
    rate_hz=100.0,
    true_hz=None,
    range_g=8,
    gyr_dps=2000,
    session=9,
    sequence=0,
    fractions=True,
    light=300,
):
    """Return samples as sectors, shape (n,) of SECTOR; the last one may be part full.

    acc, gyr: shape (samples, 3), counts. true_hz: rate by the device's clock, where it is
        not what was asked for. fractions: False writes whole seconds, as old devices did.
    """
    true_hz = true_hz or rate_hz
    axes = 3 if gyr is None else 6
    capacity = 120 if packed else 480 // (2 * axes)
    n = -(-len(acc) // capacity)
    rows = np.zeros(n, SECTOR)
    first = np.arange(n) * capacity
    count = np.minimum(capacity, len(acc) - first)
    rows["mark"], rows["length"] = 0x5841, 508
    rows["session"], rows["sequence"] = session, sequence + np.arange(n)
    rows["rate"] = RATE_CODES[rate_hz] | RANGE_CODES[range_g]
    rows["format"] = 0x30 if packed else 0x32 if gyr is None else 0x62
    rows["count"] = count
    scale = 0 if packed else ACC_SCALE[range_g] << 13
    rows["scale"] = scale | light | (GYR_SCALE[gyr_dps] << 10 if gyr is not None else 0)
    _date(rows, start_s + first / true_hz, rate_hz, true_hz, fractions=fractions)
    if packed:
        samples = pack(acc)[:, None].view("u1")
    else:
        wide = acc if gyr is None else np.concatenate([gyr, acc], axis=1)
        samples = np.ascontiguousarray(wide, "<i2").view("u1").reshape(len(acc), -1)
    full = np.zeros((n * capacity, samples.shape[1]), np.uint8)
    full[: len(acc)] = samples
    rows["data"][:, : capacity * samples.shape[1]] = full.reshape(n, -1)
    return signed(rows)


def signed(rows):
    """Return sectors with the checksum that their bytes have to have."""
    rows["sum"] = 0
    words = rows.view("<u2").reshape(len(rows), 256)
    rows["sum"] = -words.sum(axis=1, dtype=np.uint16)
    return rows


def pack(acc):
    """Return counts (1/256 g) as packed samples, shape (samples,), as good as they can be."""
    acc = np.clip(np.asarray(acc, np.int32), -4096, 4095)
    size = np.maximum(acc, -1 - acc).max(axis=1)
    power = sum((size > limit).astype(np.int32) for limit in (511, 1023, 2047))
    value = (acc >> power[:, None]) & 0x3FF
    whole = value[:, 0] | value[:, 1] << 10 | value[:, 2] << 20
    return whole.astype("<u4") | power.astype("<u4") << np.uint32(30)


def unpacked(acc):
    """Return counts as they come back after packing: what two bits of exponent cost."""
    acc = np.clip(np.asarray(acc, np.int32), -4096, 4095)
    size = np.maximum(acc, -1 - acc).max(axis=1)
    power = sum((size > limit).astype(np.int32) for limit in (511, 1023, 2047))
    return ((acc >> power[:, None]) << power[:, None]).astype(np.int16)


def _date(rows, start_s, rate_hz, true_hz, *, fractions):
    """Write when each sector began: the device looks at its clock once a sector is full."""
    if not fractions:
        whole_s = np.floor(start_s) + 1.0
        rows["offset"] = np.round((whole_s - start_s) * true_hz)
        rows["date"] = packed_date(whole_s)
        rows["fraction"] = 31415 & 0x7FFF
        return
    count = rows["count"].astype(np.int64)
    ticks = np.round((start_s + count / true_hz) * 32768.0).astype(np.int64)
    fraction = ticks & 0x7FFF
    rows["date"] = packed_date(ticks >> 15)
    rows["fraction"] = fraction | 0x8000
    rows["offset"] = count - ((2 * fraction * int(rate_hz)) >> 16)


def packed_date(seconds):
    """Return whole seconds since 1970 as the device packs a date, shape (n,)."""
    seconds = np.asarray(seconds, np.int64)
    days, inverse = np.unique(seconds // 86_400, return_inverse=True)
    heads = []
    for day in days.tolist():
        date = datetime.fromtimestamp(day * 86_400, UTC)
        heads.append((date.year - 2000) << 26 | date.month << 22 | date.day << 17)
    clock = seconds % 86_400
    hour, minute, second = clock // 3600, clock // 60 % 60, clock % 60
    return (np.array(heads)[inverse] | hour << 12 | minute << 6 | second).astype("<u4")
