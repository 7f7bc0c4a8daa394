"""Conversions for the doors: SI inside, people's units outside."""

STANDARD_GRAVITY_MPS2 = 9.80665  # CGPM 1901, exact by definition
MPS_PER_MPH = 0.44704  # international mile 1609.344 m over 3600 s, exact
MPS_PER_KMH = 1.0 / 3.6
SECONDS_PER_MINUTE = 60.0


def mps_from_mph(speed_mph: float) -> float:
    """Return a speed in m/s from miles per hour."""
    return speed_mph * MPS_PER_MPH


def mps_from_kmh(speed_kmh: float) -> float:
    """Return a speed in m/s from kilometres per hour."""
    return speed_kmh * MPS_PER_KMH


def kmh_from_mps(speed_mps: float) -> float:
    """Return a speed in kilometres per hour from m/s."""
    return speed_mps / MPS_PER_KMH


def minutes(duration_s: float) -> float:
    """Return a duration in minutes from seconds."""
    return duration_s / SECONDS_PER_MINUTE


def clock(duration_s: float) -> str:
    """Return a duration as people read it on a clock: "4:05", "1:02:00"."""
    whole = round(duration_s)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{rest // 60}:{rest % 60:02d}"
