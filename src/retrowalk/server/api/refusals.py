"""Which refusals an operation can answer with, for the API's description."""

from retrowalk.server.api.answers import Problem

READ: dict[int, type[Problem]] = {401: Problem, 404: Problem}
WRITE: dict[int, type[Problem]] = dict.fromkeys(
    (400, 401, 403, 404, 409, 411, 413, 415, 422), Problem
)
LIVE = WRITE | {429: Problem}
PARTNER: dict[int, type[Problem]] = dict.fromkeys((401, 409, 429), Problem)
