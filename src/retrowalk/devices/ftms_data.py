"""Treadmill data (0x2ACD): what a treadmill says of its belt, bytes to reading and back.

Fitness Machine Service 1.0: two bytes of flags, then the fields whose flags are set,
little-endian, in the order of FIELDS. The flag of the speed is inverted. The speed has
no sign: no treadmill says which way the person on it walks.
"""

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

    Its calories and metabolic equivalents are left out: a treadmill knows neither the
    body nor the direction. Its paces say the speeds again and are left out, too.
    distance_m: since the belt's own start. elapsed_s: by the treadmill's own clock.
    climbed_m, descended_m: since the belt's own start; told together or not at all.
    """

    speed_mps: float | None = None
    average_speed_mps: float | None = None
    distance_m: float | None = None
    incline_pct: float | None = None
    ramp_deg: float | None = None
    climbed_m: float | None = None
    descended_m: float | None = None
    heart_rate_bpm: float | None = None
    elapsed_s: float | None = None
    remaining_s: float | None = None
    force_n: float | None = None
    power_w: float | None = None


FLAGS_BYTES = 2
PACES = Flag.PACE.value | Flag.AVERAGE_PACE.value
ALL_NAMED = (1 << 13) - 1  # machines set later bits too, for fields of their own

# Flag, bytes, and the name in BeltReading where we keep the field. The speed's flag is
# handled apart. A pace takes one byte in one edition of the service and two in another,
# and machines of both sorts are about: see _pace_bytes.
Field = tuple[int, int, str | None]
SPEED: Field = (0, 2, "speed_mps")
FIELDS: tuple[Field, ...] = (
    (Flag.AVERAGE_SPEED.value, 2, "average_speed_mps"),
    (Flag.DISTANCE.value, 3, "distance_m"),
    (Flag.INCLINE_AND_RAMP.value, 2, "incline_pct"),
    (Flag.INCLINE_AND_RAMP.value, 2, "ramp_deg"),
    (Flag.ELEVATION.value, 2, "climbed_m"),
    (Flag.ELEVATION.value, 2, "descended_m"),
    (Flag.PACE.value, 1, None),
    (Flag.AVERAGE_PACE.value, 1, None),
    (Flag.ENERGY.value, 5, None),
    (Flag.HEART_RATE.value, 1, "heart_rate_bpm"),
    (Flag.METABOLIC_EQUIVALENT.value, 1, None),
    (Flag.ELAPSED.value, 2, "elapsed_s"),
    (Flag.REMAINING.value, 2, "remaining_s"),
    (Flag.FORCE_AND_POWER.value, 2, "force_n"),
    (Flag.FORCE_AND_POWER.value, 2, "power_w"),
)

STEPS_PER_KMH = 100
STEPS_PER_TENTH = 10  # per cent, degrees and metres of climb come in tenths
NOT_KNOWN = 0x7FFF  # said in a signed field
SIGNED = frozenset({"incline_pct", "ramp_deg", "force_n", "power_w"})
TENTHS = frozenset({"incline_pct", "ramp_deg", "climbed_m", "descended_m"})
SPEEDS = frozenset({"speed_mps", "average_speed_mps"})


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
            known[name] = _meaning(name, steps)
        at += size
    return BeltReading(**known)


def encode(reading: BeltReading) -> bytes:
    """Write a treadmill data frame, as a simulated treadmill sends it."""
    flags, body = _flags(reading), b""
    for flag, size, name in (SPEED, *FIELDS):
        there = flags & flag or (name == "speed_mps" and reading.speed_mps is not None)
        if name is None or not there:
            continue
        value = getattr(reading, name)
        steps = _untold(name) if value is None else _steps(name, value)
        body += steps.to_bytes(size, "little", signed=name in SIGNED)
    return flags.to_bytes(FLAGS_BYTES, "little") + body


def _flags(reading: BeltReading) -> int:
    flags = 0 if reading.speed_mps is not None else Flag.SPEED_IS_ELSEWHERE.value
    for flag, _, name in FIELDS:
        if name is not None and getattr(reading, name) is not None:
            flags |= flag
    return flags


def _meaning(name: str, steps: int) -> float | None:
    if name in SIGNED and steps == NOT_KNOWN:
        return None
    if name in SPEEDS:
        return mps_from_kmh(steps / STEPS_PER_KMH)
    if name == "heart_rate_bpm":
        return float(steps) if steps else None  # 0 is sent for "no heart seen"
    return steps / STEPS_PER_TENTH if name in TENTHS else float(steps)


def _steps(name: str, value: float) -> int:
    if name in SPEEDS:
        return round(kmh_from_mps(value) * STEPS_PER_KMH)
    return round(value * STEPS_PER_TENTH if name in TENTHS else value)


def _untold(name: str) -> int:
    return NOT_KNOWN if name in SIGNED else 0


def _present(flags: int) -> tuple[Field, ...]:
    here = tuple(field for field in FIELDS if flags & field[0])
    return here if flags & Flag.SPEED_IS_ELSEWHERE.value else (SPEED, *here)


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
