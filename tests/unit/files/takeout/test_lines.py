"""A line says what its row says, and is the same bytes on every database."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.files.takeout.lines import batches_of, line_of, row_of, rows_of

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
        b'{"a":"\\udc00"}',
        b'{"\\udc00":[]}',
        b'{"a":["\\ud83d\\ude00","\\ude00"]}',
        b'{"a":"\xed\xa0\x80"}',
        '{"a":1}'.encode("utf-16"),
        b'{"a":1e999}',
        b'{"a":[-1E+00999]}',
        b'{"a":1' + b"0" * 400 + b"}",
        b'{"a":1' + b"0" * 5000 + b"}",
        b"{" * 9999,
    ],
)
def test_what_no_database_or_reader_takes_is_refused(line):
    with pytest.raises(BadInput, match="a row"):
        row_of(line, "a row")


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "\N{WOMAN}", "e999"])
def test_what_somebody_typed_that_only_looks_like_it_comes_back(text):
    assert row_of(line_of({"a": text, text: 1e300}), "a row") == {"a": text, text: 1e300}


def test_no_number_that_is_none_is_ever_written():
    with pytest.raises(ValueError, match="JSON"):
        line_of({"a": math.nan})


def test_a_line_that_is_far_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("retrowalk.files.takeout.lines.MOST_LINE", 10)
    path = tmp_path / "persons.jsonl"
    path.write_bytes(json.dumps({"a": "x" * 30}).encode())
    with pytest.raises(BadInput, match="line 1"):
        list(rows_of(path))


def test_rows_are_read_together_only_as_far_as_memory_is_sure(tmp_path, monkeypatch):
    monkeypatch.setattr("retrowalk.files.takeout.lines.AT_ONCE", 3)
    monkeypatch.setattr("retrowalk.files.takeout.lines.AT_ONCE_BYTES", 100)
    path = tmp_path / "sessions.jsonl"
    sizes = [1, 1, 1, 1, 80, 80, 200, 1]
    path.write_bytes(b"".join(line_of({"a": "x" * size}) + b"\n" for size in sizes))
    found = [[number for number, _ in some] for some in batches_of(path)]
    assert found == [[1, 2, 3], [4, 5], [6], [7], [8]]
    assert [row for some in batches_of(path) for _, row in some] == list(rows_of(path))
