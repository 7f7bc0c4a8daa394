"""Bodies are JSON as its standard says: declared so, with no NaN and no key twice."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from retrowalk.server.api.problems import WrongMediaType


class StrictJson(Parser):
    """Reads a body; raises WrongMediaType or ValueError."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body's object."""
        if request.content_type != "application/json":
            raise WrongMediaType(
                f"the body is declared as {request.content_type or 'nothing'}; "
                "expected application/json"
            )
        document: dict[str, Any] = json.loads(
            request.body, parse_constant=_refuse, object_pairs_hook=_once
        )
        return document


def _refuse(word: str) -> NoReturn:
    message = f"{word} is not a JSON number"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a name stands twice in one object"
        raise ValueError(message)
    return found
