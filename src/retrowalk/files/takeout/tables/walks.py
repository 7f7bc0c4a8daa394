"""Tables of sessions: what was walked, felt, measured, and which recording shows it."""

from collections.abc import Callable, Iterator

from retrowalk.directions import Direction
from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import (
    NOT_ANSWERED,
    NOT_MEASURED,
    at,
    number,
    of,
    person,
    session,
    simulated,
    words,
)
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.training.prescription import Place, Support, Variation
from retrowalk.training.session import Ending, Symptom

UNFINISHED = "the session is not finished here: parts of it never came"
PAIN = "0 to 10"
NO_BAND = "nothing was prescribed"
OF_UNIT = {
    "s": "s",
    "spm": "steps per minute",
    "m": "m",
    "mps": "m/s",
    "mps2": "m/s2",
    "mps3": "m/s3",
    "deg": "degrees",
    "pct": "percent",
    "share": "0 to 1",
}


def _sum_of(name: str) -> Callable[[Row], object]:
    def cell(row: Row) -> object:
        if row["record"] is None:
            return None
        return float(sum(one[name] for one in row["record"]["intervals"]))

    return cell


def _backward_s(row: Row) -> object:
    if row["record"] is None:
        return None
    intervals = row["record"]["intervals"]
    return float(sum(i["done_s"] for i in intervals if i["direction"] == "backward"))


def _text(*path: str) -> Callable[[Row], object]:
    told = at(*path)

    def cell(row: Row) -> object:
        return told(row) or None

    return cell


def _day(row: Row) -> object:
    """Return the day on the walker's own calendar."""
    told = at("document", "started_at")(row)
    return str(told)[:10] if told else None


def intervals(row: Row) -> Iterator[Row]:
    """Yield each interval of a session with what was prescribed for it."""
    record = row["record"]
    if record is None:
        return
    told = record["prescription"]["intervals"]
    for index, (one, asked) in enumerate(zip(record["intervals"], told, strict=True)):
        yield {"walk": row, "number": index + 1, "done": one, "told": asked}


def gait(row: Row) -> Iterator[Row]:
    """Yield each measure of each direction that the gait report of a session holds."""
    report = row["gait"] or {}
    for way, measures in (report.get("directions") or {}).items():
        for name, value in measures.items():
            if value is not None and name != "strides":
                yield {
                    "walk": row,
                    "direction": way,
                    "measure": name,
                    "unit": OF_UNIT.get(name.rpartition("_")[2]),
                    "value": float(value),
                    "strides": measures.get("strides"),
                }


def recordings(row: Row) -> Iterator[Row]:
    """Yield a session that has a motion recording."""
    if row["recording"]:
        yield row


SESSIONS = Table(
    "sessions",
    "sessions",
    "One row for each session: what was asked, what was walked, and what the person said.",
    (
        person("person"),
        session("id"),
        Column(
            "planned_number", Kind.WHOLE, "Number in the programme.", at("planned_number")
        ),
        Column("started_at", Kind.MOMENT, "When it began.", at("started_at")),
        Column("day", Kind.DAY, "The day, where it was walked.", _day),
        Column(
            "received_at", Kind.MOMENT, "When it reached this server.", at("received_at")
        ),
        Column(
            "ending",
            Kind.TEXT,
            "How it ended.",
            at("record", "ending"),
            allowed=of(Ending),
            empty=UNFINISHED,
        ),
        Column(
            "programme",
            Kind.TEXT,
            "Key of the programme.",
            at("record", "prescription", "programme"),
            empty=UNFINISHED,
        ),
        Column(
            "place",
            Kind.TEXT,
            "Where it was to be walked.",
            at("record", "prescription", "place"),
            allowed=of(Place),
            empty=UNFINISHED,
        ),
        Column(
            "support",
            Kind.TEXT,
            "What there was to hold on to.",
            at("record", "prescription", "support"),
            allowed=of(Support),
            empty=UNFINISHED,
        ),
        Column(
            "prescribed_s",
            Kind.NUMBER,
            "How long it was to be, without rests.",
            _sum_of("prescribed_s"),
            "s",
            empty=UNFINISHED,
        ),
        Column(
            "done_s",
            Kind.NUMBER,
            "How long of it was walked.",
            _sum_of("done_s"),
            "s",
            empty=UNFINISHED,
        ),
        Column(
            "backward_s",
            Kind.NUMBER,
            "How long was walked in parts that were to be walked backward.",
            _backward_s,
            "s",
            empty=UNFINISHED,
        ),
        Column(
            "pain_before",
            Kind.WHOLE,
            "Pain before.",
            at("record", "pain_before"),
            "points",
            PAIN,
            NOT_ANSWERED,
        ),
        Column(
            "pain_during",
            Kind.WHOLE,
            "The highest pain that was told while walking.",
            at("record", "pain_during"),
            "points",
            PAIN,
            "none was told while walking",
        ),
        Column(
            "pain_after",
            Kind.WHOLE,
            "Pain after.",
            at("record", "pain_after"),
            "points",
            PAIN,
            NOT_ANSWERED,
        ),
        Column(
            "pain_next_morning",
            Kind.WHOLE,
            "Pain on the morning after.",
            at("pain_next_morning"),
            "points",
            PAIN,
            NOT_ANSWERED,
        ),
        Column(
            "morning_told_at",
            Kind.MOMENT,
            "When the pain of the morning was told.",
            at("morning_told_at"),
            empty=NOT_ANSWERED,
        ),
        Column(
            "rpe_cr10",
            Kind.NUMBER,
            "How hard it was, on the CR10 scale of exertion.",
            number("record", "rpe_cr10"),
            "points",
            PAIN,
            NOT_ANSWERED,
        ),
        Column(
            "stumbles",
            Kind.WHOLE,
            "How often the person stumbled.",
            at("record", "stumbles"),
            "times",
            empty=NOT_ANSWERED,
        ),
        Column(
            "symptoms",
            Kind.TEXT,
            "What was reported, with spaces between.",
            words("record", "symptoms"),
            allowed=of(Symptom),
            empty="none was reported",
        ),
        Column(
            "plan_before", Kind.WHOLE, "Version of the plan it followed.", at("plan_before")
        ),
        Column(
            "plan_after",
            Kind.WHOLE,
            "Version of the plan that was made after it.",
            at("plan_after"),
            empty=UNFINISHED,
        ),
        Column(
            "site",
            Kind.TEXT,
            "Where the phone was worn.",
            at("document", "site"),
            allowed="pocket, lower_back, other, none",
        ),
        Column(
            "device",
            Kind.TEXT,
            "What the device calls itself.",
            _text("document", "device"),
            empty="it did not say",
        ),
        Column(
            "recording",
            Kind.TEXT,
            "Digest of the motion recording: the row of the table recordings.",
            _text("recording"),
            empty="no motion was recorded, or none could be put together",
        ),
        simulated("simulated"),
    ),
)

INTERVALS = Table(
    "intervals",
    "sessions",
    "One row for each part of each session: what was told, walked, and seen by the phone.",
    (
        person("walk", "person"),
        session("walk", "id"),
        Column("interval", Kind.WHOLE, "Which part, from 1 on.", at("number")),
        Column(
            "direction_told",
            Kind.TEXT,
            "Which way it was to be walked.",
            at("done", "direction"),
            allowed="forward, backward",
        ),
        Column(
            "prescribed_s",
            Kind.NUMBER,
            "How long it was to be.",
            number("done", "prescribed_s"),
            "s",
        ),
        Column(
            "done_s", Kind.NUMBER, "How long it was walked.", number("done", "done_s"), "s"
        ),
        *(
            Column(
                f"{name}_{end}_{unit}",
                Kind.NUMBER,
                f"The {word} {meaning} that was prescribed.",
                number("told", f"{name}_{unit}", end),
                shown,
                empty=NO_BAND,
            )
            for name, unit, shown, meaning in (
                ("speed", "mps", "m/s", "speed"),
                ("cadence", "spm", "steps per minute", "cadence"),
                ("heart_rate", "bpm", "beats per minute", "heart rate"),
            )
            for end, word in (("low", "lowest"), ("high", "highest"))
        ),
        Column(
            "incline_pct",
            Kind.NUMBER,
            "Slope that was prescribed.",
            number("told", "incline_pct"),
            "percent",
        ),
        Column(
            "variation",
            Kind.TEXT,
            "A way to walk that was prescribed.",
            at("told", "variation"),
            allowed=of(Variation),
            empty="plain walking",
        ),
        Column(
            "direction_seen",
            Kind.TEXT,
            "Which way most of the steps went, as the phone saw it.",
            at("done", "measured", "direction"),
            allowed=of(Direction),
            empty=NOT_MEASURED,
        ),
        Column(
            "steps",
            Kind.WHOLE,
            "Steps of both feet that the phone saw.",
            at("done", "measured", "steps"),
            "steps",
            empty=NOT_MEASURED,
        ),
        Column(
            "cadence_spm",
            Kind.NUMBER,
            "Mean cadence that the phone saw.",
            number("done", "measured", "cadence_spm"),
            "steps per minute",
            empty=NOT_MEASURED,
        ),
        Column(
            "why_unknown",
            Kind.TEXT,
            "Why the direction could not be told.",
            at("done", "measured", "why_unknown"),
            empty="it could be told, or nothing was measured",
        ),
        simulated("walk", "simulated"),
    ),
    intervals,
)

GAIT = Table(
    "gait_by_direction",
    "sessions",
    "One row for each measure of gait, for each direction of each session; what was not "
    "measured has no row. The whole report, step by step, stands in documents/sessions.jsonl.",
    (
        person("walk", "person"),
        session("walk", "id"),
        Column(
            "direction",
            Kind.TEXT,
            "Which way the steps went.",
            at("direction"),
            allowed=of(Direction),
        ),
        Column(
            "measure", Kind.TEXT, "Which measure; its name ends in its unit.", at("measure")
        ),
        Column(
            "value", Kind.NUMBER, "The mean over those steps.", at("value"), "as unit says"
        ),
        Column(
            "unit",
            Kind.TEXT,
            "Unit of the value.",
            at("unit"),
            empty="a number without a unit, such as a ratio",
        ),
        Column(
            "strides",
            Kind.WHOLE,
            "How many strides the direction rests on.",
            at("strides"),
            "strides",
            empty=NOT_MEASURED,
        ),
        simulated("walk", "simulated"),
    ),
    gait,
)

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

TABLES = (SESSIONS, INTERVALS, GAIT, RECORDINGS)
