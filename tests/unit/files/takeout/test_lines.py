"""A line says what its row says, and is the same bytes on every database."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import line_of, row_of, rows_of

# What any database keeps: no NUL, no half of a pair of surrogates.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
ROWS = st.dictionaries(TEXTS, VALUES, max_size=5)


def as_postgres_gives_it_back(value):
    """Return JSON as `jsonb` keeps it: keys sorted, no -0.0, large floats as whole numbers."""
    if isinstance(value, dict):
        return {key: as_postgres_gives_it_back(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [as_postgres_gives_it_back(one) for one in value]
    if isinstance(value, float) and "e+" in repr(value):
        return int(value)
    return 0.0 if isinstance(value, float) and value == 0.0 else value


@given(ROWS)
def test_a_row_comes_back_as_it_was(row):
    assert row_of(line_of(row), "a row") == row


@given(ROWS)
def test_one_line_whatever_the_database_did_to_the_numbers_and_keys(row):
    assert line_of(as_postgres_gives_it_back(row)) == line_of(row)
    assert line_of(row_of(line_of(row), "a row")) == line_of(row)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b'{"a":"\\u0000"}',
        b'{"a":"\\ud800"}',
        b"{" * 9999,
    ],
)
def test_what_no_database_or_reader_takes_is_refused(line):
    with pytest.raises(BadInput, match="a row"):
        row_of(line, "a row")


def test_no_number_that_is_none_is_ever_written():
    with pytest.raises(ValueError, match="JSON"):
        line_of({"a": math.nan})


def test_a_line_that_is_far_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("retrowalk.files.takeout.lines.MOST_LINE", 10)
    path = tmp_path / "persons.jsonl"
    path.write_bytes(json.dumps({"a": "x" * 30}).encode())
    with pytest.raises(BadInput, match="line 1"):
        list(rows_of(path))
