"""Seconds as they are said to a person."""


def spoken_time(seconds: float) -> str:
    """Return whole seconds in words, such as "6 minutes 15 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = []
    if minutes:
        parts.append("1 minute" if minutes == 1 else f"{minutes} minutes")
    if rest or not minutes:
        parts.append("1 second" if rest == 1 else f"{rest} seconds")
    return " ".join(parts)
