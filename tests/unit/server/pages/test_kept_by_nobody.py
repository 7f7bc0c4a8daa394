"""What is told to somebody who signed in is kept by no browser and by nobody on its way."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from retrowalk.server.people.models import Account, Person

# The same bytes for everybody: asked for anew each time, and kept for the way without a network.
SAME_FOR_ALL = {"player", "player_service_worker", "partner"}
SLOW = {"report_pdf"}  # made by another program; a file, as progress_csv is
GAP = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every address there is, as its pattern says it."""
    for one in patterns:
        said = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, said)
        else:
            yield said, one


def filled(said: str, person: Person) -> str:
    """Return an address of the person, or of something that is not there."""

    def word(found: re.Match[str]) -> str:
        kind, name = found.groups()
        if kind == "uuid":
            return str(person.pk if name == "person_id" else uuid.UUID(int=1))
        return {"int": "1"}.get(kind or "", "any")

    return "/" + GAP.sub(word, said)


def kept(answer: object) -> set[str]:
    return set(answer.headers.get("Cache-Control", "").split(", "))  # type: ignore[attr-defined]  # an answer


def test_no_answer_to_somebody_signed_in_is_stored_anywhere(
    signed_in: Client, account: Account, person: Person
) -> None:
    open_still = []
    found = list(routes(get_resolver().url_patterns))
    for said, one in found:
        if one.name in SLOW | SAME_FOR_ALL:
            continue
        signed_in.force_login(account)  # the sign-out is among them
        for method in ("GET", "POST"):
            answer = signed_in.generic(method, filled(said, person))
            if not {"private", "no-store"} <= kept(answer):
                open_still.append(f"{method} {said}: {answer.status_code} {kept(answer)}")
    assert len(found) > 90
    assert not open_still


@pytest.mark.parametrize("address", ["/nowhere/", "/api/v1/nowhere", "/persons/x/"])
def test_neither_is_what_is_not_there_nor_what_is_refused(
    signed_in: Client, address: str
) -> None:
    assert {"private", "no-store"} <= kept(signed_in.get(address))
    assert {"private", "no-store"} <= kept(signed_in.get(address, HTTP_HOST="evil.example"))


def test_the_answer_that_signs_in_is_kept_by_nobody(account: Account) -> None:
    sent = {"login": "anna", "password": "a long walk home"}
    answer = Client().post("/account/login/", sent)
    assert answer.status_code == 302
    assert {"private", "no-store"} <= kept(answer)


def test_the_players_page_is_kept_for_the_way_and_asked_for_anew(signed_in: Client) -> None:
    for address in ("/player/", "/player/sw.js", "/partner/"):
        answer = signed_in.get(address)
        assert (answer.status_code, kept(answer)) == (200, {"no-cache"})
        assert Client().get(address).content == answer.content


def test_styles_and_scripts_stay_for_ever_and_public_pages_as_they_were(
    signed_in: Client,
) -> None:
    assert finders.find("site/site.css")
    answer = signed_in.get(static("site/site.css"))
    assert {"public", "immutable"} <= kept(answer)
    assert Client().get("/learn/").headers.get("Cache-Control") is None
