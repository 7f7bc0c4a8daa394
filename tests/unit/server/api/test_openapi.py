"""The committed description is the one the server gives."""

import json
from pathlib import Path

import pytest

CONTRACT = Path(__file__).resolve().parents[4] / "contracts" / "openapi.json"


@pytest.mark.django_db
def test_the_committed_contract_is_what_the_server_says(client):
    """To renew it: `python -m retrowalk.server manage openapi contracts/openapi.json`."""
    served = client.get("/api/v1/openapi.json")

    assert served.status_code == 200
    assert json.loads(CONTRACT.read_text(encoding="utf-8")) == served.json()


@pytest.mark.django_db
def test_every_refusal_is_described_as_a_problem_document(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    refusals = [
        response["content"]
        for operations in described.values()
        for operation in operations.values()
        for status, response in operation["responses"].items()
        if int(status) >= 400
    ]

    assert refusals
    assert {tuple(content) for content in refusals} == {("application/problem+json",)}
