"""Every refusal is a problem document with one sentence that says what and where."""

import hashlib
import json
import uuid

import pytest
from django.test import Client
from phone import Phone, person_with_plan, pieces, swaying

pytestmark = pytest.mark.django_db

CHUNK = pieces(swaying(2))[0]


@pytest.fixture
def phone():
    return Phone(person_with_plan())


@pytest.fixture
def url(phone):
    return phone.url(uuid.uuid4())


def problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert {"type", "title", "status", "detail"} <= set(said)
    assert said["status"] == status
    return said["detail"]


def headers(token, **more):
    return {
        "X-CSRFToken": token,
        "X-Content-SHA256": hashlib.sha256(CHUNK).hexdigest(),
        **more,
    }


def test_nobody_signed_in_is_401_even_without_a_token(url):
    anonymous = Client(enforce_csrf_checks=True)
    for method, path in (
        ("get", "/api/v1/token"),
        ("get", url),
        ("put", url),
        ("put", f"{url}/chunks/0"),
        ("get", url.split("/sessions")[0] + "/bundle"),
    ):
        assert "sign in" in problem(getattr(anonymous, method)(path), 401)


def test_a_write_without_a_token_is_403(phone, url):
    answer = phone.client.put(f"{url}/chunks/0", CHUNK, "application/json")

    assert "/api/v1/token" in problem(answer, 403)


def test_the_token_allows_a_write_and_sets_its_cookie(phone, url):
    token = phone.client.get("/api/v1/token")

    assert "csrftoken" in token.cookies
    answer = phone.client.put(
        f"{url}/chunks/0", CHUNK, "application/json", headers=headers(token.json()["csrf"])
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing", "/api/v2/token", "/api/"])
def test_an_address_that_is_not_there_is_404(phone, path):
    assert path in problem(phone.client.get(path), 404)


def test_a_method_that_is_not_there_is_405_and_names_those_that_are(phone, url):
    answer = phone.client.delete(url)

    assert "DELETE" in problem(answer, 405)
    assert set(answer["Allow"].split(", ")) == {"GET", "PUT"}


def test_a_body_above_the_limit_is_413_before_it_is_read(phone, url):
    answer = phone.put(f"{url}/chunks/0", b" " * (4 * 1024 * 1024 + 1))

    assert "4194304" in problem(answer, 413)


def test_a_body_that_is_not_declared_json_is_415(phone, url):
    token = phone.client.get("/api/v1/token").json()["csrf"]
    answer = phone.client.put(
        f"{url}/chunks/0", CHUNK, "text/plain", headers=headers(token)
    )

    assert "text/plain" in problem(answer, 415)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        CHUNK[:-20],
        CHUNK.replace(b"9.8", b"NaN", 1),
        CHUNK.replace(b'"schema"', b'"schema": 1, "schema"', 1),
    ],
)
def test_a_body_that_is_not_json_is_422(phone, url, body):
    assert "not JSON" in problem(phone.put(f"{url}/chunks/0", body), 422)


def test_an_empty_body_is_422(phone, url):
    assert "body" in problem(phone.put(url, b""), 422)


def changed(**columns):
    return {**json.loads(CHUNK), **columns}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ([], "whole"),
        (changed(schema=2), "schema"),
        (changed(extra=1), "extra"),
        (changed(t_ms=[]), "t_ms"),
        (changed(ax=[0.0]), "ax has 1 values; expected 120"),
        (changed(ax=["0.1"] * 120), "ax"),
        (changed(ax=[None] * 120), "ax"),
        (changed(ax=[True] * 120), "ax"),
        (changed(ax=[1e300] * 120), "ax"),
        (changed(t_ms=[0.0] * 120), "at sample 1"),
        (changed(t_ms=list(range(120, 0, -1))), "at sample 1"),
        (changed(t_ms=[-1e9, *range(119)]), "t_ms"),
    ],
)
def test_a_chunk_that_cannot_be_motion_is_422_and_says_where(phone, url, body, place):
    body = json.dumps(body).encode()
    digest = hashlib.sha256(body).hexdigest()
    answer = phone.put(f"{url}/chunks/0", body, **{"X-Content-SHA256": digest})

    assert place in problem(answer, 422)


@pytest.mark.parametrize("digest", [None, "", "abc", "g" * 64])
def test_a_chunk_without_its_digest_is_422(phone, url, digest):
    more = {} if digest is None else {"X-Content-SHA256": digest}

    said = problem(phone.put(f"{url}/chunks/0", CHUNK, **more), 422)

    assert "X-Content-SHA256" in said


def test_a_chunk_number_beyond_a_day_is_422(phone, url):
    assert "number" in problem(phone.put(f"{url}/chunks/2880", CHUNK), 422)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"pain_after": 11}, "pain_after"),
        ({"pain_after": 2.5}, "pain_after"),
        ({"pain_before": -1}, "pain_before"),
        ({"rpe_cr10": 10.5}, "rpe_cr10"),
        ({"rpe_cr10": "5"}, "rpe_cr10"),
        ({"stumbles": -1}, "stumbles"),
        ({"ending": "tired"}, "ending"),
        ({"symptoms": ["hunger"]}, "symptoms.0"),
        ({"symptoms": ["fall", "fall"]}, "twice"),
        ({"started_at": "2026-11-22T10:00:00"}, "started_at"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, "started_at"),
        ({"site": "hat"}, "site"),
        ({"device": "a\u0000b"}, "device"),
        ({"chunk_count": -1}, "chunk_count"),
        ({"chunk_count": 10**6}, "chunk_count"),
        ({"simulated": "no"}, "simulated"),
        ({"plan_version": 0}, "plan_version"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_an_answer_outside_what_was_asked_is_422_and_says_which(phone, url, change, place):
    body = json.dumps({**phone.document(), **change}).encode()

    assert place in problem(phone.put(url, body), 422)


@pytest.mark.parametrize(
    "spans", [[[20, 10]], [[0, 20], [10, 30]], [[30, 40], [0, 10]], [[0, 1, 2]]]
)
def test_walked_spans_that_do_not_follow_each_other_are_422(phone, url, spans):
    document = phone.document()
    document["intervals"][0]["spans_ms"] = spans

    assert "intervals.0" in problem(phone.put(url, json.dumps(document).encode()), 422)


def test_a_span_of_no_length_costs_nothing(phone, url):
    document = phone.document()
    document["intervals"][0]["spans_ms"] = [[0, 0], [5, 10]]

    assert phone.put(url, json.dumps(document).encode()).status_code == 201


def test_a_missing_answer_is_422_but_null_is_an_answer_not_given(phone, url):
    document = {**phone.document(), "pain_after": None, "rpe_cr10": None, "stumbles": None}
    without = {key: value for key, value in document.items() if key != "stumbles"}

    assert "stumbles" in problem(phone.put(url, json.dumps(without).encode()), 422)
    assert phone.put(url, json.dumps(document).encode()).status_code == 201


def test_a_wrong_host_hears_of_it_in_the_same_form(phone):
    problem(phone.client.get("/api/v1/token", headers={"host": "elsewhere.example"}), 400)
