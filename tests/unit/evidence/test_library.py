"""The library: every number has an address, and every key leads somewhere."""

import re
from collections import Counter
from pathlib import Path

import pytest

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence import library_rows
from retrowalk.evidence.check import check_library
from retrowalk.evidence.claims import (
    VERDICT_WORDS,
    Certainty,
    Topic,
    Verdict,
    claim,
    claims,
)
from retrowalk.evidence.claims import build as build_claim
from retrowalk.evidence.sources import Kind, source
from retrowalk.evidence.sources import build as build_source
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
    "comparator": "parallel: conventional treatment",
    "outcome": "pain",
    "scale": "NRS 0-10",
    "timepoint_weeks": "4",
    "n_backward": "16",
    "mean_backward": "1.56",
    "sd_backward": "0.63",
    "n_control": "16",
    "mean_control": "",
    "sd_control": "",
    "kind": "post",
    "better": "lower",
}
GOOD_POOLED = {
    "source": "lin2025",
    "address": "10.1080/09593985.2025.2550532",
    "year": "2025",
    "population": "knee osteoarthritis",
    "comparator": "rehabilitation",
    "outcome": "pain",
    "metric": "Hedges' g",
    "estimate": "-0.997",
    "ci_low": "-1.373",
    "ci_high": "-0.62",
    "trials": "13",
    "i2_pct": "",
}
GOOD_CLAIM = {
    "key": "x",
    "topic": "knee",
    "wording": "It helps.",
    "verdict": "partly",
    "certainty": "low",
    "finding": "It may.",
    "sources": "lin2025",
    "test": "Try.",
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


def test_every_topic_has_its_claims():
    assert len(claims()) >= 25
    assert {c.topic for c in claims()} == set(Topic)
    assert set(VERDICT_WORDS) == set(Verdict)


def test_a_claim_is_said_in_single_sentences():
    for found in claims():
        assert re.fullmatch(r"[^\n]+\.", found.finding), found.key
        assert not re.search(r"\.\s+[A-Z]", found.finding), found.key
        assert found.wording.endswith(".")
        assert found.test.endswith(".")


def test_nothing_found_is_never_a_high_certainty():
    sure = {Certainty.HIGH, Certainty.MODERATE, Certainty.LOW}
    assert not any(c.verdict is Verdict.NOT_FOUND and c.certainty in sure for c in claims())


def test_what_is_supported_rests_on_more_than_popular_advice():
    for found in claims():
        if found.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
            kinds = {source(key).kind for key in found.sources}
            assert kinds & {Kind.STUDY, Kind.REVIEW, Kind.CATALOGUE}, found.key


def test_an_unknown_key_is_refused_in_a_clear_sentence():
    with pytest.raises(Unknown, match="no source 'nobody1999'"):
        source("nobody1999")
    with pytest.raises(Unknown, match="no claim 'flying'"):
        claim("flying")


def test_a_doi_becomes_a_link_and_no_address_none():
    assert source("lin2025").link == "https://doi.org/10.1080/09593985.2025.2550532"
    assert source("design_progression").link is None


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("source", "nobody1999", "source 'nobody1999' is not in sources.csv"),
        ("address", "", "the address is ''; expected a DOI or a URL"),
        ("comparator", "routine physiotherapy", "expected it to begin with parallel:"),
        ("mean_backward", "a lot", "mean_backward is 'a lot'; expected a number"),
        ("mean_backward", "nan", "expected a finite number"),
        ("n_backward", "2.5", "n_backward is '2.5'; expected a whole number"),
        ("sd_backward", "-1", "sd_backward is -1.0; expected 0 or more"),
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
        ("ci_low", "", "one end only"),
        ("ci_high", "-1.2", "outside its interval"),
    ],
)
def test_a_wrong_pooled_row_is_named(cell: str, value: str, named: str):
    with pytest.raises(BadInput, match=named):
        build_pooled(GOOD_POOLED | {cell: value})


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("sources", "lin2025 nobody1999", "source 'nobody1999'"),
        ("certainty", "none", "with no certainty at all"),
        ("topic", "hair", "topic is 'hair'"),
        ("finding", "", "finding is blank"),
    ],
)
def test_a_wrong_claim_row_is_named(cell: str, value: str, named: str):
    with pytest.raises(BadInput, match=named):
        build_claim(GOOD_CLAIM | {cell: value})


@pytest.mark.parametrize(
    ("cell", "value"), [("kind", "rumour"), ("address", "somewhere"), ("citation", "")]
)
def test_a_wrong_source_row_is_named(cell: str, value: str):
    with pytest.raises(BadInput, match=cell):
        build_source(GOOD_SOURCE | {cell: value})


@pytest.fixture
def broken_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    real = Path(library_rows.__file__).parent / library_rows.FOLDER
    copy = tmp_path / library_rows.FOLDER
    copy.mkdir()
    for table in real.glob("*.csv"):
        (copy / table.name).write_text(table.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(library_rows, "files", lambda _: tmp_path)
    return copy


def append(table: Path, line: str) -> None:
    table.write_text(table.read_text("utf-8") + line + "\n", "utf-8")


def test_the_check_lists_every_problem_with_its_line(broken_library: Path):
    append(broken_library / "claims.csv", "x,hair,It.,partly,low,It.,lin2025,Try.")
    append(
        broken_library / "claims.csv", "knee_points,knee,It.,partly,low,It.,nobody1999,Try."
    )
    append(broken_library / "pooled.csv", "lin2025,not an address,2025,a,b,c,d,1,0,2,,")
    problems = check_library()
    assert len(problems) == 4
    assert "claims.csv: the key 'knee_points' is there 2 times; expected once" in problems
    assert any(p.startswith("claims.csv, line 52: topic is 'hair'") for p in problems)
    assert any("nobody1999" in p for p in problems)
    assert any(p.startswith("pooled.csv, line 24: the address") for p in problems)


def test_the_check_survives_a_table_without_its_head(broken_library: Path):
    (broken_library / "studies.csv").write_text("who,what\n1,2\n", "utf-8")
    (problem,) = check_library()
    assert "studies.csv has the columns" in problem


def test_the_check_names_a_row_with_too_few_cells(broken_library: Path):
    append(broken_library / "pooled.csv", "lin2025,10.1/2")
    assert any("number of cells" in p for p in check_library())
