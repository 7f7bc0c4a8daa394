"""Claims beside what was found, by topic and verdict, each with its sources."""

import pytest
from django.test import Client
from django.urls import reverse

from retrowalk.evidence.claims import Topic, Verdict, claims
from retrowalk.evidence.sources import source, sources


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


def test_an_unknown_filter_shows_everything_instead_of_breaking() -> None:
    assert listed({"topic": "'; drop"}) == {claim.key for claim in claims()}


@pytest.mark.parametrize("key", [claim.key for claim in claims()])
def test_a_claim_shows_its_finding_and_links_every_source(key: str) -> None:
    found = next(c for c in claims() if c.key == key)
    answer = Client().get(reverse("claim", args=[key]))
    text = answer.content.decode()
    assert answer.context["shown"].claim.finding == found.finding
    for of in (source(key) for key in found.sources):
        assert of.link is None or of.link.replace("&", "&amp;") in text


def test_an_unknown_claim_is_not_found() -> None:
    assert Client().get(reverse("claim", args=["no_such"])).status_code == 404


def test_the_sources_page_has_every_source_under_its_key() -> None:
    text = Client().get(reverse("sources")).content.decode()
    for key in sources():
        assert f'id="{key}"' in text
