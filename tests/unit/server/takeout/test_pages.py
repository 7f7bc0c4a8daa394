"""The pages: a file to take along, and one to bring back after it was looked at."""

import io
import zipfile
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from rich_household import PASSWORD

from retrowalk.server.people.models import Account
from retrowalk.server.takeout import bring_views
from retrowalk.server.takeout.waiting import waiting

TAKE, BRING, LOOK = "/take-along/", "/bring-back/", "/bring-back/look/"


@pytest.fixture
def signed_in(boris):
    """Return somebody who has just typed a password."""
    client = Client()
    client.force_login(boris)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def back(boris, brought, archive):
    brought(boris, archive)
    return boris


def said(answer):
    return answer.content.decode()


def send(client, content, name="mine.zip"):
    return client.post(BRING, {"file": SimpleUploadedFile(name, content)})


def digest_on(page):
    return page.split('name="digest" value="')[1].split('"')[0]


def test_the_page_says_what_there_is_and_that_it_is_about_health(back, signed_in):
    page = said(signed_in.get(TAKE))
    assert "3 people, 15 sessions" in page
    assert "tells about your health" in page
    assert "There is 1, with" in page


def test_the_file_is_whole_is_not_kept_by_anybody_and_names_nobody(
    back, signed_in, archive
):
    answer = signed_in.post(TAKE, {"whose": "household", "recordings": "on"})
    assert b"".join(answer.streaming_content) == archive
    name = f'attachment; filename="retrowalk-{timezone.localdate()}.zip"'
    assert answer["Content-Disposition"] == name
    assert int(answer["Content-Length"]) == len(archive)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_one_person_may_be_chosen_and_nobody_elses(back, signed_in):
    tom = back.persons.get(name="Tom")
    answer = signed_in.post(TAKE, {"whose": str(tom.pk)})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as held:
        assert held.read("documents/persons.jsonl").count(b"\n") == 1
    other = Account.objects.create_user("clara").persons.create(
        name="Cora", birth_year=1960, group="active_adult"
    )
    answer = signed_in.post(TAKE, {"whose": str(other.pk)})
    assert (answer.status_code, answer.streaming) == (200, False)
    assert "Cora" not in said(answer)


def test_whoever_finds_an_open_browser_is_asked_for_the_password(back, client):
    client.force_login(back)
    for answer in (client.get(TAKE), client.post(TAKE, {"whose": "household"})):
        assert (answer.status_code, answer.streaming) == (302, False)
        assert answer["Location"] == f"/account/reauthenticate/?next={quote(TAKE, safe='')}"


@pytest.mark.parametrize("page", [TAKE, BRING, LOOK])
def test_nobody_gets_in_without_signing_in(db, client, page):
    assert client.get(page)["Location"].startswith("/account/login/")


def test_a_file_is_looked_at_first_and_stored_on_ones_word(
    boris, signed_in, archive, taken
):
    assert send(signed_in, archive)["Location"] == LOOK
    page = said(signed_in.get(LOOK))
    assert "New: 3 people, 15 sessions" in page
    assert boris.persons.count() == 0
    assert signed_in.post(LOOK, {"digest": digest_on(page)})["Location"] == "/household/"
    assert taken(boris) == archive
    assert "Brought back: 3 people, 15 sessions" in said(signed_in.get("/account/"))
    assert waiting(boris) is None


def test_what_is_here_already_is_said_and_there_is_nothing_to_store(
    back, signed_in, archive
):
    send(signed_in, archive)
    page = said(signed_in.get(LOOK))
    assert "Nothing new." in page
    assert "Already here, and the same: 3 people, 15 sessions" in page
    assert "Store it" not in page


def test_what_holds_a_person_back_is_named(back, signed_in, archive):
    ruth = back.persons.get(name="Ruth")
    ruth.plans.filter(version=2).update(reason="Something else.")
    send(signed_in, archive)
    page = said(signed_in.get(LOOK))
    assert "Nothing of this is brought back" in page
    assert "The plan&#x27;s version 2 is different here: reason." in page


def test_another_file_sent_meanwhile_is_not_stored_unseen(boris, signed_in, archive):
    send(signed_in, archive)
    page = said(signed_in.post(LOOK, {"digest": "0" * 64}))
    assert "look at it again" in page
    assert boris.persons.count() == 0


def test_a_waiting_file_can_be_thrown_away_and_nobody_else_sees_it(
    boris, signed_in, archive, client
):
    send(signed_in, archive)
    client.force_login(Account.objects.create_user("clara"))
    assert client.get(LOOK)["Location"] == BRING
    assert waiting(boris) is not None
    signed_in.post("/bring-back/discard/")
    assert waiting(boris) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"hello", "is no zip archive"),
        (b"", "The file is empty"),
    ],
)
def test_what_is_no_archive_is_refused_in_one_sentence(signed_in, content, why):
    page = said(send(signed_in, content))
    assert why in page
    assert page.count('class="error') >= 1 or "alert" in page


def test_half_an_archive_is_refused(boris, signed_in, archive):
    assert "half of one" in said(send(signed_in, archive[: len(archive) // 2]))
    assert waiting(boris) is None


def test_the_demo_household_takes_along_and_keeps_nothing(boris, archive, client):
    boris.is_demo = True
    boris.save()
    client.force_login(boris)
    answer = client.post(TAKE, {"whose": "household"})
    assert "simulated-retrowalk-" in answer["Content-Disposition"]
    answer.close()
    assert "keeps no files" in said(send(client, archive))
    assert waiting(boris) is None


def test_a_large_archive_is_let_in_here_and_a_larger_one_is_not(signed_in, settings):
    most = settings.FILE_UPLOAD_MOST
    for size, status in ((most - 1, 403), (most + 1, 413)):
        client = Client(enforce_csrf_checks=True)
        client.cookies = signed_in.cookies
        answer = client.generic(
            "POST", BRING, b"x", content_type="text/plain", CONTENT_LENGTH=str(size)
        )
        assert answer.status_code == status


def test_a_form_from_elsewhere_is_refused(boris, archive):
    client = Client(enforce_csrf_checks=True)
    client.force_login(boris)
    assert send(client, archive).status_code == 403
    assert bring_views.waiting(boris) is None
