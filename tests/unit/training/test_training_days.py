"""Training days: as often as the programme says, as far apart as the person's week allows."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadProgramme
from retrowalk.training.planning.training_days import (
    chosen,
    rest_days,
    spread,
    training_days,
)

MONDAY = date(2026, 11, 23)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
weeks = st.sets(st.integers(0, 6), min_size=1)
any_day = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(start=any_day, per_week=st.integers(1, 7))
def test_days_spread_from_today_are_as_many_as_asked_and_today_is_one(
    start: date, per_week: int
):
    days = spread(start, per_week)
    assert len(set(days)) == per_week
    assert start.weekday() in days
    assert rest_days(days) == (2 if per_week <= 3 else 1)


@given(suiting=weeks, data=st.data())
def test_exactly_as_many_days_are_chosen_as_asked_and_only_ones_that_suit(
    suiting: set[int], data: st.DataObject
):
    per_week = data.draw(st.integers(1, len(suiting)))
    days = chosen(suiting, per_week)
    assert len(days) == len(set(days)) == per_week
    assert set(days) <= suiting
    assert list(days) == sorted(days)


@pytest.mark.parametrize(
    ("suiting", "per_week", "expected"),
    [
        ((MON, TUE, WED, THU, FRI), 3, (MON, WED, FRI)),
        ((MON, TUE, THU), 2, (MON, THU)),
        ((SUN, MON, TUE, WED), 2, (WED, SUN)),
        (tuple(range(7)), 3, (MON, WED, FRI)),
        (tuple(range(7)), 4, (MON, TUE, THU, SAT)),
        ((SAT, SUN), 2, (SAT, SUN)),
        ((MON, TUE, WED), 3, (MON, TUE, WED)),
    ],
)
def test_two_days_in_a_row_are_taken_only_where_nothing_else_suits(
    suiting: tuple[int, ...], per_week: int, expected: tuple[int, ...]
):
    assert chosen(suiting, per_week) == expected


def test_sunday_and_monday_are_two_days_in_a_row():
    assert rest_days((MON, SUN)) == 1


@pytest.mark.parametrize(
    ("suiting", "message"),
    [
        ((MON, TUE), "you chose Monday, Tuesday; expected at least 3 different days"),
        ((MON, MON, TUE), "you chose Monday, Tuesday; expected at least 3"),
        ((), "you chose no day; expected at least 3"),
        ((MON, TUE, 7), "expected 0 for Monday to 6 for Sunday"),
        ((-1, TUE, WED), "expected 0 for Monday to 6 for Sunday"),
    ],
)
def test_too_few_days_and_days_that_are_none_are_refused(
    suiting: tuple[int, ...], message: str
):
    with pytest.raises(BadProgramme, match=message):
        chosen(suiting, 3)


@given(start=any_day, days=st.integers(0, 60), weekdays=weeks, off=st.sets(any_day))
def test_training_days_are_those_weekdays_of_the_span_that_are_not_off(
    start: date, days: int, weekdays: set[int], off: set[date]
):
    found = list(training_days(tuple(weekdays), start, start + timedelta(days=days), off))
    span = {start + timedelta(days=n) for n in range(days)}
    assert found == sorted(d for d in span if d.weekday() in weekdays and d not in off)


def test_a_week_goes_on_over_the_end_of_a_month_and_a_year():
    days = islice(training_days((MON, THU), date(2026, 12, 28), date(2027, 3, 1)), 4)
    assert list(pairwise(days)) == [
        (date(2026, 12, 28), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2027, 1, 4), date(2027, 1, 7)),
    ]
