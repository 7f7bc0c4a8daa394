"""The table of sessions: what was asked, what was walked, and what the person said."""

from collections.abc import Callable

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, of, person, session, simulated, text
from retrowalk.files.takeout.tables.felt import FELT
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.training.prescription import Place, Support
from retrowalk.training.session import Ending

UNFINISHED = "the session is not finished here: parts of it never came"


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


def _day(row: Row) -> object:
    """Return the day on the walker's own calendar."""
    told = at("document", "started_at")(row)
    return str(told)[:10] if told else None


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
        *FELT,
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
            text("document", "device"),
            empty="it did not say",
        ),
        Column(
            "recording",
            Kind.TEXT,
            "Digest of the motion recording: the row of the table recordings.",
            text("recording"),
            empty="no motion was recorded, or none could be put together",
        ),
        simulated("simulated"),
    ),
)
