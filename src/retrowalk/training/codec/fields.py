"""Typed fields out of a JSON object, each refusal in one sentence that names the field."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from retrowalk.errors import BadInput

SCHEMA = 1  # raised when a stored form changes so that old readers would misread it
LARGEST = 1e15  # beyond it, and for infinity and NaN, a number is no honest answer

JsonObject = Mapping[str, object]
Built = dict[str, object]
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def as_object(what: str, value: object) -> JsonObject:
    """Return a JSON object whose keys are strings."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise BadInput(f"{what} is {_shown(value)}; expected an object")
    return value


def check_schema(what: str, data: JsonObject) -> None:
    """Refuse a form that was stored by a newer Retrowalk, or by something else."""
    if data.get("schema") != SCHEMA:
        raise BadInput(f"{what} has schema {data.get('schema')!r}; expected {SCHEMA}")


def text(data: JsonObject, key: str) -> str:
    """Return a string."""
    value = _needed(data, key)
    if not isinstance(value, str):
        raise BadInput(f"{key} is {_shown(value)}; expected text")
    return value


def number(data: JsonObject, key: str) -> float:
    """Return a finite number."""
    value = _needed(data, key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{key} is {_shown(value)}; expected a number")
    if not (-LARGEST <= value <= LARGEST):
        raise BadInput(f"{key} is {_shown(value)}; expected a number a person could mean")
    return value


def whole(data: JsonObject, key: str) -> int:
    """Return a whole number."""
    value = number(data, key)
    if value != int(value):
        raise BadInput(f"{key} is {value}; expected a whole number")
    return int(value)


def truth(data: JsonObject, key: str) -> bool:
    """Return true or false."""
    value = _needed(data, key)
    if not isinstance(value, bool):
        raise BadInput(f"{key} is {_shown(value)}; expected true or false")
    return value


def word(data: JsonObject, key: str, words: type[E]) -> E:
    """Return a member of an enumeration, from its value."""
    return as_word(key, text(data, key), words)


def as_word(what: str, value: object, words: type[E]) -> E:
    """Return the member of that value."""
    for member in words:
        if value == member.value:
            return member
    expected = ", ".join(words)
    raise BadInput(f"{what} is {_shown(value)}; expected one of {expected}")


def day(data: JsonObject, key: str) -> date:
    """Return a day written as 2026-11-22."""
    value = text(data, key)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"{key} is {value!r}; expected a day such as 2026-11-22") from None


def moment(data: JsonObject, key: str) -> datetime:
    """Return a time with its zone, written as 2026-11-22T09:30:00+01:00."""
    value = text(data, key)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise BadInput(
            f"{key} is {value!r}; expected a time such as 2026-11-22T09:30:00+01:00"
        ) from None
    if found.tzinfo is None:
        raise BadInput(
            f"{key} is {value!r}, without a time zone; expected one such as +01:00"
        )
    return found


def optional(read: Callable[[JsonObject, str], T], data: JsonObject, key: str) -> T | None:
    """Return the field as read, or None where it is null or not there."""
    return None if data.get(key) is None else read(data, key)


def each(data: JsonObject, key: str, build: Callable[[object], T]) -> tuple[T, ...]:
    """Return every item of a list, built."""
    value = _needed(data, key)
    if not isinstance(value, list | tuple):
        raise BadInput(f"{key} is {_shown(value)}; expected a list")
    return tuple(build(item) for item in value)


def texts(data: JsonObject, key: str) -> tuple[str, ...]:
    """Return a list of strings."""
    return each(data, key, lambda item: text({key: item}, key))


def _needed(data: JsonObject, key: str) -> object:
    if key not in data:
        raise BadInput(
            f"{key} is missing; expected it among {', '.join(sorted(data)) or 'none'}"
        )
    return data[key]


def _shown(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 40 else f"{said[:37]}..."
