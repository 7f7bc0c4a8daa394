"""Calendar files: read back, every session is there once, on its day, and says little."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from retrowalk.directions import Direction
from retrowalk.errors import BadInput
from retrowalk.files.ics import DETAILED, IcsStyle, IcsWords, plan_ics
from retrowalk.training.dose import dose_of
from retrowalk.training.plan import Plan, PlannedSession, PlanState
from retrowalk.training.prescription import Interval, Place, Prescription, Support

MADE = datetime(2026, 3, 20, 17, 30, tzinfo=timezone(timedelta(hours=1)))
KEY = "b7d1-4f"
BERLIN = ZoneInfo("Europe/Berlin")
TOLD = Prescription(
    "knee_10_min",
    (
        Interval(Direction.FORWARD, 120.0),
        Interval(Direction.BACKWARD, 285.0),
        Interval(Direction.FORWARD, 60.0),
    ),
    Place.HALLWAY,
    Support.RAIL_OR_WALL,
    ("alghadir2019",),
)
# The clocks go forward in Europe in the night to 29 March 2026 and back on 25 October.
SPRING = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]
AUTUMN = [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]


def a_plan(days: list[date], **changed: object) -> Plan:
    plan = Plan(
        version=3,
        programme="knee_10_min",
        ahead=tuple(PlannedSession(4 + n, day, TOLD) for n, day in enumerate(days)),
        reason="Because.",
        next_number=4 + len(days),
        started_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        weekdays=(0, 5, 6),
        dose=dose_of(TOLD),
    )
    return replace(plan, **changed)


def read(plan: Plan, **more: object) -> list[Event]:
    return Calendar.from_ical(plan_ics(plan, KEY, MADE, **more)).walk("VEVENT")


def unescaped(written: str) -> str:
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], written)


def test_every_session_is_read_back_on_its_day():
    events = read(a_plan(SPRING))
    assert [e["uid"] for e in events] == [f"{KEY}-session-{n}@retrowalk" for n in (4, 5, 6)]
    assert [e.decoded("dtstart") for e in events] == SPRING
    assert [e.decoded("dtend") for e in events] == [d + timedelta(days=1) for d in SPRING]
    assert {e["sequence"] for e in events} == {3}
    assert {e["status"] for e in events} == {"CONFIRMED"}
    assert {e.decoded("dtstamp") for e in events} == {MADE.astimezone(UTC)}


@given(
    days=st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 30)), min_size=1, max_size=12),
    version=st.integers(1, 10**6),
    starts_at=st.none() | st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_any_plan_comes_back_with_its_days_times_and_version(
    days: set[date], version: int, starts_at: time | None
):
    plan = a_plan(sorted(days), version=version)
    events = read(plan, style=IcsStyle(starts_at=starts_at))
    starts = [e.decoded("dtstart") for e in events]
    expected = [
        s.day if starts_at is None else datetime.combine(s.day, starts_at)
        for s in plan.ahead
    ]
    assert starts == expected
    assert {e["sequence"] for e in events} == {version}


@pytest.mark.parametrize("days", [SPRING, AUTUMN])
@pytest.mark.parametrize("starts_at", [time(2, 30), time(9, 0), time(23, 55)])
def test_the_night_the_clocks_change_moves_nothing(days: list[date], starts_at: time):
    written = plan_ics(a_plan(days), KEY, MADE, IcsStyle(starts_at=starts_at))
    assert b"TZID" not in written
    for day, event in zip(days, Calendar.from_ical(written).walk("VEVENT"), strict=True):
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        assert start.tzinfo is None
        assert start.replace(tzinfo=BERLIN).time() == starts_at
        assert start.date() == day
        assert end - start == timedelta(minutes=8)


def test_an_event_says_nothing_of_health_unless_asked():
    written = plan_ics(a_plan(SPRING), KEY, MADE).decode().lower()
    for word in ("knee", "backward", "pain", "support", "rail", "minutes", "dose"):
        assert word not in written
    event = read(a_plan(SPRING))[0]
    assert event["summary"] == "Walking session 4"
    assert event["class"] == "PRIVATE"


def test_whoever_asks_for_more_gets_the_minutes():
    event = read(a_plan(SPRING), style=IcsStyle(words=DETAILED))[0]
    assert event["summary"] == "Backward walking, session 4"
    assert event["description"] == "8 minutes of walking in all, 4.75 of them backward."


def test_a_whole_day_blocks_no_time_and_a_session_with_a_start_does():
    assert {e["transp"] for e in read(a_plan(SPRING))} == {"TRANSPARENT"}
    timed = read(a_plan(SPRING), style=IcsStyle(starts_at=time(9)))
    assert {e["transp"] for e in timed} == {"OPAQUE"}


def test_a_reminder_comes_before_the_start_and_only_where_one_is_wanted():
    assert not read(a_plan(SPRING))[0].walk("VALARM")
    style = IcsStyle(starts_at=time(9), remind_before=timedelta(minutes=30))
    (alarm,) = read(a_plan(SPRING), style=style)[0].walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(minutes=30)
    assert (alarm["action"], alarm["description"]) == ("DISPLAY", "Walking session 4")
    morning = IcsStyle(remind_before=-timedelta(hours=8))
    (alarm,) = read(a_plan(SPRING), style=morning)[0].walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=8)


def test_a_moved_session_keeps_its_uid_and_comes_with_a_higher_sequence():
    before = read(a_plan(SPRING))
    moved = a_plan([*SPRING[:2], date(2026, 4, 2)], version=4)
    after = read(moved)
    assert [e["uid"] for e in after] == [e["uid"] for e in before]
    assert after[2].decoded("dtstart") == date(2026, 4, 2)
    assert after[2]["sequence"] > before[2]["sequence"]


def test_dropped_sessions_are_taken_away_from_the_calendar_when_asked():
    plan = a_plan(SPRING)
    dropped = replace(plan, version=4, ahead=plan.ahead[1:])
    style = IcsStyle(remind_before=timedelta(0))
    events = read(dropped, style=style, cancelled=plan.ahead)
    states = {e["uid"]: e["status"] for e in events}
    assert len(events) == 3
    assert states[f"{KEY}-session-4@retrowalk"] == "CANCELLED"
    assert sorted(states.values()) == ["CANCELLED", "CONFIRMED", "CONFIRMED"]
    (gone,) = [e for e in events if e["status"] == "CANCELLED"]
    assert not gone.walk("VALARM")
    assert len(read(dropped)) == 2


def test_a_plan_without_sessions_is_an_empty_calendar():
    resting = a_plan(SPRING, ahead=(), state=PlanState.RESTING)
    assert read(resting) == []


letters = st.characters(codec="utf-8", exclude_categories=["C"]) | st.just("\n")
names = st.text(letters, max_size=300)


@given(name=names)
def test_any_name_comes_back_and_no_line_is_longer_than_75_octets(name: str):
    words = IcsWords("{number} " + name.replace("{", "").replace("}", ""), "ok")
    written = plan_ics(a_plan(SPRING), KEY, MADE, IcsStyle(name=name, words=words))
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(written)
    assert unescaped(calendar["x-wr-calname"]) == name
    events = calendar.walk("VEVENT")
    assert [e["summary"] for e in events] == [
        words.summary.replace("{number}", str(n)) for n in (4, 5, 6)
    ]


def test_a_name_is_written_in_utf_8_and_cannot_add_lines_of_its_own():
    name = "Jörg, Łucja; 歩く\nATTENDEE:mailto:x"
    written = plan_ics(a_plan(SPRING), KEY, MADE, IcsStyle(name=name)).decode("utf-8")
    assert "X-WR-CALNAME:Jörg\\, Łucja\\; 歩く\\nATTENDEE:mailto:x\r\n" in written


@pytest.mark.parametrize(
    "key", ["", "Kim Doe", "a" * 65, "kim@home", "x\r\nATTENDEE:y", "ß"]
)
def test_a_key_that_is_a_name_or_breaks_the_file_is_refused(key: str):
    with pytest.raises(BadInput, match="expected 1 to 64 letters, digits or hyphens"):
        plan_ics(a_plan(SPRING), key, MADE)


def test_a_time_without_its_zone_is_refused_and_a_start_with_one_too():
    with pytest.raises(BadInput, match="without a time zone; expected one"):
        plan_ics(a_plan(SPRING), KEY, MADE.replace(tzinfo=None))
    with pytest.raises(BadInput, match="expected a time on the wall"):
        IcsStyle(starts_at=time(9, tzinfo=UTC))
