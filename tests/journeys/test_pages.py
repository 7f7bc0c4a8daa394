"""A new user on a small phone, and every page looked over by axe, in light and in dark."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from retrowalk.server.people.models import Person
from retrowalk.server.programme.demo import seed
from retrowalk.training.screening.questions import AnswerKind, Section, page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
SMALLEST = {"width": 320, "height": 640}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


@pytest.fixture
def phone(chromium: Browser, live_server) -> Iterator[Page]:
    """Return a phone's screen; it is put away before the server stops."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def sign_up(screen: Page, address: str) -> None:
    screen.goto(address)
    screen.get_by_role("main").get_by_role("link", name="Sign up").tap()
    screen.get_by_label("Username").fill("walker")
    screen.get_by_label("Password", exact=True).fill("backward by the river")
    screen.get_by_label("Password (again)").fill("backward by the river")
    screen.get_by_role("button", name="Sign up").tap()


def add_a_person(screen: Page) -> None:
    screen.get_by_role("link", name="Add a person").tap()
    screen.get_by_label("Name").fill("Ida")
    screen.get_by_label("Year of birth").fill(str(timezone.localdate().year - 66))
    screen.get_by_text("A sore knee").tap()
    screen.get_by_role("button", name="Add and go to the questions").tap()


def answer(screen: Page, section: Section, yes: tuple[str, ...] = ()) -> None:
    for question in page(section):
        group = screen.get_by_role("group", name=question.text)
        if question.kind is AnswerKind.YES_NO:
            choice = "Yes" if question.key in yes else "No"
        else:
            choice = question.choices[0].text
        group.get_by_text(choice, exact=True).tap()


def test_from_the_front_page_to_todays_session_on_a_phone(phone: Page, live_server) -> None:
    refused: list[str] = []
    phone.on(
        "console", lambda said: refused.append(said.text) if said.type == "error" else None
    )
    sign_up(phone, live_server.url)
    add_a_person(phone)

    first, *rest = Section
    phone.get_by_role("button", name="Go on").tap()
    expect(phone.get_by_role("alert")).to_be_focused()
    phone.get_by_role("alert").get_by_role("link").first.tap()
    expect(phone.get_by_role("radio").first).to_be_in_viewport()

    answer(phone, first)
    phone.get_by_role("button", name="Go on").tap()
    for section in rest:
        answer(phone, section, yes=("worries_about_falling",))
        phone.get_by_role("button", name=re.compile("Go on|See the result")).tap()
    expect(phone.get_by_role("heading", name="You can start, with support")).to_be_visible()

    phone.get_by_role("link", name="Go on to the plan").tap()
    recommended = phone.locator("#knee_10_min")
    expect(recommended.get_by_text("Usual choice")).to_be_visible()
    recommended.get_by_role("button", name="Begin").tap()
    expect(recommended.get_by_role("alert")).to_contain_text("Where will you walk?")
    recommended.get_by_label("Hallway").tap()
    recommended.get_by_role("button", name="Begin").tap()

    start = phone.get_by_role("link", name="Start session")
    expect(start).to_be_visible()
    person = Person.objects.get()
    assert start.get_attribute("href") == f"/player/#person={person.pk}&number=1"
    box = start.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert refused == []


def test_the_whole_way_can_be_gone_by_keyboard(live_server, chromium_page: Page) -> None:
    screen = chromium_page
    screen.goto(live_server.url)
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("link", name="Skip to the content")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#main")).to_be_focused()
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("main").get_by_role("link", name="Sign up")).to_be_focused()
    outline = screen.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2


def addresses() -> tuple[list[str], list[str]]:
    """Return what anybody and what the demo household may open."""
    people = {p.name: p.pk for p in Person.objects.filter(account__is_demo=True)}
    ruth, karim, mei = people["Ruth"], people["Karim"], people["Mei"]
    anybody = [
        *map(reverse, ("front", "safety", "privacy", "claims", "sources")),
        *map(reverse, ("account_login", "account_signup")),
        reverse("claim", args=["knee_pain_function"]),
        "/nowhere/",
    ]
    household = [
        *map(reverse, ("household", "person_new", "account")),
        *map(reverse, ("account_change_password", "account_logout", "mfa_index")),
        *(reverse("person", args=[pk]) for pk in (ruth, karim, mei)),
        *(reverse("plan", args=[pk]) for pk in (ruth, karim)),
        *(reverse("clearance", args=[pk]) for pk in (ruth, karim)),
        *(reverse("clearance_sheet", args=[pk]) for pk in (ruth, karim)),
        *(reverse("person_about", args=[pk]) for pk in (ruth, karim, mei)),
        reverse("person_edit", args=[ruth]),
        *(reverse("screening_page", args=[mei, section.value]) for section in Section),
    ]
    return anybody, household


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_to_blame_on_any_page(
    chromium: Browser, live_server, settings, scheme, viewport
) -> None:
    settings.DEMO = True
    seed(timezone.localdate())
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)
    screen = context.new_page()
    anybody, household = addresses()
    found = _blamed(screen, live_server.url, anybody)
    screen.goto(live_server.url)
    screen.get_by_role("button", name="Look around in the demo household").click()
    found += _blamed(screen, live_server.url, household)
    screen.get_by_role("button", name=re.compile("Go on|See the result")).click()
    found += _violations(screen, "a page with errors")
    context.close()
    assert found == []


def test_no_page_is_wider_than_the_smallest_phone(
    chromium: Browser, live_server, settings
) -> None:
    settings.DEMO = True
    seed(timezone.localdate())
    context = chromium.new_context(viewport=SMALLEST)
    screen = context.new_page()
    anybody, household = addresses()
    screen.goto(live_server.url)
    screen.get_by_role("button", name="Look around in the demo household").click()
    too_wide = []
    for url in (*anybody, *household):
        screen.goto(live_server.url + url)
        if screen.evaluate("document.documentElement.scrollWidth") > SMALLEST["width"]:
            too_wide.append(url)
    context.close()
    assert too_wide == []


def _blamed(screen: Page, address: str, urls: list[str]) -> list[str]:
    found = []
    for url in urls:
        screen.goto(address + url)
        found += _violations(screen, url)
    return found


def _violations(screen: Page, url: str) -> list[str]:
    response = Axe().run(screen).response
    return [
        f"{url}: {violation['id']} {violation['nodes'][0]['html'][:120]}"
        for violation in response["violations"]
    ]


def test_a_passkey_is_added_and_opens_the_household_without_a_password(
    chromium: Browser, live_server
) -> None:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    screen = context.new_page()
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools = context.new_cdp_session(screen)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    sign_up(screen, live_server.url)

    screen.get_by_role("link", name="Account").tap()
    screen.get_by_role("link", name="Two-step sign-in and passkeys").tap()
    screen.get_by_role("link", name="Add", exact=True).tap()
    screen.get_by_label("Password").fill("backward by the river")
    screen.get_by_role("button", name="Confirm").tap()
    screen.get_by_label("Name").fill("my phone")
    screen.get_by_text("Passwordless", exact=True).tap()
    screen.get_by_role("button", name="Add").tap()
    expect(screen.get_by_role("heading", name="Recovery Codes")).to_be_visible()

    screen.get_by_role("link", name="Account").tap()
    screen.get_by_role("button", name="Sign out").tap()
    screen.get_by_role("navigation").get_by_role("link", name="Sign in").tap()
    screen.get_by_role("button", name="Sign in with a passkey").tap()
    expect(screen.get_by_role("heading", name="Your household")).to_be_visible()
    context.close()


def test_a_passkey_that_is_not_there_is_said_in_the_page(
    live_server, chromium_page: Page
) -> None:
    screen = chromium_page
    screen.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('no'))"
    )
    screen.goto(live_server.url + reverse("account_login"))
    trouble = screen.get_by_text("The passkey was not used")
    expect(trouble).to_be_hidden()
    screen.get_by_role("button", name="Sign in with a passkey").click()
    expect(trouble).to_be_visible()
    expect(trouble).to_be_focused()


def test_only_the_fields_of_the_chosen_units_are_there_and_none_at_first(
    phone: Page, live_server
) -> None:
    sign_up(phone, live_server.url)
    phone.get_by_role("link", name="Add a person").tap()
    expect(phone.get_by_label("Height in centimetres")).to_be_hidden()
    phone.get_by_text("More about you").tap()
    expect(phone.get_by_label("Height in centimetres")).to_be_visible()
    expect(phone.get_by_label("Height: feet")).to_be_hidden()
    phone.get_by_text("mph and feet").tap()
    expect(phone.get_by_label("Height in centimetres")).to_be_hidden()
    expect(phone.get_by_label("Weight in pounds")).to_be_visible()


def test_the_sheet_for_the_clinician_prints_on_two_pages(
    chromium: Browser, live_server, settings
) -> None:
    settings.DEMO = True
    seed(timezone.localdate())
    context = chromium.new_context(viewport=DESKTOP)
    screen = context.new_page()
    screen.goto(live_server.url)
    screen.get_by_role("button", name="Look around in the demo household").click()
    karim = Person.objects.get(name="Karim")
    screen.goto(live_server.url + reverse("clearance_sheet", args=[karim.pk]))
    expect(screen.get_by_role("button", name="Print")).to_be_visible()
    pages = re.findall(rb"/Type\s*/Page\b", screen.pdf(format="A4"))
    screen.emulate_media(media="print")
    expect(screen.get_by_role("navigation")).to_be_hidden()
    expect(screen.get_by_text("Signature")).to_be_visible()
    context.close()
    assert len(pages) == 2
