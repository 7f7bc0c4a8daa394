"""The pages of what is known in a browser: without JavaScript, looked over by axe, narrow."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from looked_over import PHONE, blamed_in_every_look
from playwright.sync_api import Browser, BrowserContext, Page, expect

from retrowalk.server.people.models import Account

SMALLEST = {"width": 320, "height": 640}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


@pytest.fixture
def session() -> str:
    """Return the session of somebody who is signed in."""
    client = Client()
    client.force_login(Account.objects.create_user("rita", password="a long walk home"))  # noqa: S106 - a test account
    return client.cookies["sessionid"].value


@pytest.fixture
def signed_in(chromium: Browser, live_server, session: str) -> Iterator[BrowserContext]:
    """Return a browser of theirs that runs no JavaScript: every page must do without."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context
    context.close()


def test_a_reader_finds_a_claim_and_looks_it_up_without_javascript(
    signed_in: BrowserContext, live_server
) -> None:
    screen = signed_in.new_page()
    screen.goto(live_server.url + reverse("claims"))
    screen.get_by_label("Words").fill("falls")
    screen.get_by_label("Topic").select_option("balance")
    screen.get_by_role("button", name="Find").click()
    assert "q=falls&topic=balance" in screen.url
    screen.get_by_role("heading", name="It prevents falls.").get_by_role("link").click()
    expect(screen.get_by_text("No trial has shown fewer falls")).to_be_visible()
    screen.get_by_role("link", name="Kapan et al. 2025", exact=True).click()
    expect(screen.get_by_role("heading", name="Kapan et al. 2025")).to_be_visible()
    expect(screen.get_by_role("link", name="It prevents falls.")).to_be_visible()


def test_a_researcher_adds_a_study_and_sees_the_pool_change_without_javascript(
    signed_in: BrowserContext, live_server
) -> None:
    screen = signed_in.new_page()
    screen.goto(live_server.url + reverse("own_add"))
    fill(screen)
    screen.get_by_label("Walked backward: mean").fill("1,5")
    screen.get_by_role("button", name="Add the study").click()
    expect(screen.get_by_role("alert")).to_contain_text("expected a number with a point")
    screen.get_by_label("Walked backward: mean").fill("1.5")
    screen.get_by_role("button", name="Add the study").click()
    expect(screen.get_by_text("Added: Miller et al. 2026.")).to_be_visible()

    screen.goto(
        live_server.url
        + reverse("outcome", args=["pain"])
        + "?people=knee_osteoarthritis&against=usual_care"
    )
    expect(screen.get_by_text("The pool of 2 studies, 1 of them yours")).to_be_visible()
    screen.get_by_label("Your studies").select_option("no")
    screen.get_by_role("button", name="Show").click()
    expect(screen.get_by_text("One single study shows all its numbers")).to_be_visible()

    screen.goto(live_server.url + reverse("own_studies"))
    screen.get_by_role("link", name="Miller et al. 2026").click()
    screen.get_by_role("button", name="Take it out").click()
    expect(screen.get_by_text("None yet.")).to_be_visible()


def fill(screen: Page) -> None:
    """Fill in the form for one study."""
    for label, text in {
        "How the study is called": "Miller et al. 2026",
        "Its address": "10.1000/miller",
        "Who exactly": "knee osteoarthritis",
        "Compared with what exactly": "usual care",
        "How it was measured, with the unit": "NRS 0-10",
        "Walked backward: people": "40",
        "Walked backward: standard deviation": "0.7",
        "Comparison: people": "41",
        "Comparison: mean": "2.2",
        "Comparison: standard deviation": "0.8",
    }.items():
        screen.get_by_label(label, exact=True).fill(text)
    screen.locator("#id_outcome").fill("pain")
    for field, value in {
        "people": "knee_osteoarthritis",
        "design": "parallel",
        "against": "usual_care",
        "better": "lower",
        "kind": "post",
    }.items():
        screen.locator(f"#id_{field}").select_option(value)


def addresses() -> list[str]:
    """Return one address of every sort of page."""
    return [
        *map(reverse, ("claims", "questions", "words", "sources", "pooled")),
        *map(
            reverse, ("library", "library_changes", "own_studies", "own_add", "own_upload")
        ),
        reverse("claims") + "?q=knee&verdict=partly",
        reverse("claims") + "?q=zebra",
        *(reverse("claim", args=[key]) for key in ("fewer_falls", "knee_pain_function")),
        *(
            reverse("source", args=[key])
            for key in ("chen2021", "lin2025", "design_places")
        ),
        *(reverse("outcome", args=[slug]) for slug in ("pain", "walking-speed", "balance")),
    ]


def test_axe_finds_nothing_to_blame(chromium: Browser, live_server, session: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    screen = context.new_page()
    found = []
    for url in addresses():
        screen.goto(live_server.url + url)
        found += blamed_in_every_look(screen, url)
    screen.goto(live_server.url + reverse("own_add"))
    screen.get_by_role("button", name="Add the study").click()
    found += blamed_in_every_look(screen, "the form with errors")
    context.close()
    assert found == []


def test_no_page_is_wider_than_the_smallest_phone_and_none_is_refused_anything(
    chromium: Browser, live_server, session: str
) -> None:
    context = chromium.new_context(viewport=SMALLEST)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    screen = context.new_page()
    refused: list[str] = []
    screen.on(
        "console", lambda said: refused.append(said.text) if said.type == "error" else None
    )
    too_wide = []
    for url in addresses():
        screen.goto(live_server.url + url)
        if screen.evaluate("document.documentElement.scrollWidth") > SMALLEST["width"]:
            too_wide.append(url)
    context.close()
    assert too_wide == []
    assert refused == []
