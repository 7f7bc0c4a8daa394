"""Treadmill data (0x2ACD): what a treadmill says of its belt, bytes to reading and back.

Fitness Machine Service 1.0: two bytes of flags, then the fields whose flags are set,
little-endian, in the order of FIELDS. The flag of the speed is inverted. The speed has
no sign: no treadmill says which way the person on it walks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag

from retrowalk.errors import BadFrame
from retrowalk.units import kmh_from_mps, mps_from_kmh


class Flag(IntFlag):
    """Which fields a frame holds; all but the first say "is there"."""

    SPEED_IS_ELSEWHERE = 1 << 0
    AVERAGE_SPEED = 1 << 1
    DISTANCE = 1 << 2
    INCLINE_AND_RAMP = 1 << 3
    ELEVATION = 1 << 4
    PACE = 1 << 5
    AVERAGE_PACE = 1 << 6
    ENERGY = 1 << 7
    HEART_RATE = 1 << 8
    METABOLIC_EQUIVALENT = 1 << 9
    ELAPSED = 1 << 10
    REMAINING = 1 << 11
    FORCE_AND_POWER = 1 << 12


@dataclass(frozen=True, slots=True)
class BeltReading:
    """What a treadmill says of its belt; None means it did not say, never zero.

    Its calories are left out: a treadmill knows neither the body nor the direction.
    distance_m: since the belt's own start. elapsed_s: by the treadmill's own clock.
    """

    speed_mps: float | None = None
    average_speed_mps: float | None = None
    distance_m: float | None = None
    incline_pct: float | None = None
    heart_rate_bpm: float | None = None
    elapsed_s: float | None = None
    remaining_s: float | None = None


FLAGS_BYTES = 2
PACES = Flag.PACE | Flag.AVERAGE_PACE
ALL_NAMED = (1 << 13) - 1  # machines set later bits too, for fields of their own

# Flag, bytes, and the name in BeltReading where we keep the field. The speed's flag is
# handled apart. A pace takes one byte in one edition of the service and two in another,
# and machines of both sorts are about: see _pace_bytes.
SPEED = (Flag(0), 2, "speed_mps")
FIELDS: tuple[tuple[Flag, int, str | None], ...] = (
    (Flag.AVERAGE_SPEED, 2, "average_speed_mps"),
    (Flag.DISTANCE, 3, "distance_m"),
    (Flag.INCLINE_AND_RAMP, 2, "incline_pct"),
    (Flag.INCLINE_AND_RAMP, 2, None),
    (Flag.ELEVATION, 4, None),
    (Flag.PACE, 1, None),
    (Flag.AVERAGE_PACE, 1, None),
    (Flag.ENERGY, 5, None),
    (Flag.HEART_RATE, 1, "heart_rate_bpm"),
    (Flag.METABOLIC_EQUIVALENT, 1, None),
    (Flag.ELAPSED, 2, "elapsed_s"),
    (Flag.REMAINING, 2, "remaining_s"),
    (Flag.FORCE_AND_POWER, 4, None),
)

STEPS_PER_KMH = 100
STEPS_PER_PCT = 10
NO_INCLINE = 0x7FFF
SIGNED = frozenset({"incline_pct"})

FROM_STEPS: dict[str, Callable[[int], float | None]] = {
    "speed_mps": lambda steps: mps_from_kmh(steps / STEPS_PER_KMH),
    "average_speed_mps": lambda steps: mps_from_kmh(steps / STEPS_PER_KMH),
    "incline_pct": lambda steps: None if steps == NO_INCLINE else steps / STEPS_PER_PCT,
    "heart_rate_bpm": lambda steps: steps or None,  # 0 is sent for "no heart seen"
}
TO_STEPS: dict[str, Callable[[float], int]] = {
    "speed_mps": lambda mps: round(kmh_from_mps(mps) * STEPS_PER_KMH),
    "average_speed_mps": lambda mps: round(kmh_from_mps(mps) * STEPS_PER_KMH),
    "incline_pct": lambda pct: round(pct * STEPS_PER_PCT),
}


def decode(frame: bytes) -> BeltReading:
    """Read a treadmill data frame; raise BadFrame if it is too short for its flags.

    Bytes past the last field we know are left alone: some machines add their own.
    """
    if len(frame) < FLAGS_BYTES:
        raise BadFrame(
            f"a treadmill frame is {len(frame)} bytes; expected at least {FLAGS_BYTES}"
        )
    flags = int.from_bytes(frame[:FLAGS_BYTES], "little")
    fields = _present(flags)
    needed = FLAGS_BYTES + sum(size for _, size, _ in fields)
    if len(frame) < needed:
        raise BadFrame(
            f"a treadmill frame is {len(frame)} bytes; its flags {flags:#06x} "
            f"ask for at least {needed}"
        )
    pace_bytes = _pace_bytes(flags, len(frame) - needed)
    known: dict[str, float | None] = {}
    at = FLAGS_BYTES
    for flag, field_bytes, name in fields:
        size = field_bytes
        if flag & PACES:
            if pace_bytes is None:
                break
            size = pace_bytes
        if name is not None:
            steps = int.from_bytes(frame[at : at + size], "little", signed=name in SIGNED)
            known[name] = FROM_STEPS.get(name, float)(steps)
        at += size
    return BeltReading(**known)


def encode(reading: BeltReading) -> bytes:
    """Write a treadmill data frame, as a simulated treadmill sends it."""
    flags, body = Flag(0), b""
    if reading.speed_mps is None:
        flags |= Flag.SPEED_IS_ELSEWHERE
    for flag, size, name in (SPEED, *FIELDS):
        value = None if name is None else getattr(reading, name)
        if name is not None and value is not None:
            flags |= flag
            steps = TO_STEPS.get(name, round)(value)
            body += steps.to_bytes(size, "little", signed=name in SIGNED)
        elif flags & flag:
            body += bytes(size)  # the second half of a field of which we keep the first
    return flags.to_bytes(FLAGS_BYTES, "little") + body


def _present(flags: int) -> tuple[tuple[Flag, int, str | None], ...]:
    here = tuple(field for field in FIELDS if flags & field[0])
    return here if flags & Flag.SPEED_IS_ELSEWHERE else (SPEED, *here)


def _pace_bytes(flags: int, spare: int) -> int | None:
    """Return how wide a pace is, told by the bytes to spare; None: it cannot be told.

    In doubt the fields after the pace stay unread: better not known than wrong.
    """
    paces = (flags & PACES).bit_count()
    if paces == 0:
        return 1
    if flags & ~ALL_NAMED:
        return None
    return {0: 1, paces: 2}.get(spare)
