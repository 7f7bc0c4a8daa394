"""A log: each session once, days by the person's own calendar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.training.log import Log, day_of, once
from retrowalk.training.session import SessionRecord

Build = Callable[..., SessionRecord]
AUCKLAND = ZoneInfo("Pacific/Auckland")
LIMA = ZoneInfo("America/Lima")


def test_a_session_that_came_twice_is_there_once_where_it_came_first(a_session: Build):
    a, b = a_session(session_id="a"), a_session(session_id="b")
    assert once([a, b, replace(a), b]) == (a, b)


def test_the_same_moment_in_another_time_zone_is_the_same_content(a_session: Build):
    here = a_session(session_id="a")
    there = replace(here, started_at=here.started_at.astimezone(AUCKLAND))
    assert once([here, there]) == (here,)


@pytest.mark.parametrize("changed", [{"stumbles": 3}, {"pain_next_morning": 1}])
def test_two_contents_of_one_session_are_refused_by_name(
    a_session: Build, changed: dict[str, object]
):
    one = a_session(session_id="walk 7")
    with pytest.raises(BadAnswer) as refused:
        once([one, replace(one, **changed)])
    assert str(refused.value) == (
        "session walk 7 is in the log twice with different content; expected one record "
        "of each session"
    )


@given(order=st.permutations([0, 0, 1, 1, 2, 3]))
def test_copies_never_change_what_is_there(a_session: Build, order: list[int]):
    made = [a_session(session_id=str(n)) for n in range(4)]
    kept = once([made[n] for n in order])
    assert kept == tuple(made[n] for n in dict.fromkeys(order))


def test_a_log_needs_a_time_zone(a_person: Callable[..., object]):
    with pytest.raises(BadAnswer) as refused:
        Log((), None, None, a_person(), datetime(2026, 11, 23, 12))
    said = "the time of a decision has no time zone; expected one"
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("now_in", "day"),
    [(UTC, date(2026, 11, 24)), (AUCKLAND, date(2026, 11, 24)), (LIMA, date(2026, 11, 23))],
)
def test_the_day_of_a_session_is_read_on_the_persons_calendar(
    now_in: timezone | ZoneInfo, day: date
):
    moment = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert day_of(moment, datetime(2026, 11, 30, tzinfo=now_in)) == day


@given(
    moment=st.datetimes(timezones=st.timezones()),
    now=st.datetimes(timezones=st.timezones()),
)
def test_every_moment_has_a_day_close_to_its_own(moment: datetime, now: datetime):
    assert abs(day_of(moment, now) - moment.date()) <= timedelta(days=2)
