"""The API against its own description: made-up requests, good and bad, and what comes back."""

import sys
from pathlib import Path

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

sys.path.append(str(Path(__file__).resolve().parents[1] / "fakes"))

from phone import person_with_plan

from retrowalk.server.wsgi import application

pytestmark = pytest.mark.django_db


described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SHELF = tmp_path / "shelf"


@pytest.fixture
def person():
    return person_with_plan()


@pytest.fixture
def signed_in(person):
    client = Client()
    client.force_login(person.account)
    token = client.get("/api/v1/token").json()["csrf"]
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return {"headers": {"X-CSRFToken": token}, "cookies": cookies}


PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@described.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_description_promises(case, person, signed_in):
    if "person_id" in case.path_parameters and case.method != "GET":
        case.path_parameters["person_id"] = str(person.pk)

    case.call_and_validate(**signed_in, checks=PROMISES)
