"""Every page x {nobody signed in, oneself, somebody else}; a page without a row fails."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from retrowalk.server.people.models import Account, Person
from retrowalk.server.report import views

MINE = (
    "retrowalk.server.people",
    "retrowalk.server.programme",
    "retrowalk.server.sessions.told_views",
    "retrowalk.server.learn",
    "retrowalk.server.outcomes",
    "retrowalk.server.report",
    "retrowalk.server.proof",
    "retrowalk.server.takeout",
)

# name of the page: (method, nobody, oneself, somebody else); 302 leads to sign-in or onward
PAGES: dict[str, tuple[str, int, int, int]] = {
    "front": ("GET", 200, 302, 302),
    "about": ("GET", 200, 200, 200),
    "safety": ("GET", 200, 200, 200),
    "privacy": ("GET", 200, 200, 200),
    "account": ("GET", 302, 200, 200),
    "household": ("GET", 302, 200, 200),
    "demo": ("POST", 404, 404, 404),
    "person_new": ("GET", 302, 200, 200),
    "person": ("GET", 302, 200, 404),
    "person_about": ("GET", 302, 200, 404),
    "person_edit": ("GET", 302, 200, 404),
    "screening": ("GET", 302, 200, 404),
    "screening_page": ("GET", 302, 200, 404),
    "clearance": ("GET", 302, 302, 404),
    "clearance_sheet": ("GET", 302, 302, 404),
    "programme": ("GET", 302, 302, 404),
    "plan": ("GET", 302, 200, 404),
    "plan_paper": ("GET", 302, 302, 404),
    "plan_ics": ("GET", 302, 302, 404),
    "plan_weekdays": ("POST", 302, 302, 404),
    "plan_skip": ("POST", 302, 302, 404),
    "plan_move": ("POST", 302, 302, 404),
    "own_programmes": ("GET", 302, 200, 404),
    "own_programme_forget": ("POST", 302, 302, 404),
    "went_wrong": ("GET", 302, 200, 404),
    # a session of one's own: test_morning_and_events.py; one that is not there is nobody's
    "morning": ("GET", 302, 404, 404),
    "claims": ("GET", 200, 200, 200),
    "claim": ("GET", 200, 200, 200),
    "sources": ("GET", 200, 200, 200),
    "source": ("GET", 200, 200, 200),
    "claim_trial": ("GET", 200, 200, 200),
    "questions": ("GET", 200, 200, 200),
    "words": ("GET", 200, 200, 200),
    "pooled": ("GET", 200, 200, 200),
    "outcome": ("GET", 200, 200, 200),
    "library": ("GET", 200, 200, 200),
    "library_changes": ("GET", 200, 200, 200),
    "library_json": ("GET", 200, 200, 200),
    "library_zip": ("GET", 200, 200, 200),
    "library_csv": ("GET", 200, 200, 200),
    "own_studies": ("GET", 302, 200, 200),
    "own_add": ("GET", 302, 200, 200),
    "own_upload": ("GET", 302, 200, 200),
    "own_example": ("GET", 200, 200, 200),
    # whose study it is: test_own_studies.py; one that is not there is nobody's
    "own_study": ("GET", 302, 404, 404),
    "own_result": ("GET", 302, 404, 404),
    "own_remove": ("POST", 302, 404, 404),
    "progress": ("GET", 302, 200, 404),
    "progress_csv": ("GET", 302, 200, 404),
    "report": ("GET", 302, 200, 404),
    "report_pdf": ("GET", 302, 200, 404),
    "tests": ("GET", 302, 200, 404),
    "test": ("GET", 302, 200, 404),
    "own_trial": ("GET", 302, 200, 404),
    "own_trial_begin": ("GET", 302, 200, 404),
    "own_trial_answer": ("POST", 302, 302, 404),
    "own_trial_stop": ("GET", 302, 302, 404),
    # a trial of one's own: test_own_trial.py; one that is not there is nobody's
    "own_trial_found": ("GET", 302, 404, 404),
    # whoever is signed in says the password once more: takeout/test_pages.py
    "take_along": ("GET", 302, 302, 302),
    "bring_back": ("GET", 302, 200, 200),
    "bring_back_look": ("GET", 302, 302, 302),
    "bring_back_discard": ("POST", 302, 302, 302),
    "erase": ("GET", 302, 200, 200),
    # as above: takeout/test_erase_pages.py
    "erase_everything": ("GET", 302, 302, 302),
    "erase_person": ("GET", 302, 302, 302),
    "erased": ("GET", 200, 200, 200),
}
# written by a form: the same page, sent
FORMS = {
    "person_new": (302, 200, 200),
    "person_edit": (302, 200, 404),
    "screening": (302, 200, 404),
    "screening_page": (302, 200, 404),
    "programme": (302, 302, 404),
    "own_programmes": (302, 200, 404),
    "went_wrong": (302, 200, 404),
    "morning": (302, 404, 404),
    "own_add": (302, 200, 200),
    "own_upload": (302, 200, 200),
    "test": (302, 200, 404),
    "own_trial_begin": (302, 200, 404),
    "own_trial_stop": (302, 302, 404),
    "take_along": (302, 302, 302),
    "bring_back": (302, 200, 200),
    "bring_back_look": (302, 302, 302),
    "erase_everything": (302, 302, 302),
    "erase_person": (302, 302, 302),
}
# what tells about somebody's health is kept by no browser and by nobody in between
FILES = ("progress_csv", "report_pdf")


@pytest.fixture(autouse=True)
def _any_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: whether this machine can is no question of who may see it."""
    monkeypatch.setattr(views, "report_pdf", lambda *_: b"%PDF")


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


def test_every_page_has_a_row_and_every_row_a_page() -> None:
    mine = {
        route.name
        for route in routes(get_resolver().url_patterns)
        if route.callback.__module__.startswith(MINE)
    }
    assert mine == set(PAGES)


def address(name: str, person: Person) -> str:
    arguments: dict[str, dict[str, object]] = {
        "claim": {"key": "knee_pain_function"},
        "claim_trial": {"key": "knee_pain_function"},
        "source": {"key": "chen2021"},
        "outcome": {"slug": "pain"},
        "library_csv": {"table": "claims"},
        "own_study": {"study_id": 1},
        "own_result": {"study_id": 1},
        "own_remove": {"study_id": 1},
        "screening_page": {"section": "joints_and_back"},
        "plan_skip": {"number": 1},
        "plan_move": {"number": 1},
        "own_programme_forget": {"key": "own-0123456789ab"},
        "morning": {"session_id": uuid.UUID(int=1)},
        "own_trial_found": {"trial_id": uuid.UUID(int=1)},
        "test": {"key": "pain_day"},
        "erase_person": {"person_id": person.pk},
    }
    needs = dict(arguments.get(name, {}))
    if PAGES[name][1] == 302 and PAGES[name][3] == 404 and "study_id" not in needs:
        needs["person_id"] = person.pk
    return reverse(name, kwargs=needs)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_those_it_is_for(
    name: str, person: Person, account: Account, stranger: Account
) -> None:
    method, *expected = PAGES[name]
    url = address(name, person)
    assert [_status(method, url, who) for who in (None, account, stranger)] == expected


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_taken_from_those_it_is_for(
    name: str, person: Person, account: Account, stranger: Account
) -> None:
    url = address(name, person)
    got = tuple(_status("POST", url, who) for who in (None, account, stranger))
    assert got == FORMS[name]


@pytest.mark.parametrize(
    "name", [name for name, row in PAGES.items() if row[1] == 302 and row[0] == "GET"]
)
def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(
    name: str, person: Person
) -> None:
    url = address(name, person)
    assert Client().get(url)["Location"] == f"{reverse('account_login')}?next={url}"


def test_a_person_that_exists_for_others_looks_like_one_that_does_not(
    signed_in: Client, stranger: Account
) -> None:
    theirs = Person.objects.create(
        account=stranger, name="Secret", birth_year=1950, group="older_adult"
    )
    there = signed_in.get(reverse("person", args=[theirs.pk]))
    nowhere = signed_in.get(reverse("person", args=[uuid.uuid4()]))
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert b"Secret" not in there.content


@pytest.mark.parametrize("name", ["front", "household", "person", "plan", "claims"])
def test_a_page_that_only_shows_takes_nothing(
    name: str, person: Person, signed_in: Client
) -> None:
    assert signed_in.post(address(name, person)).status_code == 405


def _status(method: str, url: str, who: Account | None) -> int:
    client = Client()
    if who is not None:
        client.force_login(who)
    return client.generic(method, url).status_code


@pytest.mark.parametrize("name", FILES)
def test_a_file_about_health_is_kept_nowhere_on_its_way(
    name: str, person: Person, signed_in: Client
) -> None:
    kept = signed_in.get(address(name, person)).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))
