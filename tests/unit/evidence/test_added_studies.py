"""Somebody's own studies: held to the library's schema, refused by row and column."""

import contextlib
import csv
import io
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrowalk.errors import BadInput
from retrowalk.evidence.added_studies import (
    LONGEST_CELL,
    MOST_ROWS,
    Added,
    blank_row,
    build_own,
    read_added,
)
from retrowalk.evidence.repeated import Known, Refusal, in_library, known_of
from retrowalk.evidence.schema import OWN_STUDIES, STUDIES
from retrowalk.evidence.study import Against, Better, Design, People, Reported

GOOD = blank_row() | {
    "source": "miller2026",
    "citation": "Miller et al. 2026",
    "address": "10.1000/miller",
    "population": "knee osteoarthritis",
    "people": "knee_osteoarthritis",
    "comparator": "parallel: forward walking",
    "against": "forward",
    "outcome": "pain",
    "scale": "NRS 0-10",
    "n_backward": "20",
    "mean_backward": "2.5",
    "sd_backward": "1.5",
    "n_control": "21",
    "mean_control": "3.0",
    "sd_control": "1.6",
    "kind": "post",
    "better": "lower",
}
TEXT = st.text("abcdefghijklm nop,;\"'é\n", min_size=1, max_size=40).filter(
    lambda text: text.strip()
)
FIGURE = st.one_of(st.just(""), st.floats(-1e6, 1e6).map(repr))
SIZE = st.one_of(st.just(""), st.integers(1, 100_000).map(str))


def table(rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, OWN_STUDIES.names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


NOTHING = Known({})


def refused(*rows: Mapping[str, str], known: Known = NOTHING) -> list[str]:
    found = read_added(table(rows), [known])
    assert all(isinstance(one, Refusal) for one in found), found
    return [str(one) for one in found]


def taken(*rows: Mapping[str, str]) -> list[Added]:
    found = read_added(table(rows), [in_library()])
    assert all(isinstance(one, Added) for one in found), found
    return list(found)


def test_own_studies_have_the_columns_of_the_library_and_a_name():
    assert set(OWN_STUDIES.names) - set(STUDIES.names) == {"citation", "simulated"}
    assert set(STUDIES.names) <= set(OWN_STUDIES.names)


def test_a_sound_row_is_taken_as_own_and_keeps_its_cells():
    (one,) = taken(GOOD)
    assert one.effect.own
    assert not one.effect.simulated
    assert one.effect.name == "Miller et al. 2026"
    assert one.cells == GOOD
    assert build_own(one.cells) == one.effect


def test_a_simulated_study_stays_marked():
    (one,) = taken(GOOD | {"simulated": "yes"})
    assert one.effect.simulated


@given(
    cells=st.fixed_dictionaries(
        {
            **dict.fromkeys(("population", "outcome", "scale"), TEXT),
            **dict.fromkeys(("n_backward", "n_control"), SIZE),
            **dict.fromkeys(("mean_backward", "mean_control", "difference"), FIGURE),
            "people": st.sampled_from([one.value for one in People]),
            "against": st.sampled_from([one.value for one in Against]),
            "kind": st.sampled_from([one.value for one in Reported]),
            "better": st.sampled_from([one.value for one in Better]),
            "comparator": st.sampled_from([f"{one.value}: others" for one in Design]),
        }
    )
)
def test_whatever_fits_the_schema_comes_back_as_it_was(cells):
    row = {name: cell.strip() for name, cell in (GOOD | cells).items()}
    (one,) = taken(row)
    assert one.cells == row
    effect = one.effect
    assert effect.population == row["population"]
    assert effect.people.value == row["people"]
    assert (effect.backward.n is None) == (row["n_backward"] == "")
    assert (effect.backward.mean is None) == (row["mean_backward"] == "")
    assert (effect.difference is None) == (row["difference"] == "")


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(BadInput):
        assert read_added(text, [])


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("source", "", "Row 2, source is blank; expected text"),
        ("source", "Miller 2026", "Row 2, source is 'Miller 2026'; expected 2 to 40 small"),
        ("citation", "", "Row 2, citation is blank"),
        ("address", "Miller", "Row 2, address is 'Miller'; expected a DOI or a URL"),
        ("year", "last year", "Row 2, year is 'last year'; expected a number"),
        (
            "people",
            "knees",
            "Row 2, people is 'knees'; expected one of knee_osteoarthritis",
        ),
        ("comparator", "forward", "Row 2, comparator is 'forward'; expected it to begin"),
        ("against", "walking", "Row 2, against is 'walking'; expected one of forward"),
        ("n_backward", "2.5", "Row 2, n_backward is '2.5'; expected a whole number"),
        ("sd_control", "-1", "Row 2, sd_control is -1; expected 0 or more"),
        (
            "mean_control",
            "3,0",
            "Row 2, mean_control is '3,0'; expected a number with a point",
        ),
        ("kind", "", "Row 2, kind is ''; expected one of post, change"),
        ("better", "up", "Row 2, better is 'up'; expected one of lower, higher"),
        ("simulated", "maybe", "Row 2, simulated is 'maybe'; expected yes or a blank"),
        ("outcome", "=cmd()", "Row 2, outcome begins with '='"),
        ("scale", "@x", "Row 2, scale begins with '@'"),
        ("population", "x" * (LONGEST_CELL + 1), "Row 2, population has 501 characters"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_its_column_and_what_was_expected(
    cell, value, sentence
):
    (found,) = refused(GOOD | {cell: value})
    assert found.startswith(sentence)


def test_an_interval_must_hold_its_difference():
    row = GOOD | {"difference": "1", "ci_low": "2", "ci_high": "3"}
    assert refused(row)[0].startswith("Row 2, difference is 1, outside its interval")


def test_everything_wrong_is_told_at_once_and_nothing_is_taken():
    bad = GOOD | {"year": "x", "people": "x", "n_control": "x", "kind": "x"}
    found = refused(GOOD, bad | {"source": "b2026", "address": "10.1000/b"}, bad)
    assert [one.split(",")[0] for one in found] == ["Row 3"] * 4 + ["Row 4"] * 4
    assert {one.split()[2] for one in found} == {"year", "people", "n_control", "kind"}


def test_a_study_of_the_library_is_refused_by_its_key_and_by_its_address():
    known = in_library()
    (by_key,) = refused(GOOD | {"source": "chen2021"}, known=known)
    assert "source is 'chen2021', which is there already" in by_key
    address = "https://doi.org/10.1155/2021/5574966"
    (by_address,) = refused(GOOD | {"address": address}, known=known)
    assert "which is there already as chen2021" in by_address


def test_an_own_study_is_refused_the_second_time():
    known = known_of([one.effect for one in taken(GOOD)])
    assert refused(GOOD, known=known) == [
        "Row 2, source is 'miller2026', which is there already as miller2026; expected a "
        "new study"
    ]


def test_the_same_result_twice_in_a_table_is_refused():
    (found,) = refused(GOOD, GOOD | {"outcome": "Pain "})
    assert found.startswith(
        "Row 3, outcome is 'Pain' as in row 2; expected every result once"
    )


def test_two_results_of_one_study_are_taken():
    assert len(taken(GOOD, GOOD | {"outcome": "disability"})) == 2


@pytest.mark.parametrize(
    ("other", "column"),
    [
        ({"address": "10.1000/other"}, "address"),
        ({"source": "other2026"}, "source"),
        ({"citation": "Other 2026"}, "citation"),
    ],
)
def test_rows_of_one_study_agree_on_what_it_is(other, column):
    (found,) = refused(GOOD, GOOD | {"outcome": "disability"} | other)
    assert found.startswith(f"Row 3, {column} is ")


def test_columns_may_come_in_any_order_and_with_a_mark_for_their_encoding():
    names = sorted(OWN_STUDIES.names)
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerow(GOOD)
    (one,) = read_added("\ufeff" + text.getvalue(), [])
    assert isinstance(one, Added)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "lacks the column source"),
        ("source,citation\n", "row 1 lacks the column address"),
        (table([]).replace("year", "when"), "row 1 lacks the column year"),
        (table([]).strip() + ",colour\n", "row 1 does not know the column colour"),
        (table([]).strip() + ",\n", "row 1 does not know the column without a name"),
        (table([]).strip() + ",year\n", "row 1 repeats the column year"),
        (table([]).replace(",", ";"), "separated by semicolons; expected commas"),
        (table([]), "the table has no rows"),
        (table([]) + "a,b\n", "row 2 has not 23 cells as the head has"),
        (table([]) + "x" * 200_000, "cannot be read as CSV"),
        (table([GOOD] * (MOST_ROWS + 1)), f"more than {MOST_ROWS} rows"),
    ],
)
def test_a_table_that_is_none_is_refused_in_a_sentence(text, named):
    with pytest.raises(BadInput, match=named):
        read_added(text, [])
