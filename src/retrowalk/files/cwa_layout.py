"""What stands where in a CWA file of an Axivity AX3 or AX6: names for bytes, nothing else.

A header of 1024 bytes, then sectors of 512 bytes that stand for themselves: date, place
in the sequence, sample format and up to 120 samples. All numbers are little-endian.
Source: the format as published by the Open Movement project (cwa.h).
"""

from enum import IntEnum

import numpy as np

HEADER_BYTES = 1024
SECTOR_BYTES = 512
DATA_BYTES = 480
HEADER_MARK = 0x444D  # "MD"
HEADER_LENGTH = 1020
SECTOR_MARK = 0x5841  # "AX"
SECTOR_LENGTH = 508

HEADER = np.dtype(
    {
        "names": [
            "mark",
            "length",
            "hardware",
            "device",
            "session",
            "device_upper",
            "sensors",
            "rate",
            "firmware",
            "annotation",
        ],
        "formats": ["<u2", "<u2", "u1", "<u2", "<u4", "<u2", "u1", "u1", "u1", "V448"],
        "offsets": [0, 2, 4, 5, 7, 11, 35, 36, 41, 64],
        "itemsize": HEADER_BYTES,
    }
)
SECTOR = np.dtype(
    {
        "names": [
            "mark",
            "length",
            "fraction",
            "session",
            "sequence",
            "date",
            "scale",
            "rate",
            "format",
            "offset",
            "count",
        ],
        "formats": [
            "<u2",
            "<u2",
            "<u2",
            "<u4",
            "<u4",
            "<u4",
            "<u2",
            "u1",
            "u1",
            "<i2",
            "<u2",
        ],
        "offsets": [0, 2, 4, 6, 10, 14, 18, 24, 25, 26, 28],
        "itemsize": SECTOR_BYTES,
    }
)

# Sample formats: number of axes above, bytes a value below; 0 bytes means three values of
# ten bits and a shared exponent in 32 bits. Rotation comes before acceleration.
PACKED, ACC, GYR_ACC, GYR_ACC_MAG = 0x30, 0x32, 0x62, 0x92
AXES = {PACKED: 3, ACC: 3, GYR_ACC: 6, GYR_ACC_MAG: 9}
CAPACITY = {
    form: DATA_BYTES // (4 if form == PACKED else 2 * axes) for form, axes in AXES.items()
}

FRACTION_FLAG = 0x8000  # of "fraction": the lower 15 bits are a fraction of a second
SCALE_SHIFT = (
    10  # of "scale": above it three bits for rotation, then three for acceleration
)
COUNTS_PER_G_LOG2 = 8  # and the scale code more
ACC_SCALE_CODES = {PACKED: (0,), ACC: (0, 3, 4, 5, 6)}
ACC_SCALE_CODES_AX6 = (3, 4, 5, 6)
GYR_FULL_DPS = 8000.0  # halved as often as the code says; 32768 counts
GYR_SCALE_CODES = (2, 3, 4, 5, 6)
HIGHEST_RATE_HZ = 3200.0  # halved 15 minus the code times
HIGHEST_RANGE_G = 16


class Fault(IntEnum):
    """Why a sector is not taken, or what stands before one that is; 0 means nothing."""

    NONE = 0
    NO_SECTOR = 1
    CHECKSUM = 2
    FORMAT = 3
    RATE = 4
    SCALE = 5
    EMPTY = 6
    COUNT = 7
    DATE = 8
    BACK = 9
    FAR = 10
    MISSING = 11
    SESSION = 12
    JUMP = 13
    ANEW = 14


SAID = {
    Fault.NO_SECTOR: "without the mark of a data sector",
    Fault.CHECKSUM: "with a wrong checksum",
    Fault.FORMAT: "in another sample format",
    Fault.RATE: "at another rate or range",
    Fault.SCALE: "on another scale",
    Fault.EMPTY: "without samples",
    Fault.COUNT: "that claim more samples than they hold",
    Fault.DATE: "with an impossible date",
    Fault.BACK: "whose time goes back or comes twice",
    Fault.FAR: "whose time lies more than 60 days on",
    Fault.MISSING: "missing",
}
_SAID_ALONE = {
    Fault.SESSION: "another session begins",
    Fault.JUMP: "the clock jumps",
    Fault.ANEW: "the device began to count anew",
}


def said(fault: int, sectors: int) -> str:
    """Return what was wrong with so many sectors, as a clause."""
    one = Fault(fault)
    if one in _SAID_ALONE:
        return _SAID_ALONE[one]
    return f"{sectors} sector{'' if sectors == 1 else 's'} {SAID[one]}"
