"""Tables of what devices told: readings of heart rate and speed, watches' files, the phone."""

from collections.abc import Callable, Iterable, Iterator

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, number, person, simulated
from retrowalk.files.takeout.tables.table import Column, Kind, Table

NOT_TOLD = "not told at that moment"
WAITING = "nobody has said yet to which session it belongs"
PLAYER = "coach"
COLUMNS = (
    ("heart_rate_bpm", "Heart rate.", "beats per minute"),
    ("speed_mps", "Speed.", "m/s"),
    ("cadence_spm", "Steps of both feet.", "steps per minute"),
    ("distance_m", "Way since the start.", "m"),
    ("latitude_deg", "Where it was, north of the equator (WGS 84).", "degrees"),
    ("longitude_deg", "Where it was, east of Greenwich (WGS 84).", "degrees"),
)


def _of_session(row: Row) -> Iterator[Row]:
    told = row["document"].get("readings")
    if told:
        times_s = [t / 1000.0 for t in told["t_ms"]]
        same = {"person": row["person"], "session": row["id"], "source": PLAYER}
        yield from _readings(same | {"simulated": row["simulated"]}, times_s, told)


def _of_watch(row: Row) -> Iterator[Row]:
    told = row["readings"]
    same = {"person": row["person"], "session": row["walk"], "source": row["source_format"]}
    yield from _readings(same | {"simulated": row["simulated"]}, told["t_s"], told)


def _readings(same: Row, times_s: list[float], told: Row) -> Iterator[Row]:
    columns = [(name, told.get(name) or [None] * len(times_s)) for name, _, _ in COLUMNS]
    for place, t_s in enumerate(times_s):
        cells = {name: column[place] for name, column in columns}
        yield {**same, "t_s": t_s, **cells}


def _table(
    name: str, document: str, meaning: str, rows: Callable[[Row], Iterable[Row]]
) -> Table:
    return Table(
        name,
        document,
        meaning,
        (
            person("person"),
            Column(
                "session_id",
                Kind.TEXT,
                "Of which session: the row of the table sessions.",
                at("session"),
                empty=WAITING,
            ),
            Column(
                "source",
                Kind.TEXT,
                "Who told it: the coach, or a kind of file.",
                at("source"),
            ),
            Column(
                "t_s",
                Kind.NUMBER,
                "Seconds since the session, or the watch's file, began.",
                number("t_s"),
                "s",
            ),
            *(
                Column(name, Kind.NUMBER, said, number(name), unit, empty=NOT_TOLD)
                for name, said, unit in COLUMNS
            ),
            simulated("simulated"),
        ),
        rows,
    )


READINGS = _table(
    "readings",
    "sessions",
    "One row for each moment at which a belt, a strap or a watch told something during a session.",
    _of_session,
)
WATCH_READINGS = _table(
    "watch_readings",
    "watch_files",
    "One row for each moment of each file that was brought in from a watch.",
    _of_watch,
)

WATCH_FILES = Table(
    "watch_files",
    "watch_files",
    "One row for each file that was brought in from a watch.",
    (
        person("person"),
        Column(
            "session_id",
            Kind.TEXT,
            "To which session it belongs.",
            at("walk"),
            empty=WAITING,
        ),
        Column("brought_at", Kind.MOMENT, "When it was brought in.", at("brought_at")),
        Column("file_name", Kind.TEXT, "What it was called.", at("file_name")),
        Column("source_format", Kind.TEXT, "Its kind.", at("source_format")),
        Column(
            "device",
            Kind.TEXT,
            "What recorded it.",
            lambda row: row["device"] or None,
            empty="the file does not say",
        ),
        Column("started_at", Kind.MOMENT, "When it began.", at("started_at")),
        Column("duration_s", Kind.NUMBER, "How long it lasted.", number("duration_s"), "s"),
        Column(
            "laps",
            Kind.WHOLE,
            "How many laps it has.",
            lambda row: len(row["laps"]),
            "laps",
        ),
        simulated("simulated"),
    ),
)

MOUNTINGS = Table(
    "phone_mountings",
    "phone_mountings",
    "One row for each place where a person wears the phone, as the sessions taught it.",
    (
        person("person"),
        Column("site", Kind.TEXT, "The place.", at("site"), allowed="pocket, lower_back"),
        Column("since", Kind.MOMENT, "Since when it has been worn so.", at("since")),
        Column(
            "learnt_from",
            Kind.MOMENT,
            "Start of the newest session that said the same.",
            at("learnt_from"),
        ),
        Column(
            "sessions", Kind.WHOLE, "How many sessions said so.", at("sessions"), "sessions"
        ),
        simulated("simulated"),
    ),
)

TABLES = (READINGS, WATCH_FILES, WATCH_READINGS, MOUNTINGS)
