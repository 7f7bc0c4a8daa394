"""Series of a trial: kept as they came, bounded, and never a change to what has none."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadAnswer
from retrowalk.outcomes.taken import MOST_NUMBERS, MOST_SERIES, TakenTest, Trial
from retrowalk.outcomes.taken_json import from_json, to_json

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NUMBER = st.floats(-1e9, 1e9, allow_nan=False, allow_infinity=False)
SERIES = st.dictionaries(
    st.text(min_size=1, max_size=32), st.lists(NUMBER, max_size=12).map(tuple), max_size=4
)


def kept(**trial: object) -> dict[str, object]:
    return {
        "schema": 1,
        "protocol": "vigilance",
        "taken_at": NOON.isoformat(),
        "trials": [trial],
    }


@given(series=SERIES)
def test_a_series_comes_back_as_it_went(series: dict[str, tuple[float, ...]]):
    taken = TakenTest("vigilance", NOON, (Trial(series=series),))
    assert from_json(json.loads(json.dumps(to_json(taken)))) == taken


def test_a_trial_without_series_is_written_as_before_there_were_any():
    document = to_json(TakenTest("up_and_go", NOON, (Trial(time_s=9.0),)))
    assert "series" not in document["trials"][0]  # type: ignore[index] # a list of trials


def test_a_trial_holds_as_many_numbers_as_it_may_and_not_one_more():
    Trial(series={"a": (0.0,) * (MOST_NUMBERS - 1), "b": (0.0,)})
    with pytest.raises(BadAnswer, match="hold 4001 numbers; expected at most 4000"):
        Trial(series={"a": (0.0,) * MOST_NUMBERS, "b": (0.0,)})


def test_a_trial_holds_so_many_series_and_no_more():
    with pytest.raises(BadAnswer, match="41 series; expected at most 40"):
        Trial(series={str(n): () for n in range(MOST_SERIES + 1)})


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), float("-inf")])
def test_a_series_holds_numbers_only(odd: float):
    with pytest.raises(BadAnswer, match="the series tap_ms holds"):
        Trial(series={"tap_ms": (1.0, odd)})


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ([1.0], "the series are no object"),
        (None, "the series are no object"),
        ({"tap_ms": 3.0}, "tap_ms is no list"),
        ({"tap_ms": [0.0] * (MOST_NUMBERS + 1)}, "tap_ms is no list of at most 4000"),
        ({"tap_ms": ["1"]}, "tap_ms is '1'; expected a number"),
        ({"tap_ms": [None]}, "tap_ms is empty"),
        ({"tap_ms": [True]}, "expected a number"),
        ({"x" * 33: []}, "the name of a series"),
    ],
)
def test_what_is_no_series_is_refused_and_named(series: object, said: str):
    with pytest.raises(BadAnswer, match=said):
        from_json(kept(series=series))
