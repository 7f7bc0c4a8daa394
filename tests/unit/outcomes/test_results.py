"""From trials to values: nothing impossible, broken off or mixed is ever averaged."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer, Unknown
from retrowalk.outcomes.asking import LIKELY
from retrowalk.outcomes.change import Word
from retrowalk.outcomes.course import Value, course
from retrowalk.outcomes.measures import MEASURES, measure
from retrowalk.outcomes.pairing import differences, may_begin_at
from retrowalk.outcomes.populations import Population
from retrowalk.outcomes.protocols.catalogue import PAIRS, PROTOCOLS, protocol
from retrowalk.outcomes.results import results
from retrowalk.outcomes.retest import next_due
from retrowalk.outcomes.taken import Ended, TakenTest, Trial

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def took(
    key: str, *trials: Trial, ended: Ended = Ended.DONE, version: int = 1
) -> TakenTest:
    return TakenTest(key, NOON, trials, version=version, ended=ended)


def value(taken: TakenTest, row: int = 0) -> float | None:
    return results(taken)[row].value


def test_a_speed_is_the_distance_by_the_mean_of_two_trials():
    taken = took("ten_metres", Trial(time_s=10.0), Trial(time_s=8.0))
    assert value(taken) == pytest.approx((1.0 + 1.25) / 2)


def test_practice_never_counts():
    trials = (Trial(practice=True, time_s=20.0), Trial(time_s=10.0), Trial(time_s=12.0))
    assert value(took("up_and_go", *trials)) == 11.0


@pytest.mark.parametrize("key", sorted(PROTOCOLS))
def test_a_test_broken_off_has_no_value_and_says_so(key: str):
    of = protocol(key)
    trial = Trial(
        part=of.parts[0].key,
        ended=Ended.INTERRUPTED,
        time_s=9.0,
        count=5,
        distance_m=100.0,
        values={r.measure: 5.0 for r in of.readings},
    )
    for result in results(took(key, trial, ended=Ended.INTERRUPTED)):
        assert result.value is None
        assert result.why_not


def test_half_of_the_trials_is_not_a_test():
    result = results(took("ten_metres", Trial(time_s=10.0), ended=Ended.INTERRUPTED))[0]
    assert result.value is None
    assert result.why_not == (
        "1 of 2 trials done because it was broken off; it is kept and not counted."
    )
    assert result.trials == (1.0,)


@pytest.mark.parametrize(
    ("key", "trial"),
    [
        ("backward_walk_3m_standing", Trial(time_s=0.2)),
        ("chair_stand_30s", Trial(count=900)),
        ("up_and_go", Trial(time_s=900.0)),
        ("ten_metres", Trial(time_s=1.5)),
    ],
)
def test_what_cannot_be_is_kept_and_not_counted(key: str, trial: Trial):
    first = results(took(key, trial, trial))[0]
    assert first.value is None
    assert first.why_not.endswith("cannot be; it is kept as it came and not counted.")


def test_what_is_unlikely_counts_once_the_person_says_it_is_right():
    slow = Trial(count=45)
    asked = results(took("chair_stand_30s", slow))[0]
    assert asked.value is None
    assert asked.asks == "Chair stands in 30 seconds: 45 stands is unusual. Is it right?"
    sure = Trial(count=45, confirmed=True)
    assert value(took("chair_stand_30s", sure)) == 45.0


def test_another_version_of_a_test_is_not_this_test():
    result = results(took("up_and_go", Trial(time_s=9.0), Trial(time_s=9.0), version=2))[0]
    assert result.value is None
    assert "version 2" in result.why_not


def test_a_test_nobody_knows_is_refused():
    with pytest.raises(Unknown, match="no test 'hopping'"):
        results(took("hopping", Trial(time_s=1.0)))


def test_six_minutes_without_a_strap_still_have_a_distance():
    distance, heart, exertion = results(took("six_minute_walk", Trial(distance_m=430.0)))
    assert distance.value == 430.0
    assert heart.value is None
    assert heart.why_not == "It was not taken."
    assert exertion.value is None


def test_stages_count_in_a_row_from_the_first():
    def held(**seconds: float) -> TakenTest:
        return took("four_stages", *(Trial(part=p, time_s=s) for p, s in seconds.items()))

    assert value(held(together=10.0, semi_tandem=10.0, tandem=4.0)) == 2.0
    assert value(held(together=10.0, semi_tandem=10.0, tandem=10.0, one_leg=10.0)) == 4.0
    assert value(held(together=3.0)) == 0.0
    assert value(held(together=10.0)) is None  # the next was not tried
    assert value(held(together=10.0, semi_tandem=10.0, tandem=4.0), row=1) == 4.0


def test_the_cost_of_thinking_is_of_speed_and_not_of_time():
    trials = [Trial(part="single", time_s=10.0)] * 2 + [Trial(part="dual", time_s=12.5)] * 2
    assert value(took("dual_task", *trials)) == pytest.approx(20.0)


def test_parts_of_a_test_are_not_mixed():
    trials = [Trial(part="open", values={"sway_eyes_open_mps2": 0.1})] * 2
    open_, closed, *_ = results(took("quiet_standing", *trials))
    assert open_.value == pytest.approx(0.1)
    assert closed.value is None


@given(st.lists(st.floats(2.0, 100.0), min_size=2, max_size=2), st.permutations([0, 1]))
def test_the_order_of_trials_changes_nothing(times: list[float], order: list[int]):
    one = took("up_and_go", *(Trial(time_s=t, confirmed=True) for t in times))
    other = took("up_and_go", *(Trial(time_s=times[i], confirmed=True) for i in order))
    assert value(one) == pytest.approx(value(other))


@given(st.sampled_from(sorted(PROTOCOLS)), st.data())
def test_a_value_is_always_one_the_measure_can_have(key: str, data: st.DataObject):
    of = protocol(key)
    number = st.none() | st.floats(0.0, 1000.0)
    trials = data.draw(
        st.lists(
            st.builds(
                Trial,
                part=st.sampled_from([p.key for p in of.parts]),
                practice=st.booleans(),
                ended=st.sampled_from(Ended),
                time_s=number,
                count=st.none() | st.integers(0, 1000),
                distance_m=number,
                values=st.fixed_dictionaries(
                    {}, optional={r.measure: st.floats(-1e3, 1e3) for r in of.readings}
                ),
                confirmed=st.booleans(),
            ),
            max_size=8,
        )
    )
    for result in results(took(key, *trials)):
        about = measure(result.measure)
        assert (result.value is None) == bool(result.why_not)
        if result.value is not None:
            assert about.lowest - 1e-9 <= result.value <= about.highest + 1e-9


def test_what_is_likely_is_possible():
    for key, (low, high) in LIKELY.items():
        about = MEASURES[key]
        assert about.lowest <= low < high <= about.highest


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_s": -1.0},
        {"time_s": float("nan")},
        {"count": 5000},
        {"rpe_cr10": 20.0},
        {"heart_rate_bpm": 400.0},
        {"values": {"weight_kg": float("inf")}},
        {"laps_s": (3.0, -2.0)},
    ],
)
def test_a_figure_nobody_could_mean_is_refused(wrong: dict[str, object]):
    with pytest.raises(BadAnswer, match="expected"):
        Trial(**wrong)  # type: ignore[arg-type]


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(BadAnswer, match="no time zone"):
        TakenTest("weight", datetime(2026, 11, 22), ())


def test_both_ways_of_a_day_are_compared_reading_by_reading():
    forward = results(
        took("six_minute_walk", Trial(distance_m=430.0, heart_rate_bpm=110.0))
    )
    backward = results(took("six_minute_backward", Trial(distance_m=210.0)))
    found = differences(forward, backward)
    assert [(d.backward_measure, d.difference) for d in found] == [
        ("six_minute_backward_m", -220.0)
    ]
    assert may_begin_at(PAIRS[0], NOON) == NOON + timedelta(minutes=30)


def values(*numbers: float) -> list[Value]:
    return [Value(TODAY + timedelta(days=n), v) for n, v in enumerate(numbers)]


def test_three_tests_are_a_baseline_and_no_change():
    so_far = course(measure("tug_s"), values(9.0, 9.2, 8.8), Population.KNEE_OSTEOARTHRITIS)
    assert so_far.word is Word.TOO_EARLY
    assert so_far.baseline == pytest.approx(9.0)
    assert so_far.too_small == pytest.approx((7.9, 10.1))


def test_a_change_is_real_only_past_what_the_test_moves_by_itself():
    knee, tug = Population.KNEE_OSTEOARTHRITIS, measure("tug_s")
    assert course(tug, values(9, 9, 9, 8.0), knee).word is Word.TOO_SMALL_TO_TELL
    real = course(tug, values(9, 9, 9, 7.5), knee)
    assert real.word in (Word.REAL, Word.REAL_AND_MEANINGFUL)
    assert "cannot show what caused" in real.sentence
    assert course(tug, values(9, 9, 9, 7.5), Population.ACTIVE_ADULT).word is Word.NOT_KNOWN


@given(st.permutations(values(9.0, 9.5, 8.5, 7.0, 8.0)))
def test_values_may_come_in_any_order(order: list[Value]):
    tidy = course(
        measure("tug_s"), sorted(order, key=lambda v: v.day), Population.OLDER_ADULT
    )
    assert course(measure("tug_s"), order, Population.OLDER_ADULT) == tidy


def test_a_test_is_due_three_times_then_at_three_six_and_twelve_weeks():
    of = protocol("up_and_go")
    day = date(2026, 1, 5)
    days: list[date] = []
    gaps = []
    for _ in range(8):
        due = next_due(of, days, day)
        gaps.append((due - day).days)
        days.append(due)
        day = due
    assert gaps == [0, 2, 2, 21, 21, 42, 42, 42]


def test_what_is_asked_weekly_is_due_weekly_and_never_in_the_past():
    of = protocol("pain_week")
    assert next_due(of, [TODAY], TODAY) == TODAY + timedelta(days=7)
    assert next_due(of, [TODAY - timedelta(days=40)], TODAY) == TODAY


def test_of_one_day_the_last_value_counts():
    tug, group = measure("tug_s"), Population.OLDER_ADULT
    slip = [Value(TODAY, 90.0), Value(TODAY, 9.0), *values(0.0, 9.0, 9.0)[1:]]
    assert [v.value for v in course(tug, slip, group).values] == [9.0, 9.0, 9.0]
