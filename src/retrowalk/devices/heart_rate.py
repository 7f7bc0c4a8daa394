"""Heart rate measurement (0x2A37): what a strap says, bytes to reading and back.

Heart Rate Service 1.0: a byte of flags, the rate in one or two bytes, then energy and
the times between beats in 1/1024 s where the flags say so.
"""

from dataclasses import dataclass
from enum import IntFlag

from retrowalk.errors import BadFrame

RR_STEPS_PER_S = 1024


class Flag(IntFlag):
    """How to read the frame."""

    WIDE = 1 << 0  # the rate takes two bytes
    CONTACT = 1 << 1  # the strap touches skin; means something only with the next
    CONTACT_IS_TOLD = 1 << 2
    ENERGY = 1 << 3
    RR = 1 << 4


@dataclass(frozen=True, slots=True)
class HeartReading:
    """What a strap says.

    bpm: None where it sees no heart; it then sends 0, which nobody's heart rate is.
    contact: None where the strap cannot tell.
    rr_s: seconds between beats, oldest first.
    energy_kj: the strap's own guess since its start; read, never shown as a fact.
    """

    bpm: int | None
    contact: bool | None = None
    rr_s: tuple[float, ...] = ()
    energy_kj: int | None = None


def decode(frame: bytes) -> HeartReading:
    """Read a heart rate frame; raise BadFrame if it is too short for its flags."""
    if not frame:
        raise BadFrame("a heart rate frame is empty; expected at least 2 bytes")
    flags = frame[0]
    at = 3 if flags & Flag.WIDE else 2
    rr_at = at + (2 if flags & Flag.ENERGY else 0)
    if len(frame) < rr_at:
        raise BadFrame(
            f"a heart rate frame is {len(frame)} bytes; its flags {flags:#04x} "
            f"ask for at least {rr_at}"
        )
    rr = frame[rr_at:] if flags & Flag.RR else b""
    if len(rr) % 2:
        raise BadFrame(
            f"a heart rate frame ends with {len(rr)} bytes of beat times; expected pairs"
        )
    return HeartReading(
        bpm=int.from_bytes(frame[1:at], "little") or None,
        contact=bool(flags & Flag.CONTACT) if flags & Flag.CONTACT_IS_TOLD else None,
        rr_s=tuple(
            int.from_bytes(rr[i : i + 2], "little") / RR_STEPS_PER_S
            for i in range(0, len(rr), 2)
        ),
        energy_kj=int.from_bytes(frame[at:rr_at], "little") if rr_at > at else None,
    )


def encode(reading: HeartReading) -> bytes:
    """Write a heart rate frame, as a simulated strap sends it."""
    bpm = reading.bpm or 0
    flags = Flag.WIDE if bpm > 0xFF else Flag(0)
    if reading.contact is not None:
        flags |= Flag.CONTACT_IS_TOLD | (Flag.CONTACT if reading.contact else Flag(0))
    if reading.energy_kj is not None:
        flags |= Flag.ENERGY
    if reading.rr_s:
        flags |= Flag.RR
    rate = bpm.to_bytes(2 if flags & Flag.WIDE else 1, "little")
    energy = b"" if reading.energy_kj is None else reading.energy_kj.to_bytes(2, "little")
    beats = (round(s * RR_STEPS_PER_S).to_bytes(2, "little") for s in reading.rr_s)
    return bytes([flags]) + rate + energy + b"".join(beats)
