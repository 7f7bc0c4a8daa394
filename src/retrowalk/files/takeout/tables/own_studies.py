"""Tables of the studies that an account added for itself; they belong to no person."""

from collections.abc import Iterator

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at
from retrowalk.files.takeout.tables.table import Column, Kind, Table


def _cells(row: Row) -> Iterator[Row]:
    for name, cell in sorted(row["cells"].items()):
        yield {
            "study": row["study"],
            "name": name,
            "cell": None if cell is None else str(cell),
        }


STUDIES = Table(
    "own_studies",
    "own_studies",
    "One row for each study that the account added for itself.",
    (
        Column("key", Kind.TEXT, "What the account calls it.", at("key")),
        Column("citation", Kind.TEXT, "Who published it, where.", at("citation")),
        Column("address", Kind.TEXT, "Its DOI or address.", at("address")),
        Column("added_at", Kind.MOMENT, "When it was added.", at("added_at")),
    ),
)

RESULTS = Table(
    "own_results",
    "own_results",
    "One row for each cell of each result of these studies, as it was typed.",
    (
        Column("study", Kind.TEXT, "Key of the study.", at("study")),
        Column("name", Kind.TEXT, "Name of the cell.", at("name")),
        Column(
            "cell",
            Kind.TEXT,
            "What stands in it.",
            lambda row: row["cell"] or None,
            empty="nothing was typed",
        ),
    ),
    _cells,
)

CHANGES = Table(
    "own_changes",
    "own_changes",
    "One row for each time such a study was added or removed.",
    (
        Column("number", Kind.WHOLE, "Number in the account's log.", at("number")),
        Column("at", Kind.MOMENT, "When.", at("at")),
        Column("act", Kind.TEXT, "What was done.", at("act"), allowed="added, removed"),
        Column(
            "studies",
            Kind.TEXT,
            "Keys of the studies, with spaces between.",
            lambda row: " ".join(str(one) for one in row["studies"]) or None,
            empty="none",
        ),
        Column(
            "library_version",
            Kind.WHOLE,
            "Version of the library then.",
            at("library_version"),
        ),
        Column(
            "changes",
            Kind.WHOLE,
            "How many answers it changed; they stand in documents/own_changes.jsonl.",
            lambda row: len(row["changes"]),
            "answers",
        ),
    ),
)

TABLES = (STUDIES, RESULTS, CHANGES)
