"""A stored row as a row of a document and back, field by field, the same on every database."""

import base64
import binascii
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import Row
from retrowalk.server.takeout.kept import Kept
from retrowalk.server.takeout.years import check_year

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field  # which takes no types while it runs

CALLED = "key"  # how a row without an identifier of its own is called by others


def row_of(kept: Kept, stored: models.Model) -> Row:
    """Return a stored row as its document has it."""
    return {name: _told(_field(kept, name), stored) for name in kept.fields}


def key_cells(kept: Kept) -> tuple[str, ...]:
    """Return where a row's key is found in the database, for values_list."""
    return tuple(_cell(kept, name) for name in kept.key)


def key_told(cells: Sequence[object]) -> tuple[object, ...]:
    """Return a key as the documents have it."""
    return tuple(plain(cell) for cell in cells)


def values_of(kept: Kept, row: Row) -> dict[str, Any]:
    """Return the fields of a document's row as Python has them; links stay as they came.

    Raises BadInput, naming the field, for one that is strange, missing or impossible.
    """
    if strange := set(row) - set(kept.fields):
        raise BadInput(
            f"has {sorted(strange)[0][:40]!r}, which this Retrowalk does not know; it may have "
            "been written by a newer one: update this one first"
        )
    return {name: _value(_field(kept, name), row) for name in kept.fields}


def _field(kept: Kept, name: str) -> AnyField:
    found = kept.model._meta.get_field(name)
    if not isinstance(found, models.Field):
        message = f"{kept.document}: {name} is no field"
        raise TypeError(message)
    return found


def _cell(kept: Kept, name: str) -> str:
    field = _field(kept, name)
    return f"{name}__{CALLED}" if _is_called(field) else field.attname


def _is_called(field: AnyField) -> bool:
    """Whether a link leads to rows that have no identifier of their own."""
    to = field.related_model
    return isinstance(to, type) and not isinstance(to._meta.pk, models.UUIDField)


def _told(field: AnyField, stored: models.Model) -> object:
    if _is_called(field):
        return str(getattr(getattr(stored, field.name), CALLED))
    return plain(getattr(stored, field.attname))


def plain(value: object) -> object:
    """Return a value as a document has it."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _value(field: AnyField, row: Row) -> object:
    if field.name not in row:
        if not (field.has_default() or field.null):
            raise BadInput(f"has no {field.name}; expected one")
        return field.get_default()
    told = row[field.name]
    if told is None:
        if not field.null:
            raise BadInput(f"{field.name} is empty; expected a value")
        return None
    value = _read(field, told)
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise BadInput(f"{field.name} is not taken: {' '.join(error.messages)}") from error
    if field.choices and value not in {key for key, _ in field.flatchoices}:
        raise BadInput(f"{field.name} is {str(value)[:40]!r}, which is none of its words")
    return value


def _read(field: AnyField, told: object) -> object:
    """Return a cell as Python has it; raise BadInput where it is of another kind."""
    if isinstance(field, models.JSONField):
        return told
    if isinstance(field, models.ForeignKey):
        return _text(field, told) if _is_called(field) else _uuid(field, told)
    for kind, read in _READERS:
        if isinstance(field, kind):
            return read(field, told)
    message = f"{field} has no way into an archive"
    raise TypeError(message)


def _wrong(field: AnyField, told: object, wanted: str) -> BadInput:
    return BadInput(f"{field.name} is {str(told)[:40]!r}; expected {wanted}")


def _text(field: AnyField, told: object) -> str:
    if not isinstance(told, str):
        raise _wrong(field, told, "text")
    return told


def _uuid(field: AnyField, told: object) -> uuid.UUID:
    try:
        found = uuid.UUID(_text(field, told))
    except ValueError:
        raise _wrong(field, told, "an identifier") from None
    if str(found) != told:
        raise _wrong(field, told, "an identifier in small letters")
    return found


def _moment(field: AnyField, told: object) -> datetime:
    try:
        found = datetime.fromisoformat(_text(field, told))
        same = found.astimezone(UTC).isoformat() == told
    except (ValueError, OverflowError):
        raise _wrong(field, told, "a moment in world time") from None
    if not same:
        raise _wrong(field, told, "a moment in world time")
    check_year(field.name, found)
    return found


def _day(field: AnyField, told: object) -> date:
    try:
        found = date.fromisoformat(_text(field, told))
    except ValueError:
        raise _wrong(field, told, "a day") from None
    if found.isoformat() != told:
        raise _wrong(field, told, "a day such as 2026-11-22")
    check_year(field.name, found)
    return found


def _bytes(field: AnyField, told: object) -> bytes:
    try:
        return base64.b64decode(_text(field, told), validate=True)
    except binascii.Error:
        raise _wrong(field, told, "bytes in base64") from None


def _truth(field: AnyField, told: object) -> bool:
    if not isinstance(told, bool):
        raise _wrong(field, told, "true or false")
    return told


def _whole(field: AnyField, told: object) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or abs(told) > _LARGEST:
        raise _wrong(field, told, "a whole number")
    return told


def _number(field: AnyField, told: object) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise _wrong(field, told, "a number")
    try:
        found = float(told)
    except OverflowError:
        raise _wrong(field, told, "a number that can be") from None
    if not isfinite(found):
        raise _wrong(field, told, "a number that can be")
    return found


_LARGEST = 2**31 - 1  # what every database takes for a whole number
_READERS: tuple[tuple[type[AnyField], Any], ...] = (
    (models.UUIDField, _uuid),
    (models.DateTimeField, _moment),
    (models.DateField, _day),
    (models.BinaryField, _bytes),
    (models.BooleanField, _truth),
    (models.IntegerField, _whole),
    (models.FloatField, _number),
    (models.CharField, _text),
    (models.TextField, _text),
)
