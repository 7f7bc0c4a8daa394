"""Reactions, colours and letters: values from the moments that were kept, or why not."""

import importlib.util
import json
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrowalk.outcomes.measures import measure
from retrowalk.outcomes.protocols.protocol import Way
from retrowalk.outcomes.protocols.thinking import COLOURS, THINKING, TWO_BACK, VIGILANCE
from retrowalk.outcomes.reaction_times import ROUNDED_UP_MS
from retrowalk.outcomes.taken import Trial
from retrowalk.outcomes.worked_out import Worked, worked_out

TRANSCRIPTS = Path(__file__).resolve().parents[3] / "contracts" / "tests"
Series = dict[str, list[float]]


def moments(times_ms: list[float | None], presented: float | None = None) -> Series:
    """Return a stimulus every 4 s with its tap; presented: so much after its picture."""
    frames = [4000.0 * n for n in range(len(times_ms))]
    shown = [-1.0 if presented is None else f + presented for f in frames]
    onsets = frames if presented is None else [one - ROUNDED_UP_MS for one in shown]
    taps = [-1.0 if t is None else at + t for at, t in zip(onsets, times_ms, strict=True)]
    stalls = [16.7] * len(frames)
    return {"frame_ms": frames, "presented_ms": shown, "tap_ms": taps, "stall_ms": stalls}


def worked(way: Way, series: Series, **parameters: float) -> Worked:
    of = next(p for p in THINKING if p.way is way)
    trial = Trial(series={name: tuple(numbers) for name, numbers in series.items()})
    made = worked_out(way, trial, {**of.parameters, **parameters})
    assert made is not None
    return made


def reactions(
    times_ms: list[float | None], early: int = 0, presented: float | None = None
) -> Worked:
    series = moments(times_ms, presented)
    return worked(Way.REACTION, {**series, "early_ms": [9.0] * early})


def test_speed_is_the_mean_of_one_by_the_time_and_the_time_the_middle_one():
    values = reactions([200.0] * 30 + [250.0] * 10 + [400.0] * 10).values
    assert values["pvt_speed_per_s"] == pytest.approx((30 * 5 + 10 * 4 + 10 * 2.5) / 50)
    assert values["pvt_median_ms"] == 200.0


def test_a_lapse_is_later_than_355_ms_and_a_number_nobody_tapped_is_one():
    times: list[float | None] = [250.0] * 30 + [355.0, 355.1, 900.0, None]
    values = reactions(times).values
    assert values["pvt_lapses"] == 3.0
    assert values["pvt_speed_per_s"] < reactions(times[:-1]).values["pvt_speed_per_s"]


def test_what_nobody_can_react_to_is_a_false_start_and_no_reaction():
    values = reactions([250.0] * 40 + [99.9, -20.0, 5.0], early=2).values
    assert values["pvt_false_starts"] == 5.0
    assert values["pvt_median_ms"] == 250.0
    assert reactions([100.0] * 30).values["pvt_false_starts"] == 0.0


def test_too_few_reactions_are_kept_and_say_why_they_do_not_count():
    made = reactions([250.0] * 29)
    assert made == Worked({}, "Only 29 of at least 30 reactions came.")


def test_guessing_is_no_reaction_time():
    assert reactions([250.0] * 40, early=10).values
    made = reactions([250.0] * 40, early=11)
    assert made.values == {}
    assert made.why_not.startswith("11 of 51 taps came too early")


@given(presented=st.floats(-10, 250), time_ms=st.floats(100, 900))
def test_a_time_begins_when_the_browser_says_that_the_light_was_on(
    presented: float, time_ms: float
):
    made = reactions([time_ms + 1e-6] * 30, presented=presented)
    assert made.values["pvt_median_ms"] == pytest.approx(time_ms, abs=1e-4)


def test_a_word_of_the_browser_that_cannot_belong_to_the_picture_is_left_out():
    series = moments([300.0] * 30)
    late = {**series, "presented_ms": [f + 250.1 for f in series["frame_ms"]]}
    assert worked(Way.REACTION, {**late, "early_ms": []}).values["pvt_median_ms"] == 300.0


def test_a_device_that_stood_still_says_nothing_of_the_person():
    series = moments([300.0] * 30 + [900.0, None, 50.0])
    stalls = [100.0] * 30 + [100.1] * 3  # 3 of 33: just not too often
    made = worked(Way.REACTION, {**series, "stall_ms": stalls, "early_ms": []})
    assert made.values["pvt_median_ms"] == 300.0
    assert made.values["pvt_lapses"] == made.values["pvt_false_starts"] == 0.0


def test_a_device_that_was_too_busy_has_no_times_at_all():
    series = moments([300.0] * 39)
    stalls = [16.7] * 35 + [250.0] * 4
    made = worked(Way.REACTION, {**series, "stall_ms": stalls, "early_ms": []})
    assert made.why_not.startswith("The device stood still 4 of 39 times")


def words(
    same_ms: list[float], other_ms: list[float], *, wrong: int = 0, none: int = 0
) -> Worked:
    times: list[float | None] = [*same_ms, *other_ms, *[500.0] * wrong, *[None] * none]
    inks = [float(n % 4) for n in range(len(times))]
    word = [ink if n < len(same_ms) else (ink + 1) % 4 for n, ink in enumerate(inks)]
    answer = [
        ink if n < len(same_ms) + len(other_ms) else (ink + 1) % 4
        for n, ink in enumerate(inks)
    ]
    answer = [-1.0 if t is None else a for a, t in zip(answer, times, strict=True)]
    return worked(
        Way.COLOURS, {**moments(times), "word": word, "ink": inks, "answer": answer}
    )


def test_the_cost_of_the_other_word_is_the_difference_of_the_middle_times():
    values = words([700.0] * 20, [850.0] * 20 + [4000.0], wrong=4).values
    assert values["stroop_interference_ms"] == pytest.approx(150.0)
    assert values["stroop_other_word_ms"] == pytest.approx(850.0)
    assert values["stroop_right_pct"] == pytest.approx(100 * 41 / 45)


def test_only_right_answers_have_a_time():
    assert words([700.0] * 20, [850.0] * 20, wrong=8).values[
        "stroop_interference_ms"
    ] == pytest.approx(150.0)


@pytest.mark.parametrize(
    ("wrong", "none", "said"),
    [(18, 0, "40 of 58 answers were right"), (0, 18, "40 of 58 answers were right")],
)
def test_too_few_right_answers_say_nothing(wrong: int, none: int, said: str):
    made = words([700.0] * 20, [850.0] * 20, wrong=wrong, none=none)
    assert made.values == {}
    assert made.why_not.startswith(said)


def test_each_kind_of_word_needs_its_answers():
    made = words([700.0] * 24, [850.0] * 15)
    assert made.why_not == ("Only 15 of at least 16 right answers of one kind came.")
    assert words([700.0] * 24, [850.0] * 10 + [90.0] * 9).values == {}


# B A B C B: the third and the fifth are the one before last.
FIVE = [0.0, 1.0, 0.0, 2.0, 0.0]


def letters(shown: list[float], answers: list[float], times: list[float | None]) -> Worked:
    return worked(
        Way.TWO_BACK,
        {**moments(times), "letter": shown, "answer": answers},
        least_answered_pct=60.0,
    )


def test_hits_and_false_alarms_are_shares_of_their_own_kind():
    answers = [-1.0, -1.0, 1.0, 0.0, 0.0]
    values = letters(FIVE, answers, [None, None, 600.0, 700.0, 800.0]).values
    assert values["two_back_hits_pct"] == 50.0
    assert values["two_back_false_alarms_pct"] == 0.0
    assert values["two_back_ms"] == 650.0


def test_who_always_says_other_tells_nothing_apart():
    shown = [float(n % 3) if n % 3 else float(n % 2) for n in range(44)]
    shown = [0.0, 1.0] + [shown[n] for n in range(42)]
    always = [-1.0, -1.0] + [0.0] * 42
    times: list[float | None] = [None, None] + [600.0] * 42
    values = letters(shown, always, times).values
    assert abs(values["two_back_dprime"]) < 0.7
    assert values["two_back_hits_pct"] == values["two_back_false_alarms_pct"] == 0.0


@given(st.data())
def test_the_more_is_found_the_higher_d_prime_and_never_infinite(data: st.DataObject):
    kinds = data.draw(st.lists(st.booleans(), min_size=4, max_size=42))
    shown = [0.0, 1.0]
    for same in (*kinds, True, False):
        shown.append(shown[-2] if same else 2.0 + shown[-2])
    truth = [a == b for a, b in zip(shown, shown[2:], strict=False)]
    right = [-1.0, -1.0] + [float(same) for same in truth]
    times: list[float | None] = [None, None] + [600.0] * len(truth)
    best = letters(shown, right, times).values["two_back_dprime"]
    slip = data.draw(st.integers(2, len(shown) - 1))
    worse = [1.0 - a if n == slip else a for n, a in enumerate(right)]
    assert best < 10
    assert letters(shown, worse, times).values["two_back_dprime"] < best


def test_letters_that_were_not_answered_are_kept_and_not_counted():
    made = letters(FIVE, [-1.0, -1.0, 1.0, -1.0, -1.0], [None, None, 600.0, None, None])
    assert made.why_not.startswith("1 of 3 letters were answered")


def test_letters_of_one_kind_only_have_no_d_prime():
    made = letters(FIVE[:3], [-1.0, -1.0, 1.0], [None, None, 600.0])
    assert made.why_not.startswith("Letters of one kind only")


@pytest.mark.parametrize("of", THINKING, ids=lambda of: of.key)
def test_columns_that_do_not_fit_together_are_kept_and_not_counted(of):
    short = {"frame_ms": [1.0, 2.0], "presented_ms": [-1.0], "tap_ms": [-1.0, -1.0]}
    assert "not equally long" in worked(of.way, short).why_not
    assert "did not keep frame_ms" in worked(of.way, {"tap_ms": [1.0]}).why_not


@pytest.mark.parametrize("of", THINKING, ids=lambda of: of.key)
def test_a_value_that_was_typed_in_has_no_series_to_work_out(of):
    assert worked_out(of.way, Trial(values={of.principal: 3.0}), of.parameters) is None


def test_a_way_without_a_rule_has_nothing_to_work_out():
    trial = Trial(series={"frame_ms": (1.0,)})
    assert worked_out(Way.STOPWATCH, trial, {}) is None


@pytest.mark.parametrize("of", THINKING, ids=lambda of: of.key)
def test_every_value_belongs_to_a_reading_and_can_be(of):
    rows = [row for row in held() if row["way"] == of.way.value and row["values"]]
    assert len(rows) >= 5
    for row in rows:
        assert list(row["values"]) == [reading.measure for reading in of.readings]
        for key, value in row["values"].items():
            measure(key).check(value)


def held() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((TRANSCRIPTS / "thinking.json").read_text())[
        "rows"
    ]
    return rows


def test_the_rules_give_what_the_transcripts_hold():
    path = TRANSCRIPTS / "make_thinking.py"
    spec = importlib.util.spec_from_file_location("make_thinking", path)
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert make.played(held()) == held()


def test_the_tests_are_those_of_the_sources():
    assert VIGILANCE.duration_s == 180.0
    waits = [VIGILANCE.parameters[key] for key in ("wait_least_s", "wait_most_s")]
    assert waits == [1.0, 4.0]
    assert VIGILANCE.parameters["lapse_ms"] == 355.0
    for of in (COLOURS, TWO_BACK):
        assert of.practice_trials == 2
        assert "retest_learning2011" in of.sources


NAMES = (
    "frame_ms",
    "presented_ms",
    "tap_ms",
    "stall_ms",
    "early_ms",
    "word",
    "ink",
    "answer",
    "letter",
)
NUMBER = st.one_of(st.sampled_from([-1.0, 0.0, 1.0, 2.0]), st.floats(-1e9, 1e9))


ROWS = st.lists(st.tuples(*(NUMBER,) * len(NAMES)), max_size=36)


@settings(max_examples=40)
@given(st.sampled_from(THINKING), ROWS)
def test_whatever_a_device_sends_gives_numbers_or_a_reason(of, rows):
    series = {name: [row[n] for row in rows] for n, name in enumerate(NAMES)}
    made = worked(of.way, series)
    assert bool(made.values) != bool(made.why_not)
    assert all(isfinite(value) for value in made.values.values())
