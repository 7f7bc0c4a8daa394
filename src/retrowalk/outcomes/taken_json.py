"""A test on its way: the one shape that the player sends, the server keeps and an export holds."""

from collections.abc import Mapping
from datetime import datetime
from math import isfinite

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.taken import MOST_NUMBERS, Ended, TakenTest, Trial

SCHEMA = 1
LONGEST_NOTE = 500  # characters
_TEST = {
    "schema",
    "protocol",
    "version",
    "taken_at",
    "ended",
    "simulated",
    "trials",
    "note",
    "ended_at",
}
_TRIAL = {
    "part",
    "practice",
    "ended",
    "time_s",
    "laps_s",
    "count",
    "distance_m",
    "rpe_cr10",
    "heart_rate_bpm",
    "values",
    "confirmed",
    "series",
    "happened",
}
LONGEST_NAME = 32  # characters, of a series, or of what happened


def to_json(taken: TakenTest) -> dict[str, object]:
    """Return a test as JSON can hold it; what was not taken is null."""
    test: dict[str, object] = {
        "schema": SCHEMA,
        "protocol": taken.protocol,
        "version": taken.version,
        "taken_at": taken.taken_at.isoformat(),
        "ended": taken.ended.value,
        "simulated": taken.simulated,
        "note": taken.note,
        "trials": [_trial_json(one) for one in taken.trials],
    }
    if taken.ended_at is not None:  # as with series: older documents keep their digest
        test["ended_at"] = taken.ended_at.isoformat()
    return test


def _trial_json(one: Trial) -> dict[str, object]:
    trial: dict[str, object] = {
        "part": one.part,
        "practice": one.practice,
        "ended": one.ended.value,
        "time_s": one.time_s,
        "laps_s": list(one.laps_s),
        "count": one.count,
        "distance_m": one.distance_m,
        "rpe_cr10": one.rpe_cr10,
        "heart_rate_bpm": one.heart_rate_bpm,
        "values": dict(one.values),
        "confirmed": one.confirmed,
    }
    if one.series:  # a trial without any keeps the digest it had before there were series
        trial["series"] = {name: list(numbers) for name, numbers in one.series.items()}
    if one.happened:  # as with series
        trial["happened"] = list(one.happened)
    return trial


def from_json(document: object) -> TakenTest:
    """Return the test of a document; raise BadAnswer naming what is wrong and where."""
    test = _object(
        document, "the test", _TEST, {"schema", "protocol", "taken_at", "trials"}
    )
    if test["schema"] != SCHEMA:
        raise BadAnswer(f"the test has schema {test['schema']!r}; expected {SCHEMA}")
    trials = test["trials"]
    if not isinstance(trials, list):
        raise BadAnswer("the trials of the test are no list; expected one")
    return TakenTest(
        protocol=_text(test["protocol"], "the protocol", 64),
        taken_at=_moment(test["taken_at"]),
        trials=tuple(_trial(one, number) for number, one in enumerate(trials, start=1)),
        version=_whole(test.get("version", 1), "the version") or 0,
        ended=_ended(test.get("ended", Ended.DONE.value), "the test"),
        simulated=_flag(test.get("simulated", False), "simulated"),
        note=_text(test.get("note", ""), "the note", LONGEST_NOTE),
        ended_at=None if test.get("ended_at") is None else _moment(test["ended_at"]),
    )


def _trial(document: object, number: int) -> Trial:
    where = f"trial {number}"
    trial = _object(document, where, _TRIAL, set())
    laps, values = trial.get("laps_s") or [], trial.get("values") or {}
    if not isinstance(laps, list):
        raise BadAnswer(f"{where}: the laps are no list; expected one")
    if not isinstance(values, dict):
        raise BadAnswer(f"{where}: the values are no object; expected one")
    return Trial(
        part=_text(trial.get("part", ""), f"{where}: the part", 32),
        practice=_flag(trial.get("practice", False), f"{where}: practice"),
        ended=_ended(trial.get("ended", Ended.DONE.value), where),
        time_s=_number(trial.get("time_s"), f"{where}: time_s"),
        laps_s=tuple(_told(lap, f"{where}: a lap") for lap in laps),
        count=_whole(trial.get("count"), f"{where}: count"),
        distance_m=_number(trial.get("distance_m"), f"{where}: distance_m"),
        rpe_cr10=_number(trial.get("rpe_cr10"), f"{where}: rpe_cr10"),
        heart_rate_bpm=_number(trial.get("heart_rate_bpm"), f"{where}: heart_rate_bpm"),
        values={str(key): _told(value, f"{where}: {key}") for key, value in values.items()},
        confirmed=_flag(trial.get("confirmed", False), f"{where}: confirmed"),
        series=_series(trial.get("series", {}), where),
        happened=_happened(trial.get("happened", []), where),
    )


def _series(document: object, where: str) -> dict[str, tuple[float, ...]]:
    if not isinstance(document, dict):
        raise BadAnswer(f"{where}: the series are no object; expected one")
    found: dict[str, tuple[float, ...]] = {}
    for key, numbers in document.items():
        name = _text(key, f"{where}: the name of a series", LONGEST_NAME)
        if not isinstance(numbers, list) or len(numbers) > MOST_NUMBERS:
            raise BadAnswer(f"{where}: {name} is no list of at most {MOST_NUMBERS} numbers")
        found[name] = tuple(_told(one, f"{where}: {name}") for one in numbers)
    return found


def _happened(document: object, where: str) -> tuple[str, ...]:
    if not isinstance(document, list):
        raise BadAnswer(f"{where}: what happened is no list; expected one")
    return tuple(_text(one, f"{where}: what happened", LONGEST_NAME) for one in document)


def _object(
    document: object, where: str, known: set[str], needed: set[str]
) -> Mapping[str, object]:
    if not isinstance(document, dict):
        raise BadAnswer(f"{where} is no object; expected one")
    if strange := set(document) - known:
        raise BadAnswer(f"{where} has {sorted(strange)[0]!r}, which nobody knows")
    if lacking := needed - set(document):
        raise BadAnswer(f"{where} has no {sorted(lacking)[0]}")
    return document


def _text(value: object, where: str, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise BadAnswer(f"{where} is no text of at most {longest} characters")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise BadAnswer(f"{where} is {value!r}; expected true or false")
    return value


def _ended(value: object, where: str) -> Ended:
    if value not in [one.value for one in Ended]:
        raise BadAnswer(f"{where} ended {value!r}; expected done or interrupted")
    return Ended(value)


def _told(value: object, where: str) -> float:
    number = _number(value, where)
    if number is None:
        raise BadAnswer(f"{where} is empty; expected a number")
    return number


def _number(value: object, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadAnswer(f"{where} is {value!r}; expected a number")
    if isinstance(value, float) and not isfinite(value):
        raise BadAnswer(f"{where} is {value}; expected a finite number")
    if abs(value) > 1e9:
        raise BadAnswer(f"{where} is too large to be meant")
    return float(value)


def _whole(value: object, where: str) -> int | None:
    number = _number(value, where)
    if number is None:
        return None
    if number != int(number):
        raise BadAnswer(f"{where} is {number:g}; expected a whole number")
    return int(number)


def _moment(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        raise BadAnswer(
            f"the test was taken at {value!r}; expected a time such as 2026-11-22T10:00:00+01:00"
        ) from None
