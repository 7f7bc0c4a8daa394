"""From the documents of a household to one archive that a person can read and take away."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from retrowalk.files.takeout.dictionary import dictionary_csv, list_of_tables
from retrowalk.files.takeout.even_zip import EvenZip, sha256_of
from retrowalk.files.takeout.fhir_files import FhirFiles
from retrowalk.files.takeout.lines import rows_written
from retrowalk.files.takeout.manifest import (
    DOCUMENT,
    NAME,
    RECORDING,
    Manifest,
    Part,
    manifest_text,
)
from retrowalk.files.takeout.readme import readme
from retrowalk.files.takeout.table_files import table_files
from retrowalk.files.takeout.tables.catalogue import TABLES


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is taken along, as files of a folder that lasts until it is packed.

    documents: path and number of rows, by name. recordings: path, by digest; empty where
    they were not asked for. missing: digests that were not found on the shelf.
    """

    scope: str
    documents: Mapping[str, tuple[Path, int]]
    recordings: Mapping[str, Path] = field(default_factory=dict)
    missing: Sequence[str] = ()


def pack(gathered: Gathered, file: BinaryIO) -> None:
    """Write the archive."""
    archive, manifest = EvenZip(file), _manifest(gathered)
    with tempfile.TemporaryDirectory(prefix="retrowalk-tables-") as folder:
        bundles = FhirFiles()
        rows = _write_tables(gathered, Path(folder), bundles)
        archive.text("README.txt", readme(manifest, list_of_tables(TABLES, rows)))
        archive.text("dictionary.csv", "\ufeff" + dictionary_csv(TABLES))
        archive.text(NAME, manifest_text(manifest))
        for table in sorted(rows):
            archive.copy(f"csv/{table}.csv", Path(folder, f"{table}.csv"))
            archive.copy(f"parquet/{table}.parquet", Path(folder, f"{table}.parquet"))
        for name, path in sorted(bundles.write(Path(folder)).items()):
            archive.copy(name, path)
    for part in manifest.documents:
        archive.copy(part.path, gathered.documents[part.name][0])
    for part in manifest.recordings:
        archive.copy(part.path, gathered.recordings[part.name])
    archive.close()


def _write_tables(gathered: Gathered, folder: Path, bundles: FhirFiles) -> dict[str, int]:
    """Write every table; return how many rows each has. What bundles need is taken on the way.

    Each document is read once: reading it takes longer than most of what is done with it.
    """
    with table_files(TABLES, folder) as made:
        for document, (path, _) in gathered.documents.items():
            files = made.get(document, ())
            for row in rows_written(path) if files or bundles.needs(document) else ():
                for file in files:
                    file.take(row)
                bundles.take(document, row)
    return {file.table.name: file.rows for files in made.values() for file in files}


def _manifest(gathered: Gathered) -> Manifest:
    return Manifest(
        made_by=f"retrowalk {version('retrowalk')}",
        scope=gathered.scope,
        documents=tuple(
            Part(name, DOCUMENT.format(name), path.stat().st_size, sha256_of(path), rows)
            for name, (path, rows) in sorted(gathered.documents.items())
        ),
        recordings=tuple(
            Part(digest, RECORDING.format(digest), path.stat().st_size, sha256_of(path))
            for digest, path in sorted(gathered.recordings.items())
        ),
        missing=tuple(sorted(gathered.missing)),
    )
