"""The years that anything written down here can lie in; pages tell weeks around each day."""

from datetime import date

from retrowalk.errors import BadInput

FIRST_YEAR, LAST_YEAR = 2000, 2100  # half-open, as for what a phone sends


def check_year(what: str, found: date | None) -> None:
    """Refuse a day, or a moment, that no page could tell the weeks around."""
    if found is not None and not FIRST_YEAR <= found.year < LAST_YEAR:
        raise BadInput(
            f"{what} lies in the year {found.year}; expected {FIRST_YEAR} to {LAST_YEAR - 1}"
        )
