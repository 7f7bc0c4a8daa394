"""The claims: every row of the ledger has one, and none says more than was seen."""

import re

import pytest

from retrowalk.errors import BadInput, Unknown
from retrowalk.evidence.claims import (
    VERDICT_WORDS,
    Certainty,
    Topic,
    Verdict,
    build,
    claim,
    claims,
    claims_of,
)
from retrowalk.evidence.numbers import Says, answers
from retrowalk.evidence.sources import Kind, source
from retrowalk.evidence.study import Against, Design
from retrowalk.outcomes.measures import MEASURES

LEDGER = {"K": 7, "M": 7, "B": 3, "G": 10, "H": 5, "N": 6, "P": 3}
GOOD = {
    "key": "x",
    "topic": "knee",
    "ledger": "K1",
    "wording": "It helps.",
    "verdict": "partly",
    "certainty": "low",
    "certainty_why": "It is small.",
    "finding": "It may.",
    "sources": "lin2025",
    "test": "Try.",
    "cohort": "Try with others.",
    "measures": "",
    "questions": "pain | knee_osteoarthritis | forward ; falls",
}


def test_every_row_of_the_ledger_has_a_claim():
    rows = {f"{letter}{n}" for letter, last in LEDGER.items() for n in range(1, last + 1)}
    assert {row for one in claims() for row in one.ledger} == rows


def test_every_topic_and_verdict_has_its_claims_and_words():
    assert {one.topic for one in claims()} == set(Topic)
    assert {one.verdict for one in claims()} == set(Verdict) == set(VERDICT_WORDS)


@pytest.mark.parametrize("key", [one.key for one in claims()])
def test_a_claim_is_said_in_single_plain_sentences(key: str):
    one = claim(key)
    for text in (one.wording, one.finding, one.certainty_why, one.test, one.cohort):
        assert re.fullmatch(r"[A-Z0-9“][^\n]+\.", text), text
        assert not re.search(r"[.!?]\s+[A-Z]", text), text
    assert len(one.finding) < 330
    assert not re.search(r"\b(proven|proves|always|guarantee|cures?)\b", one.finding)


@pytest.mark.parametrize("key", [one.key for one in claims()])
def test_a_claim_can_be_tested_on_oneself_and_in_a_group_by_measures_that_exist(key: str):
    one = claim(key)
    assert one.test
    assert one.cohort
    assert set(one.measures) <= set(MEASURES)


def test_most_claims_have_a_measure_of_ours():
    assert sum(bool(one.measures) for one in claims()) > len(claims()) / 2


def test_nothing_found_is_never_a_high_certainty():
    sure = {Certainty.HIGH, Certainty.MODERATE, Certainty.LOW}
    assert not any(c.verdict is Verdict.NOT_FOUND and c.certainty in sure for c in claims())


def test_no_claim_is_highly_certain():
    assert not any(one.certainty is Certainty.HIGH for one in claims())


def test_what_is_supported_rests_on_more_than_popular_advice():
    for found in claims():
        if found.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
            kinds = {source(key).kind for key in found.sources}
            assert kinds & {Kind.STUDY, Kind.REVIEW, Kind.CATALOGUE}, found.key


@pytest.mark.parametrize(
    ("key", "verdict", "said"),
    [
        ("better_than_forward", Verdict.PARTLY, "Mostly small or unproven"),
        ("fewer_falls", Verdict.NOT_FOUND, "No trial has shown fewer falls"),
        (
            "knee_softer_landing",
            Verdict.PARTLY,
            "the first peak .* but the second does not",
        ),
        ("knee_inner_side", Verdict.PARTLY, "first peak .* the second peak was not"),
        ("more_energy_own_effort", Verdict.CONTRADICTED, "no extra energy cost"),
        (
            "more_energy_same_pace",
            Verdict.SUPPORTED,
            "at an effort people chose .* no diff",
        ),
        ("safe_at_home", Verdict.NOT_FOUND, "No study of unsupervised training at home"),
    ],
)
def test_what_is_most_often_got_wrong_is_said_plainly(
    key: str, verdict: Verdict, said: str
):
    assert claim(key).verdict is verdict
    assert re.search(said, claim(key).finding)


def test_no_verdict_says_more_than_the_pools_it_rests_on():
    """A claim is not called supported against pools that leave no difference possible."""
    for one in claims():
        if one.verdict is Verdict.SUPPORTED:
            said = {pool.says for found in answers(one) for pool in found.published}
            assert Says.AGAINST not in said
            assert Says.UNCLEAR not in said


def test_figures_in_a_finding_stand_in_the_tables_of_its_sources():
    """The averages a finding quotes from a trial are those of the trial's rows."""
    (alghadir,) = [a for a in answers(claim("knee_points")) if a.rows]
    change = next(row for row in alghadir.rows if row.source == "alghadir2019")
    assert f"{abs(change.backward.mean - change.control.mean):.1f}" == "0.8"
    chen = next(row for row in alghadir.rows if row.source == "chen2021")
    assert f"{abs(chen.backward.mean - chen.control.mean):.2f}" == "0.69"
    assert {row.design for row in alghadir.rows} == {Design.PARALLEL}
    assert {row.against for row in alghadir.rows} == {Against.USUAL_CARE}


def test_the_claims_of_a_source_are_found():
    assert claim("fewer_falls") in claims_of("trainbw")
    assert claims_of("weir1949") == ()


def test_an_unknown_claim_is_refused_in_a_clear_sentence():
    with pytest.raises(Unknown, match="no claim 'flying'"):
        claim("flying")


@pytest.mark.parametrize(
    ("cell", "value", "named"),
    [
        ("sources", "lin2025 nobody1999", "source 'nobody1999'"),
        ("certainty", "none", "with no certainty at all"),
        ("topic", "hair", "topic is 'hair'"),
        ("finding", "", "finding is blank"),
        ("certainty_why", "", "certainty_why is blank"),
        ("cohort", " ", "cohort is blank"),
        ("ledger", "K1 Q3", "ledger is 'K1 Q3'; expected rows such as K1"),
        ("questions", "pain | giants", "questions has 'giants'; expected one of"),
        ("questions", "| stroke", "expected outcome . people . against"),
        ("questions", "a | stroke | forward | b", "expected outcome . people . against"),
    ],
)
def test_a_wrong_claim_row_is_named(cell: str, value: str, named: str):
    assert build(GOOD).questions[1].outcome == "falls"
    with pytest.raises(BadInput, match=named):
        build(GOOD | {cell: value})
