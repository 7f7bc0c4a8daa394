"""The library: every number has an address, and every key leads somewhere."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence import library_rows
from retrowalk.evidence.check import check_library
from retrowalk.evidence.claims import claims
from retrowalk.evidence.history import history, versions
from retrowalk.evidence.sources import build as build_source
from retrowalk.evidence.sources import same_address, source, sources
from retrowalk.evidence.study import (
    Design,
    build_pooled,
    build_study,
    pooled_effects,
    study_effects,
)

GOOD_STUDY = {
    "source": "chen2021",
    "address": "10.1155/2021/5574966",
    "year": "2021",
    "population": "knee osteoarthritis",
    "people": "knee_osteoarthritis",
    "comparator": "parallel: conventional treatment",
    "against": "usual_care",
    "outcome": "pain",
    "scale": "NRS 0-10",
    "timepoint_weeks": "4",
    "n_backward": "16",
    "mean_backward": "1.56",
    "sd_backward": "0.63",
    "n_control": "16",
    "mean_control": "",
    "sd_control": "",
    "difference": "",
    "ci_low": "",
    "ci_high": "",
    "kind": "post",
    "better": "lower",
}
GOOD_POOLED = {
    "source": "lin2025",
    "address": "10.1080/09593985.2025.2550532",
    "year": "2025",
    "population": "knee osteoarthritis",
    "people": "knee_osteoarthritis",
    "comparator": "rehabilitation",
    "against": "usual_care",
    "outcome": "pain",
    "metric": "Hedges' g",
    "estimate": "-0.997",
    "ci_low": "-1.373",
    "ci_high": "-0.62",
    "trials": "13",
    "i2_pct": "",
    "better": "lower",
}
GOOD_SOURCE = {
    "key": "x",
    "kind": "study",
    "citation": "X 2020",
    "address": "10.1000/1",
    "note": "",
}


def test_the_library_has_no_problem():
    assert check_library() == ()


def test_every_effect_has_the_address_of_its_source():
    effects = (*study_effects(), *pooled_effects())
    assert len(study_effects()) == 48
    assert len(pooled_effects()) == 22
    assert all(source(e.source).link for e in effects)


def test_what_was_not_visible_is_not_zero():
    alghadir = study_effects()[0]
    assert (alghadir.source, alghadir.backward.n, alghadir.backward.sd) == (
        "alghadir2019",
        None,
        None,
    )
    assert alghadir.backward.mean == -1.8


def test_the_design_is_read_off_the_comparator():
    found = Counter(e.design for e in study_effects())
    assert set(found) == set(Design)
    assert not any(":" in e.comparator for e in study_effects())


def test_the_pooled_effect_on_knee_pain_is_as_published():
    (pain, *_) = pooled_effects()
    assert (pain.estimate, pain.ci_low, pain.ci_high, pain.trials) == (
        -0.997,
        -1.373,
        -0.62,
        13,
    )


def test_an_unknown_key_is_refused_in_a_clear_sentence():
    with pytest.raises(Unknown, match="no source 'nobody1999'"):
        source("nobody1999")


def test_a_doi_becomes_a_link_and_no_address_none():
    assert source("lin2025").link == "https://doi.org/10.1080/09593985.2025.2550532"
    assert source("design_progression").link is None


@pytest.mark.parametrize(
    "other",
    [
        "https://doi.org/10.1155/2021/5574966",
        "http://dx.doi.org/10.1155/2021/5574966",
        "10.1155/2021/5574966/",
        " 10.1155/2021/5574966",
    ],
)
def test_one_address_written_in_two_ways_is_one(other: str):
    assert same_address("10.1155/2021/5574966", other)
    assert not same_address("10.1155/2021/5574967", other)
    assert not same_address("", "")


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("source", "nobody1999", "source 'nobody1999' is not in sources.csv"),
        ("address", "", "address is ''; expected a DOI or a URL"),
        ("comparator", "routine physiotherapy", "expected it to begin with parallel:"),
        ("mean_backward", "a lot", "mean_backward is 'a lot'; expected a number"),
        ("mean_backward", "nan", "expected a finite number"),
        ("n_backward", "2.5", "n_backward is '2.5'; expected a whole number"),
        (
            "mean_backward",
            "0,63",
            "mean_backward is '0,63'; expected a number with a point",
        ),
        ("mean_backward", "1e300", "expected a finite number"),
        ("n_backward", "0", "n_backward is 0; expected 1 or more, or a blank"),
        ("sd_backward", "-1", "sd_backward is -1; expected 0 or more"),
        ("timepoint_weeks", "-4", "timepoint_weeks is -4; expected 0 or more"),
        (
            "people",
            "everybody",
            "people is 'everybody'; expected one of knee_osteoarthritis",
        ),
        ("against", "", "against is ''; expected one of forward"),
        ("better", "", "better is ''; expected one of lower, higher"),
        ("comparator", "parallel:", "comparator is 'parallel:'; expected it to begin with"),
        ("ci_low", "1", "ci_low is '1'; expected a difference beside it"),
        ("kind", "before", "kind is 'before'; expected one of post, change"),
        ("population", " ", "population is blank"),
    ],
)
def test_a_wrong_study_row_is_named(cell: str, value: str, named: str):
    with pytest.raises(BadInput, match=named):
        build_study(GOOD_STUDY | {cell: value})


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("estimate", "", "estimate is blank"),
        ("ci_low", "", "ci_low is blank; expected both ends"),
        ("ci_high", "", "ci_high is blank; expected both ends"),
        ("ci_high", "-1.2", "estimate is -0.997, outside its interval"),
        ("better", "", "better is ''"),
        ("i2_pct", "-3", "i2_pct is -3"),
    ],
)
def test_a_wrong_pooled_row_is_named(cell: str, value: str, named: str):
    with pytest.raises(BadInput, match=named):
        build_pooled(GOOD_POOLED | {cell: value})


@pytest.mark.parametrize(
    ("cell", "value"), [("kind", "rumour"), ("address", "somewhere"), ("citation", "")]
)
def test_a_wrong_source_row_is_named(cell: str, value: str):
    with pytest.raises(BadInput, match=cell):
        build_source(GOOD_SOURCE | {cell: value})


@pytest.fixture
def broken_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    real = Path(library_rows.__file__).parent / library_rows.FOLDER
    copy = tmp_path / library_rows.FOLDER
    copy.mkdir()
    for table in real.glob("*.csv"):
        (copy / table.name).write_text(table.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(library_rows, "files", lambda _: tmp_path)
    _forget()
    yield copy
    _forget()


def _forget() -> None:
    for cached in (claims, sources, study_effects, pooled_effects, versions, history):
        cached.cache_clear()


def append(table: Path, line: str) -> None:
    table.write_text(table.read_text("utf-8") + line + "\n", "utf-8")


def test_the_check_lists_every_problem_with_its_line(broken_library: Path):
    bad = "x,hair,K1,It.,partly,low,Why.,It.,lin2025,Try.,Try.,,"
    again = "knee_points,knee,K1,It.,partly,low,Why.,It.,nobody1999,Try.,Try.,,"
    last = len((broken_library / "claims.csv").read_text("utf-8").splitlines())
    append(broken_library / "claims.csv", bad)
    append(broken_library / "claims.csv", again)
    append(
        broken_library / "pooled.csv",
        "lin2025,not an address,2025,a,mixed,b,mixed,c,d,1,0,2,,,lower",
    )
    problems = check_library()
    assert len(problems) == 4
    assert "claims.csv: the key 'knee_points' is there 2 times; expected once" in problems
    assert any(
        p.startswith(f"claims.csv, line {last + 1}: topic is 'hair'") for p in problems
    )
    assert any("nobody1999" in p for p in problems)
    assert any(p.startswith("pooled.csv, line 24: address is") for p in problems)


def test_a_row_without_a_source_fails_the_check(broken_library: Path):
    row = next(csv.DictReader((broken_library / "studies.csv").open(encoding="utf-8")))
    cells = ["" if name == "source" else "x" for name in row]
    append(broken_library / "studies.csv", ",".join(cells))
    assert any(p.endswith("source is blank; expected text") for p in check_library())


@pytest.mark.parametrize(
    ("table", "line", "named"),
    [
        ("sources.csv", "x2020,study,X 2020,,about nothing", "x2020 has no address"),
        (
            "studies.csv",
            "chen2021,10.1155/2021/5574966,2021,knee,knee_osteoarthritis,parallel: "
            "conventional treatment,usual_care,Pain,nrs 0-10,4,1,1,1,1,1,1,,,,post,lower",
            "chen2021 has 'pain' 2 times",
        ),
        (
            "studies.csv",
            "chen2021,10.1155/other,2021,knee,knee_osteoarthritis,parallel: x,usual_care,"
            "stairs,seconds,4,1,1,1,1,1,1,,,,post,lower",
            "an effect has the address '10.1155/other', its source another",
        ),
        (
            "claims.csv",
            "brave,knee,K1,It.,supported,low,Why.,It.,popular_s0,Try.,Try.,,",
            "brave is supported without a study behind it",
        ),
        ("versions.csv", "7,2026-11-22,Seven.", "expected 1, 2, 3 and so on"),
        ("versions.csv", "3,soon,Three.", "day is 'soon'; expected YYYY-MM-DD"),
        ("history.csv", '9,claim,balance,"partly, low",', "has version 9, which is none"),
        (
            "history.csv",
            '2,claim,balance,"supported, high",',
            "changed in version 2 without",
        ),
        ("history.csv", '2,claim,balance,"supported, high",Why.', "is 'partly, low' now"),
        ("history.csv", "2,claim,balance,gone,", "changed in version 2 without"),
    ],
)
def test_the_check_sees_what_only_shows_beside_other_tables(
    broken_library: Path, table: str, line: str, named: str
):
    append(broken_library / table, line)
    assert any(named in problem for problem in check_library()), check_library()


def test_the_check_survives_a_table_without_its_head(broken_library: Path):
    (broken_library / "studies.csv").write_text("who,what\n1,2\n", "utf-8")
    (problem,) = check_library()
    assert "studies.csv has the columns" in problem


def test_the_check_names_a_row_with_too_few_cells(broken_library: Path):
    append(broken_library / "pooled.csv", "lin2025,10.1/2")
    assert any("number of cells" in p for p in check_library())
