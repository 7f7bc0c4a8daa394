"""Tables of plans: every version with the decision behind it, and programmes of one's own."""

from collections.abc import Callable, Iterator

from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, number, of, person, words
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.training.dose import Lever
from retrowalk.training.plan import Move, PlanState
from retrowalk.training.prescription import Variation

NO_DECISION = "no session led to it: the plan was begun or moved by the person"


def _ahead(row: Row) -> Iterator[Row]:
    for one in row["body"]["ahead"]:
        yield {"plan": row, "ahead": one}


def _seconds(direction: str | None) -> Callable[[Row], object]:
    def cell(row: Row) -> object:
        told = row["ahead"]["prescription"]["intervals"]
        return float(
            sum(i["duration_s"] for i in told if direction in (None, i["direction"]))
        )

    return cell


PLANS = Table(
    "plans",
    "plans",
    "One row for each version of each plan, with what led to it.",
    (
        person("person"),
        Column("version", Kind.WHOLE, "Number of the version.", at("version")),
        Column("created_at", Kind.MOMENT, "When it was made.", at("created_at")),
        Column("programme", Kind.TEXT, "Key of the programme.", at("programme")),
        Column(
            "move",
            Kind.TEXT,
            "What was done to the plan.",
            at("move"),
            allowed=f"{of(Move)}; begin, reschedule and the like where no session led to it",
        ),
        Column("reason", Kind.TEXT, "Why, in a sentence.", at("reason")),
        Column(
            "rule",
            Kind.TEXT,
            "Key of the rule that decided.",
            at("decision", "rule"),
            empty=NO_DECISION,
        ),
        Column(
            "lever",
            Kind.TEXT,
            "What was made more or less.",
            at("decision", "lever"),
            allowed=of(Lever),
            empty="nothing was, or no session led to it",
        ),
        Column(
            "sources",
            Kind.TEXT,
            "Keys of the sources of the rule, with spaces between.",
            words("decision", "sources"),
            empty=NO_DECISION,
        ),
        Column(
            "state",
            Kind.TEXT,
            "How the plan stands.",
            at("body", "state"),
            allowed=of(PlanState),
        ),
        Column("started_on", Kind.DAY, "Its first day.", at("body", "started_on")),
        Column("ends_on", Kind.DAY, "Its last day.", at("body", "ends_on")),
        Column(
            "weekdays",
            Kind.TEXT,
            "Days of the week, 0 for Monday, with spaces between.",
            words("body", "weekdays"),
            allowed="0 to 6",
            empty="none was chosen",
        ),
        Column(
            "dose_backward_s",
            Kind.NUMBER,
            "Walking backward in one session.",
            number("body", "dose", "backward_s"),
            "s",
        ),
        Column(
            "dose_bout_s",
            Kind.NUMBER,
            "Walking backward at a stretch.",
            number("body", "dose", "bout_s"),
            "s",
        ),
        Column(
            "dose_speed_mps",
            Kind.NUMBER,
            "Speed.",
            number("body", "dose", "speed_mps"),
            "m/s",
            empty="as the person likes",
        ),
        Column(
            "dose_incline_pct",
            Kind.NUMBER,
            "Slope.",
            number("body", "dose", "incline_pct"),
            "percent",
        ),
        Column(
            "dose_variation",
            Kind.TEXT,
            "A way to walk.",
            at("body", "dose", "variation"),
            allowed=of(Variation),
            empty="plain walking",
        ),
        Column(
            "sessions_ahead",
            Kind.WHOLE,
            "How many sessions it holds.",
            lambda row: len(row["body"]["ahead"]),
            "sessions",
        ),
    ),
)

PLANNED = Table(
    "planned_sessions",
    "plans",
    "One row for each session that each version of each plan held.",
    (
        person("plan", "person"),
        Column("version", Kind.WHOLE, "Version of the plan.", at("plan", "version")),
        Column(
            "planned_number", Kind.WHOLE, "Number in the programme.", at("ahead", "number")
        ),
        Column("day", Kind.DAY, "The day it was planned for.", at("ahead", "day")),
        Column("duration_s", Kind.NUMBER, "How long it was to be.", _seconds(None), "s"),
        Column(
            "backward_s", Kind.NUMBER, "How long of it backward.", _seconds("backward"), "s"
        ),
        Column("place", Kind.TEXT, "Where.", at("ahead", "prescription", "place")),
        Column(
            "support",
            Kind.TEXT,
            "What to hold on to.",
            at("ahead", "prescription", "support"),
        ),
    ),
    _ahead,
)

OWN = Table(
    "own_programmes",
    "own_programmes",
    "One row for each programme that was written for a person.",
    (
        person("person"),
        Column("key", Kind.TEXT, "Key of the programme.", at("key")),
        Column("text", Kind.TEXT, "The programme, as it was written.", at("text")),
        Column("created_at", Kind.MOMENT, "When it was added.", at("created_at")),
    ),
)

TABLES = (PLANS, PLANNED, OWN)
