"""Which session a file belongs to: chosen only where exactly one fits, else asked."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from retrowalk.training.matching import Candidate, match

DAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def planned(number=4, day=DAY, duration_s=600.0):
    return Candidate(f"planned:{number}", number, day, duration_s)


def walked(number=4, at=AT, duration_s=600.0):
    return Candidate(f"walked:{number}", number, at.date(), duration_s, at)


CANDIDATES = st.lists(
    st.builds(
        planned,
        st.integers(1, 9),
        st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days)),
        st.floats(60.0, 7200.0),
    )
    | st.builds(
        walked,
        st.integers(1, 9),
        st.integers(-90_000, 90_000).map(lambda s: AT + timedelta(seconds=s)),
        st.floats(60.0, 7200.0),
    ),
    max_size=6,
)


def test_a_session_walked_at_that_time_is_it_even_where_another_was_planned():
    found = match(AT + timedelta(seconds=60), 500.0, [planned(7), walked(4)])
    assert found.chosen == walked(4)
    assert "session 4" in found.why


def test_a_session_planned_for_that_day_and_about_as_long_is_it():
    assert match(
        AT, 700.0, [planned(4), planned(5, DAY + timedelta(days=1))]
    ).chosen == planned(4)


def test_where_two_fit_the_person_is_asked():
    found = match(AT, 600.0, [planned(4), planned(5)])
    assert found.chosen is None
    assert found.possible == (planned(4), planned(5))
    assert "4 and 5" in found.why


def test_another_length_is_never_chosen_for_the_person_but_may_be_chosen():
    found = match(AT, 5000.0, [planned(4)])
    assert found.chosen is None
    assert found.possible == (planned(4),)


def test_a_session_of_another_day_is_never_chosen_for_the_person():
    found = match(AT, 600.0, [planned(4, DAY + timedelta(days=1))])
    assert found.chosen is None
    assert len(found.possible) == 1
    assert match(AT, 600.0, [planned(4, DAY + timedelta(days=2))]).possible == ()


@given(CANDIDATES, st.floats(1.0, 80_000.0))
def test_what_is_chosen_is_the_only_one_that_is_possible_and_order_does_not_matter(
    known, length
):
    found = match(AT, length, known)
    if found.chosen is not None:
        assert found.possible == (found.chosen,)
    assert set(found.possible) <= set(known)
    again = match(AT, length, known[::-1])
    assert again.chosen == found.chosen
    assert set(again.possible) == set(found.possible)


@given(CANDIDATES, st.floats(1.0, 80_000.0))
def test_nothing_of_another_day_is_chosen_unless_it_was_walked_at_that_time(known, length):
    chosen = match(AT, length, known).chosen
    if chosen is not None and chosen.walked_at is None:
        assert chosen.day == DAY
        assert chosen.duration_s / 2 <= length <= chosen.duration_s * 2
