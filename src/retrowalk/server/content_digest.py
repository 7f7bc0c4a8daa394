"""The digest by which a document is recognised: one rule for what is kept exactly once."""

import hashlib
import json


def content_digest(content: dict[str, object]) -> str:
    """Return the digest under which a document is recognised, however its bytes are laid out."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
