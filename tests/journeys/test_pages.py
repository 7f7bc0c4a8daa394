"""A new user on a small phone, and every page looked over by axe, in light and in dark."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from looked_over import DESKTOP, PHONE, blamed_in_every_look
from playwright.sync_api import Browser, Page, expect

from retrowalk.server.demo.household import furnish
from retrowalk.server.people.clearing import clear
from retrowalk.server.people.models import Account, Person
from retrowalk.server.sessions.models import WalkedSession
from retrowalk.training.screening.questions import QUESTIONS, AnswerKind, Section, page

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


@pytest.fixture
def visitor(phone: Page, live_server, settings) -> Page:
    """Return a phone's screen that shows the demo household."""
    settings.DEMO = True
    furnish(timezone.localdate())
    phone.goto(live_server.url)
    phone.get_by_role("button", name="Look around in the demo household").tap()
    expect(phone.get_by_role("heading", name="Your household")).to_be_visible()
    return phone


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


def new_to_it() -> Person:
    """Return somebody who may choose, to whom slopes and brisk programmes are not open yet."""
    demo = Account.objects.get(is_demo=True)
    nia, new = Person.objects.get_or_create(
        account=demo,
        name="Nia",
        birth_year=timezone.localdate().year - 40,
        group="active_adult",
        simulated=True,
    )
    if new:
        no = {q.key: "no" for q in QUESTIONS}
        wish = {"regularly_active": "yes", "desired_effort": "vigorous"}
        clear(nia, no | wish, timezone.localdate())
    return nia


def ends_of(*people: UUID) -> list[WalkedSession]:
    """Return the newest session of each person."""
    walks = WalkedSession.objects.order_by("started_at")
    return [walk for pk in people if (walk := walks.filter(person=pk).last())]


def addresses() -> tuple[list[str], list[str]]:
    """Return what anybody and what the demo household may open."""
    people = {p.name: p.pk for p in Person.objects.filter(account__is_demo=True)}
    ruth, karim, mei, tom = (people[name] for name in ("Ruth", "Karim", "Mei", "Tom"))
    walk = WalkedSession.objects.filter(person=ruth).order_by("started_at").last()
    assert walk is not None
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
        *(reverse("programme", args=[pk]) for pk in (people["Olga"], new_to_it().pk)),
        *(reverse("plan_paper", args=[pk]) for pk in (ruth, tom)),
        reverse("own_programmes", args=[ruth]),
        reverse("morning", args=[ruth, walk.pk]),
        reverse("went_wrong", args=[ruth]),
        *(reverse("sessions", args=[pk]) for pk in (ruth, karim)),
        *(reverse("session", args=[w.person_id, w.pk]) for w in ends_of(karim, tom)),
        *(reverse("progress", args=[pk]) for pk in (ruth, mei, in_german("Olga"))),
        reverse("report", args=[ruth]),
        *(reverse("tests", args=[pk]) for pk in (ruth, mei)),
        *(
            reverse("test", args=[ruth, key])
            for key in ("up_and_go", "six_minute_backward")
        ),
        reverse("person_edit", args=[ruth]),
        *(reverse("screening_page", args=[mei, section.value]) for section in Section),
    ]
    return anybody, household


def in_german(name: str) -> UUID:
    """Return somebody of the demo whose pages come in German from now on."""
    Person.objects.filter(name=name).update(coach_language="de")
    return Person.objects.get(name=name).pk


def test_axe_finds_nothing_to_blame_on_any_page(
    chromium: Browser, live_server, settings
) -> None:
    settings.DEMO = True
    furnish(timezone.localdate())
    context = chromium.new_context(viewport=PHONE)
    screen = context.new_page()
    anybody, household = addresses()
    found = _blamed(screen, live_server.url, anybody)
    screen.goto(live_server.url)
    screen.get_by_role("button", name="Look around in the demo household").click()
    found += _blamed(screen, live_server.url, household)
    screen.get_by_role("button", name=re.compile("Go on|See the result")).click()
    found += blamed_in_every_look(screen, "a page with errors")
    context.close()
    assert found == []


def test_no_page_is_wider_than_the_smallest_phone(
    chromium: Browser, live_server, settings
) -> None:
    settings.DEMO = True
    furnish(timezone.localdate())
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
        found += blamed_in_every_look(screen, url)
    return found


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


@pytest.mark.parametrize("name", ["Ruth", "Tom"])
def test_the_plan_prints_on_one_page(
    chromium: Browser, live_server, settings, name: str
) -> None:
    settings.DEMO = True
    furnish(timezone.localdate())
    context = chromium.new_context(viewport=DESKTOP)
    screen = context.new_page()
    screen.goto(live_server.url)
    screen.get_by_role("button", name="Look around in the demo household").click()
    person = Person.objects.get(name=name)
    screen.goto(live_server.url + reverse("plan_paper", args=[person.pk]))
    pages = re.findall(rb"/Type\s*/Page\b", screen.pdf(format="A4"))
    context.close()
    assert len(pages) == 1


def test_a_harder_programme_says_why_not_yet_and_the_usual_one_begins(
    visitor: Page, live_server
) -> None:
    nia = new_to_it()
    visitor.goto(live_server.url + reverse("programme", args=[nia.pk]))
    for key in ("slope_20_min", "brisk_15_min"):
        shut = visitor.locator(f"#{key}")
        expect(shut.get_by_text("Not open now.")).to_be_visible()
        expect(shut.get_by_text("first walk 6 good sessions")).to_be_visible()
        expect(shut.get_by_role("link", name="our own rule").first).to_be_visible()
        expect(shut.get_by_role("button", name="Begin")).to_have_count(0)
    usual = visitor.locator("#beginner_intervals")
    usual.get_by_label("Hallway").tap()
    usual.get_by_role("button", name="Begin").tap()
    expect(visitor.get_by_text("Your plan is made.")).to_be_visible()


def test_the_plan_is_a_calendar_whose_sessions_move(visitor: Page, live_server) -> None:
    ruth = Person.objects.get(name="Ruth")
    visitor.goto(live_server.url + reverse("plan", args=[ruth.pk]))
    expect(visitor.get_by_role("table").first).to_be_visible()
    moving = visitor.get_by_text(re.compile("Move or skip session")).first
    moving.tap()
    visitor.get_by_role("button", name="Move it").first.tap()
    expect(visitor.get_by_role("heading", name="What changed, and why")).to_be_visible()
    expect(visitor.get_by_text("Moved", exact=True).first).to_be_visible()
    visitor.get_by_text(re.compile("Move or skip session")).last.tap()
    visitor.get_by_role("button", name=re.compile("Skip session")).last.tap()
    expect(visitor.get_by_text("Skipped", exact=True).first).to_be_visible()


def test_the_morning_after_is_told_with_one_tap_on_a_number(
    visitor: Page, live_server
) -> None:
    walk = next(
        w
        for w in WalkedSession.objects.order_by("-started_at")
        if w.asks_for_the_morning(timezone.localdate())
    )
    visitor.goto(live_server.url + reverse("morning", args=[walk.person_id, walk.pk]))
    visitor.get_by_role("button").last.tap()
    expect(visitor.get_by_text("Choose a number from 0 to 10.")).to_be_visible()
    number = visitor.locator("label", has_text=re.compile(r"^\s*3\s*$"))
    box = number.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    number.tap()
    visitor.get_by_role("button").last.tap()
    expect(visitor.get_by_role("heading", name=walk.person.name)).to_be_visible()
    walk.refresh_from_db()
    assert walk.pain_next_morning == 3


def test_the_sheet_for_the_clinician_prints_on_two_pages(
    chromium: Browser, live_server, settings
) -> None:
    settings.DEMO = True
    furnish(timezone.localdate())
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
