"""All guided tests, and which of them belong together."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrowalk.errors import Unknown
from retrowalk.outcomes.protocols import walking
from retrowalk.outcomes.protocols.body import BODY
from retrowalk.outcomes.protocols.protocol import Protocol
from retrowalk.outcomes.protocols.thinking import THINKING
from retrowalk.outcomes.protocols.told import TOLD
from retrowalk.outcomes.protocols.walking import PAIR_REST_S, WALKING


@dataclass(frozen=True, slots=True)
class Pair:
    """The same test both ways, done on one day in an order that chance draws.

    rest_s: at least so long between the end of one and the start of the other.
    """

    forward: Protocol
    backward: Protocol
    rest_s: float


PROTOCOLS: Mapping[str, Protocol] = MappingProxyType(
    {p.key: p for p in (*WALKING, *BODY, *THINKING, *TOLD)}
)
PAIRS = (
    Pair(walking.SIX_MINUTES_FORWARD, walking.SIX_MINUTES_BACKWARD, PAIR_REST_S),
    Pair(walking.TEN_METRES_FORWARD, walking.TEN_METRES_BACKWARD, 60.0),
    Pair(walking.DUAL_TASK_FORWARD, walking.DUAL_TASK_BACKWARD, 60.0),
)


def protocol(key: str) -> Protocol:
    """Return the test of that key; raise Unknown if there is none."""
    try:
        return PROTOCOLS[key]
    except KeyError:
        raise Unknown(
            f"there is no test {key!r}; expected one of {', '.join(PROTOCOLS)}"
        ) from None


def pair_of(one: Protocol) -> Pair | None:
    """Return the pair a test belongs to, or None if it stands alone."""
    return next((pair for pair in PAIRS if one in (pair.forward, pair.backward)), None)
