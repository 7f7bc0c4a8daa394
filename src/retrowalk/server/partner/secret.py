"""The secret of a share: easy to type, impossible to guess, and kept only as its hash."""

import secrets

from django.utils.crypto import salted_hmac

# Crockford's letters: none is taken for a digit or another letter when it is read aloud.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16  # of 5 bits each: 80 bits, for a link that lives for hours
GROUP = 4
LIKE_DIGITS = str.maketrans({"O": "0", "I": "1", "L": "1"})
LONGEST = 64  # what is longer was not made here; it is not read to its end


def new_secret() -> str:
    """Return a fresh secret, in groups as people read them."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def hashed(typed: str) -> str:
    """Return the keyed hash of a secret, however it was typed."""
    plain = "".join(typed[:LONGEST].split()).replace("-", "").upper().translate(LIKE_DIGITS)
    return salted_hmac("retrowalk.partner", plain, algorithm="sha256").hexdigest()
