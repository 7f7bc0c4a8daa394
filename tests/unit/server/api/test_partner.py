"""A session shared with a companion: what is shown, who may see it, STOP, and its end."""

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from phone import Phone, person_with_plan

from retrowalk.server.api import partner, share_token
from retrowalk.server.pace import Pace
from retrowalk.server.partner.models import Share
from retrowalk.server.partner.secret import LETTERS, hashed, new_secret

pytestmark = pytest.mark.django_db

NEWS = {
    "schema": 1,
    "phase": "walking",
    "kind": "walk",
    "direction": "backward",
    "left_s": 72.4,
    "next_direction": "forward",
    "next_s": 60.0,
}
OVER = NEWS | {"phase": "over", "kind": None, "direction": None, "left_s": 0.0}


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    for module, name in (
        (partner, "NEWS"),
        (partner, "SHARES"),
        (share_token, "GUESSES"),
        (share_token, "WATCHING"),
    ):
        monkeypatch.setattr(module, name, Pace(per_s=1000.0, burst=1000))


class Walker:
    """The walker's phone: shares, tells, ends."""

    def __init__(self, name: str = "Ann Example") -> None:
        self.phone = Phone(person_with_plan(name.split(maxsplit=1)[0]))
        self.person = self.phone.person
        self.person.name = name
        self.person.save()
        self.root = f"/api/v1/persons/{self.person.pk}/share"

    def send(self, method, path="", body=None):
        token = self.phone.client.get("/api/v1/token").json()["csrf"]
        return self.phone.client.generic(
            method,
            self.root + path,
            json.dumps(body or {}),
            "application/json",
            headers={"X-CSRFToken": token},
        )

    def share(self):
        return self.send("POST").json()

    def tell(self, share, news=NEWS):
        return self.send("PUT", f"/{share['id']}/news", news)


@pytest.fixture
def ann():
    return Walker()


def watch(secret):
    return Client().get("/api/v1/partner", headers={"X-Share-Token": secret})


def press_stop(secret):
    client = Client(enforce_csrf_checks=True)
    return client.post("/api/v1/partner/stop", headers={"X-Share-Token": secret})


def test_a_companion_sees_first_name_and_clock_and_nothing_else(ann):
    share = ann.share()
    before = watch(share["secret"]).json()
    assert before == {"name": "Ann", "news": None, "age_s": None, "stop_asked": False}
    assert ann.tell(share).json() == {"stop": False, "watched": True}
    seen = watch(share["secret"]).json()
    assert seen["name"] == "Ann"
    assert seen["news"] == {k: v for k, v in NEWS.items() if k != "schema"}
    assert 0.0 <= seen["age_s"] < 60.0
    assert set(seen) == {"name", "news", "age_s", "stop_asked"}


def test_stop_reaches_the_walk_with_its_next_news_and_stays_asked(ann):
    share = ann.share()
    ann.tell(share)
    assert press_stop(share["secret"]).json() == {"stop_asked": True}
    assert press_stop(share["secret"]).status_code == 200
    assert watch(share["secret"]).json()["stop_asked"]
    assert ann.tell(share).json()["stop"]
    assert ann.tell(share).json()["stop"]


def test_there_is_nothing_to_stop_before_the_begin_and_after_the_end(ann):
    share = ann.share()
    assert press_stop(share["secret"]).status_code == 409
    ann.tell(share, OVER)
    refused = press_stop(share["secret"])
    assert refused.status_code == 409
    assert "over" in refused.json()["detail"]


def test_the_end_of_the_session_ends_the_share_within_a_minute(ann):
    share = ann.share()
    ann.tell(share)
    ann.tell(share, OVER)
    assert watch(share["secret"]).json()["news"]["phase"] == "over"
    Share.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert watch(share["secret"]).status_code == 401
    assert not Share.objects.exists()


def test_a_share_without_news_expires_within_the_hour_and_leaves_nothing(ann):
    share = ann.share()
    left = Share.objects.get().expires_at - timezone.now()
    assert timedelta(minutes=30) < left <= timedelta(hours=1)
    Share.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ann.tell(share).status_code == 404
    ann.phone.client.get("/api/v1/token")
    assert not Share.objects.exists()


def test_revoking_works_at_once_and_twice(ann):
    share = ann.share()
    ann.tell(share)
    assert ann.send("DELETE", f"/{share['id']}").status_code == 204
    assert ann.send("DELETE", f"/{share['id']}").status_code == 204
    assert watch(share["secret"]).status_code == 401
    assert press_stop(share["secret"]).status_code == 401
    assert ann.tell(share).status_code == 404


def test_a_new_link_stops_the_one_before(ann):
    first, second = ann.share(), ann.share()
    assert watch(first["secret"]).status_code == 401
    assert watch(second["secret"]).status_code == 200
    assert Share.objects.count() == 1


def test_the_secret_is_stored_nowhere_and_is_long(ann):
    share = ann.share()
    row = Share.objects.values().get()
    plain = share["secret"].replace("-", "")
    assert plain not in json.dumps(row, default=str)
    assert row["token_hash"] == hashed(share["secret"])
    assert len(plain) == 16
    assert set(plain) <= set(LETTERS)
    assert len({new_secret() for _ in range(500)}) == 500


def test_a_secret_may_be_typed_as_people_type(ann):
    share = ann.share()
    typed = share["secret"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert watch(f" {typed} ").status_code == 200


def test_without_or_with_a_wrong_secret_nothing_is_shown(ann):
    ann.share()
    assert Client().get("/api/v1/partner").status_code == 401
    for wrong in ("", "x" * 5000, "0000-0000-0000-0000", "\x00"):
        answer = watch(wrong)
        assert answer.status_code == 401
        assert b"Ann" not in answer.content
    assert watch(str(Share.objects.get().token_hash)).status_code == 401


def test_only_the_account_itself_shares_tells_and_ends(ann):
    share, bob = ann.share(), Walker("Bob")
    bob.root = ann.root
    assert bob.send("POST").status_code == 404
    assert bob.tell(share).status_code == 404
    assert bob.send("DELETE", f"/{share['id']}").status_code == 404
    assert watch(share["secret"]).status_code == 200
    for method, path in (("POST", ""), ("PUT", f"/{share['id']}/news")):
        body = json.dumps(NEWS)
        nobody = Client().generic(method, ann.root + path, body, "application/json")
        assert nobody.status_code == 401
        forged = ann.phone.client.generic(method, ann.root + path, body, "application/json")
        assert forged.status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"phase": "dead"},
        {"left_s": -1.0},
        {"left_s": float("1e300")},
        {"pain": 7},
        {"direction": "up"},
        {"next_s": "60"},
    ],
)
def test_wrong_news_are_refused_and_the_old_ones_stand(ann, changed):
    share = ann.share()
    ann.tell(share)
    assert ann.tell(share, NEWS | changed).status_code == 422
    assert watch(share["secret"]).json()["news"]["left_s"] == 72.4


def test_questions_guesses_news_and_shares_have_a_pace(ann, monkeypatch):
    def strict():
        return Pace(per_s=0.001, burst=2)

    share = ann.share()
    monkeypatch.setattr(share_token, "WATCHING", strict())
    codes = [watch(share["secret"]).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    monkeypatch.setattr(share_token, "GUESSES", strict())
    assert [watch("wrong").status_code for _ in range(3)] == [401, 401, 429]
    monkeypatch.setattr(partner, "NEWS", strict())
    assert [ann.tell(share).status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(partner, "SHARES", strict())
    assert [ann.send("POST").status_code for _ in range(3)] == [201, 201, 429]


def test_the_share_of_a_person_goes_with_the_person(ann):
    ann.share()
    ann.person.delete()
    assert not Share.objects.exists()


def test_a_share_that_is_unknown_is_404(ann):
    assert ann.tell({"id": uuid.uuid4()}).status_code == 404


def test_the_companions_page_needs_no_account_and_names_nobody():
    page = Client().get("/partner/")
    assert page.status_code == 200
    assert b"<noscript>" in page.content
    assert not page.cookies
    assert Client().post("/partner/").status_code == 405
