"""The list of what an archive holds, each with the digest of its bytes."""

import json
import re
from dataclasses import dataclass

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import row_of
from retrowalk.training.codec.fields import (
    JsonObject,
    as_object,
    each,
    optional,
    text,
    texts,
    whole,
)

FORMAT = "retrowalk-takeout"
SCHEMA = 1  # goes up when an older Retrowalk would misread what a newer one wrote
NAME = "manifest.json"
DOCUMENT, RECORDING = "documents/{}.jsonl", "recordings/{}.parquet"
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive.

    name: of the document, or digest of the recording. path: in the archive. size: bytes.
    sha256: of the bytes. rows: of a document; 0 for a recording.
    """

    name: str
    path: str
    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds that can be brought back.

    made_by: the Retrowalk that wrote it. scope: "household", or "person" for one alone.
    missing: digests of recordings that sessions name and that were not found.
    """

    made_by: str
    scope: str
    documents: tuple[Part, ...]
    recordings: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as JSON."""
    document = {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_by": manifest.made_by,
        "scope": manifest.scope,
        "documents": [
            {"name": p.name, "rows": p.rows, "bytes": p.size, "sha256": p.sha256}
            for p in manifest.documents
        ],
        "recordings": [
            {"name": p.name, "bytes": p.size, "sha256": p.sha256}
            for p in manifest.recordings
        ],
        "recordings_missing": list(manifest.missing),
    }
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def manifest_from(said: bytes) -> Manifest:
    """Return a manifest; raise BadInput if it is none, or of a newer Retrowalk."""
    data = as_object("the manifest", row_of(said, NAME))
    if data.get("format") != FORMAT:
        raise BadInput("this is no archive of Retrowalk; expected one that it wrote")
    schema = whole(data, "schema")
    if schema > SCHEMA:
        raise BadInput(
            f"the archive was written by a newer Retrowalk (schema {schema}; this one reads up "
            f"to {SCHEMA}); update this one first"
        )
    return Manifest(
        made_by=text(data, "made_by")[:100],
        scope=text(data, "scope"),
        documents=each(data, "documents", _document),
        recordings=each(data, "recordings", _recording),
        missing=texts(data, "recordings_missing"),
    )


def _document(value: object) -> Part:
    return _part(as_object("a document", value), _WORD, DOCUMENT)


def _recording(value: object) -> Part:
    return _part(as_object("a recording", value), _DIGEST, RECORDING)


def _part(data: JsonObject, named: re.Pattern[str], path: str) -> Part:
    name, sha256 = text(data, "name"), text(data, "sha256")
    size, rows = whole(data, "bytes"), optional(whole, data, "rows") or 0
    if not (
        named.fullmatch(name) and _DIGEST.fullmatch(sha256) and size >= 0 and rows >= 0
    ):
        raise BadInput(
            f"the manifest lists {name[:64]!r} wrongly; expected it as it was written"
        )
    return Part(name, path.format(name), size, sha256, rows)
