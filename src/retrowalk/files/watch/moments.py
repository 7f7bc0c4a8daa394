"""Times as files of watches write them."""

from datetime import UTC, datetime

from retrowalk.errors import BadRecording


def seconds_since_1970(text: str, source: str) -> float:
    """Return a time such as 2026-11-03T09:30:00Z; without a zone it is taken for UTC.

    Raises BadRecording if it is no time.
    """
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.timestamp()
    except (ValueError, OverflowError) as error:
        raise BadRecording(
            f"{source}: a time is {text[:40]!r}; expected one such as 2026-11-03T09:30:00Z"
        ) from error


def iso(moment: datetime) -> str:
    """Return a time in UTC, to the millisecond where it has a part of a second."""
    utc = moment.astimezone(UTC)
    precise = "milliseconds" if utc.microsecond else "seconds"
    return utc.isoformat(timespec=precise).replace("+00:00", "Z")


def number(text: str, source: str, what: str) -> float:
    """Return a finite number as XML writes it; raise BadRecording for anything else."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e15 or "_" in text:
        raise BadRecording(f"{source}: {what} is {text[:40]!r}; expected a number")
    return value
