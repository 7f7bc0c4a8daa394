"""A secret that is bound beforehand and shown afterwards.

The seed is made once, its SHA-256 is published, and whoever holds the seed can derive every
draw; nobody else can. When the trial is over the seed is published too, and anyone can
derive all draws again and see that none was altered.
"""

import hashlib
import hmac
import re
import secrets
from math import ldexp

from retrowalk.errors import BadInput

_SEED = re.compile(r"[0-9a-f]{64}\Z")
_FRACTION_BITS = 53  # what a float's fraction holds, so that a draw is never rounded to 1


def new_seed() -> str:
    """Return 256 random bits from the operating system, as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def commitment(seed: str) -> str:
    """Return what is published: the SHA-256 of the seed's 64 digits, without a line break."""
    return hashlib.sha256(checked_seed(seed).encode()).hexdigest()


def checked_seed(seed: str) -> str:
    """Return a seed without spaces around it; raise BadInput if it is none.

    The sentence does not repeat what was read: it may be most of a secret.
    """
    text = seed.strip()
    if not _SEED.match(text):
        raise BadInput(
            f"the seed has {len(text)} characters that do not fit; expected 64 digits of 0-9 and "
            "a-f, as 'retrowalk trial commit' wrote them"
        )
    return text


def opened(seed: str, published: str | None) -> str:
    """Return the seed if it is the one that was committed to; raise BadInput if not."""
    text = checked_seed(seed)
    if published is None:
        raise BadInput(
            'the design has no commitment; expected commitment = "…" under [allocation], as '
            "'retrowalk trial commit' prints it"
        )
    if not hmac.compare_digest(commitment(text), published):
        raise BadInput(
            "the seed is not the one committed to: its SHA-256 differs from the design's "
            "commitment"
        )
    return text


def draw(seed: str, about: str) -> float:
    """Return a number in [0, 1) that follows from the seed and what it is about.

    HMAC-SHA256: without the seed it cannot be told from chance, with it anyone gets the same.
    """
    digest = hmac.digest(seed.encode(), about.encode(), "sha256")
    bits = int.from_bytes(digest[:8], "big") >> (64 - _FRACTION_BITS)
    return ldexp(bits, -_FRACTION_BITS)


def chained(before: str, record: str) -> str:
    """Return the digest of a record and everything before it."""
    return hashlib.sha256(f"{before}\n{record}".encode()).hexdigest()
