"""What a treadmill can do (0x2ACC) and how far (0x2AD4, 0x2AD5): read once, on connecting."""

from dataclasses import dataclass

from retrowalk.errors import BadFrame
from retrowalk.units import kmh_from_mps, mps_from_kmh

STEPS_PER_KMH = 100
STEPS_PER_PCT = 10
FEATURE_BYTES = 8  # what it measures, then what may be asked of it; four bytes each
RANGE_BYTES = 6  # lowest, highest, smallest step; two bytes each

SPEED_MAY_BE_SET = 1 << 0
INCLINE_MAY_BE_SET = 1 << 1


@dataclass(frozen=True, slots=True)
class Feature:
    """What a treadmill lets others set."""

    speed_may_be_set: bool
    incline_may_be_set: bool


@dataclass(frozen=True, slots=True)
class SpeedRange:
    """Speeds that a treadmill takes, m/s, and its smallest step."""

    low_mps: float
    high_mps: float
    step_mps: float


@dataclass(frozen=True, slots=True)
class InclineRange:
    """Inclines that a treadmill takes, per cent, and its smallest step."""

    low_pct: float
    high_pct: float
    step_pct: float


def decode_feature(frame: bytes) -> Feature:
    """Read what a treadmill can do; raise BadFrame if the bytes do not say it."""
    _check("what a treadmill can do", frame, FEATURE_BYTES)
    may_be_set = int.from_bytes(frame[4:8], "little")
    return Feature(
        bool(may_be_set & SPEED_MAY_BE_SET), bool(may_be_set & INCLINE_MAY_BE_SET)
    )


def encode_feature(feature: Feature) -> bytes:
    """Write what a simulated treadmill can do; what it measures is left untold."""
    may_be_set = (SPEED_MAY_BE_SET if feature.speed_may_be_set else 0) | (
        INCLINE_MAY_BE_SET if feature.incline_may_be_set else 0
    )
    return bytes(4) + may_be_set.to_bytes(4, "little")


def decode_speed_range(frame: bytes) -> SpeedRange:
    """Read the speeds a treadmill takes; raise BadFrame if they run downwards."""
    _check("a speed range", frame, RANGE_BYTES)
    low, high, step = (int.from_bytes(frame[i : i + 2], "little") for i in (0, 2, 4))
    if low > high:
        raise BadFrame(
            f"a speed range runs from {low / STEPS_PER_KMH:g} down to "
            f"{high / STEPS_PER_KMH:g} km/h; expected the lower speed first"
        )
    return SpeedRange(*(mps_from_kmh(n / STEPS_PER_KMH) for n in (low, high, step)))


def encode_speed_range(speeds: SpeedRange) -> bytes:
    """Write the speeds that a simulated treadmill takes."""
    told = (speeds.low_mps, speeds.high_mps, speeds.step_mps)
    steps = (round(kmh_from_mps(mps) * STEPS_PER_KMH) for mps in told)
    return b"".join(n.to_bytes(2, "little") for n in steps)


def decode_incline_range(frame: bytes) -> InclineRange:
    """Read the inclines a treadmill takes; raise BadFrame if they run downwards."""
    _check("an incline range", frame, RANGE_BYTES)
    low = int.from_bytes(frame[0:2], "little", signed=True)
    high = int.from_bytes(frame[2:4], "little", signed=True)
    if low > high:
        raise BadFrame(
            f"an incline range runs from {low / STEPS_PER_PCT:g} down to "
            f"{high / STEPS_PER_PCT:g} %; expected the lower incline first"
        )
    step = int.from_bytes(frame[4:6], "little")
    return InclineRange(*(n / STEPS_PER_PCT for n in (low, high, step)))


def encode_incline_range(inclines: InclineRange) -> bytes:
    """Write the inclines that a simulated treadmill takes."""
    low, high, step = (
        round(pct * STEPS_PER_PCT)
        for pct in (inclines.low_pct, inclines.high_pct, inclines.step_pct)
    )
    return (
        low.to_bytes(2, "little", signed=True)
        + high.to_bytes(2, "little", signed=True)
        + step.to_bytes(2, "little")
    )


def _check(what: str, frame: bytes, expected: int) -> None:
    if len(frame) < expected:
        raise BadFrame(f"{what} takes {expected} bytes; this frame is {len(frame)}")
