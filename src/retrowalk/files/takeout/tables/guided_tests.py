"""Tables of guided tests: each test, what it says, each trial, and every number of a trial."""

from collections.abc import Iterator

from retrowalk.errors import RetrowalkError
from retrowalk.files.takeout.lines import Row
from retrowalk.files.takeout.tables.cells import at, number, of, person, simulated, test
from retrowalk.files.takeout.tables.table import Column, Kind, Table
from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.results import results
from retrowalk.outcomes.taken import Ended
from retrowalk.outcomes.taken_json import from_json

NOT_TAKEN = "not taken in this trial"


def _said(row: Row) -> Iterator[Row]:
    """Yield what a test says of each measure by the rules of today."""
    try:
        found = results(from_json(row["document"]))
    except RetrowalkError as error:
        yield {"test": row, "why_not": str(error)}
        return
    for one in found:
        about = measure(one.measure)
        yield {
            "test": row,
            "measure": one.measure,
            "name": about.name,
            "unit": about.unit,
            "value": one.value,
            "why_not": one.why_not or one.asks or None,
        }


def _trials(row: Row) -> Iterator[Row]:
    for index, trial in enumerate(row["document"]["trials"]):
        yield {"test": row, "number": index + 1, "trial": trial}


def _numbers(row: Row) -> Iterator[Row]:
    """Yield every single number that a trial holds beside its own columns."""
    for one in _trials(row):
        trial = one["trial"]
        named = [("lap", "laps_s", trial.get("laps_s") or ())]
        named += [
            ("value", k, (v,)) for k, v in sorted((trial.get("values") or {}).items())
        ]
        named += [("series", k, v) for k, v in sorted((trial.get("series") or {}).items())]
        for kind, name, values in named:
            for place, value in enumerate(values):
                yield one | {
                    "kind": kind,
                    "name": name,
                    "place": place + 1,
                    "value": float(value),
                }


TESTS = Table(
    "tests",
    "tests",
    "One row for each guided test that was done, broken-off ones too.",
    (
        person("person"),
        test("id"),
        Column("protocol", Kind.TEXT, "Key of how it is done.", at("protocol")),
        Column(
            "version",
            Kind.WHOLE,
            "Version of the protocol; results of two versions are never compared.",
            at("document", "version"),
        ),
        Column("taken_at", Kind.MOMENT, "When it was done.", at("taken_at")),
        Column(
            "received_at", Kind.MOMENT, "When it reached this server.", at("received_at")
        ),
        Column(
            "ended",
            Kind.TEXT,
            "How it ended.",
            at("document", "ended"),
            allowed=of(Ended),
        ),
        Column(
            "trials",
            Kind.WHOLE,
            "How many trials it has, practice included.",
            lambda row: len(row["document"]["trials"]),
            "trials",
        ),
        Column(
            "note",
            Kind.TEXT,
            "What was written beside it.",
            lambda row: row["document"].get("note") or None,
            empty="nothing was written",
        ),
        simulated("simulated"),
    ),
)

RESULTS = Table(
    "test_results",
    "tests",
    "One row for each measure that a test gives, worked out anew from its trials.",
    (
        person("test", "person"),
        test("test", "id"),
        Column(
            "measure",
            Kind.TEXT,
            "Key of the measure.",
            at("measure"),
            empty="nobody knows this test any more; its trials are kept",
        ),
        Column("measure_name", Kind.TEXT, "Its name.", at("name"), empty="as for measure"),
        Column(
            "value",
            Kind.NUMBER,
            "What the test says.",
            at("value"),
            "as unit says",
            empty="the test gives no value: see why_not",
        ),
        Column("unit", Kind.TEXT, "Unit of the value.", at("unit"), empty="as for measure"),
        Column(
            "why_not",
            Kind.TEXT,
            "Why there is no value, or what has to be answered before it counts.",
            at("why_not"),
            empty="there is a value, and it counts",
        ),
        simulated("test", "simulated"),
    ),
    _said,
)

TRIALS = Table(
    "trials",
    "tests",
    "One row for each trial of each test, as it came.",
    (
        person("test", "person"),
        test("test", "id"),
        Column("trial", Kind.WHOLE, "Which trial, from 1 on.", at("number")),
        Column(
            "part",
            Kind.TEXT,
            "Which position or task of the test.",
            lambda row: row["trial"].get("part") or None,
            empty="the test has a single part",
        ),
        Column(
            "practice",
            Kind.TRUTH,
            "Done to get to know the test; never counted.",
            lambda row: bool(row["trial"].get("practice")),
        ),
        Column(
            "ended",
            Kind.TEXT,
            "How the trial ended.",
            lambda row: row["trial"].get("ended", Ended.DONE.value),
            allowed=of(Ended),
        ),
        Column(
            "time_s",
            Kind.NUMBER,
            "Its time.",
            number("trial", "time_s"),
            "s",
            empty=NOT_TAKEN,
        ),
        Column(
            "count",
            Kind.WHOLE,
            "What was counted.",
            at("trial", "count"),
            "times",
            empty=NOT_TAKEN,
        ),
        Column(
            "distance_m",
            Kind.NUMBER,
            "The distance.",
            number("trial", "distance_m"),
            "m",
            empty=NOT_TAKEN,
        ),
        Column(
            "rpe_cr10",
            Kind.NUMBER,
            "How hard it was, on the CR10 scale of exertion.",
            number("trial", "rpe_cr10"),
            "points",
            "0 to 10",
            NOT_TAKEN,
        ),
        Column(
            "heart_rate_bpm",
            Kind.NUMBER,
            "Mean heart rate.",
            number("trial", "heart_rate_bpm"),
            "beats per minute",
            empty=NOT_TAKEN,
        ),
        Column(
            "confirmed",
            Kind.TRUTH,
            "The person was asked whether it is right, and said yes.",
            lambda row: bool(row["trial"].get("confirmed")),
        ),
        simulated("test", "simulated"),
    ),
    _trials,
)

NUMBERS = Table(
    "trial_numbers",
    "tests",
    "One row for each single number of a trial: laps, typed or measured values, and the "
    "series that values are worked out from.",
    (
        person("test", "person"),
        test("test", "id"),
        Column("trial", Kind.WHOLE, "Of which trial, from 1 on.", at("number")),
        Column("kind", Kind.TEXT, "What it is.", at("kind"), allowed="lap, value, series"),
        Column(
            "name",
            Kind.TEXT,
            "Its name; it ends in its unit, or is a measure's key.",
            at("name"),
        ),
        Column("place", Kind.WHOLE, "Its place in the series, from 1 on.", at("place")),
        Column("value", Kind.NUMBER, "The number.", at("value"), "as name says"),
        simulated("test", "simulated"),
    ),
    _numbers,
)

TABLES = (TESTS, RESULTS, TRIALS, NUMBERS)
