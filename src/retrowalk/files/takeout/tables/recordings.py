"""The table of motion recordings: of which session each is, and what its file is called."""

from collections.abc import Iterator

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, person, session, simulated
from retrowalk.files.takeout.tables.table import Column, Kind, Table


def recordings(row: Row) -> Iterator[Row]:
    """Yield a session that has a motion recording."""
    if row["recording"]:
        yield row


RECORDINGS = Table(
    "recordings",
    "sessions",
    "One row for each motion recording. Its bytes are in recordings/, if they were asked for.",
    (
        Column(
            "recording",
            Kind.TEXT,
            "Digest of what it holds, and its name.",
            at("recording"),
        ),
        person("person"),
        session("id"),
        Column("started_at", Kind.MOMENT, "When the session began.", at("started_at")),
        Column(
            "site",
            Kind.TEXT,
            "Where the phone was worn.",
            at("document", "site"),
            allowed="pocket, lower_back",
        ),
        Column(
            "samples",
            Kind.WHOLE,
            "How many samples were sent.",
            at("document", "samples"),
            "samples",
            empty="it was not said",
        ),
        simulated("simulated"),
    ),
    recordings,
)
