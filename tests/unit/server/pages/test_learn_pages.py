"""Claims beside what was found, by topic, verdict and words, each with its sources."""

import csv
import io
import json
import tomllib
import zipfile
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from retrowalk.errors import BadInput
from retrowalk.evidence.claims import Certainty, Topic, Verdict, claim, claims
from retrowalk.evidence.history import library_version
from retrowalk.evidence.numbers import answers
from retrowalk.evidence.pooled_picture import outcomes
from retrowalk.evidence.schema import OWN_STUDIES, TABLES
from retrowalk.evidence.sources import Kind, source, sources
from retrowalk.evidence.study import pooled_effects, study_effects
from retrowalk.evidence.trial.design_toml import parse
from retrowalk.outcomes.measures import MEASURES
from retrowalk.server.learn.faq import QUESTIONS

MINUS = "\N{MINUS SIGN}"
DISCLAIMER = "This is information about exercise, not medical advice."


def text_of(name: str, *args: str, query: str = "") -> str:
    answer = Client().get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def listed(query: dict[str, str]) -> set[str]:
    answer = Client().get(reverse("claims"), query)
    assert answer.status_code == 200
    return {shown.claim.key for shown in answer.context["claims"]}


def test_all_claims_are_listed_without_a_filter() -> None:
    assert listed({}) == {claim.key for claim in claims()}


@pytest.mark.parametrize("topic", Topic)
def test_a_topic_shows_its_claims_only(topic: Topic) -> None:
    assert listed({"topic": topic.value}) == {c.key for c in claims() if c.topic is topic}


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_shows_its_claims_only(verdict: Verdict) -> None:
    expected = {c.key for c in claims() if c.verdict is verdict}
    assert listed({"verdict": verdict.value}) == expected


@pytest.mark.parametrize("certainty", Certainty)
def test_a_certainty_shows_its_claims_only(certainty: Certainty) -> None:
    expected = {c.key for c in claims() if c.certainty is certainty}
    assert listed({"certainty": certainty.value}) == expected


def test_words_are_searched_in_claims_findings_tests_and_sources() -> None:
    assert "fewer_falls" in listed({"q": "FALLS calendar"})
    assert "knee_pain_function" in listed({"q": "Lin et al."})
    assert listed({"q": "zebra"}) == set()
    assert listed({"q": "'; drop <b>"}) == set()


def test_filters_add_up_and_the_address_alone_says_them() -> None:
    asked = {"q": "knee", "topic": "knee", "verdict": "partly", "certainty": "low"}
    found = listed(asked)
    assert found
    assert all(claim(key).verdict is Verdict.PARTLY for key in found)
    page = text_of("claims", query="?" + urlencode(asked))
    assert 'value="knee"' in page
    assert '<option value="partly" selected>' in page


@pytest.mark.parametrize(
    "asked", [{"topic": "'; drop"}, {"verdict": "x"}, {"q": "x" * 200}]
)
def test_a_filter_that_makes_no_sense_shows_everything_instead_of_breaking(asked) -> None:
    assert listed(asked) == {claim.key for claim in claims()}


def test_the_list_says_first_what_is_most_often_got_wrong() -> None:
    page = text_of("claims")
    for said in (
        "Better than walking forward? Mostly by little, or unproven.",
        "Fewer falls? No trial has shown it.",
        "Less load on the knee? Only on the first of two peaks, not on the second.",
        "More energy? At the same speed yes; at an effort you choose yourself, no.",
    ):
        assert said in page


@pytest.mark.parametrize("key", [claim.key for claim in claims()])
def test_a_claim_shows_everything_and_links_every_source(key: str) -> None:
    found = claim(key)
    page = text_of("claim", key)
    for said in (
        found.wording,
        found.finding,
        found.certainty_why,
        found.test,
        found.cohort,
        *(MEASURES[one].protocol for one in found.measures),
        DISCLAIMER,
    ):
        assert said in page
    for of in (source(key) for key in found.sources):
        assert reverse("source", args=[of.key]) in page
        assert of.link is None or of.link in page
    for answer in answers(found):
        assert reverse("outcome", args=[slugify(answer.question.outcome)]) in page


def test_an_unknown_claim_source_or_outcome_is_not_found() -> None:
    for name in ("claim", "claim_trial", "source", "outcome"):
        assert Client().get(reverse(name, args=["no_such"])).status_code == 404
    assert Client().get(reverse("library_csv", args=["no_such"])).status_code == 404


@pytest.mark.parametrize("key", [one.key for one in claims() if one.measures])
def test_a_design_to_begin_with_is_taken_by_the_trial_kit_once_it_is_filled_in(key) -> None:
    answer = Client().get(reverse("claim_trial", args=[key]))
    begun = answer.content.decode()
    with pytest.raises(BadInput, match="is missing"):
        parse(begun, "trial.toml")
    filled = begun.replace("#? ", "").replace("value = ?", "value = 0.5")
    design = parse(filled, "trial.toml")
    assert design.arms[0].role.value == "backward"
    assert design.primary.against == "forward"
    assert design.primary.outcome.key == claim(key).measures[0]
    assert (
        design.primary.outcome.better.value == MEASURES[design.primary.outcome.key].better
    )


def test_a_known_figure_of_a_design_carries_its_source() -> None:
    begun = Client().get(reverse("claim_trial", args=["back_pain"])).content.decode()
    found = tomllib.loads(begun)
    assert found["primary"]["mcid"] == {"value": 2, "source": "suzuki2020"}


def test_a_claim_without_a_measure_offers_no_design() -> None:
    without = next(one.key for one in claims() if not one.measures)
    assert Client().get(reverse("claim_trial", args=[without])).status_code == 404
    assert "trial.toml" not in text_of("claim", without)


def test_the_sources_page_has_every_source_under_its_key() -> None:
    page = text_of("sources")
    for key in sources():
        assert f'id="{key}"' in page


@pytest.mark.parametrize("key", list(sources()))
def test_a_source_has_a_page_with_what_was_seen_and_who_uses_it(key: str) -> None:
    of = source(key)
    page = text_of("source", key)
    assert of.citation in page
    assert of.note in page
    assert of.link is None or of.link in page
    for one in claims():
        assert (reverse("claim", args=[one.key]) in page) == (key in one.sources)
    for effect in (*study_effects(), *pooled_effects()):
        if effect.source == key:
            assert effect.population in page
            assert effect.comparator in page


def test_what_is_not_visible_is_said_and_not_shown_as_zero() -> None:
    page = text_of("source", "alghadir2019")
    assert f"people not visible; mean {MINUS}1.8; standard deviation not visible" in page
    assert "not visible</dd>" in page
    assert "people 0" not in page
    interval = text_of("source", "balasukumaran2019")
    assert f"{MINUS}0.87" in interval
    assert "not visible</dd>" in interval


@pytest.mark.parametrize("outcome", outcomes())
def test_every_outcome_has_a_picture_in_words_and_numbers(outcome: str) -> None:
    page = text_of("outcome", slugify(outcome))
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    for effect in pooled_effects():
        if effect.outcome == outcome:
            assert reverse("source", args=[effect.source]) in page
    assert "nan" not in page.lower().replace("finan", "")


def test_outcomes_have_addresses_of_their_own() -> None:
    slugs = [slugify(one) for one in outcomes()]
    assert len(set(slugs)) == len(slugs)
    assert all(slugs)


def test_an_outcome_can_be_asked_for_some_people_and_one_comparator() -> None:
    answer = Client().get(
        reverse("outcome", args=["walking-speed"]),
        {"people": "stroke", "against": "forward_in_both"},
    )
    assert [row.estimate for row in answer.context["published"]] == ["0.03"]
    assert (
        "after a stroke, against forward walking in both groups"
        in answer.context["question"]
    )


@pytest.mark.parametrize("asked", [{"people": "giants"}, {"against": "x", "mine": "x"}])
def test_a_wrong_question_to_an_outcome_is_taken_as_none(asked) -> None:
    answer = Client().get(reverse("outcome", args=["pain"]), asked)
    assert answer.status_code == 200
    assert answer.context["question"] == "pain"


def test_the_numbers_page_lists_every_claim_that_asks_them() -> None:
    page = text_of("pooled")
    for one in claims():
        assert (reverse("claim", args=[one.key]) in page) == bool(one.questions)


def test_every_answer_names_sources_that_exist_and_claims_to_read_on() -> None:
    page = text_of("questions")
    for asked in QUESTIONS:
        assert str(asked.question) in page
        assert asked.said
        assert all(claim(key) for key in asked.claims)
        for said in asked.said:
            assert said.keys
            assert all(source(key) for key in said.keys)
            assert str(said.sentence) in page


def test_a_figure_in_an_answer_never_rests_on_a_popular_article() -> None:
    for asked in QUESTIONS:
        for said in asked.said:
            assert all(source(key).kind is not Kind.POPULAR for key in said.keys)


def test_the_library_can_be_taken_away_as_it_is_stored() -> None:
    for table in TABLES:
        name = table.name.removesuffix(".csv")
        answer = Client().get(reverse("library_csv", args=[name]))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert tuple(rows[0]) == table.names
    assert len(study_effects()) == len(_rows("studies"))


def test_the_whole_library_is_one_document_with_its_schema() -> None:
    document = json.loads(Client().get(reverse("library_json")).content)
    assert document["library_version"] == library_version()
    assert document["own"]["rows"] == []
    tables = document["tables"]
    assert {f"{name}.csv" for name in tables} == {table.name for table in TABLES}
    first = tables["studies"]["rows"][0]
    assert (first["source"], first["mean_backward"], first["n_backward"]) == (
        "alghadir2019",
        -1.8,
        None,
    )
    assert set(tables["studies"]["columns"]) == set(first)
    fewer = next(row for row in tables["claims"]["rows"] if row["key"] == "fewer_falls")
    assert fewer["sources"] == list(claim("fewer_falls").sources)
    assert fewer["questions"] == ["falls"]


def test_the_archive_holds_every_table_and_says_what_is_what() -> None:
    answer = Client().get(reverse("library_zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = {table.name for table in (*TABLES, OWN_STUDIES)}
        assert set(archive.namelist()) == {*names, "README.txt"}
        assert b"never zero" in archive.read("README.txt")


def test_own_studies_are_not_handed_out_to_nobody() -> None:
    answer = Client().get(reverse("library_csv", args=["own_studies"]))
    assert answer.status_code == 302


def test_the_changes_of_every_version_are_told_with_why() -> None:
    page = text_of("library_changes")
    assert "The first library" in page
    assert "before: supported, moderate" in page
    assert "now: supported, low" in page


@pytest.mark.parametrize(
    "name",
    ["claims", "questions", "pooled", "sources", "words", "library", "library_changes"],
)
def test_every_page_of_what_is_known_carries_the_disclaimer(name: str) -> None:
    assert DISCLAIMER in text_of(name)


def _rows(table: str) -> list[dict[str, str]]:
    answer = Client().get(reverse("library_csv", args=[table]))
    return list(csv.DictReader(io.StringIO(answer.content.decode())))
