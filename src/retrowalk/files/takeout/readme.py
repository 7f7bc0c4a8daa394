"""The page on top of an archive, for whoever opens it, now or in ten years."""

from retrowalk.files.takeout.manifest import Manifest

_PAGE = """\
YOUR DATA FROM RETROWALK

This archive holds data about health. Keep it where nobody else can read it.

What it is
  {scope}
  Written by {made_by}.

What is in it
  csv/              tables for a spreadsheet: one file each, UTF-8, a comma between cells
  parquet/          the same tables for programs such as R, Python or DuckDB
  dictionary.csv    what every column of every table means, its unit, and what empty means
  documents/        everything without loss, a JSON object in each line: this is what is
                    read when the archive is brought back
  recordings/       {recordings}
  fhir/             plans, sessions and results as FHIR R4, for other health systems; one way,
                    and without names
  manifest.json     what can be brought back, with the SHA-256 of every file

To bring it back
  On the page "Account": "Bring data back". Or where the server runs:
    retrowalk bring-back FILE.zip --account NAME
  What is there already stays as it is, and bringing it in twice changes nothing. Only
  documents/ and recordings/ are read, so tables may be changed; a changed document is refused.

What is not in it
  Passwords, passkeys and sign-ins; links for companions; and sums that are worked out anew.

How to read the tables
  An empty cell never means zero; dictionary.csv says what it means in each column.
  "simulated" true: made up for a demonstration; nobody walked.
  Moments are in world time (UTC). Numbers are metric and have a point: 1.5.
  In CSV, a text that begins like a formula has an apostrophe before it; Parquet has it plain.

Tables, with their rows
{tables}
"""
_SCOPES = {
    "household": "Everybody of one household, and the studies that its account added.",
    "person": "One person of a household.",
}
_FHIR = (
    "  fhir/             plans and results as FHIR R4, for other health systems; one way\n"
)


def readme(manifest: Manifest, tables: str) -> str:
    """Return the page.

    tables: a line for each.
    """
    return _PAGE.format(
        scope=_SCOPES[manifest.scope],
        made_by=manifest.made_by,
        recordings=_recordings(manifest),
        tables=tables,
    ).replace("\n", "\r\n")


def _recordings(manifest: Manifest) -> str:
    held, lost = len(manifest.recordings), len(manifest.missing)
    said = f"{held} motion recordings, by digest" if held else "no motion recordings"
    return f"{said}; {lost} were not found on the server" if lost else said
