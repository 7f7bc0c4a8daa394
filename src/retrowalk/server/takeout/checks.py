"""What a row of an archive must be, so that the site can show it and the rules can read it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.files.calibration_json import calibration_from
from retrowalk.files.gait_json import SCHEMA as GAIT_SCHEMA
from retrowalk.files.takeout.lines import Row
from retrowalk.files.watch.session_json import readings_from_json
from retrowalk.outcomes.protocols.catalogue import PROTOCOLS
from retrowalk.outcomes.single_case.schedule_toml import from_toml
from retrowalk.outcomes.taken_json import from_json
from retrowalk.server.content_digest import content_digest
from retrowalk.server.proof.models import OwnTrial
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.server.sessions.readings import SessionReadings, readings_of
from retrowalk.server.takeout.years import check_year
from retrowalk.training.codec.clearance import clearance_from_json
from retrowalk.training.codec.fields import (
    JsonObject,
    as_object,
    as_word,
    each,
    moment,
    number,
    optional,
    text,
    whole,
    word,
)
from retrowalk.training.codec.plan import decision_from_json, plan_from_json
from retrowalk.training.codec.session import record_from_json
from retrowalk.training.person import ADULT_YEARS, OLDEST_YEARS
from retrowalk.training.session import Ending, Symptom

STOPPED = OwnTrial.State.STOPPED.value


def nothing(row: Row) -> None:
    """Take every row whose fields are what they must be."""
    del row


def person(row: Row) -> None:
    """Refuse a year of birth that no living adult has; older than when told is no harm."""
    age = timezone.localdate().year - row["birth_year"]
    if not ADULT_YEARS <= age <= OLDEST_YEARS:
        raise BadInput(
            f"birth_year is {row['birth_year']}; expected that of an adult of at most "
            f"{OLDEST_YEARS} years"
        )


def screening(row: Row) -> None:
    """Refuse what is no answered screening."""
    answers = as_object("answers", row["answers"])
    for key in answers:
        text(answers, key)
    clearance = clearance_from_json(row["clearance"])
    _same("outcome", row["outcome"], clearance.outcome.value)
    check_year("screened_on", clearance.screened_on)
    _same("review_on", row["review_on"], clearance.review_on.isoformat())


def plan(row: Row) -> None:
    """Refuse what is no version of a plan."""
    found = plan_from_json(row["body"])
    _same("version", row["version"], found.version)
    _same("programme", row["programme"], found.programme)
    days = (found.started_on, found.ends_on, found.break_since, *found.days_off)
    for day in (*days, *(planned.day for planned in found.ahead)):
        check_year("a day of the plan", day)
    if found.trial is not None:
        check_year("the plan's trial", found.trial.starts_on)
    if row["decision"] is not None:
        decision_from_json(row["decision"])


def session(row: Row) -> None:
    """Refuse what is no session."""
    document = as_object("document", row["document"])
    _document(document)
    _same_moment("started_at", row, moment(document, "started_at"))
    _same("document_digest", row["document_digest"], content_digest(row["document"]))
    if row["record"] is not None:
        record = record_from_json(row["record"])
        _same("session_id", record.session_id, row["id"])
        check_year("the record's started_at", record.started_at)
        if len(record.intervals) != len(record.prescription.intervals):
            raise BadInput("a session has walked other parts than it was told")
    if row["gait"] is not None:
        _gait(as_object("gait", row["gait"]))


def adverse_event(row: Row) -> None:
    """Refuse a symptom that nobody knows."""
    as_word("symptom", row["symptom"], Symptom)


def mounting(row: Row) -> None:
    """Refuse what is no calibration."""
    calibration_from(row["body"])


def test(row: Row) -> None:
    """Refuse what is no test."""
    taken = from_json(row["document"])
    _same("protocol", row["protocol"], taken.protocol)
    _same_moment("taken_at", row, taken.taken_at)
    check_year("ended_at", taken.ended_at)
    # A retry is told, and results are kept, by this digest.
    _same("digest", row["digest"], content_digest(row["document"]))


def watch_file(row: Row) -> None:
    """Refuse what is no session of a watch."""
    readings_from_json(row["readings"])
    each(row, "laps", _lap)


def own_trial(row: Row) -> None:
    """Refuse a trial of oneself whose draw was changed, or that is told otherwise beside it."""
    schedule = from_toml(row["schedule"], "the draw")
    design = schedule.design
    if row["protocol"] not in PROTOCOLS:
        raise BadInput(f"protocol is {row['protocol']!r}, which is no test here")
    _same("order", row["order"], [one.value for one in schedule.order])
    _same("measure", row["measure"], design.measure)
    _same("starts_on", row["starts_on"], design.starts_on.isoformat())
    _same("ends_on", row["ends_on"], design.ends_on.isoformat())
    if (row["state"] == STOPPED) != (row["stopped_on"] is not None):
        raise BadInput(
            f"state is {row['state']!r}; expected a day it was stopped on, or none"
        )
    as_object("foretold", row["foretold"])


def own_result(row: Row) -> None:
    """Refuse cells that are no text."""
    cells = as_object("cells", row["cells"])
    for key in cells:
        text(cells, key)


def own_change(row: Row) -> None:
    """Refuse what is no entry of the log."""
    each(row, "studies", lambda one: text({"study": one}, "study"))
    each(row, "changes", lambda one: text(as_object("change", one), "key"))


def _document(document: JsonObject) -> None:
    """Refuse what the player or a watch could not have said of a session."""
    for name in ("site", "device"):
        text(document, name)
    word(document, "ending", Ending)
    each(document, "symptoms", lambda one: as_word("symptom", one, Symptom))
    whole(document, "samples")
    for interval in each(document, "intervals", lambda one: as_object("interval", one)):
        whole(interval, "index")
        each(interval, "spans_ms", _span)
    readings = document.get("readings")
    if readings is not None:
        _columns(as_object("readings", readings))


def _columns(readings: JsonObject) -> None:
    strange = set(readings) - set(SessionReadings.__dataclass_fields__)
    if strange:
        raise BadInput(f"readings have {sorted(strange)[0]!r}, which nobody knows")
    walk = WalkedSession(document={"readings": readings})
    columns: list[Any] = [getattr(readings_of(walk), n) for n in sorted(readings)]
    if len({len(column) for column in columns}) > 1:
        raise BadInput("the columns of readings differ in length; expected them alike")
    for column in columns:
        for cell in column:
            if cell is not None:
                number({"reading": cell}, "reading")


def _gait(report: JsonObject) -> None:
    schema = whole(report, "schema")
    if schema > GAIT_SCHEMA:
        raise BadInput(
            f"a gait report has schema {schema}; this Retrowalk reads up to {GAIT_SCHEMA}"
        )
    each(report, "bouts", lambda one: as_object("bout", one))
    for gap in each(report, "not_measured", lambda one: as_object("gap", one)):
        text(gap, "what")
        text(gap, "why")
    steps = as_object("steps", report.get("steps", {}))
    lengths = {len(each(steps, name, lambda cell: cell)) for name in steps}
    if len(lengths) > 1:
        raise BadInput("the columns of a gait report's steps differ in length")
    ways = as_object("directions", report.get("directions", {}))
    for way in ways:
        as_word("direction", way, Direction)
        measures = as_object(way, ways[way])
        for name in measures:
            optional(number, measures, name)


def _lap(value: object) -> None:
    lap = as_object("lap", value)
    text(lap, "name")
    number(lap, "start_s")
    number(lap, "duration_s")
    word(lap, "direction", Direction)


def _span(value: object) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise BadInput("a walked span is no pair; expected its start and end")
    for end in value:
        number({"span": end}, "span")


def _same(what: str, said: object, inside: object) -> None:
    if said != inside:
        raise BadInput(f"{what} is {said!r} beside {inside!r}; expected them to agree")


def _same_moment(what: str, row: Row, inside: datetime) -> None:
    check_year(what, inside)
    if datetime.fromisoformat(row[what]) != inside:
        raise BadInput(f"{what} is {row[what]} beside {inside}; expected them to agree")
